/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_H
#define ACTIONS_EXPRESSION_H

/*
 * GitHub's expression language: a parser for all of it, and an evaluator that computes what is
 * known and leaves the rest as an expression that GitHub evaluates to the same value. Source of the
 * rules: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
 *
 * What is not evaluated leaves no trace: `false && secrets.X` is false and bears no mark. Functions
 * are rows of a table with their argument counts and how marks travel.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/tri.h"
#include "actions/value.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/files.h"
#include "base/map.h"
#include "base/str.h"

enum scope_head {
	HEAD_UNKNOWN,
	HEAD_IN_REPOSITORY,
	HEAD_IN_FORK
};

/* What an expression can see. */
struct scope {
	struct arena *arena;
	const struct map
		*contexts;     /* case-insensitive; "github", "matrix", …: const struct value * */
	const struct map *env; /* `env.X`, case-sensitive; NULL: env is not known here */
	const struct files *files; /* what hashFiles() looks at; NULL: its value is unknown */

	/* Steps before may have written to env what nobody knows of: an error that hangs on env is
	 * none, but unknown. */
	bool env_may_change;

	/* It is the condition of a plan, which describes the usual run: success() is true,
	 * cancelled() false, failure() unknown. Elsewhere all three are unknown. */
	bool usual_run;
	enum tri unmet; /* a job that its own needs is skipped: success() is false */

	/* A member of a context, once it is given, is given with all that is in it: only a member
	 * of the context itself that is not there is unknown. */
	bool members_whole;

	/* A text of which the ends are known is compared by them: it is for deciding, not for what
	 * GitHub is left to evaluate. */
	bool by_form;

	/* Where the head of the event's pull request lies: its full name is that of the
	 * repository, or another one, although neither may be known. */
	enum scope_head head;

	/* Expressions that are parsed already: text → const struct expression *. NULL: none. */
	const struct map *parsed;

	/* Where an expression that GitHub ends with an error is reported, at its token when the
	 * document is given that it stands in. NULL: nowhere; its value is unknown. */
	struct diags *diags;
	const struct document *document;
};

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

/* The same in a scope: an expression that it has parsed is not parsed again. */
const struct expression *scope_parse(
	const struct scope *scope, struct str text, struct expression_error *ret_error);

/*
 * The same with other contexts beside GitHub's: the keys of `names`. The literal arguments of a
 * function are not looked at before they are evaluated.
 */
const struct expression *expression_parse_with(struct arena *arena, struct str text,
	const struct map *names, struct expression_error *ret_error);

/*
 * The expression's value in a scope. What hangs on anything that the scope does not know is unknown
 * with the text `${{ … }}` of what is left to be evaluated: as it is written when nothing of it is
 * known. Marks say whether a secret goes in, `secret_at` where it came in, and `why` is the first
 * context that it hangs on (steps: step output, matrix: matrix, else expression).
 *
 * NULL with *ret_error when GitHub would end the evaluation with an error (a format() without its
 * argument, a fromJSON() of no JSON), its message empty when the arena is exhausted.
 */
const struct value *expression_value(const struct expression *expression, const struct scope *scope,
	const struct place *origin, struct expression_error *ret_error);

/* Whether it is true, which can be told of some whose value cannot: `vars.X && false` is not. An
 * error (*ret_error) is unknown. */
enum tri expression_truth(const struct expression *expression, const struct scope *scope,
	struct expression_error *ret_error);

/* Reports an error of an evaluation, when the scope says where to. */
void scope_report(
	const struct scope *scope, const struct place *at, const struct expression_error *error);

#endif
