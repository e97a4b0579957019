/* SPDX-License-Identifier: MIT */
#ifndef PLAN_POINTER_H
#define PLAN_POINTER_H

/*
 * Where a walk over a plan is, as a JSON pointer (RFC 6901). Each step of the walk holds its own
 * part and points at the one above, so a pointer costs nothing until somebody wants its text.
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct pointer {
	const struct pointer *up; /* NULL: the part hangs on the root */
	struct str key;           /* a member's name; STR_NONE: an element */
	size_t index;             /* the element's, from 0 */
};

struct pointer pointer_member(const struct pointer *up, struct str key);
struct pointer pointer_item(const struct pointer *up, size_t index);

/* "/builds/0/env/set/NAME"; "" of NULL, the root. STR_NONE when exhausted. */
struct str pointer_text(struct arena *arena, const struct pointer *pointer);

#endif
