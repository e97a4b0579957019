/* SPDX-License-Identifier: MIT */

/* `precache check` in a repository of its own: what it says, what it writes, and what it never
 * does. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define WORKFLOW(days)                                                                             \
	"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      CACHE_REPO: ghcr.io/a/b\n"         \
	"      ENVBUILDER_CACHE_TTL_DAYS: " days "\n"                                              \
	"    steps:\n      - run: precache-apply plan.json\n"
#define CASE "promise: It holds.\nworkflow: ../../.github/workflows/w.yml\n"

/* A change to a repository whose one case is as expected, and what check then says. */
struct check_row {
	const char *name;
	const char *file; /* written before the check; NULL: nothing is */
	const char *text; /* NULL: the file is removed */
	const char *const *args;
	const char *const *env;
	int exit_code;
	const char *out;   /* stands in standard output */
	const char *err;   /* stands in standard error */
	bool plan_changes; /* plan.json is another one afterwards */
};

static const struct check_row check_rows[] = {
	{"a case that is as expected is exit 0", NULL, NULL, NULL, NULL, 0,
		"1 case: 1 as expected\n", NULL, false},
	{"a change is shown as a diff", ".github/workflows/w.yml", WORKFLOW("7"), NULL, NULL, 1,
		"-        \"ttl_days\": 30\n+        \"ttl_days\": 7\n", NULL, false},
	{"and in words, once", ".github/workflows/w.yml", WORKFLOW("7"), NULL, NULL, 1,
		"in words:\n  cache.ttl_days 30 \xe2\x86\x92 7\n", NULL, false},
	{"and with the command that accepts it", ".github/workflows/w.yml", WORKFLOW("7"), NULL,
		NULL, 1, "accept it with: precache check --update golden/one\n", NULL, false},
	{"that command accepts it", ".github/workflows/w.yml", WORKFLOW("7"),
		LIST("--update", "golden/one"), NULL, 0, "golden/one/plan.json: written\n", NULL,
		true},
	{"a comment changes nothing", ".github/workflows/w.yml", "# hello\n" WORKFLOW("30"), NULL,
		NULL, 0, "1 case: 1 as expected\n", NULL, false},
	{"under CI=true an update is refused", ".github/workflows/w.yml", WORKFLOW("7"),
		LIST("--update"), LIST("CI=true"), 2, NULL, "--update=force", false},
	{"unless it is forced", ".github/workflows/w.yml", WORKFLOW("7"), LIST("--update=force"),
		LIST("CI=true"), 0, "written", NULL, true},
	{"another way to update is exit 2", NULL, NULL, LIST("--update=always"), NULL, 2, NULL,
		"'always' is no way to update", false},
	{"a new case says that it is new", "golden/two/case.yml", CASE, NULL, NULL, 1,
		"golden/two/plan.json: new: the case has no golden files yet\n", NULL, false},
	{"a golden file that is gone is missing", "golden/one/summary.txt", NULL, NULL, NULL, 1,
		"golden/one/summary.txt: missing: the case's other golden files are there\n", NULL,
		false},
	{"one too many is left over", "golden/one/error.txt", "x\n", NULL, NULL, 1,
		"golden/one/error.txt: left over: this case no longer has it\n", NULL, false},
	{"an update removes it", "golden/one/error.txt", "x\n", LIST("--update"), NULL, 0,
		"golden/one/error.txt: removed\n", NULL, false},
	{"a golden plan without a case is left over", "golden/one/case.yml", NULL,
		LIST("golden", "other"), NULL, 1,
		"golden/one/plan.json: left over: no case.yml stands beside it\n", NULL, false},
	{"a case that expects an error and gets a plan differs", "golden/one/case.yml",
		CASE "expect: 3\n", NULL, NULL, 1,
		"golden/one: exit code 0, but the case expects 3\n", NULL, false},
	{"a case that expects a plan and gets an error shows it", ".github/workflows/w.yml",
		WORKFLOW("0"), NULL, NULL, 1, "'0' is not a whole number of days", NULL, false},
	{"an unknown key of a case is exit 3", "golden/one/case.yml", CASE "expects: 3\n", NULL,
		NULL, 3, "golden/one/case.yml:3:1: error: 'expects' is no key of a case", NULL,
		false},
	{"a case without a promise is exit 3", "golden/one/case.yml",
		"workflow: ../../.github/workflows/w.yml\n", NULL, NULL, 3, "no promise", NULL,
		false},
	{"a secret in a case is exit 3", "golden/one/case.yml",
		CASE "overrides:\n  GHCR_TOKEN: hunter2\n", NULL, NULL, 3,
		"golden/one/case.yml:4:15: error: 'GHCR_TOKEN' holds a literal secret", NULL,
		false},
	{"a workflow outside the repository is not read", "golden/one/case.yml",
		"promise: It holds.\nworkflow: ../../../../etc/hostname\n", NULL, NULL, 3,
		"leads out of the repository", NULL, false},
	{"a build without a case is a difference", ".github/workflows/other.yml", WORKFLOW("30"),
		NULL, NULL, 1, ".github/workflows/other.yml: has a build that no case names\n",
		NULL, false},
	{"also when it could not be planned", ".github/workflows/other.yml", WORKFLOW("0"), NULL,
		NULL, 1, ".github/workflows/other.yml: has a build that no case names\n", NULL,
		false},
	{"unless that is allowed", ".github/workflows/other.yml", WORKFLOW("30"),
		LIST("--allow-uncovered"), NULL, 0, "1 case: 1 as expected\n", NULL, false},
	{"a workflow without a build needs no case", ".github/workflows/other.yml",
		"on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: make\n", NULL,
		NULL, 0, "1 case: 1 as expected\n", NULL, false},
	{"one that cannot be read is said and no difference", ".github/workflows/other.yml",
		"jobs: [\n", NULL, NULL, 0, "1 case: 1 as expected\n",
		".github/workflows/other.yml: warning: cannot tell whether it has a build", false},
	{"one case alone says nothing of other builds", ".github/workflows/other.yml",
		WORKFLOW("30"), LIST("golden/one"), NULL, 0, "1 case: 1 as expected\n", NULL,
		false},
	{"a folder without a case is exit 3", NULL, NULL, LIST(".github"), NULL, 3, NULL,
		".github: error: no case below '.github'", false},
	{"a folder that is not there is exit 3", NULL, NULL, LIST("absent"), NULL, 3, NULL,
		"cannot read 'absent'", false},
};

static void make_folder(const char *root, const char *name)
{
	char *path = path_of(root, name);
	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static void put(const char *root, const char *name, const char *text)
{
	char *path = path_of(root, name);
	if (text)
		file_put(path, text);
	else
		assert_int_equal(unlink(path), 0);
	free(path);
}

static char *get(const char *root, const char *name)
{
	char *path = path_of(root, name);
	char *text = file_get(path);
	free(path);
	return text;
}

static struct process check(const char *root, const char *const *args, const char *const *env)
{
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "check"};
	const char *envp[8] = {"PATH=/usr/bin:/bin"};

	for (size_t i = 2; args && *args; i++)
		argv[i] = *args++;
	for (size_t i = 1; env && *env; i++)
		envp[i] = *env++;
	const struct process_request request = {.argv = argv, .envp = envp, .folder = root};
	return process_run(&request);
}

/* A repository whose one case has its golden files. */
static char *make_repository(void)
{
	static const char *const folders[] = {".git", ".github", ".github/workflows", "golden",
		"golden/one", "golden/two", "other"};
	char *root = folder_make();

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		make_folder(root, folders[i]);
	put(root, ".github/workflows/w.yml", WORKFLOW("30"));
	put(root, "golden/one/case.yml", CASE);
	put(root, "other/case.yml", "promise: It is refused.\nexpect: 3\n");
	struct process process = check(root, LIST("--update", "golden", "other"), NULL);
	assert_int_equal(process.exit_code, 0);
	process_free(&process);
	return root;
}

static void check_check(void **state)
{
	const struct check_row *row = *state;
	char *root = make_repository();
	char *before = get(root, "golden/one/plan.json");

	if (row->file)
		put(root, row->file, row->text);
	struct process process = check(root, row->args, row->env);
	char *after = get(root, "golden/one/plan.json");
	folder_remove(root);
	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(!row->out || strstr(process.out, row->out));
	assert_true(!row->err || strstr(process.err, row->err));
	assert_null(strstr(process.out, "hunter2"));
	assert_true(before && after && !strcmp(before, after) == !row->plan_changes);
	free(before);
	free(after);
	process_free(&process);
}

/* A golden file is the same wherever the repository lies and from wherever it is checked. */
static void a_case_is_the_same_from_every_folder(void **state)
{
	char *root = make_repository();
	char *deep = path_of(root, "golden/one");
	char *golden = path_of(root, "golden");
	(void)state;

	struct process from_case = check(deep, LIST("."), NULL);
	struct process by_path = check("/", LIST(golden), NULL);
	assert_int_equal(from_case.exit_code, 0);
	assert_int_equal(by_path.exit_code, 0);
	free(deep);
	free(golden);
	folder_remove(root);
	process_free(&from_case);
	process_free(&by_path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_case_is_the_same_from_every_folder),
	};
	const int failed = ROWS_RUN("precache check", check_rows, check_check);
	return failed + cmocka_run_group_tests_name("cases anywhere", tests, NULL, NULL);
}
