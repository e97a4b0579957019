/* SPDX-License-Identifier: MIT */
#ifndef PLAN_CALLED_H
#define PLAN_CALLED_H

/*
 * What a called workflow gets from the job that calls it: inputs and secrets, by its own interface.
 * Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */

#include "plan/making.h"

/*
 * Reports what GitHub refuses of a call before anything runs: names that the called workflow does
 * not have, required ones that are not given. True when there is nothing to report.
 */
bool called_check(const struct calling *calling, const struct local_workflow *called);

/*
 * The contexts of the called workflow: `github` and `vars` are the caller's, `inputs` what the call
 * gives or the defaults, `secrets` those that are handed over (absent: all of the caller's). A
 * value that is not of its input's type is reported. False when the arena is exhausted.
 */
bool called_contexts(
	const struct calling *calling, const struct local_workflow *called, struct map *contexts);

#endif
