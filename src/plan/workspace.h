/* SPDX-License-Identifier: MIT */
#ifndef PLAN_WORKSPACE_H
#define PLAN_WORKSPACE_H

/*
 * Where in the repository a path of the runner's workspace lies. The runner looks for a local
 * action in the workspace, which holds what the job's checkouts put there: mostly the repository at
 * its root, sometimes below a folder, sometimes another repository.
 */

#include "plan/making.h"

struct workspace_spot {
	struct str path; /* from the repository's root */
	bool foreign;    /* it lies in the checkout of another repository */
};

/* `path`: as uses_read gives it. False when the arena is exhausted. */
bool workspace_find(const struct leg_making *leg, struct str path, struct workspace_spot *ret);

#endif
