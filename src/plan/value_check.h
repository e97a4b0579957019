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

struct value_verdict {
	enum diag_rule rule; /* of the refusal */
	struct refusal refusal;
};

/*
 * Checks a known, non-empty value of a name of env.set (ENVBUILDER_CACHE_REPO as a repository, the
 * TTL's days, the workspace folder, any other by its option's type) for a release, and makes the
 * form that a plan holds. A name that the release lacks is RULE_OPTION_UNKNOWN with "did you mean"
 * and, when another release has it, that release.
 */
bool set_value_check(struct arena *arena, struct str name, struct str value, struct release release,
	struct str *ret, struct value_verdict *ret_verdict);

/* The seven names that come first in env.set, in their order; NULL-terminated. */
extern const char *const set_order[];

#endif
