/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_WRAP_H
#define REVIEW_WRAP_H

/* Text in a fixed number of columns. A column is a code point. */

#include "base/str.h"

/* How many bytes of `text` (at least one code point of it) fit in `room` columns (at least 1),
 * broken at a space when there is one. */
size_t wrap_fitting(struct str text, size_t room);

/*
 * Appends the text in lines of at most `width` columns, broken at spaces, each behind `indent`
 * spaces and with LF at its end. What has no space is cut where the line ends.
 */
void wrap_put(struct strbuf *out, struct str text, size_t indent, size_t width);

/* The same with a label in front of the first line, whose text begins in column `indent` unless the
 * label is longer; without a label the first line begins at the left. */
void wrap_labelled(
	struct strbuf *out, struct str label, size_t indent, struct str text, size_t width);

#endif
