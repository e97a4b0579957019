/* SPDX-License-Identifier: MIT */
#include "actions/condition.h"

#include <math.h>

#include "actions/compare.h"
#include "actions/expression_ast.h"
#include "actions/template.h"

/* GitHub takes an `if:` without anything in it for none. */
static bool is_absent(const struct node *condition)
{
	return !condition || condition->kind == NODE_NULL ||
	       (condition->kind == NODE_STRING && str_trim(condition->text).len == 0);
}

static bool number_holds(double number)
{
	return number != 0 && !isnan(number);
}

/* The expression that begins `offset` bytes behind the start of the condition's text. */
static enum tri expression_holds(
	const struct node *condition, struct str text, size_t offset, const struct scope *scope)
{
	struct expression_error error;
	const struct expression *expression = scope_parse(scope, text, &error);
	const enum tri holds =
		expression ? expression_truth(expression, scope, &error) : TRI_UNKNOWN;
	if (error.message.len > 0 && scope->document) {
		const struct place at =
			node_place_at(scope->document, condition, offset + error.offset);
		scope_report(scope, &at, &error);
	}
	return holds;
}

/* Whether there is text between or around the expressions, so that the whole is never empty. */
static bool has_text(struct str text)
{
	bool unclosed;
	struct span span;
	for (size_t at = 0; span_next(text, at, &span, &unclosed); at = span.end)
		if (!span.is_expression)
			return true;
	return false;
}

/* Several expressions without text between them are one string, which may be empty. */
static enum tri string_holds(struct str text, const struct scope *scope)
{
	if (has_text(text))
		return TRI_TRUE;
	const struct value *value = template_text(text, scope, NULL);
	if (!value || value->marks & MARK_UNKNOWN)
		return TRI_UNKNOWN;
	return value_is_true(value) ? TRI_TRUE : TRI_FALSE;
}

enum tri condition_holds(const struct node *condition, const struct scope *scope)
{
	if (is_absent(condition))
		return TRI_TRUE;
	if (condition->kind == NODE_BOOLEAN)
		return condition->boolean ? TRI_TRUE : TRI_FALSE;
	if (condition->kind == NODE_NUMBER)
		return number_holds(condition->number) ? TRI_TRUE : TRI_FALSE;
	if (condition->kind != NODE_STRING)
		return TRI_UNKNOWN;
	struct scope usual = *scope;
	usual.usual_run = true;
	struct span span;
	const struct str text = condition->text;
	if (!text_has_expression(text))
		return expression_holds(condition, text, 0, &usual);
	if (text_is_expression(text, &span))
		return expression_holds(condition, span.inner, span.inner_start, &usual);
	return string_holds(text, &usual);
}

/* The functions for whose sake GitHub puts none in front. */
static const char *const statuses[] = {"always", "cancelled", "failure", "success"};

static bool asks_status(const struct ast *ast)
{
	for (size_t i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (ast->kind == AST_CALL && str_is(ast->function->name, statuses[i]))
			return true;
	for (size_t i = 0; i < ast->operand_count; i++)
		if (asks_status(ast_operand(ast, i)))
			return true;
	return false;
}

bool condition_names_status(struct arena *arena, const struct node *condition)
{
	struct expression_error error;
	if (is_absent(condition) || condition->kind != NODE_STRING)
		return false;
	const struct str text = condition->text;
	const bool bare = !text_has_expression(text);
	bool unclosed;
	struct span span = {.is_expression = true, .inner = text, .end = text.len};
	for (size_t at = 0; bare ? at == 0 : span_next(text, at, &span, &unclosed); at = span.end) {
		const struct expression *expression =
			span.is_expression ? expression_parse(arena, span.inner, &error) : NULL;
		if (expression && asks_status(expression->root))
			return true;
		if (bare)
			break;
	}
	return false;
}

struct str condition_text(struct arena *arena, const struct node *condition)
{
	if (is_absent(condition))
		return STR_NONE;
	if (condition->kind != NODE_STRING)
		return node_string(arena, condition);
	struct span span;
	const struct str text = condition->text;
	if (!text_has_expression(text))
		return str_trim(text);
	/* Text around an expression is part of what GitHub tests; white space is such text. */
	return text_is_expression(text, &span) ? span.inner : text;
}
