/* SPDX-License-Identifier: MIT */

/* The plan action's script in a checkout: what it says of a change, and what it fails for. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "actions/simulated.h"
#include "harness/rows.h"

/* A repository whose first commit has one workflow, its golden case, and a workflow without a
 * build. Its commit's name stands in ../base. */
static const char repository[] =
	"git init --quiet --initial-branch=main; git config user.name t; git config user.email t@t;"
	"mkdir -p .github/workflows .github/actions/own;"
	"printf '%s\\n' 'name: Cache' 'on: push' 'jobs:' '  a:' '    runs-on: x' '    env:'"
	"  '      CACHE_REPO: ghcr.io/a/b' '      ENVBUILDER_CACHE_TTL_DAYS: 30' '    steps:'"
	"  '      - run: precache-apply plan.json' > .github/workflows/w.yml;"
	"printf '%s\\n' 'on: push' 'jobs:' '  a:' '    runs-on: x' '    steps:' '      - run: make'"
	"  > .github/workflows/other.yml;"
	"precache init -q .github/workflows/w.yml; git add -A; git commit --quiet -m base;"
	"git rev-parse HEAD | tr -d '\\n' > ../base;";

struct plan_row {
	const char *name;
	const char *change; /* a shell line that the change is made with; NULL: none */
	const char *workflow;
	const char *base; /* NULL: the first commit */
	const char *golden;
	int exit_code;
	const char *changes;
	size_t plans;        /* how many there are */
	const char *out;     /* stands in what it prints; NULL: anything */
	const char *summary; /* stands in the summary; "": it is empty */
};

#define TTL "sed -i s/30/7/ .github/workflows/w.yml; "
#define ACCEPT "precache check -q --update=force; "
#define COMMIT "git add -A; git commit --quiet -m change"
#define STRANGE "1234567890123456789012345678901234567890"

static const struct plan_row rows[] = {
	{"nothing changed", NULL, "", NULL, "golden", 0, "false", 1, "other.yml: builds no cache\n",
		""},
	{"a comment changes nothing", "echo '# x' >> .github/workflows/w.yml; " COMMIT, "", NULL,
		"golden", 0, "false", 1, NULL, ""},
	{"a change with its golden file is fine", TTL ACCEPT COMMIT, "", NULL, "golden", 0, "true",
		1, "1 case: 1 as expected\n", "ttl_days"},
	{"a change without its golden file fails", TTL COMMIT, "", NULL, "golden", 1, "true", 1,
		"accept it with: precache check --update golden/w\n", "ttl_days"},
	{"without a folder of cases nothing is checked", TTL COMMIT, "", NULL, "", 0, "true", 1,
		NULL, "ttl_days"},
	{"a folder of cases that is not there is none", TTL COMMIT, "", NULL, "absent", 0, "true",
		1, NULL, "ttl_days"},
	{"a workflow that is named is the only one", NULL, ".github/workflows/other.yml\n", NULL,
		"golden", 0, "false", 0, "other.yml: builds no cache\n", ""},
	{"a workflow that is named and not there fails", NULL, "absent.yml", NULL, "", 1, "false",
		0, "cannot read 'absent.yml'", ""},
	{"a workflow that is new is a change",
		"sed s/a:/b:/ .github/workflows/w.yml > .github/workflows/n.yaml; " COMMIT, "",
		NULL, "", 0, "true", 2, NULL, "what it pushes was not there before"},
	{"a workflow that is gone is a change",
		"git rm -rq .github/workflows/w.yml golden; " COMMIT, "", NULL, "golden", 0, "true",
		0, NULL, "it pushes nothing any more"},
	{"a workflow that is wrong fails at its place",
		"sed -i s/30/0/ .github/workflows/w.yml; " COMMIT, "", NULL, "", 1, "unknown", 0,
		".github/workflows/w.yml:8:34: error: '0' is not a whole number of days", ""},
	{"without a base the plan is shown", NULL, "", "", "golden", 0, "unknown", 1, NULL,
		"ghcr.io/a/b"},
	{"a base that is no commit is none", NULL, "", "--output=x", "golden", 0, "unknown", 1,
		NULL, "ghcr.io/a/b"},
	{"a base that is not fetched is none", NULL, "", STRANGE, "golden", 0, "unknown", 1, NULL,
		"ghcr.io/a/b"},
	{"of a pull request's merge commit the first parent is the base",
		"git checkout --quiet -b topic; " TTL COMMIT "; git checkout --quiet main; "
		"git merge --quiet --no-ff -m merge topic",
		"", STRANGE, "", 0, "true", 1, NULL, "ttl_days"},
	{"what the base changed since is no change of the pull request",
		"git checkout --quiet -b topic; echo >> README; " COMMIT
		"; git checkout --quiet main; " TTL COMMIT
		"; git rev-parse HEAD | tr -d '\\n' > ../base; git checkout --quiet topic",
		"", NULL, "", 0, "false", 1, NULL, ""},
	{"an action of the repository is read as it was",
		"printf '%s\\n' 'runs:' '  using: composite' '  steps:' '    - run: precache-apply "
		"p'"
		"  '      shell: bash' > .github/actions/own/action.yml;"
		"sed -i 's,- run: precache-apply.*,- uses: ./.github/actions/own,' "
		".github/workflows/w.yml; " ACCEPT COMMIT
		"; git rev-parse HEAD | tr -d '\\n' > ../base; "
		"git rm -rq .github/actions; sed -i 's,- uses: .*,- run: precache-apply p,' "
		".github/workflows/w.yml; " COMMIT,
		"", NULL, "", 0, "false", 1, NULL, ""},
};

/* How often lines begin with "sha256:". */
static size_t count_ids(const char *ids)
{
	size_t count = 0;
	for (const char *at = ids; at && *at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
		count += !strncmp(at, "sha256:", 7);
	return count;
}

static void assert_plans(const struct simulated *runner, size_t count)
{
	char *ids = simulated_output(runner, "plan-id");
	char *paths = simulated_output(runner, "plan-path");

	assert_non_null(ids);
	assert_non_null(paths);
	assert_int_equal(count_ids(ids), count);
	for (char *path = strtok(paths, "\n"); path; path = strtok(NULL, "\n")) {
		assert_int_equal(access(path, R_OK), 0);
		count--;
	}
	assert_int_equal(count, 0);
	free(ids);
	free(paths);
}

static void set_inputs(struct simulated *runner, const struct plan_row *row)
{
	char *file = path_of(runner->root, "base");
	char *base = file_get(file);

	simulated_set(runner, "PRECACHE_WORKFLOW", row->workflow);
	simulated_set(runner, "PRECACHE_BASE", row->base ? row->base : base);
	simulated_set(runner, "PRECACHE_GOLDEN", row->golden);
	simulated_set(runner, "PRECACHE_CONTEXT_FROM_RUNNER", "false");
	free(base);
	free(file);
}

static void check_plan(void **state)
{
	const struct plan_row *row = *state;
	struct simulated runner = simulated_make();

	simulated_shell(&runner, repository);
	if (row->change)
		simulated_shell(&runner, row->change);
	set_inputs(&runner, row);
	struct process process = simulated_run(&runner, "plan");
	char *changes = simulated_output(&runner, "changes");
	char *summary = file_get(runner.summary);
	if (process.exit_code != row->exit_code || (row->out && !strstr(process.out, row->out)))
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_non_null(changes);
	assert_string_equal(changes, row->changes);
	assert_true(!row->out || strstr(process.out, row->out));
	if (!(row->summary[0] ? strstr(summary, row->summary) != NULL : !summary[0]))
		fail_msg("the summary is: %s", summary);
	assert_plans(&runner, row->plans);
	free(changes);
	free(summary);
	process_free(&process);
	simulated_free(&runner);
}

/* What a file says is printed only while the runner takes no commands. */
static void a_file_gives_the_runner_no_command(void **state)
{
	struct simulated runner = simulated_make();
	const struct plan_row row = {.workflow = "", .golden = "golden"};
	(void)state;

	simulated_shell(&runner, repository);
	simulated_shell(&runner,
		"sed -i 's/^name:.*/name: \"a\\\\n::add-mask::x\"/; s/30/::error::/' "
		".github/workflows/w.yml; " COMMIT);
	set_inputs(&runner, &row);
	struct process process = simulated_run(&runner, "plan");
	const char *stop = strstr(process.out, "::stop-commands::");
	const char *hostile = strstr(process.out, "::error::");
	char resume[64] = "\n::";
	assert_non_null(stop);
	assert_non_null(hostile);
	strncat(resume, stop + strlen("::stop-commands::"), 32);
	strcat(resume, "::\n");
	assert_true(stop < hostile);
	assert_non_null(strstr(hostile, resume));
	process_free(&process);
	simulated_free(&runner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_file_gives_the_runner_no_command)};
	const int failed = ROWS_RUN("the plan action", rows, check_plan);
	return failed +
	       cmocka_run_group_tests_name("the plan action and hostile files", tests, NULL, NULL);
}
