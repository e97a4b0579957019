/* SPDX-License-Identifier: MIT */
#include "actions/template_check.h"

#include "actions/availability.h"
#include "actions/expression_ast.h"
#include "actions/template.h"
#include "base/limits.h"
#include "base/utf8.h"

static bool is_literal(const struct expression *expression)
{
	return expression->root->kind == AST_LITERAL &&
	       expression->root->literal->kind == VALUE_STRING;
}

static bool report_error(const struct checker *checker, const struct node *scalar, size_t offset,
	const struct expression_error *error)
{
	if (error->message.len == 0)
		return false;
	struct diag *diag = checker_add(checker, RULE_EXPRESSION,
		node_place_at(checker->document, scalar, offset + error->offset), "%.*s",
		STR_ARG(error->message));
	if (error->hint.ptr)
		diag_hint(checker->diags, diag, "%.*s", STR_ARG(error->hint));
	return false;
}

/* A large workflow says the same many times: each expression is parsed once. */
static const struct expression *parse(
	const struct checker *checker, struct str text, struct expression_error *ret_error)
{
	const struct expression *parsed = checker->parsed ? map_get(checker->parsed, text) : NULL;
	if (parsed)
		return parsed;
	parsed = expression_parse(checker->arena, text, ret_error);
	if (parsed && checker->parsed)
		(void)map_put(checker->parsed, text, parsed);
	return parsed;
}

/* Checks the expression that stands `offset` bytes behind the start of the scalar's text. */
static bool check_expression(const struct checker *checker, const struct node *scalar,
	struct str text, size_t offset, unsigned offers)
{
	struct expression_error error;
	const struct expression *expression = parse(checker, text, &error);
	if (!expression)
		return report_error(checker, scalar, offset, &error);
	if (!availability_check(checker, scalar, offset, expression, offers))
		return false;
	if (offers != OFFERS_NONE || is_literal(expression))
		return true;
	checker_add(checker, RULE_EXPRESSION, node_place_at(checker->document, scalar, offset),
		"an expression is not allowed here");
	return false;
}

/*
 * GitHub makes one expression, a call of format(), of a text with expressions in it. Of one that is
 * an expression as a whole the parser counts what is between the braces.
 */
static bool check_length(const struct checker *checker, const struct node *scalar)
{
	struct span span;
	if (scalar->text.len <= LIMIT_EXPRESSION_BYTES || text_is_expression(scalar->text, &span) ||
		utf8_count(scalar->text) <= LIMIT_EXPRESSION_BYTES)
		return true;
	struct diag *diag =
		checker_add(checker, RULE_EXPRESSION, node_place(checker->document, scalar),
			"exceeded max expression length %u", LIMIT_EXPRESSION_BYTES);
	diag_hint(checker->diags, diag, "a text with expressions in it counts as one");
	return false;
}

static void report_unclosed(
	const struct checker *checker, const struct node *scalar, const struct span *span)
{
	struct diag *diag = checker_add(checker, RULE_EXPRESSION,
		node_place_at(checker->document, scalar, span->start), "'${{' has no end");
	diag_hint(checker->diags, diag, "close the expression with '}}'");
}

bool template_check(const struct checker *checker, const struct node *scalar, unsigned offers)
{
	bool good;
	bool unclosed;
	struct span span;
	if (scalar->kind != NODE_STRING || !text_has_expression(scalar->text))
		return true;
	good = check_length(checker, scalar);
	for (size_t at = 0; span_next(scalar->text, at, &span, &unclosed); at = span.end) {
		if (unclosed) {
			report_unclosed(checker, scalar, &span);
			good = false;
		}
		if (span.is_expression &&
			!check_expression(checker, scalar, span.inner, span.inner_start, offers))
			good = false;
	}
	return good;
}

bool template_check_condition(
	const struct checker *checker, const struct node *scalar, unsigned offers)
{
	if (scalar->kind != NODE_STRING || str_trim(scalar->text).len == 0)
		return true;
	if (text_has_expression(scalar->text))
		return template_check(checker, scalar, offers);
	return check_expression(checker, scalar, scalar->text, 0, offers);
}

/* Whether the text begins with an expression, and that with a string: few do. */
static bool begins_with_string(struct str text)
{
	const struct str open = STR("${{");
	return str_starts(text, open) &&
	       str_starts(str_trim(str_slice(text, open.len, text.len)), STR("'"));
}

bool template_literal(struct arena *arena, struct str text, struct str *ret)
{
	struct span span;
	struct expression_error error;
	if (!begins_with_string(text) || !text_is_expression(text, &span))
		return false;
	const struct expression *expression = expression_parse(arena, span.inner, &error);
	if (!expression || !is_literal(expression))
		return false;
	*ret = expression->root->literal->text;
	return true;
}
