/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_MEMBER_H
#define REVIEW_DIFF_MEMBER_H

/*
 * A build as a row of its members, each said once: the image's reference stands for its parts, and
 * neither argv nor the repetitions in env.set are here. Internal to the diff.
 */

#include "plan/plan.h"
#include "plan/pointer.h"

enum diff_member {
	MEMBER_IMAGE = FACT_COUNT, /* before it: the facts, by their own numbers */
	MEMBER_REPO,
	MEMBER_TTL,
	MEMBER_FOLDER,
	MEMBER_SCRIPT,
	MEMBER_SET,
	MEMBER_INHERIT,
	MEMBER_CREDENTIALS,
	MEMBER_ENGINE,
	MEMBER_COUNT
};

struct diff_build {
	const struct plan_build *build;
	size_t index;                              /* in its plan */
	const struct place *at;                    /* of its job\'s id; NULL: not known */
	const struct value *members[MEMBER_COUNT]; /* NULL: the build has none */
};

/* Fills the row. False when the arena is exhausted. */
bool diff_build_init(
	struct arena *arena, const struct plan_build *build, size_t index, struct diff_build *ret);

/* Whether a member is compared as one value, and not by what is in it. */
bool diff_member_is_whole(enum diff_member member);

/*
 * The steps of a member's JSON pointer below a build: one or, for "image.reference" and its like,
 * two, the upper in *ret_up (its key is empty when there is none).
 */
struct diff_member_name {
	struct str up;
	struct str name;
};
struct diff_member_name diff_member_name(enum diff_member member);

/* Whether two values are the same, also in whether they are unknown; NULL equals NULL alone. */
bool diff_same(const struct value *a, const struct value *b);

#endif
