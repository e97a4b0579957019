/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_FUNCTION_ROWS_H
#define ACTIONS_FUNCTION_ROWS_H

/*
 * What the rows of function.c call. A function evaluates its arguments itself, in GitHub's order
 * and only those that GitHub evaluates, so that what is not evaluated leaves no mark and no error.
 */

#include "actions/expression.h"
#include "actions/expression_ast.h"
#include "actions/expression_term.h"

/* contains: an item of an array that is loosely equal, or a part of a text whatever its case. */
bool reduce_contains(struct reduction *r, const struct ast *call, struct term *ret);

/* startsWith, endsWith: of texts, whatever the case. */
bool reduce_starts_with(struct reduction *r, const struct ast *call, struct term *ret);
bool reduce_ends_with(struct reduction *r, const struct ast *call, struct term *ret);

/* join: the items of an array as one text; "," between them unless another is given. */
bool reduce_join(struct reduction *r, const struct ast *call, struct term *ret);

/*
 * format: `{0}` is an argument, `{{` and `}}` are braces, any other brace is an error.
 * check_format refuses a literal that cannot be right.
 */
bool reduce_format(struct reduction *r, const struct ast *call, struct term *ret);
bool check_format(struct arena *arena, const struct ast *call, struct str text,
	struct expression_error *ret_error);

bool reduce_to_json(struct reduction *r, const struct ast *call, struct term *ret);
bool reduce_from_json(struct reduction *r, const struct ast *call, struct term *ret);

/* case: the value behind the first predicate that is true; predicates must be booleans. */
bool reduce_case(struct reduction *r, const struct ast *call, struct term *ret);

/* hashFiles: see function_hash.c. */
bool reduce_hash_files(struct reduction *r, const struct ast *call, struct term *ret);

/* success, failure, cancelled: unknown, but for the usual run of a plan. */
bool reduce_success(struct reduction *r, const struct ast *call, struct term *ret);
bool reduce_failure(struct reduction *r, const struct ast *call, struct term *ret);
bool reduce_cancelled(struct reduction *r, const struct ast *call, struct term *ret);
bool reduce_always(struct reduction *r, const struct ast *call, struct term *ret);

#endif
