/* SPDX-License-Identifier: MIT */
#include "review/diff_condition.h"

/* Without the parentheses around all of it. */
static struct str bare(struct str text)
{
	unsigned depth = 0;

	text = str_trim(text);
	if (!str_starts(text, STR("(")) || !str_ends(text, STR(")")) ||
		str_find_char(text, '\'', 0) != STR_NOWHERE)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		depth += text.ptr[i] == '(';
		depth -= text.ptr[i] == ')';
		if (!depth && i + 1 < text.len)
			return text;
	}
	return bare(str_slice(text, 1, text.len - 1));
}

/*
 * Whether `whole` is `part` with something joined to it by the operator. A part that is joined by
 * '&&' to one operand of an '||' narrows the whole too, and the other way round, so precedence does
 * not matter.
 */
static bool is_joined(struct str whole, struct str part, struct str operator)
{
	const struct str parts[] = {str_trim(part), bare(part)};

	for (size_t i = 0; i < 2; i++) {
		struct str rest;
		if (str_starts(whole, parts[i]) && whole.len > parts[i].len &&
			!char_is_alnum(whole.ptr[parts[i].len])) {
			rest = str_trim(str_slice(whole, parts[i].len, whole.len));
			if (str_starts(rest, operator))
				return true;
		}
		if (str_ends(whole, parts[i])) {
			rest = str_trim(str_slice(whole, 0, whole.len - parts[i].len));
			if (str_ends(rest, operator))
				return true;
		}
	}
	return false;
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
