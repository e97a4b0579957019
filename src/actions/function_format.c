/* SPDX-License-Identifier: MIT */
#include "actions/function_rows.h"
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

/*
 * Reads "{12}" at `at`; "{12:}" says the same, and no value takes more behind the colon. Indices
 * past what a call may have all count as one that it has not.
 */
static enum format_step read_argument(struct str format, size_t *at, struct format_piece *ret)
{
	size_t i = *at + 1;
	size_t index = 0;
	while (i < format.len && char_is_digit(format.ptr[i])) {
		if (index <= LIMIT_EXPRESSION_BYTES)
			index = index * 10 + (size_t)(format.ptr[i] - '0');
		i++;
	}
	if (i == *at + 1)
		return FORMAT_BROKEN;
	if (i < format.len && format.ptr[i] == ':')
		i++;
	if (i == format.len || format.ptr[i] != '}')
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

/* Writes what is wrong with a format string at `start`, where it is broken or has no argument. */
static void describe(struct arena *arena, struct str format, size_t start, enum format_step step,
	struct str piece, struct expression_error *ret_error)
{
	if (step == FORMAT_BROKEN) {
		ret_error->message = str_printf(
			arena, "the format string is invalid at '%c'", format.ptr[start]);
		ret_error->hint = STR("write '{{' for '{' and '}}' for '}'");
	} else {
		ret_error->message = str_printf(arena,
			"the format string references more arguments than were supplied: '%.*s'",
			STR_ARG(piece));
	}
}

/* Where a call's format string is broken: in the literal, or at the call. */
static size_t offset_of(struct str text, const struct ast *call, size_t start)
{
	const struct ast *first = ast_operand(call, 0);
	if (first->kind != AST_LITERAL || first->literal->kind != VALUE_STRING)
		return call->offset;
	return offset_in_source(text, first, start);
}

bool check_format(struct arena *arena, const struct ast *call, struct str text,
	struct expression_error *ret_error)
{
	const struct ast *first = ast_operand(call, 0);
	if (first->kind != AST_LITERAL || first->literal->kind != VALUE_STRING)
		return true;
	const struct str format = first->literal->text;
	const size_t given = call->operand_count - 1;
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
	ret_error->offset = offset_of(text, call, start);
	describe(arena, format, start, step, piece.text, ret_error);
	return false;
}

/* One call whose format string is known. */
struct formatting {
	struct reduction *r;
	const struct ast *call;
	struct term *terms; /* of all operands; `left` NULL: not evaluated */
	struct strbuf out;
	bool unknown; /* an argument is */
};

/* Adds an argument, which is evaluated when it is first named. */
static bool add_argument(struct formatting *f, size_t index)
{
	struct term *term = &f->terms[index + 1];
	if (!term->left && !ast_reduce(f->r, ast_operand(f->call, index + 1), term))
		return false;
	if (!term->value)
		f->unknown = true;
	else
		strbuf_add(&f->out, value_to_string(f->r->scope->arena, term->value));
	return true;
}

static bool add_pieces(struct formatting *f, struct str format)
{
	struct format_piece piece = {0};
	size_t start = 0;
	size_t at = 0;
	enum format_step step = format_next(format, &at, &piece);
	for (; step != FORMAT_END && !f->out.failed; step = format_next(format, &at, &piece)) {
		if (step == FORMAT_BROKEN ||
			(step == FORMAT_ARGUMENT && piece.index + 1 >= f->call->operand_count)) {
			f->r->error->offset = offset_of(f->r->text, f->call, start);
			describe(f->r->scope->arena, format, start, step, piece.text, f->r->error);
			return false;
		}
		if (step == FORMAT_TEXT)
			strbuf_add(&f->out, piece.text);
		else if (!add_argument(f, piece.index))
			return false;
		start = at;
	}
	return true;
}

/* The call with what is left of its arguments, each of which becomes a string here. */
static bool left_format(struct formatting *f, struct term *ret)
{
	for (size_t i = 0; i < f->call->operand_count; i++) {
		if (!f->terms[i].left) /* GitHub does not evaluate it */
			f->terms[i].left = ast_operand(f->call, i);
		f->terms[i].text = false;
	}
	return term_left(f->r, f->call, f->terms, f->call->operand_count, ret);
}

bool reduce_format(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	const size_t count = call->operand_count;
	struct formatting f = {.r = r, .call = call};
	f.terms = arena_array(arena, count, sizeof(*f.terms));
	if (!f.terms || !ast_reduce(r, ast_operand(call, 0), &f.terms[0]))
		return false;
	if (!f.terms[0].value) {
		for (size_t i = 1; i < count; i++)
			if (!ast_reduce_maybe(r, ast_operand(call, i), &f.terms[i]))
				return false;
		return left_format(&f, ret);
	}
	const struct str format = value_to_string(arena, f.terms[0].value);
	strbuf_init(&f.out, arena, LIMIT_TEXT_BYTES);
	if (!format.ptr || !add_pieces(&f, format))
		return false;
	return f.unknown ? left_format(&f, ret) : term_text(r, call, &f.out, ret);
}
