/* SPDX-License-Identifier: MIT */
#include "actions/expression.h"

#include "actions/expression_ast.h"
#include "actions/expression_lex.h"
#include "actions/letters.h"
#include "base/limits.h"

/*
 * Recursive descent, precedence climbing for the binary operators. A function returns NULL when the
 * error is written or the arena is exhausted.
 */
struct parser {
	struct lexer lexer;
	struct token token; /* the one to look at */
	struct str text;
	const struct map *names; /* contexts beside GitHub's; NULL: none */
	bool checks;             /* also what literal arguments will say when they are evaluated */
	unsigned nesting;        /* groups, calls, indexes and `!` that are open */
	struct expression_error *error;
};

struct binary_row {
	enum token_kind token;
	enum ast_operator op;
	unsigned precedence; /* from 1; higher binds tighter */
	bool chains;         /* a row of the same operator is one node */
};

static const struct binary_row binary_rows[] = {
	{TOKEN_OR, OPERATOR_OR, 1, true},
	{TOKEN_AND, OPERATOR_AND, 2, true},
	{TOKEN_EQUAL, OPERATOR_EQUAL, 3, false},
	{TOKEN_NOT_EQUAL, OPERATOR_NOT_EQUAL, 3, false},
	{TOKEN_LESS, OPERATOR_LESS, 4, false},
	{TOKEN_LESS_EQUAL, OPERATOR_LESS_EQUAL, 4, false},
	{TOKEN_GREATER, OPERATOR_GREATER, 4, false},
	{TOKEN_GREATER_EQUAL, OPERATOR_GREATER_EQUAL, 4, false},
};

static struct ast *parse_binary(struct parser *parser, unsigned min_precedence);

/* Writes what is wrong at `offset`: `what`, and the subject in quotes when there is one. */
static struct ast *fail(struct parser *parser, size_t offset, const char *what, struct str subject)
{
	struct arena *arena = parser->lexer.arena;
	parser->error->offset = offset;
	parser->error->message = subject.ptr
					 ? str_printf(arena, "%s '%.*s'", what, STR_ARG(subject))
					 : str_printf(arena, "%s", what);
	return NULL;
}

static struct ast *fail_at_token(struct parser *parser)
{
	const struct token *token = &parser->token;
	if (token->kind == TOKEN_END)
		return fail(parser, token->offset, "unexpected end of expression", STR_NONE);
	fail(parser, token->offset, "unexpected symbol", token->text);
	if (str_starts(token->text, STR("\"")))
		parser->error->hint = STR("write a string in single quotes");
	return NULL;
}

static struct ast *fail_depth(struct parser *parser, size_t offset)
{
	parser->error->offset = offset;
	parser->error->message = str_printf(
		parser->lexer.arena, "exceeded max expression depth %u", LIMIT_EXPRESSION_DEPTH);
	return NULL;
}

static bool advance(struct parser *parser)
{
	return lexer_next(&parser->lexer, &parser->token);
}

/* Goes on behind a token of that kind, which must be there. */
static bool expect(struct parser *parser, enum token_kind kind)
{
	if (parser->token.kind == kind)
		return advance(parser);
	fail_at_token(parser);
	return false;
}

static struct ast *make(struct parser *parser, enum ast_kind kind, size_t offset)
{
	struct ast *ast = arena_alloc(parser->lexer.arena, sizeof(*ast));
	if (!ast)
		return NULL;
	*ast = (struct ast){.kind = kind, .offset = (uint32_t)offset, .depth = 1};
	return ast;
}

bool ast_add(struct arena *arena, struct ast *ast, const struct ast *operand)
{
	const size_t count = ast->operand_count;
	const size_t size = sizeof(ast->operands[0]);
	/* There is room for a power of two of them, and for two at first. */
	if (count == 0 || (count >= 2 && (count & (count - 1)) == 0)) {
		const struct ast **grown = arena_stretch(
			arena, ast->operands, count * size, (count ? count * 2 : 2) * size);
		if (!grown)
			return false;
		ast->operands = grown;
	}
	ast->operands[ast->operand_count++] = operand;
	return true;
}

static struct ast *adopt(struct parser *parser, struct ast *ast, const struct ast *operand)
{
	if (!operand || !ast_add(parser->lexer.arena, ast, operand))
		return NULL;
	if (ast->depth <= operand->depth)
		ast->depth = operand->depth + 1;
	return ast->depth > LIMIT_EXPRESSION_DEPTH ? fail_depth(parser, ast->offset) : ast;
}

/* Every recursion passes here, so that no text takes more stack than the limit allows. Groups
 * count, as they do for GitHub's language server; its runner does not count them. */
static bool enter(struct parser *parser)
{
	if (parser->nesting < LIMIT_EXPRESSION_DEPTH) {
		parser->nesting++;
		return true;
	}
	fail_depth(parser, parser->token.offset);
	return false;
}

static struct ast *leave(struct parser *parser, struct ast *ast)
{
	parser->nesting--;
	return ast;
}

static struct ast *make_literal(struct parser *parser, const struct value *literal, size_t offset)
{
	struct ast *ast = literal ? make(parser, AST_LITERAL, offset) : NULL;
	if (ast)
		ast->literal = literal;
	return ast;
}

static struct ast *parse_literal(struct parser *parser)
{
	struct ast *ast = make_literal(parser, parser->token.literal, parser->token.offset);
	return ast && advance(parser) ? ast : NULL;
}

static struct ast *check_call(struct parser *parser, struct ast *call)
{
	const struct function_row *function = call->function;
	const size_t count = call->operand_count;
	if (count < function->min)
		return fail(parser, call->offset, "too few parameters supplied to", function->name);
	if (count > function->max)
		return fail(
			parser, call->offset, "too many parameters supplied to", function->name);
	if (function->odd && count % 2 == 0)
		return fail(parser, call->offset,
			"even number of parameters supplied, an odd number is required by",
			function->name);
	if (parser->checks && function->check &&
		!function->check(parser->lexer.arena, call, parser->text, parser->error))
		return NULL;
	return call;
}

/* The arguments, from behind the "(" to behind the ")". */
static struct ast *parse_arguments(struct parser *parser, struct ast *call)
{
	while (parser->token.kind != TOKEN_CLOSE || call->operand_count > 0) {
		if (!adopt(parser, call, parse_binary(parser, 1)))
			return NULL;
		if (parser->token.kind != TOKEN_COMMA)
			break;
		if (!advance(parser))
			return NULL;
	}
	return expect(parser, TOKEN_CLOSE) ? call : NULL;
}

static struct ast *parse_call(struct parser *parser, struct token name)
{
	struct ast *call = make(parser, AST_CALL, name.offset);
	if (!call)
		return NULL;
	call->function = function_find(name.text);
	if (!call->function) {
		fail(parser, name.offset, "unrecognized function", name.text);
		parser->error->hint = function_hint(parser->lexer.arena, name.text);
		return NULL;
	}
	if (!enter(parser) || !advance(parser))
		return NULL;
	call = leave(parser, parse_arguments(parser, call));
	return call ? check_call(parser, call) : NULL;
}

/* The row of one of `names`, made for this expression. */
static const struct context_row *find_name(struct parser *parser, struct str name)
{
	const struct map_entry *entry = parser->names ? map_find(parser->names, name) : NULL;
	const struct context_row row = {.name = entry ? entry->key : STR_NONE,
		.source = CONTEXT_WHOLE,
		.why = WHY_EXPRESSION};
	return entry ? arena_copy(parser->lexer.arena, &row, sizeof(row)) : NULL;
}

static struct ast *parse_name(struct parser *parser)
{
	const struct token name = parser->token;
	if (!advance(parser))
		return NULL;
	if (parser->token.kind == TOKEN_OPEN)
		return parse_call(parser, name);
	struct ast *ast = make(parser, AST_CONTEXT, name.offset);
	if (!ast)
		return NULL;
	ast->context = context_find(name.text);
	if (!ast->context)
		ast->context = find_name(parser, name.text);
	if (ast->context)
		return ast;
	fail(parser, name.offset, "unrecognized named-value", name.text);
	parser->error->hint = context_hint(parser->lexer.arena, name.text);
	return NULL;
}

static struct ast *parse_group(struct parser *parser)
{
	if (!enter(parser) || !advance(parser))
		return NULL;
	struct ast *ast = leave(parser, parse_binary(parser, 1));
	return ast && expect(parser, TOKEN_CLOSE) ? ast : NULL;
}

static struct ast *parse_wildcard(struct parser *parser)
{
	struct ast *ast = make(parser, AST_WILDCARD, parser->token.offset);
	return ast && advance(parser) ? ast : NULL;
}

/* What stands behind a point. */
static struct ast *parse_property(struct parser *parser)
{
	if (!advance(parser))
		return NULL;
	const struct token name = parser->token;
	if (name.kind == TOKEN_STAR)
		return parse_wildcard(parser);
	if (name.kind != TOKEN_NAME)
		return fail_at_token(parser);
	return advance(parser)
		       ? make_literal(parser, value_string(parser->lexer.arena, name.text, NULL),
				 name.offset)
		       : NULL;
}

/* What stands in brackets. */
static struct ast *parse_index(struct parser *parser)
{
	if (!enter(parser) || !advance(parser))
		return NULL;
	struct ast *index =
		parser->token.kind == TOKEN_STAR ? parse_wildcard(parser) : parse_binary(parser, 1);
	leave(parser, index);
	return index && expect(parser, TOKEN_CLOSE_INDEX) ? index : NULL;
}

static struct ast *parse_postfix(struct parser *parser, struct ast *ast)
{
	while (ast && (parser->token.kind == TOKEN_DOT || parser->token.kind == TOKEN_OPEN_INDEX)) {
		struct ast *outer = make(parser, AST_INDEX, parser->token.offset);
		if (!outer || !adopt(parser, outer, ast))
			return NULL;
		ast = adopt(parser, outer,
			parser->token.kind == TOKEN_DOT ? parse_property(parser)
							: parse_index(parser));
	}
	return ast;
}

static struct ast *parse_not(struct parser *parser);

static struct ast *parse_unary(struct parser *parser)
{
	const enum token_kind kind = parser->token.kind;
	if (kind == TOKEN_LITERAL)
		return parse_literal(parser); /* GitHub takes no index behind one */
	if (kind == TOKEN_NOT)
		return parse_not(parser);
	if (kind == TOKEN_NAME)
		return parse_postfix(parser, parse_name(parser));
	if (kind == TOKEN_OPEN)
		return parse_postfix(parser, parse_group(parser));
	return fail_at_token(parser);
}

static struct ast *parse_not(struct parser *parser)
{
	struct ast *ast = make(parser, AST_OPERATOR, parser->token.offset);
	if (!ast || !enter(parser) || !advance(parser))
		return NULL;
	ast->op = OPERATOR_NOT;
	return adopt(parser, ast, leave(parser, parse_unary(parser)));
}

static const struct binary_row *find_binary(enum token_kind kind)
{
	for (size_t i = 0; i < sizeof(binary_rows) / sizeof(binary_rows[0]); i++)
		if (binary_rows[i].token == kind)
			return &binary_rows[i];
	return NULL;
}

/* The node that the right side joins: a new one over `left`, or `left` itself. */
static struct ast *join_left(
	struct parser *parser, const struct binary_row *row, struct ast *left, size_t offset)
{
	if (row->chains && left->kind == AST_OPERATOR && left->op == row->op)
		return left;
	struct ast *ast = make(parser, AST_OPERATOR, offset);
	if (!ast)
		return NULL;
	ast->op = row->op;
	return adopt(parser, ast, left);
}

static struct ast *parse_binary(struct parser *parser, unsigned min_precedence)
{
	struct ast *left = parse_unary(parser);
	while (left) {
		const struct binary_row *row = find_binary(parser->token.kind);
		if (!row || row->precedence < min_precedence)
			return left;
		left = join_left(parser, row, left, parser->token.offset);
		if (!left || !advance(parser))
			return NULL;
		left = adopt(parser, left, parse_binary(parser, row->precedence + 1));
	}
	return NULL;
}

static const struct ast *parse_whole(struct parser *parser)
{
	if (!advance(parser))
		return NULL;
	if (parser->token.kind == TOKEN_END)
		return fail(parser, 0, "an expression was expected", STR_NONE);
	const struct ast *root = parse_binary(parser, 1);
	if (root && parser->token.kind != TOKEN_END)
		return fail_at_token(parser);
	return root;
}

static const struct expression *parse(struct arena *arena, struct str text, const struct map *names,
	bool checks, struct expression_error *ret_error)
{
	*ret_error = (struct expression_error){.message = STR("")};
	if (text.len > LIMIT_EXPRESSION_BYTES && letters_count(text) > LIMIT_EXPRESSION_BYTES) {
		ret_error->message = str_printf(
			arena, "exceeded max expression length %u", LIMIT_EXPRESSION_BYTES);
		return NULL;
	}
	struct parser parser = {.text = text, .names = names, .checks = checks, .error = ret_error};
	lexer_init(&parser.lexer, arena, text);
	const struct ast *root = parse_whole(&parser);
	struct expression *expression = root ? arena_alloc(arena, sizeof(*expression)) : NULL;
	if (expression)
		*expression = (struct expression){text, root};
	return expression;
}

const struct expression *expression_parse(
	struct arena *arena, struct str text, struct expression_error *ret_error)
{
	return parse(arena, text, NULL, true, ret_error);
}

const struct expression *scope_parse(
	const struct scope *scope, struct str text, struct expression_error *ret_error)
{
	const struct expression *parsed = scope->parsed ? map_get(scope->parsed, text) : NULL;
	*ret_error = (struct expression_error){.message = STR("")};
	return parsed ? parsed : expression_parse(scope->arena, text, ret_error);
}

const struct expression *expression_parse_with(struct arena *arena, struct str text,
	const struct map *names, struct expression_error *ret_error)
{
	return parse(arena, text, names, false, ret_error);
}
