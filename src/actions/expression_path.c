/* SPDX-License-Identifier: MIT */
#include "actions/expression_path.h"

#include "actions/expression_ast.h"
#include "base/limits.h"

#define CAP_FIRST ((size_t)4)

struct walk {
	struct arena *arena;
	struct expression_path *items;
	size_t count;
	size_t cap;
};

/* Functions whose result has the text of an argument, the one from `from` on in steps. */
static const struct {
	const char *name;
	enum path_flow flow;
} functions[] = {
	{"format", PATH_GIVEN},
	{"join", PATH_GIVEN},
	{"fromJSON", PATH_GIVEN},
	{"toJSON", PATH_WHOLE},
};

static struct expression_path *add(struct walk *walk)
{
	if (walk->count == walk->cap) {
		const size_t cap = walk->cap ? walk->cap * 2 : CAP_FIRST;
		struct expression_path *grown = arena_grow(
			walk->arena, walk->items, walk->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return NULL;
		walk->items = grown;
		walk->cap = cap;
	}
	return &walk->items[walk->count++];
}

static void add_lower(struct strbuf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		strbuf_add_char(out, char_lower(text.ptr[i]));
}

/* The name of an index: a literal string's text, else "*". */
static void add_index(struct strbuf *out, const struct ast *index)
{
	strbuf_add_char(out, '.');
	if (index->kind == AST_LITERAL && index->literal->kind == VALUE_STRING)
		add_lower(out, index->literal->text);
	else
		strbuf_add_char(out, '*');
}

/* The path of a chain of indices. False: it does not begin with a context. */
static bool add_chain(struct strbuf *out, const struct ast *ast)
{
	if (ast->kind == AST_CONTEXT) {
		add_lower(out, ast->context->name);
		return true;
	}
	if (ast->kind != AST_INDEX || !add_chain(out, ast_operand(ast, 0)))
		return false;
	add_index(out, ast_operand(ast, 1));
	return true;
}

static const struct ast *chain_start(const struct ast *ast)
{
	while (ast->kind == AST_INDEX)
		ast = ast_operand(ast, 0);
	return ast;
}

static bool walk_ast(struct walk *walk, const struct ast *ast, enum path_flow flow);

/* What stands in the brackets of a chain is read too, and does not come out. */
static bool walk_indices(struct walk *walk, const struct ast *ast)
{
	for (; ast->kind == AST_INDEX; ast = ast_operand(ast, 0)) {
		if (!walk_ast(walk, ast_operand(ast, 1), PATH_ASKED))
			return false;
	}
	return true;
}

static bool walk_chain(struct walk *walk, const struct ast *ast, enum path_flow flow)
{
	const struct ast *start = chain_start(ast);
	struct expression_path *path;
	struct strbuf text;

	if (start->kind != AST_CONTEXT)
		return walk_ast(walk, start, flow) && walk_indices(walk, ast);
	strbuf_init(&text, walk->arena, LIMIT_EXPRESSION_BYTES);
	add_chain(&text, ast);
	path = add(walk);
	if (!path)
		return false;
	*path = (struct expression_path){strbuf_str(&text), start->offset, flow};
	return path->text.ptr && walk_indices(walk, ast);
}

static enum path_flow function_flow(const struct ast *call, enum path_flow flow, size_t argument)
{
	const size_t count = call->operand_count;

	if (flow == PATH_ASKED)
		return flow;
	/* case(predicate, value, …, default): the predicates are only asked. */
	if (str_eq_nocase(call->function->name, STR("case")))
		return argument % 2 == 1 || argument + 1 == count ? flow : PATH_ASKED;
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		if (str_eq_nocase(call->function->name, str_of(functions[i].name)))
			return functions[i].flow;
	}
	return PATH_ASKED;
}

/* Of `a && b` it is b that comes out, of `a || b` either; every other operator only asks. */
static enum path_flow operator_flow(const struct ast *ast, enum path_flow flow, size_t operand)
{
	if (ast->op == OPERATOR_OR)
		return flow;
	if (ast->op == OPERATOR_AND && operand + 1 == ast->operand_count)
		return flow;
	return PATH_ASKED;
}

static bool walk_ast(struct walk *walk, const struct ast *ast, enum path_flow flow)
{
	if (ast->kind == AST_CONTEXT || ast->kind == AST_INDEX)
		return walk_chain(walk, ast, flow);
	if (ast->kind != AST_CALL && ast->kind != AST_OPERATOR)
		return true;
	for (size_t i = 0; i < ast->operand_count; i++) {
		const enum path_flow each = ast->kind == AST_CALL ? function_flow(ast, flow, i)
								  : operator_flow(ast, flow, i);
		if (!walk_ast(walk, ast_operand(ast, i), each))
			return false;
	}
	return true;
}

bool expression_paths(struct arena *arena, const struct expression *expression,
	const struct expression_path **ret, size_t *ret_count)
{
	struct walk walk = {.arena = arena};

	if (!walk_ast(&walk, expression->root, PATH_GIVEN))
		return false;
	*ret = walk.items;
	*ret_count = walk.count;
	return true;
}

static struct str next_name(struct str text, size_t *at)
{
	const size_t dot = str_find_char(text, '.', *at);
	const struct str name = str_slice(text, *at, dot);

	*at = dot == STR_NOWHERE ? text.len + 1 : dot + 1;
	return name;
}

bool expression_path_fits(const struct expression_path *path, struct str row)
{
	size_t at = 0;
	size_t row_at = 0;

	while (at <= path->text.len && row_at <= row.len) {
		const struct str name = next_name(path->text, &at);
		const struct str wanted = next_name(row, &row_at);
		if (!str_is(name, "*") && !str_is(wanted, "*") && !str_eq_nocase(name, wanted))
			return false;
	}
	if (at <= path->text.len)
		return false;
	return row_at > row.len || path->flow == PATH_WHOLE;
}
