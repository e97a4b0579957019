/* SPDX-License-Identifier: MIT */
#ifndef PLAN_VALUE_CHECK_H
#define PLAN_VALUE_CHECK_H

/*
 * The one place where a value of a plan is held against the builder, so that the planner and the
 * reader of plans cannot differ: which check a name of env.set gets, and what its value becomes.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/rules.h"
#include "base/str.h"
#include "builder/image.h"
#include "builder/option.h"
#include "plan/plan.h"

struct value_verdict {
	enum diag_rule rule; /* of the refusal */
	struct refusal refusal;
};

/*
 * Whether the release has an option of that name. What it lacks is RULE_OPTION_UNKNOWN with "did
 * you mean" and, when a later release has it, since when.
 */
bool set_name_check(struct arena *arena, struct str name, struct release release,
	struct value_verdict *ret_verdict);

/*
 * Checks a known, non-empty value of a name of env.set (ENVBUILDER_CACHE_REPO as a repository, the
 * TTL's days, the workspace folder, a URL as one without a password, any other by its option's
 * type) for a release, and makes the form that a plan holds. What is not UTF-8 has none. A name is
 * held to set_name_check.
 */
bool set_value_check(struct arena *arena, struct str name, struct str value, struct release release,
	struct str *ret, struct value_verdict *ret_verdict);

/* Two options that must not be on together, what the builder makes of them (a clause) and what to
 * do. */
struct set_clash {
	const char *name;
	const char *other;
	const char *effect;
	const char *remedy;
};

/*
 * The next pair that is on together in env.set and env.inherit; NULL: no more. *from is 0 at first
 * and then what the last call left there. A value that is unknown is not held to be on.
 */
const struct set_clash *set_clash_find(const struct plan_build *build, size_t *from);

/* The seven names that come first in env.set, in their order; NULL-terminated. */
extern const char *const set_order[];

#endif
