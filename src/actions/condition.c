/* SPDX-License-Identifier: MIT */
#include "actions/condition.h"

#include <math.h>

#include "actions/template.h"

enum tri tri_and(enum tri a, enum tri b)
{
	if (a == TRI_FALSE || b == TRI_FALSE)
		return TRI_FALSE;
	return a == TRI_UNKNOWN || b == TRI_UNKNOWN ? TRI_UNKNOWN : TRI_TRUE;
}

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

/* false, 0, -0, NaN, '' and null are false, everything else is true. */
static enum tri truth(const struct value *value)
{
	if (!value || value->marks & MARK_UNKNOWN)
		return TRI_UNKNOWN;
	bool holds = true;
	if (value->kind == VALUE_NULL)
		holds = false;
	else if (value->kind == VALUE_BOOLEAN)
		holds = value->boolean;
	else if (value->kind == VALUE_NUMBER)
		holds = number_holds(value->number);
	else if (value->kind == VALUE_STRING)
		holds = value->text.len > 0;
	return holds ? TRI_TRUE : TRI_FALSE;
}

/* A scope that knows nothing leaves only what is literal to be decided. */
static struct scope empty_scope(const struct scope *scope)
{
	return (struct scope){.arena = scope->arena};
}

static enum tri bare_holds(struct str text, const struct scope *scope)
{
	const struct scope nothing = empty_scope(scope);
	struct expression_error error;
	const struct expression *expression = expression_parse(scope->arena, text, &error);
	return truth(expression ? expression_evaluate(expression, &nothing, NULL) : NULL);
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

static enum tri template_holds(struct str text, const struct scope *scope)
{
	if (has_text(text))
		return TRI_TRUE;
	const struct scope nothing = empty_scope(scope);
	return truth(template_text(text, &nothing, NULL));
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
	return text_has_expression(condition->text) ? template_holds(condition->text, scope)
						    : bare_holds(condition->text, scope);
}

struct str condition_text(struct arena *arena, const struct node *condition)
{
	if (is_absent(condition))
		return STR_NONE;
	if (condition->kind != NODE_STRING)
		return node_string(arena, condition);
	bool unclosed;
	struct span span;
	const struct str text = condition->text;
	if (!text_has_expression(text))
		return str_trim(text);
	/* Text around an expression is part of what GitHub tests; white space is such text. */
	const bool whole =
		span_next(text, 0, &span, &unclosed) && span.is_expression && span.end == text.len;
	return whole ? span.inner : text;
}
