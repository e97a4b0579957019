/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"
#include "actions/letters.h"
#include "base/limits.h"

/*
 * A text that is put together by format() is known at its ends. That is enough to tell that
 * `refs/pull/<number>/merge` is no branch, whatever the number is.
 */

struct form {
	struct str start; /* in upper case, as comparisons are */
	struct str end;
};

/* One sign of a format, `{{` and `}}` made one; false at a placeholder, which is gone over. */
static bool take_sign(struct str format, size_t *at, char *ret)
{
	const char c = format.ptr[*at];
	const bool twice = *at + 1 < format.len && format.ptr[*at + 1] == c;
	*ret = c;
	if (c != '{' || twice) {
		*at += c == '{' || (c == '}' && twice) ? 2 : 1;
		return true;
	}
	const size_t close = str_find_char(format, '}', *at);
	*at = close == STR_NOWHERE ? format.len : close + 1;
	return false;
}

static bool read_form(struct arena *arena, struct str format, struct form *ret)
{
	struct strbuf ends[2];
	size_t now = 0;
	char sign = '\0';
	for (size_t i = 0; i < 2; i++)
		strbuf_init(&ends[i], arena, LIMIT_TEXT_BYTES);
	for (size_t at = 0; at < format.len;) {
		if (take_sign(format, &at, &sign)) {
			strbuf_add_char(&ends[now], sign);
			continue;
		}
		now = 1;
		strbuf_init(&ends[now], arena, LIMIT_TEXT_BYTES);
	}
	ret->start = letters_upper(arena, strbuf_str(&ends[0]));
	ret->end = letters_upper(arena, strbuf_str(&ends[1]));
	return now == 1 && ret->start.ptr && ret->end.ptr;
}

/* The form of a term that is a call of format() with a literal in front. */
static bool form_of(struct reduction *r, const struct term *term, struct form *ret)
{
	if (!r->scope->by_form || term->value)
		return false;
	const struct ast *call =
		term->given ? given_ast(r->scope->arena, term->given, term->text) : term->left;
	if (!call || call->kind != AST_CALL || !str_is(call->function->name, "format"))
		return false;
	const struct ast *first = ast_operand(call, 0);
	return first->kind == AST_LITERAL && first->literal->kind == VALUE_STRING &&
	       read_form(r->scope->arena, first->literal->text, ret);
}

static bool upper_text(struct reduction *r, const struct term *term, struct str *ret)
{
	if (!term->value || term->value->kind != VALUE_STRING || term->value->marks & MARK_UNKNOWN)
		return false;
	*ret = letters_upper(r->scope->arena, term->value->text);
	return ret->ptr;
}

bool form_differs(struct reduction *r, const struct term *a, const struct term *b)
{
	struct form form;
	struct str text;
	if (!(form_of(r, a, &form) && upper_text(r, b, &text)) &&
		!(form_of(r, b, &form) && upper_text(r, a, &text)))
		return false;
	return text.len < form.start.len + form.end.len || !str_starts(text, form.start) ||
	       !str_ends(text, form.end);
}

enum tri form_starts(struct reduction *r, const struct term *text, const struct term *part)
{
	struct form form;
	struct str wanted;
	if (!form_of(r, text, &form) || !upper_text(r, part, &wanted))
		return TRI_UNKNOWN;
	if (str_starts(form.start, wanted))
		return TRI_TRUE;
	return str_starts(wanted, form.start) ? TRI_UNKNOWN : TRI_FALSE;
}

bool form_contains(struct reduction *r, const struct term *text, const struct term *part)
{
	struct form form;
	struct str wanted;
	return form_of(r, text, &form) && upper_text(r, part, &wanted) &&
	       (str_find(form.start, wanted, 0) != STR_NOWHERE ||
		       str_find(form.end, wanted, 0) != STR_NOWHERE);
}
