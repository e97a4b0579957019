/* SPDX-License-Identifier: MIT */
#include "plan/pattern.h"

#include "actions/template.h"

/* Everything may stand for a text that has no expression of its own to stand for. */
static bool is_open(const struct value *unknown)
{
	return unknown->why == WHY_SCRIPT || !text_has_expression(unknown->text);
}

static bool has_control(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < 0x20 || text.ptr[i] == 0x7F)
			return true;
	return false;
}

/*
 * Where the literal is taken to stand in the value, at or behind `from`: there when nothing may
 * stand before it, at the end when it is the last, else the first place. Taking the first place
 * loses no match, because what lies between can only add to the expression in front.
 */
static size_t place_of(struct str literal, struct str value, size_t from, bool movable, bool last)
{
	if (!movable)
		return str_starts(str_slice(value, from, value.len), literal) ? from : STR_NOWHERE;
	if (!last)
		return str_find(value, literal, from);
	if (value.len - from < literal.len || !str_ends(value, literal))
		return STR_NOWHERE;
	return value.len - literal.len;
}

bool pattern_fits(const struct value *unknown, struct str value)
{
	const struct str text = unknown->text;
	struct span span = {0};
	bool unclosed = false;
	bool movable = false;
	size_t done = 0; /* so much of the value is accounted for */

	if (is_open(unknown))
		return !has_control(value);
	for (size_t from = 0; span_next(text, from, &span, &unclosed); from = span.end) {
		if (span.is_expression) {
			movable = true;
			continue;
		}
		const size_t at = place_of(span.inner, value, done, movable, span.end == text.len);
		if (at == STR_NOWHERE || has_control(str_slice(value, done, at)))
			return false;
		done = at + span.inner.len;
		movable = false;
	}
	return !unclosed &&
	       (movable ? !has_control(str_slice(value, done, value.len)) : done == value.len);
}

/* The contexts that nobody chooses who starts a run, and the words that look like one. */
static const struct str settled_names[] = {
	STR_ROW("job"),
	STR_ROW("matrix"),
	STR_ROW("runner"),
	STR_ROW("secrets"),
	STR_ROW("strategy"),
	STR_ROW("vars"),
	STR_ROW("true"),
	STR_ROW("false"),
	STR_ROW("null"),
	STR_ROW("nan"),
	STR_ROW("infinity"),
};

static bool is_name_char(char c)
{
	return char_is_alnum(c) || c == '_' || c == '-';
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.len && char_is_space(text.ptr[at]))
		at++;
	return at;
}

static size_t skip_name(struct str text, size_t at)
{
	while (at < text.len && is_name_char(text.ptr[at]))
		at++;
	return at;
}

/* Behind the quoted string at `at`; the end of the text when it is not closed. */
static size_t skip_quoted(struct str text, size_t at)
{
	const size_t end = str_find_char(text, '\'', at + 1);

	return end == STR_NOWHERE ? text.len : end + 1;
}

static bool is_chosen_property(struct str name)
{
	return str_eq_nocase(name, STR("event")) || str_eq_nocase(name, STR("head_ref"));
}

/* Of `github`, by what follows it. All of it, and an index that is computed, may be the event. */
static bool github_is_chosen(struct str text, size_t behind)
{
	const size_t at = skip_spaces(text, behind);

	if (at == text.len)
		return true;
	const size_t start = skip_spaces(text, at + 1);
	if (text.ptr[at] == '.') {
		const size_t end = skip_name(text, start);
		return end == start || is_chosen_property(str_slice(text, start, end));
	}
	if (text.ptr[at] != '[' || start == text.len || text.ptr[start] != '\'')
		return true;
	const size_t end = skip_quoted(text, start);
	const size_t close = skip_spaces(text, end);
	return close == text.len || text.ptr[close] != ']' ||
	       is_chosen_property(str_slice(text, start + 1, end - 1));
}

static bool name_is_chosen(struct str text, size_t start, size_t end)
{
	const struct str name = str_slice(text, start, end);
	const size_t next = skip_spaces(text, end);

	if (next < text.len && text.ptr[next] == '(')
		return false; /* a function; its arguments are looked at on their own */
	if (str_eq_nocase(name, STR("github")))
		return github_is_chosen(text, end);
	for (size_t i = 0; i < sizeof(settled_names) / sizeof(settled_names[0]); i++)
		if (str_eq_nocase(name, settled_names[i]))
			return false;
	return true;
}

/* "inputs.x" where it begins; the whole expression when it goes on in another way. */
static struct str reference_at(struct str text, size_t start)
{
	size_t end = start;

	while (end < text.len && (is_name_char(text.ptr[end]) || text.ptr[end] == '.'))
		end++;
	const struct str reference = str_slice(text, start, end);
	return str_find_char(reference, '.', 0) == STR_NOWHERE ? text : reference;
}

static bool expression_is_chosen(struct str text, struct str *ret_on)
{
	bool property = false; /* a '.' stands before */

	for (size_t at = 0; at < text.len;) {
		const size_t start = at;
		const char c = text.ptr[at];
		if (c == '\'') {
			at = skip_quoted(text, at);
		} else if (is_name_char(c) && c != '-') {
			at = skip_name(text, at);
			if (!property && !char_is_digit(c) && name_is_chosen(text, start, at)) {
				*ret_on = reference_at(text, start);
				return true;
			}
		} else {
			at++;
		}
		if (!char_is_space(c))
			property = c == '.';
	}
	return false;
}

bool pattern_is_chosen(const struct value *unknown, struct str *ret_on)
{
	struct span span;
	bool unclosed = false;

	*ret_on = unknown->text;
	if (unknown->why == WHY_SCRIPT || unknown->why == WHY_STEP_OUTPUT)
		return true;
	if (!text_has_expression(unknown->text))
		return expression_is_chosen(unknown->text, ret_on);
	for (size_t from = 0; span_next(unknown->text, from, &span, &unclosed); from = span.end)
		if (span.is_expression && expression_is_chosen(span.inner, ret_on))
			return true;
	return unclosed;
}
