/* SPDX-License-Identifier: MIT */
#include "plan/derive.h"

#include "plan/walk.h"
#include "plan/write.h"

bool plan_derive_unsealed(struct arena *arena, struct plan *plan)
{
	struct plan_build *builds =
		arena_copy(arena, plan->builds, plan->build_count * sizeof(*builds));

	if (!builds)
		return false;
	for (size_t i = 0; i < plan->build_count; i++)
		if (!plan_project(arena, &builds[i]))
			return false;
	plan->builds = builds;
	return plan_list_unknown(arena, plan);
}

bool plan_derive_written(struct arena *arena, struct plan *plan, struct str *ret_bytes)
{
	if (!plan_derive_unsealed(arena, plan))
		return false;
	*ret_bytes = plan_write(arena, plan, PLAN_WITHOUT_ID);
	return plan_seal_written(arena, plan, *ret_bytes);
}

bool plan_derive(struct arena *arena, struct plan *plan)
{
	struct str bytes;

	return plan_derive_written(arena, plan, &bytes);
}
