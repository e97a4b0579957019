/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TEMPLATE_CHECK_H
#define ACTIONS_TEMPLATE_CHECK_H

/*
 * Whether GitHub takes the expressions of a scalar where it stands: each is well formed, and uses
 * what the place offers (availability.h). Reports what it does not take, at the token in question.
 */

#include <stdbool.h>

#include "actions/checker.h"

/*
 * Checks every `${{ }}` of a scalar. Where a place offers nothing, an expression may stand only if
 * it is one literal string. True when there is nothing to report.
 */
bool template_check(const struct checker *checker, const struct node *scalar, unsigned offers);

/*
 * The same for an `if`, which is an expression also without `${{ }}`. An empty one is none; text
 * around a `${{ }}` is allowed and makes the whole always true.
 */
bool template_check_condition(
	const struct checker *checker, const struct node *scalar, unsigned offers);

/*
 * Whether the text is `${{ 'a literal string' }}` and nothing else, which GitHub reads as that
 * string; *ret is then the string.
 */
bool template_literal(struct arena *arena, struct str text, struct str *ret);

#endif
