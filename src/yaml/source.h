/* SPDX-License-Identifier: MIT */
#ifndef YAML_SOURCE_H
#define YAML_SOURCE_H

/*
 * What the bytes of a file must be before libyaml sees them: within the limits, UTF-8, only
 * characters that YAML 1.2 allows (its production c-printable). It also knows the characters that
 * the layer asks a source for: blanks and breaks as libyaml takes them.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

/* What makes it quick to find a place in a source. */
struct source_facts {
	bool simple; /* but for a byte order mark it is ASCII without CR */
	bool feeds;  /* LF is its only line break, for people and for libyaml */
	bool breaks; /* libyaml's line breaks are the ones that count: LF, CR LF and CR alone */
};

/*
 * False when there is an error, which `diags` then holds. A large file is a warning. Of a source in
 * ASCII the characters are not looked at: libyaml refuses those that YAML does not allow.
 */
bool source_check(
	struct diags *diags, struct str file, struct str source, struct source_facts *ret_facts);

/* Reports the first character that is not UTF-8, or that YAML does not allow. *ret_breaks: as in
 * the facts. */
bool source_check_characters(
	struct diags *diags, struct str file, struct str source, bool *ret_breaks);

/* Bytes of the line break at `at`: LF, CR LF, CR, U+0085, U+2028 or U+2029; 0 when it is none. */
size_t source_break(struct str source, size_t at);

/* Offset of the first byte at or behind `at` that is neither space nor tab. */
size_t source_skip_blanks(struct str source, size_t at);

/* Offset of the line break at or behind `at`, or of the end. */
size_t source_line_end(struct str source, size_t at);

#endif
