/* SPDX-License-Identifier: MIT */
#ifndef PLAN_JOB_NAME_H
#define PLAN_JOB_NAME_H

/* The name under which GitHub shows a job. Source:
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/JobNameBuilder.cs
 */

#include "plan/making.h"

/*
 * A name with an expression is what it comes to in the leg. Any other (the job's id, when there is
 * none or it comes to nothing) has the leg's values behind it, "name (v1, v2)", and is cut to 100
 * UTF-16 units, the last three of them dots. NULL when the arena is exhausted.
 */
const struct value *job_name(const struct making *making, const struct leg_making *leg);

/* "name (v1, v2)", `label` being what a leg's values are called. STR_NONE when exhausted. */
struct str name_with_label(struct arena *arena, struct str name, struct str label);

#endif
