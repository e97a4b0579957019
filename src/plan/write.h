/* SPDX-License-Identifier: MIT */
#ifndef PLAN_WRITE_H
#define PLAN_WRITE_H

/* The plan's bytes, whole or as its id is made from them. */

#include "plan/plan.h"

enum plan_form {
	PLAN_WHOLE,
	PLAN_WITHOUT_ID
};

/* STR_NONE when the arena is exhausted or the plan is over LIMIT_PLAN_BYTES. */
struct str plan_write(struct arena *arena, const struct plan *plan, enum plan_form form);

/* Sets plan->id from the bytes that plan_write gave without it. False when exhausted. */
bool plan_seal_written(struct arena *arena, struct plan *plan, struct str bytes);

/* The bytes of a plan before and behind the line of that id. False when it has no such line. */
bool plan_split_id(struct str bytes, struct str id, struct str *ret_before, struct str *ret_behind);

/* Whether `bytes` are the whole of the plan whose bytes without the id are `rest`. */
bool plan_is_written(const struct plan *plan, struct str rest, struct str bytes);

#endif
