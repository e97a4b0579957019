/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_FUNCTION_H
#define ACTIONS_FUNCTION_H

/*
 * The functions of the expression language as rows. The marks of every argument go to the result,
 * of every function: also a boolean or a digest tells something of a secret. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#functions
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/str.h"

#define FUNCTION_UNLIMITED SIZE_MAX

struct ast;
struct expression_error;

struct function_row {
	struct str name;
	size_t min; /* arguments */
	size_t max;
	bool odd; /* only an odd number of them */

	/* What can be told of a call's literal arguments before any evaluation: false with
	 * *ret_error (its message empty: arena exhausted). NULL: nothing. `text` is the whole
	 * expression. */
	bool (*check)(struct arena *arena, const struct ast *call, struct str text,
		struct expression_error *ret_error);

	/* The result for arguments that are all known; *ret NULL: it cannot be told. False when
	 * the arena is exhausted. NULL: only the run knows, or nothing computes it yet. */
	bool (*compute)(struct arena *arena, const struct value *const *arguments, size_t count,
		const struct value **ret);
};

/* The row of a function, whatever the case of its letters; NULL: GitHub has none of that name. */
const struct function_row *function_find(struct str name);

#endif
