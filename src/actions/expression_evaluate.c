/* SPDX-License-Identifier: MIT */
#include "actions/expression_print.h"
#include "actions/expression_term.h"
#include "actions/letters.h"
#include "base/limits.h"

/* The value as the expression at `origin` gives it; one without origin keeps that of the name. */
static const struct value *with_origin(
	struct arena *arena, const struct value *value, const struct place *origin)
{
	if (!origin)
		return value;
	struct value *copy = arena_copy(arena, value, sizeof(*value));
	if (copy) {
		copy->given_at = value->given_at ? value->given_at : value->origin;
		copy->origin = origin;
	}
	return copy;
}

/* Of what is left as GitHub counts it: a collection in it is the argument of a call. */
static unsigned depth_of(const struct ast *left)
{
	unsigned depth = 0;
	if (left->kind == AST_LITERAL && left->literal->kind >= VALUE_ARRAY)
		return left->literal->filtered ? 3 : 2;
	for (size_t i = 0; i < left->operand_count; i++) {
		const unsigned below = depth_of(ast_operand(left, i));
		depth = depth < below ? below : depth;
	}
	return depth + 1;
}

/*
 * What is left of an expression as text: as it was written when nothing of it was computed, or when
 * GitHub would not take what it came to.
 */
static struct str left_text(
	struct arena *arena, const struct expression *expression, const struct ast *left)
{
	const struct str source = letters_trim(expression->text);
	if (left == expression->root || depth_of(left) > LIMIT_EXPRESSION_DEPTH)
		return source;
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	ast_print(&out, left);
	const struct str text = strbuf_str(&out);
	if (arena->exhausted)
		return STR_NONE;
	return text.ptr && letters_count(text) <= LIMIT_EXPRESSION_BYTES ? text : source;
}

static const struct value *unknown(const struct expression *expression, const struct term *term,
	struct arena *arena, const struct place *origin)
{
	const struct str left = left_text(arena, expression, term->left);
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&out, STR("${{ "));
	strbuf_add(&out, left);
	strbuf_add(&out, STR(" }}"));
	const struct str text = strbuf_str(&out);
	if (!left.ptr || !text.ptr)
		return NULL;
	struct value *value = arena_alloc(arena, sizeof(*value));
	if (value)
		*value = (struct value){.kind = VALUE_STRING,
			.text = text,
			.marks = term->marks | MARK_UNKNOWN,
			.why = term->why,
			.origin = origin,
			.secret_at = term->secret_at};
	return value;
}

static bool reduce(const struct expression *expression, const struct scope *scope,
	const struct place *origin, struct term *ret, struct expression_error *ret_error)
{
	struct reduction reduction = {scope, expression->text, origin, ret_error};
	*ret_error = (struct expression_error){.message = STR("")};
	return ast_reduce(&reduction, expression->root, ret);
}

const struct value *expression_value(const struct expression *expression, const struct scope *scope,
	const struct place *origin, struct expression_error *ret_error)
{
	struct term term;
	if (!reduce(expression, scope, origin, &term, ret_error))
		return NULL;
	const struct value *value = term_whole(&term);
	if (value || term.given)
		return with_origin(scope->arena, value ? value : term.given, origin);
	struct reduction reduction = {scope, expression->text, origin, ret_error};
	struct term whole = {.left = term.left};
	term_join(&reduction, &whole, &term);
	return unknown(expression, &whole, scope->arena, origin);
}

enum tri expression_truth(const struct expression *expression, const struct scope *scope,
	struct expression_error *ret_error)
{
	struct term term;
	return reduce(expression, scope, NULL, &term, ret_error) ? term_truth(&term) : TRI_UNKNOWN;
}

void scope_report(
	const struct scope *scope, const struct place *at, const struct expression_error *error)
{
	if (!scope->diags || error->message.len == 0)
		return;
	struct diag *diag = diag_add(scope->diags, RULE_EVALUATION,
		at ? *at : place_of_file(STR_NONE), "%.*s", STR_ARG(error->message));
	if (error->hint.ptr)
		diag_hint(scope->diags, diag, "%.*s", STR_ARG(error->hint));
}
