/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_RUNNER_H
#define REVIEW_DIFF_RUNNER_H

/*
 * What a runner's labels say about it. Source:
 * https://docs.github.com/en/actions/reference/runners/github-hosted-runners
 */

#include "actions/value.h"

enum architecture {
	ARCHITECTURE_UNKNOWN,
	ARCHITECTURE_X64,
	ARCHITECTURE_ARM64,
	ARCHITECTURE_ARM
};

/* The architecture that the labels (of an array, or of a group) name. */
enum architecture runner_architecture(const struct value *runs_on);

/* Whether the runner may be a machine that is not GitHub's and that `old` could not choose: a label
 * that names no image of GitHub's, or a group, which `old` has not got. */
bool runner_is_foreign(const struct value *old, const struct value *now);

#endif
