/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_FINDING_H
#define REVIEW_FINDING_H

/* What the renderers of findings share: an order, names of files, text that fits. */

#include <stdbool.h>
#include <stddef.h>

#include "review/findings.h"

/* "error", "warning", "note". */
struct str finding_severity(enum diag_severity severity);

/* How many of a severity were found, those that are not kept included; notes that are not kept
 * count as warnings. */
size_t findings_found(const struct diags *diags, enum diag_severity severity);

/* Whether a place is in a file that a repository may hold, and not in "<stdin>" or an option. */
bool finding_in_file(struct place at);

/*
 * A file's name from the repository's root, with '/' between its parts and without "." and "..",
 * as far as its text tells. A name that does not lead below the root is made as short as it gets.
 * STR_NONE when the arena is exhausted.
 */
struct str finding_path(struct arena *arena, const struct findings *findings, struct str file);

/*
 * Text for a page that shows bytes as they are: hidden and control characters, and what is not
 * UTF-8, as \uXXXX. No more than about `max` characters of it are looked at.
 */
void finding_show(struct strbuf *out, struct str text, size_t max);

/*
 * `text` (UTF-8) when it is at most `max` UTF-16 units long, else as much of it as fits before
 * "...". STR_NONE when the arena is exhausted.
 */
struct str finding_cut(struct arena *arena, struct str text, size_t max);

#endif
