/* SPDX-License-Identifier: MIT */
#ifndef PLAN_READ_VALUE_H
#define PLAN_READ_VALUE_H

/* The parts of a plan's JSON, whose shape has been checked, as the plan's structures. */

#include <stdbool.h>

#include "plan/plan.h"

/*
 * The plan's JSON with a mark on each text that its `unknown` lists by a pointer. Entries that make
 * no sense are passed over. NULL when the arena is exhausted.
 */
const struct value *unknown_marked(struct arena *arena, const struct value *root);

/* Fills all that decides and all facts, no projection. False when the arena is exhausted. */
bool plan_take(struct arena *arena, const struct value *root, struct plan *ret);

#endif
