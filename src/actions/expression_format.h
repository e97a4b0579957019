/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_FORMAT_H
#define ACTIONS_EXPRESSION_FORMAT_H

/*
 * format(): `{0}` is an argument, `{{` and `}}` are braces, any other brace is an error. The two
 * functions are the ones of its row; see actions/function.h.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "actions/function.h"

/* Refuses a literal format string with a broken brace or the index of an argument that is not
 * there. */
bool format_check(struct arena *arena, const struct ast *call, struct str text,
	struct expression_error *ret_error);

/* *ret is NULL for a format string that is broken, and for a result over LIMIT_TEXT_BYTES. */
bool format_compute(struct arena *arena, const struct value *const *arguments, size_t count,
	const struct value **ret);

#endif
