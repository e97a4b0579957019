/* SPDX-License-Identifier: MIT */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

/* UTF-8 by RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * The code point at `offset` (which must be inside `s`) and its length in bytes, 1 to 4. Returns
 * false, with *ret_len 1, when the bytes there are not UTF-8.
 */
bool utf8_decode(struct str s, size_t offset, uint32_t *ret_point, size_t *ret_len);

/* Offset of the first byte that is not part of UTF-8, or STR_NOWHERE when all are. */
size_t utf8_check(struct str s);

/* Number of code points; each byte that is not UTF-8 counts as one. */
size_t utf8_count(struct str s);

/* The code points from `from` up to, not including, `to`; both are cut to what there is. */
struct str utf8_slice(struct str s, size_t from, size_t to);

/* Whether a reader cannot see it or it turns the reading direction: controls, zero-width, bidi. */
bool utf8_is_hidden(uint32_t point);

/* Appends a code point (up to U+10FFFF, no surrogate) as UTF-8. */
void utf8_add(struct strbuf *out, uint32_t point);

/* Appends a code point as \uXXXX in upper-case hex, above U+FFFF as a pair of surrogates. */
void utf8_escape(struct strbuf *out, uint32_t point);

/*
 * Appends `s` for a terminal: controls, hidden characters and bytes that are not UTF-8 as \uXXXX in
 * upper-case hex; a tab becomes one space.
 */
void utf8_show(struct strbuf *out, struct str s);

#endif
