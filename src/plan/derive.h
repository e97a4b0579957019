/* SPDX-License-Identifier: MIT */
#ifndef PLAN_DERIVE_H
#define PLAN_DERIVE_H

/* All of a plan that follows from the rest of it. */

#include <stdbool.h>

#include "plan/plan.h"

/*
 * Makes the projections of every build, the list of what is unknown, and the id. The builds become
 * copies, so that another plan may share the old ones. False when the arena is exhausted.
 */
bool plan_derive(struct arena *arena, struct plan *plan);

/* The same without the id. */
bool plan_derive_unsealed(struct arena *arena, struct plan *plan);

/* The same with it; *ret_bytes becomes the plan's bytes without its id. */
bool plan_derive_written(struct arena *arena, struct plan *plan, struct str *ret_bytes);

#endif
