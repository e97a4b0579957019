/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_FUNCTION_H
#define ACTIONS_FUNCTION_H

/*
 * The functions of the expression language as rows: what they are called, how many arguments they
 * take, how marks travel through them, how they are computed. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/str.h"

#define FUNCTION_UNLIMITED SIZE_MAX

struct ast;
struct expression_error;
struct reduction;
struct term;

/* Which marks a result bears that cannot be told. */
enum function_marks {
	MARKS_OF_ARGUMENTS, /* of all that may be evaluated: also a boolean tells something of a
			       secret */
	MARKS_NONE,         /* it says something of the run, whatever the arguments */
};

struct function_row {
	struct str name;
	size_t min; /* arguments */
	size_t max;
	bool odd; /* only an odd number of them */
	enum function_marks marks;
	bool fails; /* of some arguments that are not known yet it may be an error */

	/* What can be told of a call's literal arguments before any evaluation: false with
	 * *ret_error (its message empty: arena exhausted). NULL: nothing. `text` is the whole
	 * expression. */
	bool (*check)(struct arena *arena, const struct ast *call, struct str text,
		struct expression_error *ret_error);

	/* The call's value as far as it can be told; see expression_term.h. */
	bool (*reduce)(struct reduction *reduction, const struct ast *call, struct term *ret);
};

/* The row of a function, whatever the case of its letters; NULL: GitHub has none of that name. */
const struct function_row *function_find(struct str name);

/* "did you mean" the name of a function; STR_NONE when none is near or the arena is exhausted. */
struct str function_hint(struct arena *arena, struct str name);

#endif
