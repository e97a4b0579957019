/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CHECKER_H
#define ACTIONS_CHECKER_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "yaml/node.h"

/* Where a check writes to; what all checks of a document share. */
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
