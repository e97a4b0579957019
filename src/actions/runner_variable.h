/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_RUNNER_VARIABLE_H
#define ACTIONS_RUNNER_VARIABLE_H

/*
 * Variables that the runner itself sets for each process, over whatever a workflow says. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables
 * and https://github.com/actions/runner/blob/main/src/Runner.Worker/GitHubContext.cs
 */

#include <stdbool.h>

#include "base/str.h"

/* Whether a process gets the runner's value of that name. CI and GITHUB_TOKEN are not among them.
 */
bool runner_sets(struct str name);

/*
 * The member of `github` that the variable always has the value of: "repository" of
 * GITHUB_REPOSITORY. STR_NONE: it has none, or one that a container has another path for, or that
 * differs from job to job.
 */
struct str runner_member(struct str name);

/* Whether the runner takes the name from the file of GITHUB_ENV: all but NODE_OPTIONS. */
bool runner_takes(struct str name);

#endif
