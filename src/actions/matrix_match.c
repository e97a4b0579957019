/* SPDX-License-Identifier: MIT */
#include "actions/matrix_match.h"

#include "actions/compare.h"
#include "base/limits.h"

static const struct value null_value = {.kind = VALUE_NULL};

static enum tri match_leaf(const struct value *wanted, const struct value *given)
{
	if ((wanted->marks & MARK_UNKNOWN) || (given->marks & MARK_UNKNOWN))
		return TRI_UNKNOWN;
	return value_equal(wanted, given) ? TRI_TRUE : TRI_FALSE;
}

/* A member that is not there is null, as it is in expressions. An unknown value may have any. */
static const struct value *member_of(const struct value *given, struct str name)
{
	if (given->marks & MARK_UNKNOWN && given->kind == VALUE_STRING)
		return given;
	const struct value *member = given->kind == VALUE_OBJECT ? value_member(given, name) : NULL;
	return member ? member : &null_value;
}

static const struct value *item_of(const struct value *given, size_t index)
{
	if (given->marks & MARK_UNKNOWN && given->kind == VALUE_STRING)
		return given;
	return given->kind == VALUE_ARRAY && index < given->count ? given->items[index]
								  : &null_value;
}

static enum tri match_value(const struct value *wanted, const struct value *given)
{
	enum tri match = TRI_TRUE;
	if (wanted->kind == VALUE_OBJECT) {
		for (size_t i = 0; i < wanted->members->len; i++) {
			const struct map_entry *entry = &wanted->members->entries[i];
			match = tri_and(
				match, match_value(entry->value, member_of(given, entry->key)));
		}
		return match;
	}
	if (wanted->kind == VALUE_ARRAY) {
		for (size_t i = 0; i < wanted->count; i++)
			match = tri_and(match, match_value(wanted->items[i], item_of(given, i)));
		return match;
	}
	return match_leaf(wanted, given);
}

enum tri matrix_match(
	const struct map *vectors, const struct map *entry, const struct map *combination)
{
	enum tri match = TRI_TRUE;
	for (size_t i = 0; i < entry->len; i++) {
		const struct map_entry *wanted = &entry->entries[i];
		if (!map_find(vectors, wanted->key))
			continue;
		const struct value *given = map_get(combination, wanted->key);
		match = tri_and(match, match_value(wanted->value, given));
	}
	return match;
}

static void add_leaves(struct strbuf *buf, const struct value *value)
{
	if (value->kind == VALUE_OBJECT) {
		for (size_t i = 0; i < value->members->len; i++)
			add_leaves(buf, value->members->entries[i].value);
		return;
	}
	if (value->kind == VALUE_ARRAY) {
		for (size_t i = 0; i < value->count; i++)
			add_leaves(buf, value->items[i]);
		return;
	}
	const struct str text = value_to_string(buf->arena, value);
	if (text.len == 0)
		return;
	if (buf->len > 0)
		strbuf_add(buf, STR(", "));
	strbuf_add(buf, text);
}

struct str matrix_label(struct arena *arena, const struct map *combination)
{
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < combination->len; i++)
		add_leaves(&buf, combination->entries[i].value);
	return buf.len > 0 ? strbuf_str(&buf) : STR_NONE;
}
