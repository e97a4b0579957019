/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "plan/plan.h"

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
	arena_release(&arena);
	return 0;
}
