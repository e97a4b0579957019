/* SPDX-License-Identifier: MIT */
#include "actions/data_value.h"

static const struct value *sequence(struct arena *arena, const struct document *document,
	const struct node *node, const struct place *origin)
{
	const struct value **items =
		arena_array(arena, node->count ? node->count : 1, sizeof(*items));
	for (size_t i = 0; items && i < node->count; i++) {
		items[i] = data_value(arena, document, node->items[i]);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(arena, items, node->count, origin) : NULL;
}

static const struct value *mapping(struct arena *arena, const struct document *document,
	const struct node *node, const struct place *origin)
{
	struct map *members = arena_alloc(arena, sizeof(*members));
	if (!members)
		return NULL;
	map_init(members, arena);
	for (size_t i = 0; i < node->count; i++) {
		const struct node_member *member = &node->members[i];
		const struct value *value = data_value(arena, document, member->value);
		if (!value || !map_put(members, member->key->text, value))
			return NULL;
	}
	return value_object(arena, members, origin);
}

const struct value *data_value(
	struct arena *arena, const struct document *document, const struct node *node)
{
	const struct place at = node_place(document, node);
	const struct place *origin = arena_copy(arena, &at, sizeof(at));
	if (!origin)
		return NULL;
	switch (node->kind) {
	case NODE_NULL:
		return value_null(arena, origin);
	case NODE_BOOLEAN:
		return value_boolean(arena, node->boolean, origin);
	case NODE_NUMBER:
		return value_number(arena, node->number, origin);
	case NODE_STRING:
		return value_string(arena, node->text, origin);
	case NODE_SEQUENCE:
		return sequence(arena, document, node, origin);
	case NODE_MAPPING:
		break;
	}
	return mapping(arena, document, node, origin);
}
