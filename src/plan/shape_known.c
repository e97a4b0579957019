/* SPDX-License-Identifier: MIT */
#include "plan/shape.h"

#include "plan/shape_table.h"

static const struct value *keep(
	struct arena *arena, const struct shape *shape, const struct value *value);

static const struct value *keep_items(
	struct arena *arena, const struct shape *shape, const struct value *array)
{
	const struct value **items = arena_array(arena, array->count, sizeof(*items));
	bool changed = false;

	for (size_t i = 0; items && i < array->count; i++) {
		items[i] = keep(arena, shape->item, array->items[i]);
		if (!items[i])
			return NULL;
		changed |= items[i] != array->items[i];
	}
	if (!items || !changed)
		return items ? array : NULL;
	return value_array(arena, items, array->count, array->origin);
}

static const struct value *keep_members(
	struct arena *arena, const struct shape *shape, const struct value *object)
{
	const struct map *from = object->members;
	struct map *kept = arena_alloc(arena, sizeof(*kept));
	bool changed = false;

	if (!kept)
		return NULL;
	map_init(kept, arena);
	for (size_t i = 0; i < from->len; i++) {
		const struct map_entry *entry = &from->entries[i];
		const size_t row = shape_find_row(shape, entry->key);
		const struct value *value;
		if (row == shape->member_count) {
			changed = true;
			continue;
		}
		value = keep(arena, shape->members[row].shape, entry->value);
		if (!value || !map_put(kept, entry->key, value))
			return NULL;
		changed |= value != entry->value;
	}
	return changed ? value_object(arena, kept, object->origin) : object;
}

/* What is no list or object of the table's holds no member of it either. */
static const struct value *keep(
	struct arena *arena, const struct shape *shape, const struct value *value)
{
	if (value->kind == VALUE_ARRAY && shape->item && shape->item != shape)
		return keep_items(arena, shape, value);
	if (value->kind == VALUE_OBJECT && shape->member_count)
		return keep_members(arena, shape, value);
	return value;
}

const struct value *shape_known(struct arena *arena, const struct value *plan)
{
	return keep(arena, &shape_of_plan, plan);
}
