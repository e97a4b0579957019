/* SPDX-License-Identifier: MIT */
#ifndef PLAN_RUNNING_H
#define PLAN_RUNNING_H

/* Which jobs of one file run, kept while they are walked: a job's answer hangs on those it needs.
 */

#include "plan/making.h"

struct running {
	struct map answers; /* id → const enum tri * */
};

void running_init(struct running *running, struct arena *arena);

#endif
