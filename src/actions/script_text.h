/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_TEXT_H
#define ACTIONS_SCRIPT_TEXT_H

/*
 * A script's text as the shell gets it: GitHub puts the text of each `${{ }}` in first. An
 * expression that is unknown stays as it is written and is a hole: a stretch that no quote, no
 * operator and no name inside of it can end. Inner scripts (`bash -c '…'`) are texts too; every
 * offset of any of them leads back to the scalar that the workflow holds.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "actions/value.h"
#include "base/diag.h"
#include "base/str.h"
#include "yaml/node.h"

/* A stretch whose text is not known; `value` is never known and its text stands there. */
struct script_hole {
	size_t start;
	size_t end;
	const struct value *value;
};

/* From `start` on, up to the next stretch, the text comes from `origin` of the scalar's text. */
struct script_stretch {
	size_t start;
	size_t origin;
	bool verbatim; /* byte by byte; else all of it comes from that one place */
};

struct script_text {
	struct str text;
	const struct script_hole *holes; /* in order, disjoint */
	size_t hole_count;
	const struct script_stretch *stretches; /* of the scalar's own text */
	size_t stretch_count;
	const struct script_text *outer; /* of an inner script: the one that holds it; else NULL */
	size_t outer_at;                 /* where, */
	bool outer_verbatim;             /* and whether its bytes stand there as they are */
};

/* Puts the expressions into a scalar's text. NULL when exhausted or over LIMIT_TEXT_BYTES. */
const struct script_text *script_text_make(
	const struct document *document, const struct node *run, const struct scope *scope);

/* The hole that begins at the offset, or NULL. */
const struct script_hole *script_text_hole(const struct script_text *text, size_t offset);

/* The offset at or behind `offset` where the next hole begins, or STR_NOWHERE. */
size_t script_text_next_hole(const struct script_text *text, size_t offset);

/* The offset in the scalar's text from which the byte at `offset` comes. */
size_t script_text_origin(const struct script_text *text, size_t offset);

#endif
