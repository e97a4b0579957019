/* SPDX-License-Identifier: MIT */
#include "actions/expression_compute.h"
#include "actions/expression_lookup.h"

/* What goes into an expression whose value cannot be told. */
struct survey {
	const struct scope *scope;
	unsigned marks;
	bool hangs; /* on a context; `why` is that of the first one */
	enum unknown_why why;
};

static bool compute_call(
	const struct ast *call, const struct scope *scope, const struct value **ret)
{
	*ret = NULL;
	if (!call->function->compute)
		return true;
	const size_t count = call->operands.len;
	const struct value **arguments = arena_array(scope->arena, count, sizeof(*arguments));
	if (!arguments)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!ast_compute_known(ast_operand(call, i), scope, &arguments[i]))
			return false;
		if (!arguments[i])
			return true;
	}
	return call->function->compute(scope->arena, arguments, count, ret);
}

bool ast_compute(const struct ast *ast, const struct scope *scope, const struct value **ret)
{
	const struct context_row *context = reference_context(ast);
	*ret = NULL;
	switch (ast->kind) {
	case AST_LITERAL:
		*ret = ast->literal;
		return true;
	case AST_CONTEXT:
	case AST_INDEX:
		return !context || reference_value(ast, context, scope, ret);
	case AST_CALL:
		return compute_call(ast, scope, ret);
	case AST_WILDCARD:
	case AST_OPERATOR:
		break;
	}
	return true;
}

bool ast_compute_known(const struct ast *ast, const struct scope *scope, const struct value **ret)
{
	if (!ast_compute(ast, scope, ret))
		return false;
	if (*ret && (*ret)->marks & MARK_UNKNOWN)
		*ret = NULL;
	return true;
}

static void hang(struct survey *survey, enum unknown_why why)
{
	if (!survey->hangs)
		survey->why = why;
	survey->hangs = true;
}

static bool survey_reference(
	struct survey *survey, const struct ast *reference, const struct context_row *context)
{
	const struct value *value;
	if (!reference_value(reference, context, survey->scope, &value))
		return false;
	unsigned marks = 0;
	enum unknown_why why = context->why;
	if (!value && !reference_marks(reference, context, survey->scope, &marks, &why))
		return false;
	if (value) {
		marks = value_marks(value);
		why = value->marks & MARK_UNKNOWN ? value->why : why;
	}
	survey->marks |= marks;
	if (!value || marks & MARK_UNKNOWN)
		hang(survey, why);
	return true;
}

static bool survey_node(struct survey *survey, const struct ast *ast);

/* The indexes of a chain, in the order of the text. */
static bool survey_indexes(struct survey *survey, const struct ast *ast)
{
	return ast->kind != AST_INDEX || (survey_indexes(survey, ast_operand(ast, 0)) &&
						 survey_node(survey, ast_operand(ast, 1)));
}

static bool survey_node(struct survey *survey, const struct ast *ast)
{
	const struct context_row *context = reference_context(ast);
	if (context)
		return survey_reference(survey, ast, context) && survey_indexes(survey, ast);
	for (size_t i = 0; i < ast->operands.len; i++)
		if (!survey_node(survey, ast_operand(ast, i)))
			return false;
	return true;
}

static const struct value *symbolic(
	const struct expression *expression, const struct scope *scope, const struct place *origin)
{
	struct survey survey = {.scope = scope, .why = WHY_EXPRESSION};
	if (!survey_node(&survey, expression->root))
		return NULL;
	const struct str source = str_trim(expression->text);
	const struct str text = str_printf(scope->arena, "${{ %.*s }}", STR_ARG(source));
	if (!text.ptr)
		return NULL;
	return value_unknown(scope->arena, text, survey.marks, survey.why, origin);
}

/* The value as the expression at `origin` gives it; one without origin keeps that of the name. */
static const struct value *with_origin(
	struct arena *arena, const struct value *value, const struct place *origin)
{
	if (!origin)
		return value;
	struct value *copy = arena_copy(arena, value, sizeof(*value));
	if (copy)
		copy->origin = origin;
	return copy;
}

const struct value *expression_evaluate(
	const struct expression *expression, const struct scope *scope, const struct place *origin)
{
	const struct value *value;
	if (!ast_compute(expression->root, scope, &value))
		return NULL;
	if (!value)
		return symbolic(expression, scope, origin);
	return with_origin(scope->arena, value, origin);
}
