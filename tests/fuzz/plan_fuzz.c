/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "plan/plan.h"
#include "review/explain.h"
#include "review/review.h"

/* Whatever the planner plans, the executor's reader takes, people can read, and can be explained.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct plan_input input = {.file = STR("fuzz"), .source = {(const char *)data, size}};
	struct arena arena;
	struct diags diags;
	struct explanation explanation;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan *plan = plan_make(&arena, &diags, &input);
	PROMISE((plan == NULL) == (diags.errors > 0));
	if (plan) {
		const struct str json = plan_json(&arena, plan);
		const struct plan *again = plan_read(&arena, &diags, STR("plan"), json);
		PROMISE(again && str_eq(again->id, plan->id));
		PROMISE(str_eq(plan_json(&arena, again), json));
		PROMISE(summary_text(&arena, plan, SUMMARY_WIDTH).len > 0);
		PROMISE(explain_plan(&arena, &diags, plan, STR_NONE, &explanation));
		PROMISE(explain_text(&arena, &explanation, SUMMARY_WIDTH).len > 0);
	}
	arena_release(&arena);
	return 0;
}
