/* SPDX-License-Identifier: MIT */

/* `precache plan` as a user runs it: exit codes, streams, files, and every way to give it a value.
 */

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

#define STEP                                                                                       \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"
#define WORKFLOW(repo)                                                                             \
	"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      CACHE_REPO: " repo "\n" STEP
#define PLAIN WORKFLOW("ghcr.io/team/cache")
#define OWNED WORKFLOW("ghcr.io/${{ github.repository_owner }}/${{ vars.NAME }}")

struct plan_row {
	const char *name;
	const char *workflow;    /* w.yml in the folder; NULL: there is none */
	const char *const *args; /* behind "plan" */
	const char *const *env;  /* further variables */
	const char *input;       /* standard input */
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* stands in standard error; "" nothing may stand there */
};

static const struct plan_row plan_rows[] = {
	{"a plan goes to standard output and nothing to standard error", PLAIN, LIST("w.yml"), NULL,
		NULL, 0, "pushes to   ghcr.io/team/cache", ""},
	{"- is standard input", NULL, LIST("-"), NULL, PLAIN, 0, "ghcr.io/team/cache", ""},
	{"what is wrong there is said of <stdin>", NULL, LIST("-"), NULL, "on: push\njobs: 1\n", 3,
		"", "<stdin>:2:7: error: "},
	{"a file that is not there is exit 3", NULL, LIST("absent.yml"), NULL, NULL, 3, "",
		"absent.yml:1:1: error: cannot read 'absent.yml'"},
	{"a folder is exit 3", NULL, LIST("."), NULL, NULL, 3, "", ".:1:1: error: cannot read '.'"},
	{"a root that is not there is exit 3", PLAIN, LIST("w.yml", "--repo", "absent"), NULL, NULL,
		3, "", "--repo: error: cannot read 'absent': No such file or directory"},
	{"a root that is no folder is exit 3", PLAIN, LIST("w.yml", "--repo", "w.yml"), NULL, NULL,
		3, "", "--repo: error: cannot read 'w.yml': it is no folder"},
	{"an unknown option is exit 2", PLAIN, LIST("--foo", "w.yml"), NULL, NULL, 2, "",
		"unknown option '--foo'\nprecache: 'precache plan --help' shows its options\n"},
	{"one that is near to an option says which", PLAIN, LIST("--formt=json", "w.yml"), NULL,
		NULL, 2, "", "unknown option '--formt': did you mean '--format'?\n"},
	{"of another command's options none is near", PLAIN, LIST("--devcontaner=.", "w.yml"), NULL,
		NULL, 2, "", "unknown option '--devcontaner'\n"},
	{"an option without its value is exit 2", PLAIN, LIST("w.yml", "--format"), NULL, NULL, 2,
		"", "no value behind '--format'"},
	{"a format that there is not is exit 2", PLAIN, LIST("w.yml", "--format=xml"), NULL, NULL,
		2, "", "'xml' is no format: text, json, markdown or sh"},
	{"two workflows are exit 2", PLAIN, LIST("w.yml", "w.yml"), NULL, NULL, 2, "",
		"one workflow at a time"},
	{"an override beats the workflow", PLAIN, LIST("w.yml", "-e", "CACHE_REPO=ghcr.io/a/b"),
		NULL, NULL, 0, "overrides     CACHE_REPO=ghcr.io/a/b\n", ""},
	{"the last of two overrides counts", PLAIN,
		LIST("w.yml", "-eCACHE_REPO=ghcr.io/a/b", "--env=CACHE_REPO=ghcr.io/c/d"), NULL,
		NULL, 0, "pushes to   ghcr.io/c/d", ""},
	{"-e KEY takes it from the environment", PLAIN, LIST("w.yml", "-e", "CACHE_REPO"),
		LIST("CACHE_REPO=ghcr.io/a/b"), NULL, 0, "pushes to   ghcr.io/a/b", ""},
	{"-e KEY of what is not set is exit 3", PLAIN, LIST("w.yml", "-e", "CACHE_REPO"), NULL,
		NULL, 3, "", "'CACHE_REPO' is not set in the environment"},
	{"a secret's value on the command line is exit 2", PLAIN,
		LIST("w.yml", "-e", "GHCR_TOKEN=hunter2"), NULL, NULL, 2, "",
		"'GHCR_TOKEN' is a secret"},
	{"a name that precache does not read is exit 3", PLAIN,
		LIST("w.yml", "-e", "CACHE_REPOO=x"), NULL, NULL, 3, "",
		"-e: error: 'CACHE_REPOO' is no name that precache reads"},
	{"a file may give overrides", PLAIN, LIST("w.yml", "--env-file", "env"), NULL, NULL, 0,
		"a layer counts 9 days", ""},
	{"a secret's value in such a file is exit 3 and not shown", PLAIN,
		LIST("w.yml", "--env-file", "secret"), NULL, NULL, 3, "",
		"secret:1:1: error: 'GHCR_TOKEN' holds a literal secret"},
	{"the environment is not read beside a workflow, and that is said", PLAIN, LIST("w.yml"),
		LIST("CACHE_REPO=ghcr.io/a/b"), NULL, 0, "pushes to   ghcr.io/team/cache",
		"environment: note: 'CACHE_REPO': not read"},
	{"--quiet does not say it", PLAIN, LIST("-q", "w.yml"), LIST("CACHE_REPO=ghcr.io/a/b"),
		NULL, 0, "ghcr.io/team/cache", ""},
	{"without a workflow the environment is the input", NULL, LIST("--color=never"),
		LIST("CACHE_REPO=ghcr.io/a/b", "GHCR_USER=u", "GHCR_TOKEN=t"), NULL, 0,
		"workflow      none: planned from the environment", ""},
	{"an option of the engine is an override", PLAIN, LIST("w.yml", "--network", "host"), NULL,
		NULL, 0, "--network host", ""},
	{"one that is not allowed is exit 3", PLAIN, LIST("w.yml", "--network", "container:x"),
		NULL, NULL, 3, "", "--network: error: 'container:x'"},
	{"added hosts may be repeated", PLAIN,
		LIST("w.yml", "--add-host=a:1.2.3.4", "--add-host=b:1.2.3.5"), NULL, NULL, 0,
		"--add-host a:1.2.3.4, b:1.2.3.5", ""},
	{"without context an expression stays", OWNED, LIST("w.yml"), NULL, NULL, 0,
		"unknown       /builds/0/cache/repo\n", ""},
	{"--context makes it known", OWNED,
		LIST("w.yml", "--context", "github.repository_owner=team", "--context",
			"vars.NAME=c"),
		NULL, NULL, 0, "pushes to   ghcr.io/team/c:", ""},
	{"--context of another root is exit 2", OWNED, LIST("w.yml", "--context", "secrets.X=1"),
		NULL, NULL, 2, "", "'secrets.X=1' is no context value"},
	{"a context file may be YAML", OWNED, LIST("w.yml", "--context-file", "c.yml"), NULL, NULL,
		0, "pushes to   ghcr.io/team/c:", ""},
	{"a context file may be JSON, with escapes that YAML has not", OWNED,
		LIST("w.yml", "--context-file", "c.json"), NULL, NULL, 3, "",
		"'ghcr.io/team/\xc3\xa9' is not a cache repository"},
	{"a token in a context is exit 3", OWNED, LIST("w.yml", "--context", "github.token=abc"),
		NULL, NULL, 3, "", "'github.token' is a secret and is not taken"},
	{"the runner's variables and event are a context", OWNED,
		LIST("w.yml", "--context-from-runner", "--context=vars.NAME=c"),
		LIST("GITHUB_REPOSITORY_OWNER=team", "GITHUB_EVENT_PATH=event.json",
			"GITHUB_TOKEN=secret"),
		NULL, 0, "pushes to   ghcr.io/team/c:", ""},
	{"an event file that is no JSON is exit 3", OWNED, LIST("w.yml", "--context-from-runner"),
		LIST("GITHUB_EVENT_PATH=w.yml"), NULL, 3, "", "w.yml:1:2: error: not JSON"},
	{"--event narrows to one", PLAIN, LIST("w.yml", "--event=push"), NULL, NULL, 0,
		"pushed      unknown for push\n", ""},
	{"--event of another is exit 3", PLAIN, LIST("w.yml", "--event=release"), NULL, NULL, 3, "",
		"is not started by 'release'"},
	{"--job of another is exit 3", PLAIN, LIST("w.yml", "--job=b"), NULL, NULL, 3, "",
		"no build in job 'b'"},
	{"--stop-after=jobs shows the jobs of a workflow without a build",
		"on: push\njobs: {a: {runs-on: x, steps: [{run: make}]}}\n",
		LIST("w.yml", "--stop-after=jobs"), NULL, NULL, 0, "  step 1      run: make\n", ""},
	{"and as JSON", PLAIN, LIST("w.yml", "--stop-after=jobs", "--format=json"), NULL, NULL, 0,
		"\"timeout_minutes\": 360", ""},
	{"what fails when a job runs is said of every job",
		"on: push\njobs: {a: {runs-on: \"${{ fromJSON('[') }}\", steps: [{run: ls}]}}\n",
		LIST("w.yml", "--stop-after=jobs"), NULL, NULL, 3, "",
		"w.yml:2:35: error: not JSON: "},
	{"what GitHub refuses has none", "on: push\njobs: 1\n", LIST("w.yml", "--stop-after=jobs"),
		NULL, NULL, 3, "", "w.yml:2:7: error: "},
	{"-o saves them, and they are shown", PLAIN,
		LIST("w.yml", "--stop-after=jobs", "-o", "j.json"), NULL, NULL, 0,
		"  step 1      run: precache-apply plan.json\n", ""},
	{"-o - prints their JSON alone", PLAIN, LIST("w.yml", "--stop-after=jobs", "-o", "-"), NULL,
		NULL, 0, "{\n  \"jobs\": [\n", ""},
	{"in another format there are none", PLAIN,
		LIST("w.yml", "--stop-after=jobs", "--format=markdown"), NULL, NULL, 2, "",
		"'markdown' is no format of jobs"},
	{"--stop-after of another stage is exit 2", PLAIN, LIST("w.yml", "--stop-after=builds"),
		NULL, NULL, 2, "", "'builds' is no stage to stop after"},
	{"--stop-after without a workflow is exit 2", NULL, LIST("--stop-after=jobs"), NULL, NULL,
		2, "", "'--stop-after' needs a workflow"},
	{"an override has no part in it and is exit 2", PLAIN,
		LIST("w.yml", "--stop-after=jobs", "-eCACHE_REPO=x"), NULL, NULL, 2, "",
		"'CACHE_REPO' is of builds"},
	{"colour when it is asked for", NULL, LIST("absent.yml", "--color=always"), NULL, NULL, 3,
		"", "\x1b["},
	{"NO_COLOR does not beat it", NULL, LIST("absent.yml", "--color=always"),
		LIST("NO_COLOR=1"), NULL, 3, "", "\x1b["},
	{"a colour choice that there is not is exit 2", PLAIN, LIST("w.yml", "--color=blue"), NULL,
		NULL, 2, "", "'blue' is no colour choice"},
	{"help is a product", NULL, LIST("--help"), NULL, NULL, 0, "usage: precache plan", ""},
	{"a full disk is exit 5", PLAIN, LIST("w.yml", "-o", "absent/plan.json"), NULL, NULL, 5, "",
		"cannot write 'absent/plan.json'"},
};

static void put(const char *folder, const char *name, const char *text)
{
	char *path = path_of(folder, name);
	file_put(path, text);
	free(path);
}

static char *make_lab(const char *workflow)
{
	char *folder = folder_make();

	if (workflow)
		put(folder, "w.yml", workflow);
	put(folder, "env", "# a comment\n\nENVBUILDER_CACHE_TTL_DAYS=9\r\n");
	put(folder, "secret", "GHCR_TOKEN=hunter2\n");
	put(folder, "c.yml", "github:\n  repository_owner: team\nvars: {name: c}\n");
	put(folder, "c.json",
		"{\"github\": {\"repository_owner\": \"team\"}, \"vars\": {\"NAME\": "
		"\"\\u00e9\"}}");
	put(folder, "event.json", "{\"inputs\": {\"a\": \"\\ud83d\\ude00\"}}");
	return folder;
}

static struct process run(
	const char *folder, const char *const *args, const char *const *env, const char *input)
{
	const char *argv[32] = {program_path("PRECACHE", "build/precache"), "plan"};
	const char *envp[16] = {"PATH=/usr/bin:/bin"};
	size_t argc = 2;
	size_t envc = 1;

	for (; *args; args++)
		argv[argc++] = *args;
	for (; env && *env; env++)
		envp[envc++] = *env;
	const struct process_request request = {
		.argv = argv, .envp = envp, .folder = folder, .input = input};
	return process_run(&request);
}

static void check_plan(void **state)
{
	const struct plan_row *row = *state;
	char *folder = make_lab(row->workflow);
	struct process process = run(folder, row->args, row->env, row->input);

	folder_remove(folder);
	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_null(strstr(process.err, "hunter2"));
	assert_says(process.err, row->err);
	if (row->exit_code == 0 || !*row->out)
		assert_says(process.out, row->out);
	process_free(&process);
}

static void a_saved_plan_is_what_json_prints(void **state)
{
	char *folder = make_lab(PLAIN);
	struct process printed = run(folder, LIST("w.yml", "--format=json"), NULL, NULL);
	struct process saved = run(folder, LIST("w.yml", "-o", "plan.json"), NULL, NULL);
	char *path = path_of(folder, "plan.json");
	char *text = file_get(path);
	(void)state;

	assert_int_equal(saved.exit_code, 0);
	assert_non_null(text);
	assert_string_equal(text, printed.out);
	free(text);
	free(path);
	folder_remove(folder);
	process_free(&saved);
	process_free(&printed);
}

static void a_file_over_the_limit_is_refused(void **state)
{
	const size_t size = 1024 * 1024 + 2;
	char *folder = folder_make();
	char *text = malloc(size);
	(void)state;

	assert_non_null(text);
	memset(text, '#', size - 1);
	text[size - 1] = '\0';
	put(folder, "w.yml", text);
	struct process process = run(folder, LIST("w.yml"), NULL, NULL);
	assert_int_equal(process.exit_code, 3);
	assert_says(process.err, "w.yml:1:1: error: 'w.yml' is over the limit of 1048576 bytes");
	process_free(&process);
	free(text);
	folder_remove(folder);
}

/* The parser behind it takes time that grows with the square of the depth; it must not get there.
 */
static void a_hundred_thousand_brackets_are_refused_at_once(void **state)
{
	const size_t depth = 100000;
	char *text = malloc(depth + 1);
	(void)state;

	assert_non_null(text);
	memset(text, '[', depth);
	text[depth] = '\0';
	struct process process = run("/tmp", LIST("-"), NULL, text);
	assert_int_equal(process.exit_code, 3);
	assert_says(process.err, "nesting is deeper than 50 levels");
	process_free(&process);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_saved_plan_is_what_json_prints),
		cmocka_unit_test(a_file_over_the_limit_is_refused),
		cmocka_unit_test(a_hundred_thousand_brackets_are_refused_at_once),
	};
	const int failed = ROWS_RUN("precache plan", plan_rows, check_plan);
	return failed + cmocka_run_group_tests_name("files and limits", tests, NULL, NULL);
}
