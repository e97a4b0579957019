/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_LETTERS_H
#define ACTIONS_LETTERS_H

/*
 * Text as the workflow language compares it: whatever the case of letters, in whatever alphabet.
 * GitHub's evaluator asks .NET for OrdinalIgnoreCase: each character is replaced by its simple
 * upper case, and the results are compared by their UTF-16 code units. Neither locale nor expansion
 * takes part: "ß" is not "SS", and the dotless i is no "I". Bytes that are not UTF-8 equal
 * themselves alone.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* The simple upper case of a code point; one that has none is returned as it is. */
uint32_t letter_upper(uint32_t point);

/* Whether .NET takes a code point for white space. */
bool letter_is_space(uint32_t point);

/* Offset behind the white space, of every alphabet, from `at` on. */
size_t letters_skip_space(struct str text, size_t at);

/* Without the white space of every alphabet at both ends. */
struct str letters_trim(struct str text);

/* Equal but for case. */
bool letters_equal(struct str a, struct str b);

/* Order of the upper case by UTF-16 code units: negative, 0, positive. */
int letters_compare(struct str a, struct str b);

/* Length in UTF-16 code units, as GitHub counts characters. */
size_t letters_count(struct str text);

/* The text with every letter in upper case. STR_NONE when exhausted. */
struct str letters_upper(struct arena *arena, struct str text);

/*
 * Whether `part` is somewhere in `text`, byte by byte, in time linear in both. False in *ret also
 * when it is not. Returns false when the arena is exhausted.
 */
bool letters_find(struct arena *arena, struct str text, struct str part, bool *ret);

#endif
