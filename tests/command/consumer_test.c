/* SPDX-License-Identifier: MIT */

/* `precache consumer` as a user runs it: of a plan, of a workflow, of standard input. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define WORKFLOW                                                                                   \
	"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      CACHE_REPO: ghcr.io/team/cache\n"  \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: me\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"

struct consumer_row {
	const char *name;
	const char *const *args; /* behind "consumer" */
	const char *input;
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* likewise in standard error */
};

static const struct consumer_row rows[] = {
	{"a workflow gives the resource", LIST("w.yml"), NULL, 0,
		"  cache_repo = \"ghcr.io/team/cache\"\n", ""},
	{"so does its plan", LIST("plan.json"), NULL, 0, "  cache_repo = \"ghcr.io/team/cache\"\n",
		""},
	{"- is standard input", LIST("-", "--format=terraform"), WORKFLOW, 0,
		"resource \"envbuilder_cached_image\" \"a\" {\n", ""},
	{"--format env gives the environment", LIST("plan.json", "--format", "env"), NULL, 0,
		"\nENVBUILDER_CACHE_REPO=ghcr.io/team/cache\n", ""},
	{"an override counts", LIST("w.yml", "-eCACHE_REPO=ghcr.io/a/b"), NULL, 0,
		"  cache_repo = \"ghcr.io/a/b\"\n", ""},
	{"a plan that was changed by hand is exit 4", LIST("changed.json"), NULL, 4, "",
		"changed.json:"},
	{"a workflow without a build is exit 3", LIST("-"),
		"on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n", 3, "",
		"no build in this workflow"},
	{"a format that there is not is exit 2", LIST("w.yml", "--format=json"), NULL, 2, "",
		"'json' is no format: terraform or env"},
	{"without a plan it is exit 2", LIST("--format=env"), NULL, 2, "",
		"one plan or workflow is wanted, not 0"},
};

static void put(const char *folder, const char *name, const char *text)
{
	char *path = path_of(folder, name);
	file_put(path, text);
	free(path);
}

static struct process run(
	const char *folder, const char *command, const char *const *args, const char *input)
{
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), command};
	size_t argc = 2;

	for (; *args; args++)
		argv[argc++] = *args;
	const struct process_request request = {.argv = argv, .folder = folder, .input = input};
	return process_run(&request);
}

/* w.yml, its plan, and the same with another number of days. */
static char *make_lab(void)
{
	char *folder = folder_make();
	put(folder, "w.yml", WORKFLOW);
	struct process plan = run(folder, "plan", LIST("w.yml", "--format=json"), NULL);
	char *days = strstr(plan.out, "\"ttl_days\": 30");

	assert_non_null(days);
	put(folder, "plan.json", plan.out);
	days[strlen("\"ttl_days\": ")] = '4';
	put(folder, "changed.json", plan.out);
	process_free(&plan);
	return folder;
}

static void check_consumer(void **state)
{
	const struct consumer_row *row = *state;
	char *folder = make_lab();
	struct process process = run(folder, "consumer", row->args, row->input);

	folder_remove(folder);
	assert_ended(&process, row->exit_code, row->out, row->err);
	process_free(&process);
}

int main(void)
{
	return ROWS_RUN("precache consumer", rows, check_consumer);
}
