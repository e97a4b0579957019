/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_EXPRESSIONS_H
#define HARNESS_EXPRESSIONS_H

/* Expressions in rows: what is evaluated, and what it comes to as one line. */

#include "actions/expression.h"
#include "base/arena.h"

struct expression_row {
	const char *name;
	const char *text;
	const char *expected;
};

/*
 * What an expression comes to in the contexts of a YAML mapping (NULL: none), any name of which is
 * a context: the value as JSON on one line; "unknown: " and what is left; or "error at 7: " and the
 * message, 7 being an offset from 0. `env` is env.
 */
struct str expression_line(struct arena *arena, const char *contexts, struct str text);

/* Evaluates the row of *state in `expressions_contexts`, which a test says before it runs. */
extern const char *expressions_contexts;
void check_expression(void **state);

/* A YAML text as data. */
const struct value *data_of(struct arena *arena, const char *yaml);

#endif
