/* SPDX-License-Identifier: MIT */
#include "plan/difference.h"

#include "base/utf8.h"
#include "plan/pointer.h"

#define SHOWN_MAX ((size_t)100) /* bytes of a value that a message quotes */

static bool compare(struct arena *arena, const struct pointer *at, const struct value *given,
	const struct value *wanted, struct difference *ret);

/* The beginning of a text that ends where a code point does. */
static struct str cut(struct str text, size_t max)
{
	size_t end = 0;
	size_t len = 0;
	uint32_t point;

	while (end < text.len) {
		utf8_decode(text, end, &point, &len);
		if (end + len > max)
			break;
		end += len;
	}
	return str_slice(text, 0, end);
}

static struct str show(struct arena *arena, const struct value *value)
{
	if (!value)
		return STR_NONE;
	if (value->kind == VALUE_NULL)
		return STR("null");
	if (value->kind == VALUE_ARRAY)
		return value->count ? STR("a list") : STR("an empty list");
	if (value->kind == VALUE_OBJECT)
		return value->members->len ? STR("an object") : STR("an empty object");
	const struct str text = value_to_string(arena, value);
	const struct str shown = cut(text, SHOWN_MAX);
	return str_printf(arena, "'%.*s%s'", STR_ARG(shown), shown.len < text.len ? "..." : "");
}

static bool found(struct arena *arena, enum difference_kind kind, const struct pointer *at,
	const struct value *given, const struct value *wanted, struct difference *ret)
{
	*ret = (struct difference){
		kind, pointer_text(arena, at), show(arena, given), show(arena, wanted)};
	return ret->at.ptr != NULL;
}

static bool compare_arrays(struct arena *arena, const struct pointer *at, const struct value *given,
	const struct value *wanted, struct difference *ret)
{
	for (size_t i = 0; i < given->count || i < wanted->count; i++) {
		const struct pointer here = pointer_item(at, i);
		if (i >= given->count)
			return found(arena, DIFFERENCE_MISSING, &here, NULL, wanted->items[i], ret);
		if (i >= wanted->count)
			return found(arena, DIFFERENCE_EXTRA, &here, given->items[i], NULL, ret);
		if (compare(arena, &here, given->items[i], wanted->items[i], ret))
			return true;
	}
	return false;
}

/* Members that only the given object has, and members of both in another order. */
static bool compare_keys(struct arena *arena, const struct pointer *at, const struct map *given,
	const struct map *wanted, struct difference *ret)
{
	for (size_t i = 0; i < given->len; i++) {
		const struct map_entry *entry = &given->entries[i];
		const struct pointer here = pointer_member(at, entry->key);
		if (!map_find(wanted, entry->key))
			return found(arena, DIFFERENCE_EXTRA, &here, entry->value, NULL, ret);
		if (!str_eq(entry->key, wanted->entries[i].key))
			return found(arena, DIFFERENCE_MOVED, &here, NULL, NULL, ret);
	}
	return false;
}

static bool compare_objects(struct arena *arena, const struct pointer *at, const struct map *given,
	const struct map *wanted, struct difference *ret)
{
	const struct value *id[2] = {NULL, NULL};
	const struct pointer id_at = pointer_member(at, STR("plan_id"));

	for (size_t i = 0; i < wanted->len; i++) {
		const struct map_entry *entry = &wanted->entries[i];
		const struct map_entry *other = map_find(given, entry->key);
		const struct pointer here = pointer_member(at, entry->key);
		if (!other)
			return found(arena, DIFFERENCE_MISSING, &here, NULL, entry->value, ret);
		if (!at && str_eq(entry->key, id_at.key)) {
			id[0] = other->value;
			id[1] = entry->value;
			continue;
		}
		if (compare(arena, &here, other->value, entry->value, ret))
			return true;
	}
	return compare_keys(arena, at, given, wanted, ret) ||
	       (id[0] && compare(arena, &id_at, id[0], id[1], ret));
}

static bool same_scalar(const struct value *a, const struct value *b)
{
	if (a->kind == VALUE_BOOLEAN)
		return a->boolean == b->boolean;
	if (a->kind == VALUE_NUMBER)
		return a->number >= b->number && a->number <= b->number;
	return str_eq(a->text, b->text);
}

static bool compare(struct arena *arena, const struct pointer *at, const struct value *given,
	const struct value *wanted, struct difference *ret)
{
	if (given->kind != wanted->kind)
		return found(arena, DIFFERENCE_CHANGED, at, given, wanted, ret);
	if (given->kind == VALUE_ARRAY)
		return compare_arrays(arena, at, given, wanted, ret);
	if (given->kind == VALUE_OBJECT)
		return compare_objects(arena, at, given->members, wanted->members, ret);
	return !same_scalar(given, wanted) &&
	       found(arena, DIFFERENCE_CHANGED, at, given, wanted, ret);
}

bool difference_find(struct arena *arena, const struct value *given, const struct value *wanted,
	struct difference *ret)
{
	return compare(arena, NULL, given, wanted, ret);
}
