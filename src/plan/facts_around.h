/* SPDX-License-Identifier: MIT */
#ifndef PLAN_FACTS_AROUND_H
#define PLAN_FACTS_AROUND_H

/*
 * What the jobs that call a workflow, and the steps that use an action, add to the facts of a build
 * inside: a condition of any of them keeps it from running, and what a calling job waits for comes
 * before it.
 */

#include "plan/making.h"

/* Two conditions as one, "a && b"; either may be NULL. NULL when both are, or when exhausted. */
const struct value *condition_both(
	const struct making *making, const struct value *a, const struct value *b);

/*
 * `own`: the ids that a job names in `needs`, NULL without. The result has them as the plan does
 * ("caller / setup"), behind what the calling job needs. NULL: nothing, or exhausted.
 */
const struct value *needs_around(const struct leg_making *leg, const struct value *own);

/* The step of the job that is at hand: the one that uses the action, when it is one in an action.
 */
const struct step *job_step(const struct leg_making *leg);

/* The condition of the step at hand, with those of the steps around it. */
const struct value *step_condition(const struct leg_making *leg);

#endif
