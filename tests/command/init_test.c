/* SPDX-License-Identifier: MIT */

/* `precache init` in a repository of its own: which case it writes, and that it keeps it. */

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
#define WORKFLOW ".github/workflows/w.yml"

static const char workflow[] = "on: push\njobs:\n  a:\n    runs-on: x\n    env:\n"
			       "      CACHE_REPO: ghcr.io/${{ github.repository_owner }}/b\n"
			       "    steps:\n      - run: precache-apply plan.json\n"
			       "        env:\n          GHCR_TOKEN: ${{ github.token }}\n";
static const char promise[] =
	"promise: What .github/workflows/w.yml builds and pushes is what was reviewed.\n";

struct init_row {
	const char *name;
	const char *folder; /* below the repository, where it is called */
	const char *const *args;
	int exit_code;
	const char *made; /* case.yml's path; NULL: none is made */
	const char *text; /* what stands in it, behind the promise */
	const char *err;
};

static const struct init_row rows[] = {
	{"a case is named as its workflow", ".", LIST(WORKFLOW), 0, "golden/w/case.yml",
		"workflow: ../../.github/workflows/w.yml\n", NULL},
	{"a case lies at the root, wherever it is made", ".github", LIST("workflows/w.yml"), 0,
		"golden/w/case.yml", "workflow: ../../.github/workflows/w.yml\n", NULL},
	{"a case lies in the folder that is named", ".", LIST(WORKFLOW, "golden/deep/er/"), 0,
		"golden/deep/er/case.yml", "workflow: ../../../.github/workflows/w.yml\n", NULL},
	{"overrides go into the case", ".",
		LIST(WORKFLOW, "-e", "ENVBUILDER_CACHE_TTL_DAYS=7", "-e", "CACHE_REPO=ghcr.io/x/y"),
		0, "golden/w/case.yml",
		"overrides:\n  ENVBUILDER_CACHE_TTL_DAYS: \"7\"\n  CACHE_REPO: ghcr.io/x/y\n",
		NULL},
	{"what expressions see goes into the case", ".",
		LIST(WORKFLOW, "--context", "github.repository_owner=team", "--context",
			"vars.A=1.10"),
		0, "golden/w/case.yml",
		"context:\n  github: {\"repository_owner\": \"team\"}\n  vars: {\"A\": \"1.10\"}\n",
		NULL},
	{"event and executors go into the case", ".",
		LIST(WORKFLOW, "--event", "push", "--executor", "my-build"), 0, "golden/w/case.yml",
		"event: push\nexecutors:\n  - my-build\n", NULL},
	{"a case that is there is left alone", ".", LIST(WORKFLOW, "golden/old"), 3, NULL, NULL,
		"golden/old/case.yml: error: the case is there already [PC0601]"},
	{"a case outside the repository is not made", ".", LIST(WORKFLOW, "../outside"), 3, NULL,
		NULL, "../outside: error: the case would be outside the repository [PC0601]"},
	{"a workflow without a plan gets no case", ".", LIST(WORKFLOW, "-e", "CACHE_REPO=x"), 3,
		NULL, NULL, "error: "},
	{"a workflow that is not there gets no case", ".", LIST("absent.yml"), 3, NULL, NULL,
		"cannot read 'absent.yml'"},
	{"init wants a workflow", ".", LIST("-q"), 2, NULL, NULL, "init wants the file of one"},
	{"init wants a file", ".", LIST("-"), 2, NULL, NULL, "init wants the file of one"},
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
	file_put(path, text);
	free(path);
}

static char *get(const char *root, const char *name)
{
	char *path = path_of(root, name);
	char *text = file_get(path);
	free(path);
	return text;
}

static char *make_repository(void)
{
	static const char *const folders[] = {
		".git", ".github", ".github/workflows", "golden", "golden/old"};
	char *root = folder_make();

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		make_folder(root, folders[i]);
	put(root, WORKFLOW, workflow);
	put(root, "golden/old/case.yml", "promise: It is refused.\nexpect: 3\n");
	return root;
}

static struct process run(const char *folder, const char *command, const char *const *args)
{
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), command};

	for (size_t i = 2; args && *args; i++)
		argv[i] = *args++;
	const struct process_request request = {.argv = argv, .folder = folder};
	return process_run(&request);
}

/* What was made is a case, and is as expected at once. */
static void assert_made(const char *root, const struct init_row *row)
{
	char *text = get(root, row->made);
	const size_t folder = strlen(row->made) - strlen("/case.yml");
	char made[64] = {0};

	assert_non_null(text);
	assert_memory_equal(text, promise, sizeof(promise) - 1);
	assert_non_null(strstr(text, row->text));
	memcpy(made, row->made, folder);
	struct process process = run(root, "check", LIST(made));
	assert_string_equal(process.out, "1 case: 1 as expected\n");
	free(text);
	process_free(&process);
}

static void check_init(void **state)
{
	const struct init_row *row = *state;
	char *root = make_repository();
	char *folder = path_of(root, row->folder);
	struct process process = run(folder, "init", row->args);

	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(!row->err || strstr(process.err, row->err));
	if (row->made)
		assert_made(root, row);
	char *left = get(root, "golden/w/case.yml");
	assert_true(row->made || !left);
	free(left);
	process_free(&process);
	free(folder);
	folder_remove(root);
}

int main(void)
{
	return ROWS_RUN("precache init", rows, check_init);
}
