/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_COMPARE_H
#define ACTIONS_COMPARE_H

/*
 * The loose comparison of the workflow language: `==` of expressions, and what `include` and
 * `exclude` of a matrix match by. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 */

#include <stdbool.h>

#include "actions/value.h"

/*
 * Strings are equal whatever the case of their ASCII letters; arrays and objects only to
 * themselves; values of different kinds when they are the same number. Not to be asked of unknown
 * values.
 */
bool value_equal(const struct value *a, const struct value *b);

/*
 * The number that a value is when it meets one of another kind: null 0, false 0, true 1, a string
 * what its trimmed text says as a number ('' is 0); NaN for any other text, an array, an object.
 */
double value_to_number(const struct value *value);

#endif
