/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_NEEDS_H
#define ACTIONS_NEEDS_H

/* `needs` of jobs as a graph: each names a job that is there, and none waits for itself. */

#include <stdbool.h>

#include "actions/schema.h"
#include "actions/workflow.h"

/*
 * Reports names that are no job, each need of a circle, and that no job can begin, each where
 * GitHub does. False when there is one, or memory ended.
 */
bool needs_check(const struct checker *checker, const struct workflow *workflow);

#endif
