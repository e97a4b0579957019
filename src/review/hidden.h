/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_HIDDEN_H
#define REVIEW_HIDDEN_H

/*
 * Characters in a text that a reviewer does not see, or sees elsewhere than they are: what is read
 * is then not what runs. It knows where such a character is ordinary writing: joiners in emoji and
 * in scripts that need them, direction marks beside right-to-left letters, variation selectors
 * behind what they vary, flags made of tags, wide spaces in text. Sources: Unicode 15.1,
 * Default_Ignorable_Code_Point; UTS #51 for emoji; https://trojansource.codes for bidi.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum hidden_kind {
	HIDDEN_BIDI,      /* turns the order in which a line is shown */
	HIDDEN_INVISIBLE, /* takes no room */
	HIDDEN_SPACE,     /* looks like a space and is none */
	HIDDEN_KIND_COUNT
};

/* A row of hidden characters, all of one kind and next to each other. */
struct hidden {
	enum hidden_kind kind;
	size_t offset; /* of the first, bytes */
	size_t end;    /* behind the last */
	uint32_t point;
	const char *name; /* of the first: "RIGHT-TO-LEFT OVERRIDE" */
	size_t count;
};

/* The first row at or behind `from`. False when there is none; `text` is UTF-8. */
bool hidden_next(struct str text, size_t from, struct hidden *ret);

#endif
