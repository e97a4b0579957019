/* SPDX-License-Identifier: MIT */

/* `precache lint` as a user runs it: exit codes, streams, several files, and the exact text. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define JOB(step) "permissions: {}\njobs: {a: {runs-on: x, steps: [" step "]}}\n"
#define RIGHT "on: push\n" JOB("{run: ls}")
#define WARNED "on: push\n" JOB("{run: 'echo ${{ github.head_ref }}'}")
#define NOTED "on: push\n" JOB("{uses: a/b@v1}")
#define HIDDEN "on: push # \xe2\x80\xae\n" JOB("{run: ls}")
#define BUILD(env)                                                                                 \
	"on: {push: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\njobs:\n  a:\n"           \
	"    runs-on: x\n    timeout-minutes: 9\n    concurrency: a\n"                             \
	"    permissions: {packages: write}\n"                                                     \
	"    env: {ENVBUILDER_CACHE_TTL_DAYS: 6" env "}\n    steps:\n"                             \
	"      - run: precache-apply\n        env: {GHCR_USER: u, GHCR_TOKEN: '${{ "               \
	"secrets.GITHUB_TOKEN }}'}\n"

/* Files of a repository; lint runs at its root. */
static const struct {
	const char *name;
	const char *text;
} files[] = {
	{"right.yml", RIGHT},
	{"warned.yml", WARNED},
	{"noted.yml", NOTED},
	{"hidden.yml", HIDDEN},
	{"broken.yml", "on: push\njobs: 1\n"},
	{"build.yml", BUILD(", CACHE_REPO: ghcr.io/a/b")},
	{"bare.yml", BUILD("")},
	{".github/workflows/called.yml",
		"on: workflow_call\njobs:\n  a:\n    runs-on: x\n    timeout-minutes: 9\n"
		"    env: {CACHE_REPO: ghcr.io/a/b, ENVBUILDER_IMAGE: "
		"'ghcr.io/coder/envbuilder:1.3.0'}\n"
		"    steps:\n      - run: precache-apply\n"
		"        env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"},
	{".github/workflows/caller.yml",
		"on: {schedule: [{cron: '17 6 * * 1'}]}\npermissions: {}\njobs:\n  c:\n"
		"    permissions: {packages: write}\n    uses: ./.github/workflows/called.yml\n"},
	{".github/workflows/one.yml", "on: push\n" JOB("{uses: ./.github/act}")},
	{".github/workflows/two.yml", "on: push\n" JOB("{uses: ./.github/act}")},
	{".github/act/action.yml",
		"name: act\nruns:\n  using: composite\n  steps:\n    - uses: a/b@v1\n"},
};

struct lint_run_row {
	const char *name;
	const char *const *args; /* behind "lint" */
	const char *input;
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* likewise in standard error */
};

static const struct lint_run_row run_rows[] = {
	{"no finding is exit 0 and said", LIST("right.yml"), NULL, 0, "no findings\n", ""},
	{"a finding is a product: it goes to standard output", LIST("warned.yml"), NULL, 0,
		"warned.yml:3:48: warning: whoever writes 'github.head_ref'", ""},
	{"a warning is exit 0 by default", LIST("warned.yml"), NULL, 0,
		"\n0 errors, 1 warning, 0 notes\n", ""},
	{"an error is exit 1", LIST("hidden.yml"), NULL, 1, "1 error, 0 warnings, 0 notes\n", ""},
	{"a warning is exit 1 when it is asked for", LIST("warned.yml", "--fail-on=warning"), NULL,
		1, "1 warning", ""},
	{"a note is not", LIST("noted.yml", "--fail-on=warning"), NULL, 0, "1 note\n", ""},
	{"unless it is asked for", LIST("noted.yml", "--fail-on", "note"), NULL, 1, "1 note\n", ""},
	{"nothing fails when nothing is to", LIST("hidden.yml", "--fail-on=never"), NULL, 0,
		"1 error", ""},
	{"--quiet prints errors alone and counts all",
		LIST("-q", "warned.yml", "hidden.yml", "--fail-on=never"), NULL, 0,
		"hidden.yml:1:12: error: ", ""},
	{"several files are one run", LIST("noted.yml", "right.yml", "warned.yml"), NULL, 0,
		"\n0 errors, 1 warning, 1 note\n", ""},
	{"- is standard input", LIST("-"), HIDDEN, 1, "<stdin>:1:12: error: U+202E", ""},
	{"what does not read is exit 3 and on standard error, and the others are linted",
		LIST("broken.yml", "warned.yml"), NULL, 3, "warned.yml:3:48: warning",
		"broken.yml:2:7: error: "},
	{"a file that is not there is exit 3", LIST("absent.yml"), NULL, 3, "",
		"absent.yml:1:1: error: cannot read 'absent.yml'"},
	{"what the planner refuses is a finding", LIST("bare.yml"), NULL, 1,
		"bare.yml:11:14: error: 'CACHE_REPO' is not set", ""},
	{"an override changes what is linted", LIST("bare.yml", "-e", "CACHE_REPO=ghcr.io/a/b"),
		NULL, 0, "no findings\n", ""},
	{"a value that was given from outside is found at the build",
		LIST("build.yml", "-e", "ENVBUILDER_FALLBACK_IMAGE=debian"), NULL, 1,
		"build.yml:11:14: error: without a devcontainer.json", ""},
	{"an override that nobody reads is exit 3", LIST("build.yml", "-e", "CACHE_REPOO=x"), NULL,
		3, "", "-e: error: 'CACHE_REPOO' is no name that precache reads"},
	{"--job looks at one job", LIST("warned.yml", "--job=b"), NULL, 0, "no findings\n", ""},
	{"--event looks at its builds",
		LIST("build.yml", "--event=push", "-e", "ENVBUILDER_SKIP_REBUILD=1"), NULL, 0,
		"[PC0302]", ""},
	{"an event that starts nothing has no builds",
		LIST("build.yml", "--event=release", "-e", "ENVBUILDER_SKIP_REBUILD=1"), NULL, 0,
		"no findings\n", ""},
	{"of a called workflow the schedule of the caller counts",
		LIST(".github/workflows/caller.yml"), NULL, 0,
		"default of 7 days finds it expired 80 %", ""},
	{"what the called file says is found where it is linted",
		LIST(".github/workflows/called.yml"), NULL, 0,
		".github/workflows/called.yml:6:54: note: 'ghcr.io/coder/envbuilder:1.3.0'", ""},
	{"what two workflows use is said once, in its own file",
		LIST(".github/workflows/one.yml", ".github/workflows/two.yml"), NULL, 0,
		"hint: pin the commit: a/b@<40 hex> # v1\n0 errors, 0 warnings, 1 note\n", ""},
	{"--rules prints the table", LIST("--rules"), NULL, 0,
		"PC0301 builder: a build that publishes has no fallback image\n", ""},
	{"as JSON too", LIST("--rules", "--format=json"), NULL, 0,
		"{\n  \"schema\": \"precache.rules/1\",\n  \"rules\": [\n    {\n      \"id\": "
		"\"PC0301\",",
		""},
	{"--rules reads no file", LIST("--rules", "right.yml"), NULL, 2, "",
		"--rules prints the table and reads no 'right.yml'"},
	{"nothing to lint is exit 2", LIST("--fail-on=note"), NULL, 2, "", "no workflow to lint"},
	{"a severity that there is not is exit 2", LIST("right.yml", "--fail-on=fatal"), NULL, 2,
		"", "'fatal' is no severity: error, warning, note or never"},
	{"colour when it is asked for", LIST("hidden.yml", "--color=always"), NULL, 1, "\x1b[31m",
		""},
};

static char *lab;

static int make_lab(void **state)
{
	(void)state;
	lab = folder_make();
	char *github = path_of(lab, ".github");
	char *workflows = path_of(lab, ".github/workflows");
	assert_int_equal(mkdir(github, 0700), 0);
	assert_int_equal(mkdir(workflows, 0700), 0);
	char *action = path_of(lab, ".github/act");
	assert_int_equal(mkdir(action, 0700), 0);
	free(action);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = path_of(lab, files[i].name);
		file_put(path, files[i].text);
		free(path);
	}
	free(workflows);
	free(github);
	return 0;
}

static int remove_lab(void **state)
{
	(void)state;
	folder_remove(lab);
	return 0;
}

static struct process lint(const char *folder, const char *const *args, const char *input)
{
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "lint"};
	for (size_t i = 0; args[i]; i++)
		argv[i + 2] = args[i];
	return process_run(
		&(struct process_request){.argv = argv, .folder = folder, .input = input});
}

static void check_run(void **state)
{
	const struct lint_run_row *row = *state;
	struct process process = lint(lab, row->args, row->input);
	assert_says(process.out, row->out);
	assert_says(process.err, row->err);
	assert_int_equal(process.exit_code, row->exit_code);
	process_free(&process);
}

/* Exact bytes; `make golden-update` writes them anew. */
struct text_row {
	const char *name;
	const char *const *args;
	const char *file;
};

static const struct text_row text_rows[] = {
	{"every rule with its reason", LIST("--rules"), "tests/lint/rules.txt"},
	{"a workflow as people write it", LIST("--fail-on=never", "tests/lint/original.yml"),
		"tests/lint/original.txt"},
	{"an attack", LIST("--fail-on=never", "tests/lint/attack.yml"), "tests/lint/attack.txt"},
};

static void check_text(void **state)
{
	const struct text_row *row = *state;
	struct process process = lint(NULL, row->args, NULL);
	char *expected = file_get(row->file);
	assert_non_null(expected);
	assert_string_equal(process.out, expected);
	assert_int_equal(process.exit_code, 0);
	free(expected);
	process_free(&process);
}

/* What users copy, and what this repository runs, must be what we would say yes to. */
static void check_reference(void **state)
{
	(void)state;
	struct process process =
		lint(NULL, LIST("--fail-on=note", "workflows/cache-devcontainer.yml"), NULL);
	assert_string_equal(process.out, "no findings\n");
	assert_int_equal(process.exit_code, 0);
	process_free(&process);
}

int main(void)
{
	const struct CMUnitTest reference[] = {cmocka_unit_test(check_reference)};
	make_lab(NULL);
	const int failed =
		ROWS_RUN("precache lint", run_rows, check_run) +
		ROWS_RUN("the exact text of findings", text_rows, check_text) +
		cmocka_run_group_tests_name("the reference workflow", reference, NULL, NULL);
	remove_lab(NULL);
	return failed;
}
