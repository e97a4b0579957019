/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"

#include <stdarg.h>

#include "actions/compare.h"
#include "actions/json_text.h"
#include "base/limits.h"

bool term_known(struct term *ret, const struct ast *ast, const struct value *value)
{
	*ret = (struct term){.value = value, .left = ast};
	return value != NULL;
}

bool term_boolean(struct reduction *r, struct term *ret, const struct ast *ast, bool boolean)
{
	return term_known(ret, ast, value_boolean(r->scope->arena, boolean, NULL));
}

bool term_fail(struct reduction *r, const struct ast *at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	r->error->offset = at->offset;
	r->error->message = str_vprintf(r->scope->arena, format, args);
	va_end(args);
	return false;
}

bool term_text(struct reduction *r, const struct ast *call, struct strbuf *text, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	const struct str built = strbuf_str(text);
	if (built.ptr)
		return term_known(ret, call, value_string(arena, built, NULL));
	if (arena->exhausted)
		return false;
	return term_fail(r, call, "'%.*s' gives more than %u bytes", STR_ARG(call->function->name),
		LIMIT_TEXT_BYTES);
}

/* Whether every object of a value of a partial context is outside it. */
static bool is_whole(const struct value *value)
{
	if (value->kind == VALUE_ARRAY)
		for (size_t i = 0; i < value->count; i++)
			if (!is_whole(value->items[i]))
				return false;
	return value->kind != VALUE_OBJECT;
}

const struct value *term_whole(const struct term *term)
{
	return term->value && (!term->partial || is_whole(term->value)) ? term->value : NULL;
}

/* The first unknown value in a value; NULL: all of it is known. */
static const struct value *first_unknown(const struct value *value)
{
	const struct value *found = value->marks & MARK_UNKNOWN ? value : NULL;
	if (value->kind == VALUE_ARRAY)
		for (size_t i = 0; i < value->count && !found; i++)
			found = first_unknown(value->items[i]);
	if (value->kind == VALUE_OBJECT)
		for (size_t i = 0; i < value->members->len && !found; i++)
			found = first_unknown(value->members->entries[i].value);
	return found;
}

/* The marks of an operand that has a value, but one of which a part is not there. */
static struct term known_marks(const struct reduction *r, const struct term *operand)
{
	const struct value *unknown = first_unknown(operand->value);
	struct term marks = {.marks = value_marks(operand->value)};
	if (unknown) {
		marks.why = unknown->why;
		marks.secret_at = unknown->secret_at;
	}
	if (term_whole(operand))
		return marks;
	if (!unknown && operand->context)
		marks.why = operand->context->why;
	marks.marks |= MARK_UNKNOWN;
	if (operand->root)
		marks.marks |= context_marks(operand->context, r->scope, STR_NONE);
	return marks;
}

void term_join(const struct reduction *r, struct term *term, const struct term *operand)
{
	const struct term given = operand->value ? known_marks(r, operand) : *operand;
	if (!(given.marks & MARK_UNKNOWN))
		return;
	if (!(term->marks & MARK_UNKNOWN))
		term->why = given.why;
	if (!(term->marks & MARK_SECRET) && given.marks & MARK_SECRET)
		term->secret_at = given.secret_at ? given.secret_at : r->origin;
	term->marks |= given.marks;
}

static const struct ast *literal(
	struct reduction *r, const struct ast *ast, const struct value *value)
{
	struct ast *made = arena_copy(r->scope->arena, ast, sizeof(*ast));
	if (!made)
		return NULL;
	made->kind = AST_LITERAL;
	made->literal = value;
	made->depth = 1;
	made->operand_count = 0;
	return made;
}

static bool is_collection(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT;
}

const struct ast *term_ast(struct reduction *r, const struct ast *ast, const struct term *term)
{
	const struct value *value = term_whole(term);
	if (ast->kind == AST_LITERAL || ast->kind == AST_WILDCARD)
		return ast;
	if (value && (!is_collection(value) || value_has_json(value)))
		return literal(r, ast, value);
	const struct ast *given =
		term->given ? given_ast(r->scope->arena, term->given, term->text) : NULL;
	if (r->scope->arena->exhausted)
		return NULL;
	return given ? given : term->left;
}

/* The node with other operands. */
static const struct ast *rebuild(
	struct reduction *r, const struct ast *ast, const struct ast *const *operands, size_t count)
{
	bool same = count == ast->operand_count;
	for (size_t i = 0; i < count && same; i++)
		same = operands[i] == ast_operand(ast, i);
	if (same)
		return ast;
	struct ast *made = arena_copy(r->scope->arena, ast, sizeof(*ast));
	if (!made)
		return NULL;
	made->operand_count = 0;
	for (size_t i = 0; i < count; i++)
		if (!ast_add(r->scope->arena, made, operands[i]))
			return NULL;
	return made;
}

bool term_left(struct reduction *r, const struct ast *ast, const struct term *operands,
	size_t count, struct term *ret)
{
	const struct ast **lefts = arena_array(r->scope->arena, count, sizeof(*lefts));
	struct term term = {.marks = 0};
	if (!lefts)
		return false;
	for (size_t i = 0; i < count; i++) {
		lefts[i] = term_ast(r, operands[i].left, &operands[i]);
		if (!lefts[i])
			return false;
		if (ast->kind != AST_CALL || ast->function->marks == MARKS_OF_ARGUMENTS)
			term_join(r, &term, &operands[i]);
	}
	term.marks |= MARK_UNKNOWN;
	term.left = rebuild(r, ast, lefts, count);
	*ret = term;
	return term.left != NULL;
}

/*
 * Whether GitHub may end the evaluation of what is left with an error. A format() that is a literal
 * was looked at already.
 */
static bool may_fail(const struct ast *left)
{
	if (left->kind == AST_CALL && left->function->fails &&
		!(left->function->check && ast_operand(left, 0)->kind == AST_LITERAL))
		return true;
	for (size_t i = 0; i < left->operand_count; i++)
		if (may_fail(ast_operand(left, i)))
			return true;
	return false;
}

/* Whether what is left holds, whatever GitHub will make of it. */
static enum tri left_truth(const struct ast *left)
{
	if (left->kind == AST_LITERAL)
		return value_is_true(left->literal) ? TRI_TRUE : TRI_FALSE;
	if (left->kind != AST_OPERATOR)
		return TRI_UNKNOWN;
	if (left->op == OPERATOR_NOT)
		return tri_not(left_truth(ast_operand(left, 0)));
	if (left->op != OPERATOR_AND && left->op != OPERATOR_OR)
		return TRI_UNKNOWN;
	/* `||` holds where the `&&` of the opposites does not. */
	enum tri all = TRI_TRUE;
	for (size_t i = 0; i < left->operand_count; i++) {
		const enum tri one = left_truth(ast_operand(left, i));
		all = tri_and(all, left->op == OPERATOR_AND ? one : tri_not(one));
	}
	return left->op == OPERATOR_AND ? all : tri_not(all);
}

enum tri term_truth(const struct term *term)
{
	if (!term->value)
		return may_fail(term->left) ? TRI_UNKNOWN : left_truth(term->left);
	return value_is_true(term->value) ? TRI_TRUE : TRI_FALSE;
}
