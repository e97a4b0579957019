/* SPDX-License-Identifier: MIT */

/* The forms of `precache lint` for machines, as a run of GitHub uses them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

struct form_row {
	const char *name;
	const char *const *args; /* behind "lint" */
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* likewise in standard error */
};

static const struct form_row form_rows[] = {
	{"findings as JSON are exit 1", LIST("wrong.yml", "--format=json"), 1,
		"\"rule\": \"PC0402\"", ""},
	{"annotations are exit 1", LIST("wrong.yml", "--format=github"), 1,
		"::error file=wrong.yml,line=6,col=19,title=precache PC0402::", ""},
	{"a SARIF log is exit 0, so that the next step uploads it",
		LIST("wrong.yml", "--format=sarif"), 0, "\"ruleId\": \"PC0402\"", ""},
	{"unless somebody says what it has to fail on",
		LIST("wrong.yml", "--format=sarif", "--fail-on=error"), 1, "\"ruleId\": \"PC0402\"",
		""},
	{"without findings there are no annotations",
		LIST("right.yml", "--format=github", "--fail-on=note"), 0, "", ""},
	{"what cannot be read is an annotation too, and exit 3",
		LIST("wrong.yml", "broken.yml", "--format=github"), 3,
		"::error file=broken.yml,line=2,", "broken.yml:2:1: error: "},
	{"a file that is not there is in a SARIF log too, and exit 3",
		LIST("absent.yml", "--format=sarif"), 3, "\"ruleId\": \"PC0002\"",
		"absent.yml:1:1: error: cannot read 'absent.yml'"},
	{"a file is named from the repository's root", LIST("././wrong.yml", "--format=github"), 1,
		"::error file=wrong.yml,", ""},
	{"a dev container is linted beside a workflow",
		LIST("right.yml", "--devcontainer=.", "--format=github"), 0,
		"::warning file=.devcontainer/devcontainer.json,line=1,col=11,endColumn=14,", ""},
	{"or alone", LIST("--devcontainer", ".", "--format=sarif"), 0, "\"ruleId\": \"PC0375\"",
		""},
	{"its folder may itself be named", LIST("--devcontainer=.devcontainer", "--fail-on=note"),
		1, ".devcontainer/devcontainer.json:1:11: warning: 'a' has no tag", ""},
	{"a folder without one is exit 1", LIST("--devcontainer=empty"), 1,
		"empty: error: there is no devcontainer.json where the builder looks for it", ""},
	{"a folder that is not there is exit 3", LIST("--devcontainer=absent", "right.yml"), 3, "",
		"absent: error: cannot read 'absent': there is no such folder"},
	{"a form that there is not is exit 2", LIST("wrong.yml", "--format=xml"), 2, "",
		"'xml' is no format: text, json, github or sarif"},
	{"rules have no annotations", LIST("--rules", "--format=github"), 2, "",
		"'github' is no format of rules: text or json"},
};

/* In a folder that no repository is around. */
static const struct form_row loose_rows[] = {
	{"a folder is named as the user names it", LIST("--devcontainer=inner", "--format=sarif"),
		0, "\"uri\": \"inner/.devcontainer/devcontainer.json\"", ""},
	{"with one slash", LIST("--devcontainer=./inner/"), 0,
		"inner/.devcontainer/devcontainer.json:1:11: warning: 'a' has no tag", ""},
	{"and one without a dev container, too", LIST("--devcontainer=./inner/.devcontainer/empty"),
		1, "inner/.devcontainer/empty: error: there is no devcontainer.json", ""},
};

static void put(const char *folder, const char *name, const char *text)
{
	char *path = path_of(folder, name);
	file_put(path, text);
	free(path);
}

static void put_folder(const char *folder, const char *name)
{
	char *path = path_of(folder, name);
	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

/* Removes the folder. */
static void check_lint(const struct form_row *row, char *folder)
{
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "lint"};
	size_t argc = 2;

	for (const char *const *arg = row->args; *arg; arg++)
		argv[argc++] = *arg;
	const struct process_request request = {.argv = argv, .folder = folder};
	struct process process = process_run(&request);
	folder_remove(folder);
	assert_ended(&process, row->exit_code, row->out, row->err);
	process_free(&process);
}

static void check_loose(void **state)
{
	char *folder = folder_make();

	put_folder(folder, "inner");
	put_folder(folder, "inner/.devcontainer");
	put_folder(folder, "inner/.devcontainer/empty");
	put(folder, "inner/.devcontainer/devcontainer.json", "{\"image\": \"a\"}\n");
	check_lint(*state, folder);
}

static void check_form(void **state)
{
	char *folder = folder_make();

	put(folder, "wrong.yml",
		"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n"
		"      CACHE_REPO: ghcr.io/Team/cache\n    steps:\n"
		"      - run: precache-apply plan.json\n");
	put(folder, "right.yml",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n"
		"    timeout-minutes: 5\n    steps:\n      - run: make\n");
	put(folder, "broken.yml", "on: [\n");
	put_folder(folder, ".devcontainer");
	put_folder(folder, "empty");
	put_folder(folder, ".git");
	put(folder, ".devcontainer/devcontainer.json", "{\"image\": \"a\"} // one\n");
	check_lint(*state, folder);
}

int main(void)
{
	return ROWS_RUN("lint for machines", form_rows, check_form) +
	       ROWS_RUN("lint without a repository", loose_rows, check_loose);
}
