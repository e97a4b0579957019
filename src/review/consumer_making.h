/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CONSUMER_MAKING_H
#define REVIEW_CONSUMER_MAKING_H

/* What both forms of a consumer are made from; internal to review. */

#include <stdbool.h>

#include "actions/schedule.h"
#include "review/consumer.h"

/* An option that must be the same on both sides. */
struct shared_option {
	struct str name;      /* "ENVBUILDER_CACHE_REPO" */
	struct str attribute; /* of the resource; STR_NONE: it has no effect there */
	bool is_boolean;
	const char *why; /* a comment: what it is there for */
};

/* All but the TTL, which is another on each side. */
const struct shared_option *shared_options(size_t *ret_count);

/* The value of an option of a build; NULL: it is not set, or set to the builder's "off". */
const struct value *shared_value(
	const struct plan_build *build, const struct shared_option *option);

/* For how many days the side that uses a build's layers has to accept them. */
struct consumer_ttl {
	bool is_known;   /* the build's own TTL is */
	unsigned own;    /* the build's own */
	bool is_renewed; /* a schedule makes layers again */
	int64_t cycle;   /* the longest time between, in days */
	int64_t days;    /* to accept */
};

/* False when the arena is exhausted. */
bool consumer_ttl_of(struct arena *arena, const struct plan *plan, const struct plan_build *build,
	struct consumer_ttl *ret);

/* Adds a comment on lines of at most 100 columns, each behind `indent` and "# ". */
void consumer_comment(struct strbuf *out, const char *indent, struct str text);

#endif
