/* SPDX-License-Identifier: MIT */
#ifndef PLAN_SHAPE_TABLE_H
#define PLAN_SHAPE_TABLE_H

/* The rows that shape_check walks. */

#include <stdbool.h>
#include <stddef.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/str.h"

/* Bits: one for each kind that a value may be of. */
#define SHAPE_OF(kind) (1u << (kind))

struct shape;

/* Which booleans a member may have: one that goes without saying is left out. */
enum shape_boolean {
	SHAPE_ANY_BOOLEAN,
	SHAPE_ONLY_TRUE,
	SHAPE_ONLY_FALSE
};

struct shape_member {
	struct str name;
	const struct shape *shape;
	bool optional;
};

struct shape {
	unsigned kinds;                /* SHAPE_OF bits */
	const char *wanted;            /* what it must be, for messages: "a list of texts" */
	bool filled;                   /* texts, arrays and maps are not empty */
	bool sorted;                   /* maps: the keys are sorted by bytes */
	bool may_be_unknown;           /* then it is a text, whatever its kinds */
	const char *const *words;      /* the texts that are allowed, NULL at the end; NULL: any */
	bool (*number)(double number); /* whether a number is allowed; NULL: any is */
	bool (*text)(struct arena *arena, struct str text); /* the same of a text */
	enum shape_boolean boolean;
	const struct shape *item;           /* of arrays' and maps' elements; NULL: anything */
	const struct shape_member *members; /* of objects, in their order; none: a map */
	size_t member_count;
	const struct shape *(*under)(struct str key); /* of a map's element, instead of `item`;
							 NULL: the key is none */
};

/* The row of a name, or member_count. */
size_t shape_find_row(const struct shape *shape, struct str name);

/* That of a whole plan. */
extern const struct shape shape_of_plan;

#endif
