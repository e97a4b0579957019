/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_AST_H
#define ACTIONS_EXPRESSION_AST_H

/*
 * The tree that an expression is parsed into; for the files of the expression language alone.
 * Grouping leaves no node. A chain of the same `&&` or `||` is one node with many operands, as it
 * is for GitHub's depth limit; every other operator has one or two. `.name` is an index by a
 * literal string; `.*` and `[*]` are an index by AST_WILDCARD.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "actions/context.h"
#include "actions/function.h"
#include "actions/value.h"
#include "base/str.h"

enum ast_kind {
	AST_LITERAL,
	AST_CONTEXT,
	AST_INDEX, /* operands: what is indexed, the index */
	AST_WILDCARD,
	AST_CALL,
	AST_OPERATOR,
};

enum ast_operator {
	OPERATOR_NOT,
	OPERATOR_LESS,
	OPERATOR_LESS_EQUAL,
	OPERATOR_GREATER,
	OPERATOR_GREATER_EQUAL,
	OPERATOR_EQUAL,
	OPERATOR_NOT_EQUAL,
	OPERATOR_AND,
	OPERATOR_OR,
};

/* There is one for every word of an expression, so it is packed. */
struct ast {
	enum ast_kind kind;
	enum ast_operator op;
	uint32_t offset; /* of its token in the expression's text */
	uint32_t depth;  /* 1: no operands; at most LIMIT_EXPRESSION_DEPTH */
	union {
		const struct value *literal;
		const struct context_row *context;
		const struct function_row *function;
	};
	const struct ast **operands; /* in the order of the text */
	uint32_t operand_count;
};

struct expression {
	struct str text;
	const struct ast *root;
};

/* The operand of that index; there must be one. */
static inline const struct ast *ast_operand(const struct ast *ast, size_t index)
{
	return ast->operands[index];
}

/* Puts one behind the others. False when the arena is exhausted. */
bool ast_add(struct arena *arena, struct ast *ast, const struct ast *operand);

#endif
