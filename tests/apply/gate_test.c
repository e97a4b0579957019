/* SPDX-License-Identifier: MIT */

/* Which plan is run, and which is refused: --expect, --golden, --build, and what is still unknown.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/recorder.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define WORKFLOW(jobs) "name: x\non: push\njobs:\n" jobs
#define JOB(id, repo)                                                                              \
	"  " id ":\n    runs-on: x\n    env:\n      CACHE_REPO: " repo "\n"                        \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"

#define ONE WORKFLOW(JOB("one", "ghcr.io/team/cache"))
#define TWO WORKFLOW(JOB("one", "ghcr.io/team/one") JOB("two", "ghcr.io/team/two"))
#define OWNER WORKFLOW(JOB("one", "ghcr.io/${{ github.repository_owner }}/cache"))
#define CHOSEN WORKFLOW(JOB("one", "ghcr.io/team/${{ inputs.name }}"))

struct gate_row {
	const char *name;
	const char *golden_workflow; /* planned without context for --golden; NULL: no --golden */
	const char *workflow;
	const char *const *plan_options;
	const char *const *args;
	int exit_code;
	const char *says; /* in standard error */
	const char *runs; /* a word that the engine gets; NULL: it is not called */
};

static const struct gate_row gate_rows[] = {
	{"a plan is run as it is", NULL, ONE, NULL, NULL, 0, NULL,
		"ENVBUILDER_CACHE_REPO=ghcr.io/team/cache"},
	{"--expect refuses another plan", NULL, ONE, NULL, LIST("--expect=sha256:0"), 4,
		"the plan's id is 'sha256:", NULL},
	{"of several builds one must be chosen", NULL, TWO, NULL, NULL, 2, "'one', 'two'", NULL},
	{"--build chooses one", NULL, TWO, NULL, LIST("--build=two"), 0, NULL,
		"ENVBUILDER_CACHE_REPO=ghcr.io/team/two"},
	{"--build of none is a usage error", NULL, TWO, NULL, LIST("--build=three"), 2,
		"no build 'three'", NULL},
	{"--all runs them one after the other", NULL, TWO, NULL, LIST("--all"), 0,
		"build 'one' is done", "ENVBUILDER_CACHE_REPO=ghcr.io/team/two"},
	{"an unknown value is exit 3 with its pointer", NULL, OWNER, NULL, NULL, 3,
		"'/builds/0/cache/repo' is unknown", NULL},
	{"the golden plan itself passes --golden", ONE, ONE, NULL, NULL, 0, NULL, "run"},
	{"--golden refuses a plan that says something else", ONE,
		WORKFLOW(JOB("one", "ghcr.io/team/other")), NULL, NULL, 4, "/builds/0/cache/repo",
		NULL},
	{"a golden unknown may have got a value", OWNER, OWNER,
		LIST("--context=github.repository_owner=team"), NULL, 0,
		"'ghcr.io/${{ github.repository_owner }}/cache' is 'ghcr.io/team/cache'",
		"ENVBUILDER_CACHE_REPO=ghcr.io/team/cache"},
	{"but what stands around it stays", OWNER, WORKFLOW(JOB("one", "ghcr.io/team/other")), NULL,
		NULL, 4, "/builds/0/cache/repo", NULL},
	{"and nothing else may change with it", OWNER,
		WORKFLOW(JOB("zero", "ghcr.io/${{ github.repository_owner }}/cache")),
		LIST("--context=github.repository_owner=team"), NULL, 4, "/builds/0", NULL},
	{"what the starter of a run chooses is refused", CHOSEN, CHOSEN,
		LIST("--context=inputs.name=cache"), NULL, 4, "--allow-bind", NULL},
	{"unless --allow-bind names it", CHOSEN, CHOSEN, LIST("--context=inputs.name=cache"),
		LIST("--allow-bind=/builds/0/cache/repo"), 0, NULL,
		"ENVBUILDER_CACHE_REPO=ghcr.io/team/cache"},
	{"which takes several, each on a line", CHOSEN, CHOSEN, LIST("--context=inputs.name=cache"),
		LIST("--allow-bind=\n/builds/0/id\n/builds/0/cache/repo\n"), 0, NULL,
		"ENVBUILDER_CACHE_REPO=ghcr.io/team/cache"},
};

/* The plan of a workflow under a name of its own. */
static char *keep(const struct recorder *recorder, char *plan, const char *name)
{
	char *path = path_of(recorder->folder, name);
	assert_int_equal(rename(plan, path), 0);
	free(plan);
	return path;
}

static void check_gate(void **state)
{
	const struct gate_row *row = *state;
	struct recorder recorder = recorder_make("docker");
	char golden[4096];
	char *golden_plan = NULL;
	const char *args[8] = {NULL};
	size_t count = 0;

	if (row->golden_workflow) {
		golden_plan = keep(&recorder, recorder_plan(&recorder, row->golden_workflow, NULL),
			"golden.json");
		snprintf(golden, sizeof(golden), "--golden=%s", golden_plan);
		args[count++] = golden;
	}
	for (const char *const *arg = row->args; arg && *arg; arg++)
		args[count++] = *arg;
	char *plan = recorder_plan(&recorder, row->workflow, row->plan_options);
	const struct recorded_run run = {.plan = plan, .args = args};
	struct process process = recorder_run(&recorder, &run);
	char *argv = recorded(&recorder, "argv");

	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(!row->says || strstr(process.err, row->says));
	assert_true(row->runs ? argv && has_line(argv, row->runs) : !argv);
	assert_no_canary(&recorder, &process);
	free(argv);
	free(plan);
	free(golden_plan);
	process_free(&process);
	recorder_remove(&recorder);
}

static void the_expected_id_is_the_plans_own(void **state)
{
	struct recorder recorder = recorder_make("docker");
	char *plan = recorder_plan(&recorder, ONE, NULL);
	char *text = file_get(plan);
	char expect[128];
	(void)state;

	assert_non_null(text);
	const char *id = strstr(text, "sha256:");
	assert_non_null(id);
	snprintf(expect, sizeof(expect), "--expect=%.71s", id);
	const struct recorded_run run = {.plan = plan, .args = LIST(expect)};
	struct process process = recorder_run(&recorder, &run);
	assert_int_equal(process.exit_code, 0);
	free(text);
	free(plan);
	process_free(&process);
	recorder_remove(&recorder);
}

static void a_plan_with_one_byte_more_is_refused(void **state)
{
	struct recorder recorder = recorder_make("docker");
	char *plan = recorder_plan(&recorder, ONE, NULL);
	char *text = file_get(plan);
	(void)state;

	assert_non_null(text);
	text[strlen(text) - 1] = ' ';
	file_put(plan, text);
	const struct recorded_run run = {.plan = plan};
	struct process process = recorder_run(&recorder, &run);
	char *argv = recorded(&recorder, "argv");
	assert_int_equal(process.exit_code, 4);
	assert_null(argv);
	free(text);
	free(plan);
	process_free(&process);
	recorder_remove(&recorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_expected_id_is_the_plans_own),
		cmocka_unit_test(a_plan_with_one_byte_more_is_refused),
	};
	int failed = ROWS_RUN("which plan is run", gate_rows, check_gate);
	return failed + cmocka_run_group_tests_name("plan files", tests, NULL, NULL);
}
