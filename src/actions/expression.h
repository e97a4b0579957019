/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_H
#define ACTIONS_EXPRESSION_H

/*
 * GitHub's expression language: a parser for all of it, and an evaluator that computes what is
 * known and leaves the rest as it stands. Source of the rules:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 *
 * For now the evaluator computes literals, names and paths of values that the scope knows, `env.X`
 * and format(); every other operator and function over anything leaves the whole expression
 * unknown. Functions are rows of a table with their argument counts and how marks travel.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/files.h"
#include "base/map.h"
#include "base/str.h"

/* What an expression can see. */
struct scope {
	struct arena *arena;
	const struct map
		*contexts;     /* case-insensitive; "github", "matrix", …: const struct value * */
	const struct map *env; /* `env.X`, case-sensitive; NULL: env is not known here */
	const struct files *files; /* what hashFiles() looks at; NULL: its value is unknown */
};

/*
 * Whether GitHub has a context of that name (github, env, vars, job, jobs, steps, runner, secrets,
 * strategy, matrix, needs, inputs).
 */
bool context_exists(struct str name);

struct expression_error {
	size_t offset;      /* in bytes from the expression's start */
	struct str message; /* "unexpected symbol ')'", "unrecognized named-value 'foo'", … */
	struct str hint;    /* what to do; STR_NONE: nothing to add */
};

struct expression;

/*
 * Parses the text between `${{` and `}}`. NULL with *ret_error when it is not well formed: syntax,
 * an unknown context or function, too few or too many arguments, LIMIT_EXPRESSION_BYTES or _DEPTH.
 * NULL with an empty message when the arena is exhausted. The text must outlive the expression.
 */
const struct expression *expression_parse(
	struct arena *arena, struct str text, struct expression_error *ret_error);

/*
 * The expression's value in a scope. What hangs on anything that the scope does not know is unknown
 * with the text `${{ <the expression, trimmed> }}`; marks say whether a secret goes in, and `why`
 * is the context that it hangs on (steps: step output, matrix: matrix, else expression). NULL when
 * the arena is exhausted.
 */
const struct value *expression_evaluate(
	const struct expression *expression, const struct scope *scope, const struct place *origin);

#endif
