/* SPDX-License-Identifier: MIT */
#include "actions/json_canonical.h"
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "plan/plan.h"
#include "plan/read_value.h"
#include "plan/shape.h"

/* A viewer's short way holds for honest what is written again to the last byte, and nothing else.
 */
static void check_view(struct arena *arena, struct str bytes)
{
	const struct place at = place_of_file(STR("fuzz"));
	const struct value *root = json_canonical(arena, bytes, &at);
	struct diags diags;
	struct diags ignored;

	diags_init(&diags, arena);
	diags_init(&ignored, arena);
	const struct plan *plan = plan_view(arena, &diags, STR("fuzz"), bytes);
	if (plan && root && shape_check(arena, &ignored, at, unknown_marked(arena, root)))
		PROMISE((diags.errors == 0) == str_eq(plan_json(arena, plan), bytes));
}

/* What is read as a plan is one to the last byte. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str bytes = {(const char *)data, size};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan *plan = plan_read(&arena, &diags, STR("fuzz"), bytes);
	PROMISE((plan == NULL) == (diags.errors > 0));
	PROMISE(!plan || str_eq(plan_json(&arena, plan), bytes));
	check_view(&arena, bytes);
	arena_release(&arena);
	return 0;
}
