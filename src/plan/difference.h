/* SPDX-License-Identifier: MIT */
#ifndef PLAN_DIFFERENCE_H
#define PLAN_DIFFERENCE_H

/* The first place where the JSON of one plan is not that of another. */

#include <stdbool.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/str.h"

enum difference_kind {
	DIFFERENCE_CHANGED, /* both have it, and not the same */
	DIFFERENCE_MISSING, /* only the wanted one has it */
	DIFFERENCE_EXTRA,   /* only the given one has it */
	DIFFERENCE_MOVED,   /* both have it, in another order */
};

struct difference {
	enum difference_kind kind;
	struct str at;     /* JSON pointer */
	struct str given;  /* for messages: quoted, cut to a bearable length; or STR_NONE */
	struct str wanted; /* the same */
};

/*
 * Looks through both in the order of the wanted one, the plan's id last because it changes with
 * everything. False when there is no difference, or when the arena is exhausted.
 */
bool difference_find(struct arena *arena, const struct value *given, const struct value *wanted,
	struct difference *ret);

#endif
