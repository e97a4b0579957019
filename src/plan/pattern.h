/* SPDX-License-Identifier: MIT */
#ifndef PLAN_PATTERN_H
#define PLAN_PATTERN_H

/*
 * The text of an unknown value, as a pattern for the values that it may get: what stands around its
 * `${{ expressions }}` stays, and each expression stands for any text without control bytes. A text
 * without an expression, and any that a script makes, is a pattern for everything.
 */

#include <stdbool.h>

#include "actions/value.h"
#include "base/str.h"

bool pattern_fits(const struct value *unknown, struct str value);

/*
 * Whether the value is in the hands of whoever starts the run, or of what the run does before:
 * inputs.*, github.event.*, github.head_ref, outputs, scripts. Any doubt counts as yes. *ret_on is
 * what it hangs on: "inputs.x".
 */
bool pattern_is_chosen(const struct value *unknown, struct str *ret_on);

#endif
