/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_JSON_CANONICAL_H
#define ACTIONS_JSON_CANONICAL_H

/*
 * JSON in the one form that base/json_out writes, read five times as fast as any JSON: a plan with
 * 256 builds is half a megabyte of it, and a reviewer compares two. What is in another form is left
 * to json_value, which also says what is wrong with it.
 */

#include "actions/value.h"

/*
 * The value of the text, every value of it with the origin `at`; members in the text's order, and a
 * NUL behind each text, so that it can be handed to the system. NULL
 * when the text is not canonical to the last byte (a number with a fraction counts as that too),
 * names a member twice, holds a NUL, or is nested deeper than JSON_OUT_DEPTH; NULL too when the
 * arena is exhausted.
 */
const struct value *json_canonical(struct arena *arena, struct str text, const struct place *at);

#endif
