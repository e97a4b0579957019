/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"

/*
 * Most conditions that keep forks out compare the name of the head's repository with that of the
 * repository. Where the head lies decides them, whatever the names are.
 */

#define DEPTH_MAX ((size_t)6)

/* The names of a chain of properties, and what they name. */
static const struct head_name {
	const char *parts[DEPTH_MAX];
	bool of_head;
} names[] = {
	{{"github", "event", "pull_request", "head", "repo", "full_name"}, true},
	{{"github", "event", "pull_request", "base", "repo", "full_name"}, false},
	{{"github", "event", "repository", "full_name"}, false},
	{{"github", "repository"}, false},
};

/* Whether the chain is that one: the last part is outermost. */
static bool is_chain(const struct ast *ast, const char *const *parts)
{
	size_t count = 0;
	while (count < DEPTH_MAX && parts[count])
		count++;
	for (; count > 1; count--, ast = ast_operand(ast, 0)) {
		if (ast->kind != AST_INDEX || ast_operand(ast, 1)->kind != AST_LITERAL)
			return false;
		if (!str_eq_nocase(ast_operand(ast, 1)->literal->text, str_of(parts[count - 1])))
			return false;
	}
	return ast->kind == AST_CONTEXT && str_is(ast->context->name, parts[0]);
}

static const struct head_name *name_of(const struct ast *ast)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (is_chain(ast, names[i].parts))
			return &names[i];
	return NULL;
}

enum tri head_equal(const struct scope *scope, const struct ast *a, const struct ast *b)
{
	const struct head_name *left = name_of(a);
	const struct head_name *right = left ? name_of(b) : NULL;
	if (!right)
		return TRI_UNKNOWN;
	if (left->of_head == right->of_head)
		return TRI_TRUE;
	return scope->head == HEAD_IN_REPOSITORY ? TRI_TRUE : TRI_FALSE;
}
