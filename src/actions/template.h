/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TEMPLATE_H
#define ACTIONS_TEMPLATE_H

/*
 * YAML scalars that may hold `${{ expressions }}`, and the trees that are made of them. One that is
 * a single expression keeps that value's kind; mixed with text it is a string in which the known
 * expressions are computed and the unknown ones stand as they are written.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "actions/value.h"
#include "base/diag.h"
#include "yaml/node.h"

/* A stretch of text: literal, or an expression with its `${{` and `}}`. */
struct span {
	bool is_expression;
	size_t start; /* offsets into the text; of an expression: of its `${{` */
	size_t end;
	struct str inner; /* an expression: what is between, trimmed; else the literal text */
	size_t inner_start;
};

/*
 * The span of `text` that begins at `from`. False at the end. `*ret_unclosed` is set when it is a
 * `${{` without `}}` (a `}}` inside a quoted string does not close it); the rest of the text, from
 * that `${{` on, is then literal.
 */
bool span_next(struct str text, size_t from, struct span *ret, bool *ret_unclosed);

/* Whether the text holds a `${{`. */
bool text_has_expression(struct str text);

/*
 * Checks every expression of the scalars in a tree, keys of mappings included, and reports each
 * that is not well formed at its own place. True when there is none. Run it once over a whole
 * workflow.
 */
bool template_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *node);

/*
 * Checks one expression, the bytes of `node`'s text from `offset` on, and reports it when it is not
 * well formed. The same place is reported once, however many aliases lead to it.
 */
bool template_check_expression(struct arena *arena, struct diags *diags,
	const struct document *document, const struct node *node, struct str expression,
	size_t offset);

/*
 * The value of a node and all under it. A scalar that is plain text or a number keeps its kind. The
 * node has passed template_check. `origin` of each value is its node's place. NULL when exhausted.
 */
const struct value *template_value(
	const struct document *document, const struct node *node, const struct scope *scope);

/* The value of a text that is not a node: an override's, or a script's word. */
const struct value *template_text(
	struct str text, const struct scope *scope, const struct place *origin);

#endif
