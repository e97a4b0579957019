/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_VALUE_H
#define ACTIONS_VALUE_H

/*
 * A value of the workflow language. Beside its kind it carries marks from the moment that it is
 * read: whether it is unknown (it hangs on something that is not given) and whether it is secret
 * (it comes from `secrets.*` or `github.token`). Operators and functions say how marks travel; the
 * planner's sinks say which marks they take. Values live in the arena and never change.
 *
 * An unknown value is of kind VALUE_STRING and its text keeps the expressions that are left, each
 * as
 * `${{ … }}`: "ghcr.io/${{ github.repository_owner }}/cache". A secret value is always unknown too:
 * the planner never holds one.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/json_out.h"
#include "base/map.h"
#include "base/str.h"
#include "yaml/node.h"

enum value_kind {
	VALUE_NULL,
	VALUE_BOOLEAN,
	VALUE_NUMBER,
	VALUE_STRING,
	VALUE_ARRAY,
	VALUE_OBJECT,
};

enum value_mark {
	MARK_UNKNOWN = 1u << 0,
	MARK_SECRET = 1u << 1,
	MARK_JOB_TOKEN = 1u << 2,   /* secret, and (also) the job's own GITHUB_TOKEN */
	MARK_OTHER_SECRET = 1u << 3 /* secret, and (also) one that is not the GITHUB_TOKEN */
};

/* Why a value is unknown; when several reasons meet, the first of them in a text counts. */
enum unknown_why {
	WHY_EXPRESSION,
	WHY_SCRIPT,
	WHY_STEP_OUTPUT,
	WHY_MATRIX
};

struct value {
	enum value_kind kind;
	unsigned marks; /* of enum value_mark */
	enum unknown_why why;
	bool boolean;
	bool filtered;   /* an array that `.*` gave: an index goes into each of its items */
	bool exact;      /* an object, `env`, of whose members' names the case counts */
	bool whole;      /* an object of which no member is missing, also in a partial context */
	struct str text; /* strings and unknown values */
	bool string;     /* an unknown value: whatever its expression gives is made a string */
	union {
		double number;
		struct {
			const struct value **items;
			size_t count;
		};
		const struct map *members; /* struct value pointers in the order of insertion */
	};
	const struct value *over;      /* of a variable: the one whose place it took; NULL: none */
	const struct place *origin;    /* the token that set it; NULL: none */
	const struct place *given_at;  /* where the name was set that an expression took it from */
	const struct place *secret_at; /* the token that brought the secret in; NULL: no secret */
};

/* Constructors; each returns NULL when the arena is exhausted. Values of null, true and false are
 * made anew, so that they can bear an origin. */
const struct value *value_null(struct arena *arena, const struct place *origin);
const struct value *value_boolean(struct arena *arena, bool boolean, const struct place *origin);
const struct value *value_number(struct arena *arena, double number, const struct place *origin);
const struct value *value_string(struct arena *arena, struct str text, const struct place *origin);
const struct value *value_array(
	struct arena *arena, const struct value **items, size_t count, const struct place *origin);
const struct value *value_object(
	struct arena *arena, const struct map *members, const struct place *origin);

/* An unknown value: `text` with its `${{ }}`, `marks` beside MARK_UNKNOWN. */
const struct value *value_unknown(struct arena *arena, struct str text, unsigned marks,
	enum unknown_why why, const struct place *origin);

/*
 * The variable's value, as one that took the place of `before`; itself when there is none, or when
 * it took another's place already. NULL when exhausted.
 */
const struct value *value_over(
	struct arena *arena, const struct value *value, const struct value *before);

/* Its marks joined with those of all that it holds. */
unsigned value_marks(const struct value *value);

bool value_is_unknown(const struct value *value); /* or holds something unknown */
bool value_is_secret(const struct value *value);  /* or holds something secret */

/* The member of an object, whatever the case of its name's letters unless it is an exact one; NULL:
 * no such member. */
const struct value *value_member(const struct value *object, struct str name);

/*
 * As GitHub makes a string of it: null is empty, numbers in G15 and -0 as "0", arrays "Array",
 * objects "Object", unknown values their text. STR_NONE when exhausted.
 */
struct str value_to_string(struct arena *arena, const struct value *value);

/*
 * The value as a string, as value_to_string makes it; an unknown one becomes one when its
 * expression is evaluated. NULL when exhausted.
 */
const struct value *value_as_string(struct arena *arena, const struct value *value);

/* The name of a reason, as a plan bears it: "expression", "script", "step-output", "matrix". */
struct str unknown_why_name(enum unknown_why why);

/* Writes it as JSON; whole numbers up to 2^53 as integers, others so that they read back as the
 * same, NaN and the infinities as strings; members in the order of insertion. */
void value_json(struct json_out *json, const struct value *value);

/* A copy with the members of all its objects sorted by bytes. NULL when exhausted. */
const struct value *value_sorted(struct arena *arena, const struct value *value);

#endif
