/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_JSON_TEXT_H
#define ACTIONS_JSON_TEXT_H

/*
 * A value as JSON the way GitHub's toJSON writes it, which is not the canonical JSON of plans:
 * letters of every alphabet stand as they are, of other characters those are escaped that
 * Newtonsoft's JsonConvert escapes.
 */

#include <stdbool.h>

#include "actions/value.h"
#include "base/str.h"

enum json_text_style {
	JSON_TEXT_PRETTY,  /* toJSON: two spaces an indent, numbers in G15 */
	JSON_TEXT_COMPACT, /* without spaces, numbers so that they read back as the same */
};

/* Appends a known value. NaN and the infinities are written as such, which is no JSON. */
void json_text(struct strbuf *out, const struct value *value, enum json_text_style style);

/* Whether fromJSON of the compact text gives the value again: it is known, without NaN and the
 * infinities, and no object in it is exact. */
bool value_has_json(const struct value *value);

#endif
