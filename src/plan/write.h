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

#endif
