/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_JSON_VALUE_H
#define ACTIONS_JSON_VALUE_H

/*
 * JSON text as a value of the language: contexts, event payloads and fromJSON. Parsed by jansson;
 * numbers become doubles as GitHub makes them.
 */

#include "actions/value.h"
#include "base/diag.h"

/*
 * The value of a JSON text; members in the text's order, the origin of each is `at`. NULL with an
 * error of `rule` at its line and column in `file` when it is no JSON, is nested too deep or names
 * a member twice; NULL without one when the arena is exhausted.
 */
const struct value *json_value(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str text);

/*
 * The value that fromJSON makes of a text: any JSON value; of members whose names differ in the
 * case of ASCII letters alone the last value counts, under the first name; a number that no double
 * holds is infinite, as .NET has it since version 3.0. NULL with *ret_problem,
 * a message in lower case, when it is no JSON or nested deeper than LIMIT_JSON_DEPTH; NULL with
 * STR_NONE there when the arena is exhausted.
 */
const struct value *json_from_text(struct arena *arena, struct str text, struct str *ret_problem);

#endif
