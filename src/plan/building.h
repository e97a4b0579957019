/* SPDX-License-Identifier: MIT */
#ifndef PLAN_BUILDING_H
#define PLAN_BUILDING_H

/*
 * A build while its variables are held against the builder, internal to build_make: names are
 * settled first, then each value is checked and chosen for env.set.
 */

#include <stdbool.h>

#include "builder/option.h"
#include "plan/making.h"

#define IMAGE_NAME "ENVBUILDER_IMAGE" /* the original script's name; no option of the builder */
#define CACHE_NAME "ENVBUILDER_CACHE_REPO"

struct building {
	struct making *making;
	const struct call *call;
	struct map vars; /* the call's variables, overrides over them */
	struct release release;
	struct map chosen; /* what goes into env.set, in the order in which it is found */
	struct plan_build *build;
};

/* Where a value stands, or the call when it has no place. */
struct place building_place(const struct building *b, const struct value *value);

/* Says where a value comes from, when it was written elsewhere than it stands. */
void building_relate(const struct building *b, struct diag *diag, const struct value *value);

/* Where a variable's name stands; the place of its value when that is not kept. */
struct place building_name_place(const struct building *b, struct str name);

/* A variable that is set; NULL: it is not there, or empty, which is the same to the builder. */
const struct value *building_given(const struct building *b, const char *name);

/* A default, over a variable that is there and empty. NULL when exhausted. */
const struct value *building_default(const struct building *b, const char *name, struct str text);

/*
 * Refuses the names that the release does not have, and adds the option's own name for one that the
 * builder reads in another case; not when the option is set under two names. False when the arena
 * is exhausted.
 */
bool names_settle(struct building *b);

/* Checks the values of env.set, fills in defaults, sets build->set. False when exhausted. */
bool set_make(struct building *b);

#endif
