/* SPDX-License-Identifier: MIT */
#include "actions/expression_format.h"

#include "actions/expression_ast.h"
#include "base/limits.h"

enum format_step {
	FORMAT_TEXT,
	FORMAT_ARGUMENT,
	FORMAT_END,
	FORMAT_BROKEN
};

/* One piece of a format string: text as it goes out, or the index of an argument. */
struct format_piece {
	struct str text;
	size_t index;
};

/* Reads "{12}" at `at`. Indices past what a call may have all count as one that it has not. */
static enum format_step read_argument(struct str format, size_t *at, struct format_piece *ret)
{
	size_t i = *at + 1;
	size_t index = 0;
	while (i < format.len && char_is_digit(format.ptr[i])) {
		if (index <= LIMIT_EXPRESSION_BYTES)
			index = index * 10 + (size_t)(format.ptr[i] - '0');
		i++;
	}
	if (i == *at + 1 || i == format.len || format.ptr[i] != '}')
		return FORMAT_BROKEN;
	*ret = (struct format_piece){str_slice(format, *at, i + 1), index};
	*at = i + 1;
	return FORMAT_ARGUMENT;
}

/* The piece at `*at`, which moves behind it; of a broken one it stays at the brace. */
static enum format_step format_next(struct str format, size_t *at, struct format_piece *ret)
{
	if (*at == format.len)
		return FORMAT_END;
	const char c = format.ptr[*at];
	if ((c == '{' || c == '}') && *at + 1 < format.len && format.ptr[*at + 1] == c) {
		ret->text = str_slice(format, *at, *at + 1);
		*at += 2;
		return FORMAT_TEXT;
	}
	if (c == '{')
		return read_argument(format, at, ret);
	if (c == '}')
		return FORMAT_BROKEN;
	size_t end = *at;
	while (end < format.len && format.ptr[end] != '{' && format.ptr[end] != '}')
		end++;
	ret->text = str_slice(format, *at, end);
	*at = end;
	return FORMAT_TEXT;
}

/* Where byte `offset` of a literal's content stands in the expression: '' is one byte of it. */
static size_t offset_in_source(struct str text, const struct ast *literal, size_t offset)
{
	size_t at = literal->offset + 1;
	for (; offset > 0; offset--)
		at += text.ptr[at] == '\'' ? 2 : 1;
	return at;
}

bool format_check(struct arena *arena, const struct ast *call, struct str text,
	struct expression_error *ret_error)
{
	const struct ast *first = ast_operand(call, 0);
	if (first->kind != AST_LITERAL || first->literal->kind != VALUE_STRING)
		return true;
	const struct str format = first->literal->text;
	const size_t given = call->operands.len - 1;
	struct format_piece piece = {0};
	size_t start = 0;
	size_t at = 0;
	enum format_step step = format_next(format, &at, &piece);
	while (step == FORMAT_TEXT || (step == FORMAT_ARGUMENT && piece.index < given)) {
		start = at;
		step = format_next(format, &at, &piece);
	}
	if (step == FORMAT_END)
		return true;
	ret_error->offset = offset_in_source(text, first, start);
	if (step == FORMAT_BROKEN) {
		ret_error->message = str_printf(
			arena, "the format string is invalid at '%c'", format.ptr[start]);
		ret_error->hint = STR("write '{{' for '{' and '}}' for '}'");
	} else {
		ret_error->message = str_printf(arena,
			"the format string references more arguments than were supplied: '%.*s'",
			STR_ARG(piece.text));
	}
	return false;
}

bool format_compute(struct arena *arena, const struct value *const *arguments, size_t count,
	const struct value **ret)
{
	*ret = NULL;
	const struct str format = value_to_string(arena, arguments[0]);
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	struct format_piece piece = {0};
	size_t at = 0;
	enum format_step step = format_next(format, &at, &piece);
	while (step == FORMAT_TEXT || (step == FORMAT_ARGUMENT && piece.index + 1 < count)) {
		strbuf_add(&out, step == FORMAT_TEXT
					 ? piece.text
					 : value_to_string(arena, arguments[piece.index + 1]));
		step = format_next(format, &at, &piece);
	}
	if (step == FORMAT_END && !out.failed)
		*ret = value_string(arena, strbuf_str(&out), NULL);
	return !arena->exhausted;
}
