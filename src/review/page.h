/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_PAGE_H
#define REVIEW_PAGE_H

/*
 * A page of labelled values in a fixed number of columns. Values wrap at spaces while the page has
 * lines to spare, and are cut with "..." when it has none left. Hidden characters are shown
 * escaped.
 */

#include "base/arena.h"
#include "base/str.h"

#define PAGE_LABEL 14u /* the column, counted from 0, in which values begin */

struct page {
	struct arena *arena;
	struct strbuf out;
	unsigned width; /* columns of a line */
	unsigned spare; /* by how many lines values may still wrap */
};

void page_init(struct page *page, struct arena *arena, unsigned width, unsigned spare);

/* A line, or more while there are lines to spare: the label, then the value. */
void page_put(struct page *page, const char *label, struct str value);

#endif
