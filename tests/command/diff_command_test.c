/* SPDX-License-Identifier: MIT */

/* `precache diff` as a user runs it: exit codes, streams, and what counts as a side. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define WORKFLOW(repo, days)                                                                       \
	"on: push\npermissions:\n  packages: write\njobs:\n  a:\n    runs-on: x\n    env:\n"       \
	"      CACHE_REPO: " repo "\n      ENVBUILDER_CACHE_TTL_DAYS: " days "\n"                  \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"
#define OLD WORKFLOW("ghcr.io/team/cache", "30")
#define NEW WORKFLOW("ghcr.io/team/cache", "7")
#define OWNED WORKFLOW("ghcr.io/${{ github.repository_owner }}/cache", "30")
#define NO_BUILD "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n"
#define LOCAL "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: ./absent\n"
#define BROKEN "on: push\njobs: [\n"

#define TTL "1 change in 1 build: reader side only\n\n  cache.ttl_days 30 \xe2\x86\x92 7\n"

#define TTL_WHOLE                                                                                  \
	TTL "    reader side only: each reader asks for itself how old a layer may be\n"           \
	    "    new.yml:9:34\n"

struct diff_row {
	const char *name;
	const char *const *args; /* behind "diff"; the folder has old.yml, new.yml and more */
	const char *input;
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* stands in standard error; "" nothing may stand there */
};

static const struct diff_row diff_rows[] = {
	{"a change is exit 1", LIST("old.yml", "new.yml"), NULL, 1, TTL, ""},
	{"it says where it stands in the new file", LIST("old.yml", "new.yml"), NULL, 1,
		"new.yml:9:34\n", ""},
	{"no change is exit 0", LIST("old.yml", "old.yml"), NULL, 0, "no change in 1 build\n", ""},
	{"two plans", LIST("old.json", "new.json"), NULL, 1, TTL, ""},
	{"of plans it says the pointer", LIST("old.json", "new.json"), NULL, 1,
		"new.json#/builds/0/cache/ttl_days\n", ""},
	{"a plan and a workflow", LIST("old.json", "new.yml"), NULL, 1, "new.yml:9:34\n", ""},
	{"a plan and its own workflow", LIST("old.json", "old.yml"), NULL, 0, "no change", ""},
	{"the old side from standard input", LIST("-", "new.yml"), OLD, 1, TTL, ""},
	{"the new side too", LIST("old.yml", "-"), NEW, 1, "<stdin>:9:34\n", ""},
	{"but not both", LIST("-", "-"), OLD, 2, "", "one side at most is standard input"},
	{"a file that is empty is no build", LIST("/dev/null", "new.yml"), NULL, 1,
		"! build 'a' added: ghcr.io/team/cache with", ""},
	{"a file that goes takes its build along", LIST("old.yml", "/dev/null"), NULL, 1,
		"  build 'a' removed: ghcr.io/team/cache with", ""},
	{"a workflow without a build is none either", LIST("none.yml", "new.yml"), NULL, 1,
		"build 'a' added", ""},
	{"of such a one the warnings are said", LIST("local.yml", "/dev/null"), NULL, 0,
		"no change: no build on either side\n", "local.yml:6:15: warning: "},
	{"nothing on either side is no change", LIST("none.yml", "/dev/null"), NULL, 0,
		"no change: no build on either side\n", ""},
	{"a file that is not there is exit 3", LIST("old.yml", "absent.yml"), NULL, 3, "",
		"cannot read 'absent.yml'"},
	{"a workflow that is no YAML is exit 3", LIST("broken.yml", "new.yml"), NULL, 3, "",
		"broken.yml:3:1: error: not YAML"},
	{"a build that cannot be planned too", LIST("old.yml", "wrong.yml"), NULL, 3, "",
		"wrong.yml:8:19: error: "},
	{"half a plan is exit 3", LIST("old.yml", "-"), "{\"schema\": \"precache.plan/1\",", 3, "",
		"<stdin>:1:29: error: not JSON"},
	{"a plan of another schema is refused", LIST("old.yml", "-"),
		"{\"schema\": \"precache.plan/2\"}", 4, "",
		"'precache.plan/2' is not the schema that this program knows"},
	{"a plan that was changed by hand is refused", LIST("old.json", "changed.json"), NULL, 4,
		"", "'/builds/0/cache/ttl_days' is '31'"},
	{"so is one with the id of another", LIST("old.json", "sealed.json"), NULL, 4, "",
		"'/plan_id' is "},
	{"members of a later version are passed over", LIST("old.json", "later.json"), NULL, 1, TTL,
		""},
	{"a side that is missing is exit 2", LIST("old.yml"), NULL, 2, "",
		"two files are compared, not 1"},
	{"and one too many", LIST("old.yml", "new.yml", "new.yml"), NULL, 2, "",
		"two files are compared, not 3"},
	{"an override is of both sides",
		LIST("-eENVBUILDER_CACHE_TTL_DAYS=9", "old.yml", "new.yml"), NULL, 0, "no change",
		""},
	{"so is a context", LIST("--context=github.repository_owner=team", "old.yml", "owned.yml"),
		NULL, 0, "no change", ""},
	{"without it a value is unknown", LIST("old.yml", "owned.yml"), NULL, 1,
		"! cache.repo ghcr.io/team/cache \xe2\x86\x92 "
		"ghcr.io/${{ github.repository_owner }}/cache\n",
		""},
	{"JSON", LIST("--format=json", "old.yml", "new.yml"), NULL, 1,
		"{\n  \"schema\": \"precache.diff/1\",\n  \"headline\": \"1 change in 1 build: "
		"reader "
		"side only\",\n",
		""},
	{"Markdown begins with the headline", LIST("--format=markdown", "old.yml", "new.yml"), NULL,
		1, "**precache:** 1 change in 1 build: reader side only\n", ""},
	{"and ends with the marker",
		LIST("--format=markdown", "--marker=a b", "old.yml", "new.yml"), NULL, 1,
		"\n<!-- precache:v1 key=a-b plan=sha256:", ""},
	{"whose key is the file unless one is given",
		LIST("--format=markdown", "old.yml", "new.yml"), NULL, 1,
		"\n<!-- precache:v1 key=new.yml plan=sha256:", ""},
	{"both files can be given a name", LIST("--name=cache.yml", "old.yml", "new.yml"), NULL, 1,
		"    cache.yml:9:34\n", ""},
	{"the old one then says that it is", LIST("--name=cache.yml", "old.yml", "/dev/null"), NULL,
		1, "    cache.yml (old):5:3\n", ""},
	{"in Markdown it is the key and said once",
		LIST("--name=cache.yml", "--format=markdown", "old.yml", "new.yml"), NULL, 1,
		"\n\n`cache.yml`.\n\n", ""},
	{"a form that there is not is exit 2", LIST("--format=html", "old.yml", "new.yml"), NULL, 2,
		"", "'html' is no format: text, json or markdown"},
	{"a marker is for Markdown", LIST("--marker=a", "old.yml", "new.yml"), NULL, 2, "",
		"'--marker' is for --format markdown"},
	{"so is a budget", LIST("--budget=5000", "old.yml", "new.yml"), NULL, 2, "",
		"'--budget' is for --format markdown"},
	{"a budget without room is exit 2",
		LIST("--format=markdown", "--budget=999", "old.yml", "new.yml"), NULL, 2, "",
		"'999' is no number of bytes from 1000 to"},
	{"colour only when it is asked for", LIST("--color=always", "old.yml", "new.yml"), NULL, 1,
		"\033[1m", ""},
	{"a folder is exit 3", LIST("old.yml", "."), NULL, 3, "", "cannot read '.'"},
};

/* The files that every row may name; no row writes to any. */
static char *folder;

static void put(const char *name, const char *text)
{
	char *path = path_of(folder, name);

	file_put(path, text);
	free(path);
}

static void save_plan(const char *workflow, const char *name)
{
	const char *const argv[] = {
		program_path("PRECACHE", "build/precache"), "plan", workflow, "-o", name, NULL};
	const struct process_request request = {.argv = argv, .folder = folder};
	struct process process = process_run(&request);

	assert_int_equal(process.exit_code, 0);
	process_free(&process);
}

/* A copy of a plan with `from` in place of `to`, once. */
static void bend(const char *plan, const char *name, const char *from, const char *to)
{
	char *path = path_of(folder, plan);
	char *text = file_get(path);
	char *at = strstr(text, from);
	char bent[16384];

	assert_non_null(at);
	snprintf(bent, sizeof(bent), "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	put(name, bent);
	free(text);
	free(path);
}

static void make_folder(void)
{
	folder = folder_make();

	put("old.yml", OLD);
	put("new.yml", NEW);
	put("owned.yml", OWNED);
	put("none.yml", NO_BUILD);
	put("local.yml", LOCAL);
	put("broken.yml", BROKEN);
	put("wrong.yml", WORKFLOW("https://ghcr.io/team/cache", "30"));
	save_plan("old.yml", "old.json");
	save_plan("new.yml", "new.json");
	bend("old.json", "changed.json", "\"ttl_days\": 30", "\"ttl_days\": 31");
	bend("old.json", "sealed.json", "\"plan_id\": \"sha256:", "\"plan_id\": \"sha256:0");
	bend("new.json", "later.json", "  \"builds\": [",
		"  \"weather\": {\n    \"sunny\": true\n  },\n  \"builds\": [");
}

static void assert_stands(const char *text, const char *part)
{
	if (part[0] == '\0')
		assert_string_equal(text, "");
	else if (!strstr(text, part))
		fail_msg("'%s' is not in:\n%s", part, text);
}

static void check_diff(void **state)
{
	const struct diff_row *row = *state;
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "diff"};
	struct process_request request = {.argv = argv, .folder = folder, .input = row->input};

	for (size_t i = 0; row->args[i]; i++)
		argv[i + 2] = row->args[i];
	struct process process = process_run(&request);
	assert_stands(process.out, row->out);
	assert_stands(process.err, row->err);
	assert_int_equal(process.exit_code, row->exit_code);
	process_free(&process);
}

static void variables_that_are_not_read_are_noted(void **state)
{
	const char *const argv[] = {
		program_path("PRECACHE", "build/precache"), "diff", "old.yml", "new.yml", NULL};
	const char *const env[] = {"CACHE_REPO=ghcr.io/other/cache", NULL};
	const struct process_request request = {.argv = argv, .envp = env, .folder = folder};
	struct process process = process_run(&request);
	(void)state;

	assert_int_equal(process.exit_code, 1);
	assert_string_equal(process.out, TTL_WHOLE);
	assert_non_null(strstr(process.err, "'CACHE_REPO': not read, since there is a workflow"));
	process_free(&process);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(variables_that_are_not_read_are_noted),
	};
	int failed;

	make_folder();
	failed = ROWS_RUN("precache diff", diff_rows, check_diff) +
		 cmocka_run_group_tests_name("the environment", tests, NULL, NULL);
	folder_remove(folder);
	return failed;
}
