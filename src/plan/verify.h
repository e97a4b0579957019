/* SPDX-License-Identifier: MIT */
#ifndef PLAN_VERIFY_H
#define PLAN_VERIFY_H

/*
 * Holds the fields of a build that decide against the builder, with the checks that the planner
 * makes them with, and what the build says of itself against each other: which credential it can
 * have, and who may push.
 */

#include <stdarg.h>
#include <stdbool.h>

#include "builder/option.h"
#include "plan/plan.h"
#include "plan/pointer.h"

struct verify {
	struct arena *arena;
	struct diags *diags;
	struct place place; /* the plan's file */
	const struct plan *plan;
	const struct plan_build *build;
	const struct pointer *at; /* the build's */
	struct release release;   /* whose options the build's image has */
};

/* False with RULE_PLAN_DIFFERS that names the first field that is wrong. */
bool build_verify(struct arena *arena, struct diags *diags, struct place place,
	const struct plan *plan, const struct plan_build *build, const struct pointer *at);

/* Parts of it: env.inherit and credentials; events. */
bool verify_credentials(const struct verify *verify);
bool verify_events(const struct verify *verify);

/* Reports the field at `at`; the text goes behind its pointer. Always false. */
bool verify_refuse(const struct verify *verify, const struct pointer *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * Whether a value that decides is known or says why not: an expression that is left is listed as
 * unknown, and what is listed for its expression holds one.
 */
bool verify_settled(
	const struct verify *verify, const struct pointer *at, const struct value *value);

#endif
