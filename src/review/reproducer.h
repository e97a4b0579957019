/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_REPRODUCER_H
#define REVIEW_REPRODUCER_H

#include "plan/plan.h"

/*
 * The builds of a plan as one POSIX shell script that runs what precache-apply would, without it:
 * for a look at a build on another machine. Every word of a plan stands in single quotes. A secret
 * must be in the environment and is passed on by its name alone; GHCR_USER and GHCR_TOKEN (or the
 * REGISTRY_ names) become the registry's credential as the executor makes it. What the plan does
 * not know must be given as a variable too. The checkout is $WORKSPACE, or the folder that it runs
 * in; the engine is $ENGINE, or docker. With several builds, the first argument names one. STR_NONE
 * when the arena is exhausted.
 */
struct str reproducer_text(struct arena *arena, const struct plan *plan);

#endif
