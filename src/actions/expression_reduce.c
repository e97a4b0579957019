/* SPDX-License-Identifier: MIT */
#include "actions/compare.h"
#include "actions/expression_term.h"

static bool compare(enum ast_operator op, const struct value *a, const struct value *b)
{
	switch (op) {
	case OPERATOR_LESS:
		return value_less(a, b);
	case OPERATOR_LESS_EQUAL:
		return value_equal(a, b) || value_less(a, b);
	case OPERATOR_GREATER:
		return value_less(b, a);
	case OPERATOR_GREATER_EQUAL:
		return value_equal(a, b) || value_less(b, a);
	case OPERATOR_EQUAL:
		return value_equal(a, b);
	case OPERATOR_NOT_EQUAL:
		return !value_equal(a, b);
	case OPERATOR_NOT:
	case OPERATOR_AND:
	case OPERATOR_OR:
		break;
	}
	return false;
}

static bool compare_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	const bool is_equality = ast->op == OPERATOR_EQUAL || ast->op == OPERATOR_NOT_EQUAL;
	struct term operands[2];
	if (r->scope->head != HEAD_UNKNOWN && is_equality) {
		const enum tri equal =
			head_equal(r->scope, ast_operand(ast, 0), ast_operand(ast, 1));
		if (equal != TRI_UNKNOWN)
			return term_boolean(
				r, ret, ast, (equal == TRI_TRUE) == (ast->op == OPERATOR_EQUAL));
	}
	for (size_t i = 0; i < 2; i++)
		if (!ast_reduce(r, ast_operand(ast, i), &operands[i]))
			return false;
	/* An object of which a part is there is an object, and itself. */
	if (operands[0].value && operands[1].value)
		return term_boolean(
			r, ret, ast, compare(ast->op, operands[0].value, operands[1].value));
	if (is_equality && form_differs(r, &operands[0], &operands[1]))
		return term_boolean(r, ret, ast, ast->op == OPERATOR_NOT_EQUAL);
	return term_left(r, ast, operands, 2, ret);
}

static bool not_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	struct term operand;
	if (!ast_reduce(r, ast_operand(ast, 0), &operand))
		return false;
	const enum tri truth = term_truth(&operand);
	if (truth == TRI_UNKNOWN)
		return term_left(r, ast, &operand, 1, ret);
	return term_boolean(r, ret, ast, truth == TRI_FALSE);
}

static bool operator_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	if (ast->op == OPERATOR_NOT)
		return not_reduce(r, ast, ret);
	if (ast->op == OPERATOR_AND || ast->op == OPERATOR_OR)
		return chain_reduce(r, ast, ret);
	return compare_reduce(r, ast, ret);
}

/* A node that GitHub may end with an error stays, with the marks of what goes into it. */
static bool leave_failed(struct reduction *r, const struct ast *ast, struct term *ret)
{
	if (r->scope->arena->exhausted)
		return false;
	*r->error = (struct expression_error){.message = STR("")};
	*ret = (struct term){.left = ast, .marks = MARK_UNKNOWN, .why = WHY_EXPRESSION};
	for (size_t i = 0; i < ast->operand_count; i++) {
		struct term operand;
		if (!ast_reduce_maybe(r, ast_operand(ast, i), &operand))
			return false;
		term_join(r, ret, &operand);
	}
	return true;
}

static bool hangs_on_env(const struct ast *ast)
{
	if (ast->kind == AST_CONTEXT)
		return ast->context->source == CONTEXT_ENV;
	for (size_t i = 0; i < ast->operand_count; i++)
		if (hangs_on_env(ast_operand(ast, i)))
			return true;
	return false;
}

static bool call_reduce(struct reduction *r, const struct ast *call, struct term *ret)
{
	if (call->function->reduce(r, call, ret))
		return true;
	return r->scope->env_may_change && hangs_on_env(call) && leave_failed(r, call, ret);
}

bool ast_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	switch (ast->kind) {
	case AST_LITERAL:
		return term_known(ret, ast, ast->literal);
	case AST_CONTEXT:
		return context_reduce(r, ast, ret);
	case AST_INDEX:
		return index_reduce(r, ast, ret);
	case AST_CALL:
		return call_reduce(r, ast, ret);
	case AST_OPERATOR:
		return operator_reduce(r, ast, ret);
	case AST_WILDCARD:
		break; /* an index only; index_reduce looks at it */
	}
	return false;
}

bool ast_reduce_maybe(struct reduction *r, const struct ast *ast, struct term *ret)
{
	if (ast->kind == AST_WILDCARD) {
		*ret = (struct term){.left = ast};
		return true;
	}
	return ast_reduce(r, ast, ret) || leave_failed(r, ast, ret);
}
