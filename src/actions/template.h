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

/* Whether the text as a whole is one expression, which *ret then is. */
bool text_is_expression(struct str text, struct span *ret);

/* Whether the text holds a `${{`. */
bool text_has_expression(struct str text);

/*
 * Whether what a node says can be looked at as it stands: a scalar that is neither null nor empty,
 * which a schema refuses, nor an expression, which is not known yet.
 */
bool node_is_literal(const struct node *node);

/* Whether a mapping's key is `${{ insert }}`, which merges its value into the mapping. */
bool template_is_insert(struct str key);

/*
 * The value of a node and all under it. A scalar that is plain text or a number keeps its kind. The
 * node has passed workflow_read. `origin` of each value is its node's place. NULL when exhausted.
 */
const struct value *template_value(
	const struct document *document, const struct node *node, const struct scope *scope);

/* The value of a text that is not a node: an override's, or a script's word. */
const struct value *template_text(
	struct str text, const struct scope *scope, const struct place *origin);

#endif
