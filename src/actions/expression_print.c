/* SPDX-License-Identifier: MIT */
#include "actions/expression_print.h"

#include "actions/expression_lex.h"
#include "actions/json_text.h"
#include "base/limits.h"

/* How tight the outermost operator of a printed expression binds. */
enum rank {
	RANK_OR,
	RANK_AND,
	RANK_EQUALITY,
	RANK_RELATION,
	RANK_NOT,
	RANK_VALUE, /* a literal, to which no index is attached */
	RANK_INDEXED,
};

struct operator_row {
	struct str text;
	enum rank rank;
};

static const struct operator_row operators[] = {
	[OPERATOR_NOT] = {STR_ROW("!"), RANK_NOT},
	[OPERATOR_LESS] = {STR_ROW(" < "), RANK_RELATION},
	[OPERATOR_LESS_EQUAL] = {STR_ROW(" <= "), RANK_RELATION},
	[OPERATOR_GREATER] = {STR_ROW(" > "), RANK_RELATION},
	[OPERATOR_GREATER_EQUAL] = {STR_ROW(" >= "), RANK_RELATION},
	[OPERATOR_EQUAL] = {STR_ROW(" == "), RANK_EQUALITY},
	[OPERATOR_NOT_EQUAL] = {STR_ROW(" != "), RANK_EQUALITY},
	[OPERATOR_AND] = {STR_ROW(" && "), RANK_AND},
	[OPERATOR_OR] = {STR_ROW(" || "), RANK_OR},
};

static bool is_collection(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT;
}

static enum rank rank_of(const struct ast *ast)
{
	if (ast->kind == AST_OPERATOR)
		return operators[ast->op].rank;
	return ast->kind == AST_LITERAL && !is_collection(ast->literal) ? RANK_VALUE : RANK_INDEXED;
}

static void print_within(struct strbuf *out, const struct ast *ast, enum rank least)
{
	const bool grouped = rank_of(ast) < least;
	if (grouped)
		strbuf_add_char(out, '(');
	ast_print(out, ast);
	if (grouped)
		strbuf_add_char(out, ')');
}

static void print_string(struct strbuf *out, struct str text)
{
	strbuf_add_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\'')
			strbuf_add_char(out, '\'');
		strbuf_add_char(out, text.ptr[i]);
	}
	strbuf_add_char(out, '\'');
}

static void print_number(struct strbuf *out, double number)
{
	const struct str text = number_exact(out->arena, number);
	if (!text.ptr)
		out->failed = true;
	strbuf_add(out, text);
}

static void print_collection(struct strbuf *out, const struct value *value)
{
	struct strbuf json;
	strbuf_init(&json, out->arena, LIMIT_TEXT_BYTES);
	json_text(&json, value, JSON_TEXT_COMPACT);
	const struct str text = strbuf_str(&json);
	if (!text.ptr) {
		out->failed = true;
		return;
	}
	strbuf_add(out, STR("fromJSON("));
	print_string(out, text);
	strbuf_add(out, value->filtered ? STR(").*") : STR(")"));
}

static void print_literal(struct strbuf *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		strbuf_add(out, STR("null"));
		break;
	case VALUE_BOOLEAN:
		strbuf_add(out, value->boolean ? STR("true") : STR("false"));
		break;
	case VALUE_NUMBER:
		print_number(out, value->number);
		break;
	case VALUE_STRING:
		print_string(out, value->text);
		break;
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		print_collection(out, value);
		break;
	}
}

static void print_index(struct strbuf *out, const struct ast *ast)
{
	const struct ast *index = ast_operand(ast, 1);
	print_within(out, ast_operand(ast, 0), RANK_INDEXED);
	if (index->kind == AST_WILDCARD) {
		strbuf_add(out, STR(".*"));
	} else if (index->kind == AST_LITERAL && index->literal->kind == VALUE_STRING &&
		   text_is_name(index->literal->text)) {
		strbuf_add_char(out, '.');
		strbuf_add(out, index->literal->text);
	} else {
		strbuf_add_char(out, '[');
		ast_print(out, index);
		strbuf_add_char(out, ']');
	}
}

static void print_call(struct strbuf *out, const struct ast *call)
{
	strbuf_add(out, call->function->name);
	strbuf_add_char(out, '(');
	for (size_t i = 0; i < call->operand_count; i++) {
		if (i > 0)
			strbuf_add(out, STR(", "));
		ast_print(out, ast_operand(call, i));
	}
	strbuf_add_char(out, ')');
}

/* Operators group to the left, so what stands on the right binds tighter than they do. */
static void print_operator(struct strbuf *out, const struct ast *ast)
{
	const struct operator_row *row = &operators[ast->op];
	if (ast->op == OPERATOR_NOT) {
		strbuf_add(out, row->text);
		print_within(out, ast_operand(ast, 0), RANK_NOT);
		return;
	}
	const bool chains = ast->op == OPERATOR_AND || ast->op == OPERATOR_OR;
	for (size_t i = 0; i < ast->operand_count; i++) {
		if (i > 0)
			strbuf_add(out, row->text);
		print_within(out, ast_operand(ast, i), i > 0 || chains ? row->rank + 1 : row->rank);
	}
}

void ast_print(struct strbuf *out, const struct ast *ast)
{
	switch (ast->kind) {
	case AST_LITERAL:
		print_literal(out, ast->literal);
		break;
	case AST_CONTEXT:
		strbuf_add(out, ast->context->name);
		break;
	case AST_INDEX:
		print_index(out, ast);
		break;
	case AST_WILDCARD:
		strbuf_add_char(out, '*');
		break;
	case AST_CALL:
		print_call(out, ast);
		break;
	case AST_OPERATOR:
		print_operator(out, ast);
		break;
	}
}
