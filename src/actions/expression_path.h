/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_PATH_H
#define ACTIONS_EXPRESSION_PATH_H

/*
 * What an expression reads, by name: for those who ask where a value comes from without evaluating
 * it. Nothing is decided here about who may set what.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "base/arena.h"
#include "base/str.h"

/* How much of what is read can come out of the expression. */
enum path_flow {
	PATH_ASKED, /* only something about it: it is compared, counted, looked for */
	PATH_GIVEN, /* its text, or a part of it */
	PATH_WHOLE, /* all that is below it too: toJSON() of an object */
};

struct expression_path {
	struct str text; /* lower case: "github.event.commits.*.message"; an index is "*" */
	size_t offset;   /* of its context's name, in the expression's text */
	enum path_flow flow;
};

/* Every path, in the order of the text. False when the arena is exhausted. */
bool expression_paths(struct arena *arena, const struct expression *expression,
	const struct expression_path **ret, size_t *ret_count);

/*
 * Whether a path is one of a row's: equal, whatever the case, `*` in either being any name. A path
 * that ends before the row does fits when it comes out whole.
 */
bool expression_path_fits(const struct expression_path *path, struct str row);

#endif
