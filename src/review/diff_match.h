/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_MATCH_H
#define REVIEW_DIFF_MATCH_H

/*
 * Which build of the old plan is which of the new one. A build keeps its id nearly always. One
 * whose id is new is the old one that does the most alike: first of all the same cache repository,
 * then builder, folder, runner, options, matrix values and rights. Internal to the diff.
 */

#include "review/diff_member.h"

struct diff_pair {
	const struct diff_build *old; /* NULL: the build is new */
	const struct diff_build *now; /* NULL: it is gone */
	const struct diff_build *one; /* the new one, or the old one when it is gone */
};

struct diff_builds {
	const struct diff_build *items;
	size_t count;
};

/*
 * Pairs every build of both sides, those of `now` in its order and then what is gone. Ties go to
 * the one that stands first. More than LIMIT_MATCH_PAIRS candidates are matched by id alone. NULL
 * when the arena is exhausted.
 */
const struct diff_pair *diff_match(
	struct arena *arena, struct diff_builds old, struct diff_builds now, size_t *ret_count);

#endif
