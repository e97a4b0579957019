/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_COST_H
#define REVIEW_COST_H

/*
 * What a change of a plan costs, as one table: a row is a member of the plan or an option of the
 * builder, with its class, the reason for it, and what a change of it may widen. The classes follow
 * from how the builder makes a layer's key: the base image's digest, each instruction's text and
 * what it copies; nothing else enters it. Source: envbuilder v1.3.0 and the kaniko that it pins
 * (pkg/executor/build.go, composite_cache.go, pkg/cache/cache.go).
 */

#include <stddef.h>

#include "base/str.h"

/* From the dearest to the cheapest; changes are told in this order. */
enum cost {
	COST_REBUILDS_ALL,
	COST_MAY_REBUILD,
	COST_PUBLISHES,
	COST_READER,
	COST_WHEN,
	COST_WHO,
	COST_NONE,
	COST_COUNT
};

/* "rebuilds every layer": as people read it, and as JSON bears it. */
struct str cost_name(enum cost cost);

/* What a change may give to more people, more code or more places than before. */
enum widening {
	WIDENS_NOTHING,
	WIDENS_START,
	WIDENS_PUSH,
	WIDENS_RIGHTS,
	WIDENS_SECRET,
	WIDENS_SOURCE,
	WIDENS_CODE,
	WIDENS_RUNNER,
	WIDENS_REACH,
	WIDENING_COUNT
};

/* "what may start it"; empty of WIDENS_NOTHING. */
struct str widening_name(enum widening widening);

struct cost_row {
	struct str name; /* "permissions", "source.ref", "ENVBUILDER_GIT_URL" */
	enum cost cost;
	const char *reason;     /* behind "rebuilds every layer: " */
	enum widening widening; /* what a change of it can widen; see trust.h for when it does */
};

/*
 * The row of a plan's member by its path, "source.ref" or "permissions.packages": the longest row
 * that is the path or one above it; below env.set the option's. NULL: it has none.
 */
const struct cost_row *cost_of_member(struct str path);

/* The row of an option, by its name in the builder's environment. NULL: it has none. */
const struct cost_row *cost_of_option(struct str name);

/* Stands in for a row that is missing, as in a plan of a later version: it may be dear. */
extern const struct cost_row cost_unknown;

#endif
