/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_TERM_H
#define ACTIONS_EXPRESSION_TERM_H

/*
 * What partial evaluation knows of a node: its value, or what is left of it for GitHub to evaluate,
 * with the marks of all that goes into that. For the files of the expression language alone.
 *
 * Functions that return bool return false when the evaluation stops: the arena is exhausted, or
 * GitHub would end it with an error, which then stands in the reduction's `error`.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "actions/expression_ast.h"
#include "actions/tri.h"

/* One evaluation of one expression. */
struct reduction {
	const struct scope *scope;
	struct str text;                /* the whole of it */
	const struct place *origin;     /* of the expression; where a secret comes in */
	struct expression_error *error; /* its message empty: none */
};

struct term {
	/* Its value; NULL: it cannot be told. Items and members of it may be unknown values. */
	const struct value *value;

	/* The value is of a context of which the scope may hold a part: a member that is not there
	 * is unknown. */
	bool partial;

	/* It is that context as a whole. */
	bool root;

	/* The context at which its chain begins; NULL: it is no chain. */
	const struct context_row *context;

	/* The unknown value that a name bears, when that is all that it is; NULL otherwise. */
	const struct value *given;

	/* `given` is a string, whatever its expression gives: the name is one of env. */
	bool text;

	/* What is left. Never NULL. */
	const struct ast *left;

	/* Of one without a value. */
	unsigned marks;
	enum unknown_why why;
	const struct place *secret_at;
};

/* The term of a node. */
bool ast_reduce(struct reduction *r, const struct ast *ast, struct term *ret);

/*
 * The same for a node that GitHub may or may not evaluate: one that it would end with an error is
 * left as it stands.
 */
bool ast_reduce_maybe(struct reduction *r, const struct ast *ast, struct term *ret);

/* A term with that value; `value` NULL: the arena is exhausted. */
bool term_known(struct term *ret, const struct ast *ast, const struct value *value);
bool term_boolean(struct reduction *r, struct term *ret, const struct ast *ast, bool boolean);

/* A term with the text that a function has built; over LIMIT_TEXT_BYTES it is an error. */
bool term_text(struct reduction *r, const struct ast *call, struct strbuf *text, struct term *ret);

/*
 * The term of a node of which the operands are left, `count` terms in their order; a node of the
 * same kind with other operands when `count` is not that of the node. Its marks are theirs.
 */
bool term_left(struct reduction *r, const struct ast *ast, const struct term *operands,
	size_t count, struct term *ret);

/* Adds the marks of an operand to a term without a value; the first reason counts. */
void term_join(const struct reduction *r, struct term *term, const struct term *operand);

/* What a term is as part of an expression: a literal when its value is known. NULL: exhausted. */
const struct ast *term_ast(struct reduction *r, const struct ast *ast, const struct term *term);

/* Its value when all of it is there, else NULL: an object of a partial context never is. */
const struct value *term_whole(const struct term *term);

/* Whether it is taken for true. One that may be an error cannot be told. */
enum tri term_truth(const struct term *term);

/* Ends the evaluation with an error at a node; returns false. */
bool term_fail(struct reduction *r, const struct ast *at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The expression that an unknown value stands for; NULL when it is none, or exhausted. */
const struct ast *given_ast(struct arena *arena, const struct value *given, bool text);

/* Terms of nodes; for ast_reduce. */
bool context_reduce(struct reduction *r, const struct ast *ast, struct term *ret);
bool index_reduce(struct reduction *r, const struct ast *ast, struct term *ret);
bool chain_reduce(struct reduction *r, const struct ast *ast, struct term *ret);

/* The term of `value`, found under the member `name` (STR_NONE: none that is known) of a term. */
bool member_reduce(struct reduction *r, const struct ast *ast, const struct term *base,
	struct str name, const struct value *value, struct term *ret);

/* Whether `==` of two names holds because of where the scope says that a pull request's head is. */
enum tri head_equal(const struct scope *scope, const struct ast *a, const struct ast *b);

/* When the scope compares by form: whether a text that is known in part cannot be the other one,
 * whether it starts with another one, and whether that stands in what is known of it. */
bool form_differs(struct reduction *r, const struct term *a, const struct term *b);
enum tri form_starts(struct reduction *r, const struct term *text, const struct term *part);
bool form_contains(struct reduction *r, const struct term *text, const struct term *part);

/* The secrets that may be in a context's member (STR_NONE: in any of them). */
unsigned context_marks(
	const struct context_row *context, const struct scope *scope, struct str name);

/* Whether the scope may not make a context's member known, whatever it was given. */
bool context_hides(const struct context_row *context, const struct scope *scope, struct str name);

#endif
