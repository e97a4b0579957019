/* SPDX-License-Identifier: MIT */
#ifndef PLAN_BINDING_H
#define PLAN_BINDING_H

/*
 * Holds a plan against the golden plan that people reviewed. The two must be the same but for the
 * golden's unknowns, which may have got a value: that value must fit the text around the expression
 * (what stands before and behind it stays), is validated as any other, and is returned so that it
 * can be printed. A value that whoever starts the run may choose (inputs.*, github.event.*,
 * github.head_ref) is taken only where it is allowed by its pointer.
 */

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

struct binding {
	struct str at;    /* JSON pointer */
	struct str text;  /* as the golden has it */
	struct str value; /* what it is now */
};

struct bindings {
	const struct binding *items;
	size_t count;
};

/*
 * `golden` and `plan` were read by plan_read. `allowed`: the pointers that --allow-bind names.
 * False with RULE_PLAN_NOT_REVIEWED naming the first fields that differ.
 */
bool plan_bind(struct arena *arena, struct diags *diags, const struct plan *golden,
	const struct plan *plan, const struct str *allowed, size_t allowed_count,
	struct bindings *ret);

#endif
