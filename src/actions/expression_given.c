/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"
#include "actions/template.h"
#include "base/limits.h"

/* What format() is called with for a text with expressions in it. */
struct mixture {
	struct arena *arena;
	struct strbuf format;
	struct ast *call; /* its first argument is the format */
};

static struct ast *make(struct arena *arena, enum ast_kind kind)
{
	struct ast *ast = arena_alloc(arena, sizeof(*ast));
	if (ast)
		*ast = (struct ast){.kind = kind, .depth = 1};
	return ast;
}

static void add_text(struct strbuf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		const char c = text.ptr[i];
		strbuf_add_times(out, c, c == '{' || c == '}' ? 2 : 1);
	}
}

/* A value that a script wrote may hold a shell's words beside expressions. */
static bool may_be_shell(struct str text)
{
	return str_find_char(text, '$', 0) != STR_NOWHERE ||
	       str_find_char(text, '`', 0) != STR_NOWHERE;
}

static const struct ast *parse(struct arena *arena, struct str text)
{
	struct expression_error error;
	const struct expression *expression = expression_parse(arena, text, &error);
	return expression ? expression->root : NULL;
}

/* False when a piece is no expression that can be evaluated elsewhere. */
static bool add_pieces(struct mixture *mixture, struct str text)
{
	bool unclosed;
	struct span span;
	for (size_t at = 0; span_next(text, at, &span, &unclosed); at = span.end) {
		if (unclosed)
			return false;
		if (!span.is_expression) {
			if (may_be_shell(span.inner))
				return false;
			add_text(&mixture->format, span.inner);
			continue;
		}
		const struct ast *argument = parse(mixture->arena, span.inner);
		strbuf_printf(&mixture->format, "{%u}", mixture->call->operand_count - 1);
		if (!argument || !ast_add(mixture->arena, mixture->call, argument))
			return false;
	}
	return true;
}

static const struct ast *format_call(struct arena *arena, struct str text)
{
	struct ast *call = make(arena, AST_CALL);
	struct ast *format = make(arena, AST_LITERAL);
	struct mixture mixture = {.arena = arena, .call = call};
	if (!call || !format)
		return NULL;
	strbuf_init(&mixture.format, arena, LIMIT_TEXT_BYTES);
	if (!ast_add(arena, call, format) || !add_pieces(&mixture, text))
		return NULL;
	const struct str pattern = strbuf_str(&mixture.format);
	format->literal = pattern.ptr ? value_string(arena, pattern, NULL) : NULL;
	call->function = function_find(STR("format"));
	call->depth = 2;
	const size_t count = call->operand_count;
	return format->literal && count > 1 && count <= call->function->max ? call : NULL;
}

const struct ast *given_ast(struct arena *arena, const struct value *given, bool text)
{
	struct span span;
	if (given->why == WHY_SCRIPT)
		return NULL; /* its text is a shell's */
	const bool single = text_is_expression(given->text, &span);
	return single && !text ? parse(arena, span.inner) : format_call(arena, given->text);
}
