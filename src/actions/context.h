/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CONTEXT_H
#define ACTIONS_CONTEXT_H

/*
 * GitHub's contexts as rows: what a value that hangs on one is unknown for, whether the planner
 * sees all of it, and what in it is secret. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 */

#include <stdbool.h>

#include "actions/value.h"
#include "base/str.h"

/*
 * No context, but a key under which the contexts of a scope may hold an object: the secrets that a
 * called workflow was handed. They are then all that there are, beside its own GITHUB_TOKEN;
 * without it every secret is there, and unknown.
 */
#define CONTEXT_HANDED STR("secrets that were handed over")

/* Where the members of a context come from, as far as the planner is concerned. */
enum context_source {
	CONTEXT_PARTIAL, /* the scope's, which may hold a part: a missing member is unknown */
	CONTEXT_WHOLE,   /* the scope's, which holds all or nothing: a missing member is null */
	CONTEXT_ENV,     /* the scope's env; whole when it is there */
	CONTEXT_SECRETS, /* never known, and every member is a secret; but see CONTEXT_HANDED */
};

struct context_row {
	struct str name;
	enum context_source source;
	enum unknown_why why;
	struct str job_token; /* the member that is the job's GITHUB_TOKEN; STR_NONE: none */
};

/* The row of a context, whatever the case of its letters; NULL: GitHub has none of that name. */
const struct context_row *context_find(struct str name);

/* "did you mean" the name of a context; STR_NONE when none is near or the arena is exhausted. */
struct str context_hint(struct arena *arena, struct str name);

#endif
