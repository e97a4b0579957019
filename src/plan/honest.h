/* SPDX-License-Identifier: MIT */
#ifndef PLAN_HONEST_H
#define PLAN_HONEST_H

#include <stdbool.h>

#include "plan/plan.h"

/*
 * Whether a plan's JSON says what its own fields say, without writing it again: each repetition is
 * held against what the plan derives from its fields, and the id against the bytes. `root` is the
 * value of `bytes`, read in canonical form, of a plan's shape, and `plan` was taken from it and
 * derived, all but its id. What this holds for honest, plan_json writes to the last byte; it is for
 * viewers, who read much and run nothing.
 */
bool plan_is_honest(const struct plan *plan, const struct value *root, struct str bytes);

#endif
