/* SPDX-License-Identifier: MIT */
#include "plan/derive.h"

#include "plan/walk.h"

bool plan_derive(struct arena *arena, struct plan *plan)
{
	struct plan_build *builds =
		arena_copy(arena, plan->builds, plan->build_count * sizeof(*builds));

	if (!builds)
		return false;
	for (size_t i = 0; i < plan->build_count; i++)
		if (!plan_project(arena, &builds[i]))
			return false;
	plan->builds = builds;
	return plan_list_unknown(arena, plan) && plan_seal(arena, plan);
}
