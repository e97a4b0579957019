/* SPDX-License-Identifier: MIT */
#ifndef PLAN_CANDIDATE_H
#define PLAN_CANDIDATE_H

/*
 * Most jobs of a workflow have nothing to do with a cache, and are not worth the making. A job may
 * have a build when one of its texts, or one that all jobs see, has the name of an executor in it,
 * or when it uses something of the repository. A name that a script puts together from pieces is
 * not seen here: a plan that would have no build looks at all jobs.
 *
 * What GitHub refuses when it reads the file is said of every job, before this is asked. What fails
 * when a job runs (fromJSON of what is no JSON, a label that comes out empty) is that job's alone:
 * the others run, and the plan is of what they build. So it is an error of the plan in a job that
 * may have a build, and of `plan --stop-after=jobs`, which is about all of them.
 */

#include <stdbool.h>

#include "plan/making.h"

/* Whether what all jobs of the file see (its env, the contexts) names an executor. */
bool file_names_executor(const struct making *making);

/* Whether the job may have a build, as far as its own texts say. */
bool job_may_build(const struct making *making, const struct job *job);

#endif
