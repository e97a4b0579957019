/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_AVAILABILITY_H
#define ACTIONS_AVAILABILITY_H

/*
 * Which contexts and functions GitHub offers to the expressions of a place. A place is a set of
 * them; the tables of what a file may look like (schema.h) give each place its own. A place also
 * has what the places around it have. Source: the table "Context availability" of
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/checker.h"
#include "actions/expression.h"

enum offer {
	OFFER_GITHUB = 1u << 0,
	OFFER_ENV = 1u << 1,
	OFFER_VARS = 1u << 2,
	OFFER_JOB = 1u << 3,
	OFFER_JOBS = 1u << 4,
	OFFER_STEPS = 1u << 5,
	OFFER_RUNNER = 1u << 6,
	OFFER_SECRETS = 1u << 7,
	OFFER_STRATEGY = 1u << 8,
	OFFER_MATRIX = 1u << 9,
	OFFER_NEEDS = 1u << 10,
	OFFER_INPUTS = 1u << 11,
	OFFER_HASH_FILES = 1u << 12,
	OFFER_STATUS = 1u << 13,       /* always(), cancelled(), failure(), success() */
	OFFER_STATUS_NAMES = 1u << 14, /* failure() and success() take names of jobs */
};

/* No expression at all. */
#define OFFERS_NONE 0u

/* The workflow as a whole, before there is a job. */
#define OFFERS_RUN ((unsigned)OFFER_GITHUB | OFFER_INPUTS | OFFER_VARS)

/* `strategy`, and a job's `if` beside the status functions: before there is a matrix leg. */
#define OFFERS_PLANNING (OFFERS_RUN | OFFER_NEEDS)
#define OFFERS_JOB_IF (OFFERS_PLANNING | OFFER_STATUS | OFFER_STATUS_NAMES)

/* A job, before it has a runner. */
#define OFFERS_JOB (OFFERS_PLANNING | OFFER_STRATEGY | OFFER_MATRIX)

/* What the runner evaluates for a job, and in its steps. */
#define OFFERS_CONTAINER (OFFERS_JOB | OFFER_JOB | OFFER_RUNNER | OFFER_ENV)
#define OFFERS_RUNNER (OFFERS_CONTAINER | OFFER_STEPS)
#define OFFERS_STEP (OFFERS_RUNNER | OFFER_SECRETS | OFFER_HASH_FILES)
#define OFFERS_STEP_IF (OFFERS_RUNNER | OFFER_HASH_FILES | OFFER_STATUS)

/*
 * Reports each context and function that the expression uses and the place lacks, once, at the
 * first token that names it. The expression stands `offset` bytes behind the start of the text of
 * `node`. True when there is none.
 */
bool availability_check(const struct checker *checker, const struct node *node, size_t offset,
	const struct expression *expression, unsigned offers);

#endif
