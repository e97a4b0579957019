/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_MERGE_H
#define REVIEW_DIFF_MERGE_H

/*
 * Drafts of several builds become one change when they say the same of each, or when one line of
 * the file says it of them and an expression in it gives each its own value. Internal to the diff.
 */

#include "base/map.h"
#include "base/vec.h"
#include "review/diff.h"

struct merging {
	struct arena *arena;
	struct map seen;    /* what makes two drafts one change → struct merged * */
	struct vec merged;  /* struct merged *, in the order in which they came */
	struct map touched; /* ids of builds with a change */
};

void merging_init(struct merging *merging, struct arena *arena);

/* Takes in drafts (struct change *); `id`: the build that they are of, NULL for the workflow's own.
 * False when the arena is exhausted. */
bool merging_add(struct merging *merging, const struct vec *drafts, const struct str *id);

/* The changes: what widens trust first, then by cost, else as they came. Fills the diff's changes
 * and counts, whose sides are set. False when the arena is exhausted. */
bool merging_finish(struct merging *merging, struct diff *diff);

#endif
