/* SPDX-License-Identifier: MIT */

/*
 * A run plans again, with all that its runner knows, and must come to what was reviewed: what one
 * event says is said of that event alone.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/findings.h"
#include "harness/json_tree.h"
#include "harness/rows.h"
#include "plan/binding.h"

static const char workflow[] =
	"on:\n  pull_request:\n  push: {branches: [main]}\n  schedule: [{cron: '0 6 * * 1'}]\n"
	"  workflow_dispatch: {inputs: {go: {type: boolean}}}\n"
	"jobs:\n"
	"  test:\n    runs-on: x\n    if: github.event_name != 'schedule'\n    steps: [run: x]\n"
	"  cache:\n    runs-on: x\n    needs: test\n"
	"    if: ${{ always() && (github.ref_type == 'branch' || inputs.go) }}\n"
	"    env:\n      CACHE_REPO: ghcr.io/${{ github.repository }}\n"
	"      ENVBUILDER_PUSH_IMAGE: ${{ github.ref == 'refs/heads/main' }}\n"
	"      DRY_RUN: ${{ github.event_name == 'pull_request' && github.head_ref == 'dry' }}\n"
	"    steps:\n"
	"      - if: github.event.pull_request.head.repo.fork != true\n"
	"        run: precache-apply plan.json\n"
	"        env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.T }}'}\n";

#define RUN(event, ref, name)                                                                      \
	"event_name: " event ", ref: " ref ", ref_name: " name ", repository: a/b"

struct run_row {
	const char *name;
	const char *context; /* of the run */
};

static const struct run_row rows[] = {
	{"a push", "github: {" RUN(
			   "push", "refs/heads/main", "main") ", ref_type: branch, "
							      "event: {ref: refs/heads/main}}\n"},
	{"a schedule on another branch", "github: {" RUN("schedule", "refs/heads/trunk",
						 "trunk") ", ref_type: branch, "
							  "event: {schedule: '0 6 * * 1'}}\n"},
	{"somebody who starts it on a branch",
		"github: {" RUN("workflow_dispatch", "refs/heads/x",
			"x") ", ref_type: branch, "
			     "event: {inputs: {go: 'true'}}}\ninputs: {go: 'true'}\n"},
	{"and on a tag", "github: {" RUN("workflow_dispatch", "refs/tags/v1",
				 "v1") ", ref_type: tag, "
				       "event: {inputs: {go: 'false'}}}\ninputs: {go: 'false'}\n"},
	{"a pull request of the same repository",
		"github: {" RUN("pull_request", "refs/pull/1/merge",
			"1/merge") ", ref_type: branch, "
				   "head_ref: x, base_ref: main, event: {pull_request: {number: 1, "
				   "head: {repo: {fork: "
				   "false, full_name: a/b}}}}}\n"},
	{"one of a fork", "github: {" RUN("pull_request", "refs/pull/2/merge",
				  "2/merge") ", ref_type: branch, "
					     "head_ref: x, base_ref: main, event: {pull_request: "
					     "{number: 2, head: {repo: {fork: "
					     "true, full_name: c/b}}}}}\n"},
};

static const struct plan *plan_of(struct arena *arena, struct diags *diags, const char *context)
{
	const struct plan_input input = {.file = STR("w.yml"),
		.source = str_of(workflow),
		.context = context ? context_of_yaml(arena, diags, context) : NULL};
	const struct plan *plan = plan_make(arena, diags, &input);
	if (!plan)
		fail_msg("%s", findings_text(arena, diags).ptr);
	return plan;
}

static void check_run(void **state)
{
	const struct run_row *row = *state;
	struct arena arena;
	struct diags diags;
	struct bindings bindings;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan *golden = plan_of(&arena, &diags, NULL);
	const struct plan *plan = plan_of(&arena, &diags, row->context);
	const struct str json = plan_json(&arena, plan);
	assert_non_null(plan_read(&arena, &diags, STR("plan"), json));
	if (!plan_bind(&arena, &diags, golden, plan, NULL, 0, &bindings))
		fail_msg("%s", findings_text(&arena, &diags).ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a run comes to what was reviewed", rows, check_run);
}
