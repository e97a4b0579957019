/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_LINT_ACTION_H
#define REVIEW_LINT_ACTION_H

/*
 * Lints the composite actions of the repository that the steps of a workflow use, at their places
 * in the actions' own files: scripts, secrets, pins, hidden characters. An action is linted once,
 * with all that this workflow's steps hand it; what an action cannot know of its callers (whether
 * an allowance in it is used) is not said. An action that is not there or is wrong is the plan's to
 * report.
 */

#include "review/linting.h"

/* Adds the findings to `findings`, an action's behind another's. False when exhausted. */
bool lint_actions(const struct linting *linting, struct diags *findings);

#endif
