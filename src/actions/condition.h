/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CONDITION_H
#define ACTIONS_CONDITION_H

/*
 * `if:` of jobs and steps. A condition is always an expression, with or without `${{ }}`; one that
 * is a literal is decided here, any other is unknown for now.
 */

#include "actions/expression.h"
#include "base/diag.h"
#include "yaml/node.h"

enum tri {
	TRI_FALSE,
	TRI_TRUE,
	TRI_UNKNOWN
};

/* False wins over unknown, unknown over true. */
enum tri tri_and(enum tri a, enum tri b);

/*
 * Whether it holds; true when there is none (NULL) or it is empty. Text around `${{ }}` makes the
 * whole a string, which is true whatever the expression says: `${{ false }} && x` holds.
 */
enum tri condition_holds(const struct node *condition, const struct scope *scope);

/*
 * Its text in one form: without the `${{ }}` around the whole, trimmed; so that writing it with or
 * without them changes nothing. STR_NONE when there is none or the arena is exhausted.
 */
struct str condition_text(struct arena *arena, const struct node *condition);

#endif
