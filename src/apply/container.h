/* SPDX-License-Identifier: MIT */
#ifndef APPLY_CONTAINER_H
#define APPLY_CONTAINER_H

/* What an engine's client leaves behind when it is stopped: the container itself. */

#include "apply/applying.h"

/*
 * Stops the containers that run the build's image with the workspace mounted. The plan's argv gives
 * its container no name, so it is found by these two.
 */
void container_stop(const struct applying *a, const struct plan_build *build, struct str engine,
	struct str workspace, char **envp);

#endif
