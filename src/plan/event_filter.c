/* SPDX-License-Identifier: MIT */
#include "plan/event_filter.h"

struct str filter_only(const struct value *list)
{
	if (!list || list->kind != VALUE_ARRAY || list->count != 1)
		return STR_NONE;
	const struct str text = list->items[0]->text;
	for (size_t i = 0; i < text.len; i++)
		if (str_find_char(STR("*?+[]!\\"), text.ptr[i], 0) != STR_NOWHERE)
			return STR_NONE;
	return text;
}

/* What stands in front of the first sign of a pattern; a '?' takes the sign before it along. */
static struct str literal_start(struct str pattern)
{
	size_t end = 0;

	while (end < pattern.len &&
		str_find_char(STR("*?+[]!\\$"), pattern.ptr[end], 0) == STR_NOWHERE)
		end++;
	if (end == 0 || end == pattern.len || pattern.ptr[end] != '?')
		return str_slice(pattern, 0, end);
	do
		end--;
	while (end > 0 && ((unsigned char)pattern.ptr[end] & 0xC0u) == 0x80u);
	return str_slice(pattern, 0, end);
}

/* What two texts have in common, up to a sign that is not ASCII and differs. */
static struct str common_start(struct str a, struct str b)
{
	size_t end = 0;

	while (end < a.len && end < b.len && a.ptr[end] == b.ptr[end])
		end++;
	while (end > 0 && end < a.len && ((unsigned char)a.ptr[end] & 0xC0u) == 0x80u)
		end--;
	return str_slice(a, 0, end);
}

struct str filter_start(const struct value *list)
{
	struct str start = STR_NONE;

	for (size_t i = 0; list && list->kind == VALUE_ARRAY && i < list->count; i++) {
		const struct str pattern = list->items[i]->text;
		if (list->items[i]->kind == VALUE_STRING && str_starts(pattern, STR("!")))
			continue; /* takes names out, and lets none in */
		const struct str own =
			list->items[i]->kind == VALUE_STRING ? literal_start(pattern) : STR("");
		start = start.ptr ? common_start(start, own) : own;
	}
	return start.ptr ? start : STR("");
}
