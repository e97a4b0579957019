/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_COMPARE_H
#define ACTIONS_COMPARE_H

/*
 * The loose comparison of the workflow language: what operators and functions compare by, and what
 * `include` and `exclude` of a matrix match by. None of it is to be asked of unknown values.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators
 */

#include <stdbool.h>

#include "actions/value.h"

/*
 * Strings are equal whatever the case of their letters; arrays and objects only to themselves;
 * values of different kinds when they are the same number. NaN equals nothing.
 */
bool value_equal(const struct value *a, const struct value *b);

/*
 * Whether `a` comes before `b`: strings by their letters whatever their case, false before true,
 * values of different kinds as numbers. Null, arrays and objects come neither before nor behind
 * one of their own kind, NaN neither before nor behind anything.
 */
bool value_less(const struct value *a, const struct value *b);

/* Neither false, 0, -0, NaN, '' nor null. */
bool value_is_true(const struct value *value);

/*
 * The number that a value is when it meets one of another kind: null 0, false 0, true 1, a string
 * what its trimmed text says as a number ('' is 0); NaN for any other text, an array, an object.
 */
double value_to_number(const struct value *value);

#endif
