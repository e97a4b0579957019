/* SPDX-License-Identifier: MIT */
#include "actions/script_lex.h"

struct str script_word_plain(const struct script_word *word)
{
	const struct script_part *part = word->parts;
	if (!part || part->next || part->kind != PART_LITERAL || part->quoted)
		return STR_NONE;
	return part->text;
}

size_t script_name_length(struct str text, size_t from)
{
	size_t at = from;
	while (at < text.len && (char_is_alnum(text.ptr[at]) || text.ptr[at] == '_'))
		at++;
	return at > from && char_is_digit(text.ptr[from]) ? 0 : at - from;
}

/* The form NAME[…]=…; a subscript that is more than literal text is not looked into. */
static bool element_assignment(
	const struct script_part *part, size_t at, struct script_assignment *ret)
{
	const size_t close = str_find_char(part->text, ']', at);
	if (close == STR_NOWHERE) {
		ret->value_at = part->text.len;
		return part->next;
	}
	const struct str rest = str_slice(part->text, close + 1, part->text.len);
	ret->append = str_starts(rest, STR("+="));
	ret->value_at = close + (ret->append ? 3 : 2);
	return ret->append || str_starts(rest, STR("="));
}

bool script_word_assignment(const struct script_word *word, struct script_assignment *ret)
{
	const struct script_part *part = word->parts;
	if (!part || part->kind != PART_LITERAL || part->quoted)
		return false;
	const size_t length = script_name_length(part->text, 0);
	if (length == 0 || length == part->text.len)
		return false;
	const struct str rest = str_slice(part->text, length, part->text.len);
	*ret = (struct script_assignment){.name = str_slice(part->text, 0, length)};
	if (rest.ptr[0] == '[') {
		ret->element = true;
		return element_assignment(part, length, ret);
	}
	ret->append = str_starts(rest, STR("+="));
	ret->value_at = length + (ret->append ? 2 : 1);
	return ret->append || rest.ptr[0] == '=';
}
