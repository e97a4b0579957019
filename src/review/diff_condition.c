/* SPDX-License-Identifier: MIT */
#include "review/diff_condition.h"

#include "base/limits.h"

/* Whether the first parenthesis is closed by the last character. */
static bool is_enclosed(struct str text)
{
	size_t depth = 0;

	if (!str_starts(text, STR("(")) || !str_ends(text, STR(")")) ||
		str_find_char(text, '\'', 0) != STR_NOWHERE)
		return false;
	for (size_t i = 0; i + 1 < text.len; i++) {
		depth += text.ptr[i] == '(';
		depth -= text.ptr[i] == ')' && depth > 0;
		if (!depth)
			return false;
	}
	return true;
}

/* Without the parentheses around all of it, as many as an expression may have. */
static struct str bare(struct str text)
{
	text = str_trim(text);
	for (unsigned i = 0; i < LIMIT_EXPRESSION_DEPTH && is_enclosed(text); i++)
		text = str_trim(str_slice(text, 1, text.len - 1));
	return text;
}

/* What stands behind the part at the beginning of the whole, or STR_NONE. */
static struct str behind(struct str whole, struct str part)
{
	if (!str_starts(whole, part) || whole.len == part.len || char_is_alnum(whole.ptr[part.len]))
		return STR_NONE;
	return str_trim(str_slice(whole, part.len, whole.len));
}

/* What stands before the part at the end of the whole, or STR_NONE. */
static struct str before(struct str whole, struct str part)
{
	if (!str_ends(whole, part))
		return STR_NONE;
	return str_trim(str_slice(whole, 0, whole.len - part.len));
}

/*
 * Whether `whole` is `part`, in parentheses or not, with something joined to it by the operator. A
 * part that is joined by '&&' to one operand of an '||' narrows the whole too, and the other way
 * round, so precedence does not matter.
 */
static bool is_joined(struct str whole, struct str part, struct str operator)
{
	const struct str inner = bare(part);
	struct str rest;

	if (str_starts(behind(whole, str_trim(part)), operator) ||
		str_starts(behind(whole, inner), operator) ||
		str_ends(before(whole, str_trim(part)), operator) ||
		str_ends(before(whole, inner), operator))
		return true;
	rest = str_starts(whole, STR("(")) ? behind(str_slice(whole, 1, whole.len), inner)
					   : STR_NONE;
	if (str_starts(rest, STR(")")) &&
		str_starts(str_trim(str_slice(rest, 1, rest.len)), operator))
		return true;
	rest = str_ends(whole, STR(")")) ? before(str_slice(whole, 0, whole.len - 1), inner)
					 : STR_NONE;
	return str_ends(rest, STR("(")) &&
	       str_ends(str_trim(str_slice(rest, 0, rest.len - 1)), operator);
}

bool condition_is_narrower(struct str old, struct str now)
{
	return is_joined(bare(now), old, STR("&&")) || is_joined(bare(old), now, STR("||"));
}

bool condition_asks_status(struct str condition)
{
	static const char *const names[] = {"always", "failure", "cancelled"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const struct str name = str_of(names[i]);
		for (size_t at = 0; at + name.len < condition.len; at++) {
			if (str_eq_nocase(str_slice(condition, at, at + name.len), name) &&
				str_starts(str_trim(str_slice(
						   condition, at + name.len, condition.len)),
					STR("(")))
				return true;
		}
	}
	return false;
}
