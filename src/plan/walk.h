/* SPDX-License-Identifier: MIT */
#ifndef PLAN_WALK_H
#define PLAN_WALK_H

/*
 * The values of a plan that may be unknown, each once and in the order of the plan's bytes: the
 * workflow's concurrency, then of each build its facts, the image's reference, cache, workspace
 * folder, init script, the rest of env.set, the registry of the credentials, the engine. What
 * stands in a plan more than once is visited where people read it first.
 */

#include <stdbool.h>

#include "plan/plan.h"
#include "plan/pointer.h"

struct plan_walk {
	struct arena *arena;
	/*
	 * Is called with every scalar and every empty array or object. Returns what shall stand in
	 * its place, mostly the value itself; NULL: the arena is exhausted.
	 */
	const struct value *(*visit)(
		void *ctx, const struct pointer *at, const struct value *value);
	void *ctx;
};

/* Visits one value and what is in it; `at` is NULL for a root. NULL when the arena is exhausted. */
const struct value *value_walk(
	const struct plan_walk *walk, const struct pointer *at, const struct value *value);

/* Visits all of a plan; what is replaced goes into copies, so that another plan may share the old
 * ones. */
bool plan_walk(const struct plan_walk *walk, struct plan *plan);

/*
 * The pointer by which `unknown` lists a value: that of a name of env.set which people read as a
 * member of its own is the member's ("/builds/0/cache/repo"). STR_NONE when the arena is exhausted.
 */
struct str plan_pointer_text(struct arena *arena, const struct pointer *at);

/* Sets plan->unknown to what is unknown in it now. False when the arena is exhausted. */
bool plan_list_unknown(struct arena *arena, struct plan *plan);

#endif
