/* SPDX-License-Identifier: MIT */
#include "yaml/node.h"

#include <string.h>

const struct node_member *node_member(const struct node *mapping, const char *key)
{
	if (mapping->kind != NODE_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (str_is(mapping->members[i].key->text, key))
			return &mapping->members[i];
	return NULL;
}

const struct node *node_get(const struct node *mapping, const char *key)
{
	const struct node_member *member = node_member(mapping, key);
	return member ? member->value : NULL;
}

void node_read(const struct node *mapping, const struct node_slot *slots, size_t count, void *model)
{
	const size_t members = mapping->kind == NODE_MAPPING ? mapping->count : 0;
	for (size_t i = 0; i < members; i++) {
		const struct node_member *member = &mapping->members[i];
		size_t slot = 0;
		while (slot < count && !str_eq(slots[slot].key, member->key->text))
			slot++;
		if (slot < count)
			memcpy((unsigned char *)model + slots[slot].at, &member->value,
				sizeof(member->value));
	}
}

bool node_is_scalar(const struct node *node)
{
	return node->kind != NODE_SEQUENCE && node->kind != NODE_MAPPING;
}

const char *node_kind_name(enum node_kind kind)
{
	static const char *const names[] = {
		[NODE_NULL] = "null",
		[NODE_BOOLEAN] = "a boolean",
		[NODE_NUMBER] = "a number",
		[NODE_STRING] = "a string",
		[NODE_SEQUENCE] = "a sequence",
		[NODE_MAPPING] = "a mapping",
	};
	return names[kind];
}

struct str node_string(struct arena *arena, const struct node *scalar)
{
	switch (scalar->kind) {
	case NODE_NULL:
		return STR("");
	case NODE_BOOLEAN:
		return scalar->boolean ? STR("true") : STR("false");
	case NODE_NUMBER:
		return number_string(arena, scalar->number);
	case NODE_STRING:
		return scalar->text;
	case NODE_SEQUENCE:
	case NODE_MAPPING:
		break;
	}
	return STR_NONE;
}
