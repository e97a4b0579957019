/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_EXPLAINED_H
#define HARNESS_EXPLAINED_H

/* A plan with every kind of source in it but an environment; its lines are known to the tests. */

#include "base/arena.h"
#include "base/diag.h"
#include "plan/plan.h"

struct bench {
	struct arena arena; /* give it back with arena_release */
	struct diags diags;
	const struct plan *plan;
};

/* `overridden`: with overrides of the TTL and of the network. */
void explained_set_up(struct bench *bench, bool overridden);

#endif
