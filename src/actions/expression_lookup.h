/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_LOOKUP_H
#define ACTIONS_EXPRESSION_LOOKUP_H

/*
 * References: a context, or a chain of properties and indexes that begins at one. It finds what the
 * scope knows of them and says what they may hold of secrets.
 */

#include <stdbool.h>

#include "actions/expression.h"
#include "actions/expression_ast.h"

/* The context at which the chain begins; NULL when `ast` is no reference. */
const struct context_row *reference_context(const struct ast *ast);

/*
 * The value of a reference to `context`; it may be an unknown one. *ret NULL: the scope does not
 * know it. False when the arena is exhausted. A collection of a context of which the scope may hold
 * a part alone is not known as a whole.
 */
bool reference_value(const struct ast *reference, const struct context_row *context,
	const struct scope *scope, const struct value **ret);

/*
 * Of a reference without a value: the secrets that may be in it (`github` holds the token, so does
 * an index into it that nobody knows) in *ret_marks, and why it is unknown in *ret_why. False when
 * the arena is exhausted.
 */
bool reference_marks(const struct ast *reference, const struct context_row *context,
	const struct scope *scope, unsigned *ret_marks, enum unknown_why *ret_why);

#endif
