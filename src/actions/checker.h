/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CHECKER_H
#define ACTIONS_CHECKER_H

/* What the checks of one document share: the schema's, and those of ids, needs, uses, triggers. */

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "yaml/node.h"

/* What a check works with and writes to. */
struct checker {
	struct arena *arena;
	struct diags *diags;
	const struct document *document;
	struct map *parsed; /* keeps what it parses: text → const struct expression *; or NULL */
};

/*
 * As diag_add, but the same sentence at the same place is said once: aliases lead a check to one
 * node several times. NULL: it is not kept.
 */
struct diag *checker_add(const struct checker *checker, enum diag_rule rule, struct place at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
