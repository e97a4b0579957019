/* SPDX-License-Identifier: MIT */
#ifndef PLAN_SHAPE_H
#define PLAN_SHAPE_H

/*
 * Which members a plan has and of which type each is, as a table. What passes has every member that
 * must be there and no other, so that its reader may take it apart without asking again. What the
 * members say to each other is not looked at.
 */

#include <stdbool.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/diag.h"

/*
 * Holds the value of a whole plan's JSON against the table. False with RULE_PLAN_DIFFERS at `place`
 * that names the first member that does not fit.
 */
bool shape_check(
	struct arena *arena, struct diags *diags, struct place place, const struct value *plan);

/*
 * The plan without the members that the table does not know, for readers that only show it; keys of
 * maps are data and stay. NULL when the arena is exhausted; the plan itself when there is none.
 */
const struct value *shape_known(struct arena *arena, const struct value *plan);

/* What every refusal of a changed plan advises. */
#define PLAN_EDITED_HINT "make the plan again from its workflow: a plan is never edited"

#endif
