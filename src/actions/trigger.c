/* SPDX-License-Identifier: MIT */
#include "actions/trigger.h"

#include "actions/trigger_table.h"
#include "base/limits.h"

const struct event_row *event_find(struct str name)
{
	const struct event *event = trigger_event(name);
	return event ? &event->row : NULL;
}

/* What goes along while settings become values. */
struct reading {
	struct arena *arena;
	const struct document *document;
};

static const struct value *read_node(
	const struct reading *reading, const struct schema *schema, const struct node *node);

static const struct place *origin_of(const struct reading *reading, const struct node *node)
{
	const struct place place = node_place(reading->document, node);
	return arena_copy(reading->arena, &place, sizeof(place));
}

static struct map *new_map(struct arena *arena)
{
	struct map *map = arena_alloc(arena, sizeof(*map));
	if (map)
		map_init(map, arena);
	return map;
}

/* Where the table wants a text, other scalars are one; elsewhere they keep their kind. */
static const struct value *read_scalar(
	const struct reading *reading, const struct schema *schema, const struct node *node)
{
	const struct place *origin = origin_of(reading, node);
	const bool text =
		(schema->kinds & KINDS_WORD) == KINDS_WORD && !(schema->demands & MUST_KEEP_KIND);
	if (!origin)
		return NULL;
	if (node->kind == NODE_BOOLEAN && !text)
		return value_boolean(reading->arena, node->boolean, origin);
	if (node->kind == NODE_NUMBER && !text)
		return value_number(reading->arena, node->number, origin);
	if (node->kind == NODE_NULL && !text)
		return value_null(reading->arena, origin);
	const struct str string = node_string(reading->arena, node);
	return string.ptr ? value_string(reading->arena, string, origin) : NULL;
}

static const struct value *read_items(const struct reading *reading, const struct schema *schema,
	const struct node *const *nodes, size_t count)
{
	const struct value **items = arena_array(reading->arena, count, sizeof(*items));
	if (!items)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		items[i] = read_node(reading, schema, nodes[i]);
		if (!items[i])
			return NULL;
	}
	return value_array(reading->arena, items, count, NULL);
}

/* A member that is null is one that is not there, except where null is a whole definition. */
static bool says_nothing(const struct schema *schema, const struct node *node)
{
	return node->kind == NODE_NULL && !(schema->kinds & KIND_MAPPING);
}

static const struct value *read_members(
	const struct reading *reading, const struct schema *schema, const struct node *mapping)
{
	struct map *members = new_map(reading->arena);
	const size_t count = mapping->kind == NODE_MAPPING ? mapping->count : 0;
	for (size_t i = 0; members && i < count; i++) {
		const struct node_member *member = &mapping->members[i];
		const struct schema *inner = schema_member(schema, member->key->text);
		if (says_nothing(inner, member->value))
			continue;
		const struct value *value = read_node(reading, inner, member->value);
		if (!value || !map_put(members, member->key->text, value))
			return NULL;
	}
	return members ? value_object(reading->arena, members, origin_of(reading, mapping)) : NULL;
}

static const struct value *read_node(
	const struct reading *reading, const struct schema *schema, const struct node *node)
{
	if (schema->kinds & KIND_MAPPING)
		return read_members(reading, schema, node);
	if (node->kind == NODE_SEQUENCE)
		return read_items(reading, schema->items, node->items, node->count);
	if (schema->kinds & KIND_SEQUENCE)
		return read_items(reading, schema->items, &node, 1);
	return read_scalar(reading, schema, node);
}

/* Without the space at both ends, and with one space between the fields. */
static struct str plain_cron(struct arena *arena, struct str line)
{
	const struct str text = str_trim(line);
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < text.len; i++) {
		if (!char_is_space(text.ptr[i]))
			strbuf_add_char(&buf, text.ptr[i]);
		else if (!char_is_space(text.ptr[i - 1]))
			strbuf_add_char(&buf, ' ');
	}
	return strbuf_str(&buf);
}

static const struct value *schedule_item(const struct reading *reading, const struct node *item)
{
	const struct node *cron = node_get(item, "cron");
	const struct node *timezone = node_get(item, "timezone");
	const struct str line = plain_cron(reading->arena, cron->text);
	struct map *members = new_map(reading->arena);
	if (!line.ptr || !members)
		return NULL;
	const struct value *value = value_string(reading->arena, line, origin_of(reading, cron));
	if (!value || !map_put(members, STR("cron"), value))
		return NULL;
	if (timezone) {
		value = read_scalar(reading, &schema_word, timezone);
		if (!value || !map_put(members, STR("timezone"), value))
			return NULL;
	}
	return value_object(reading->arena, members, origin_of(reading, item));
}

static const struct value *schedule_value(const struct reading *reading, const struct node *node)
{
	const size_t count = node->kind == NODE_SEQUENCE ? node->count : 0;
	const struct value **items = arena_array(reading->arena, count, sizeof(*items));
	if (!items)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		items[i] = schedule_item(reading, node->items[i]);
		if (!items[i])
			return NULL;
	}
	return value_array(reading->arena, items, count, origin_of(reading, node));
}

/* The settings of an event, at its name's place; `settings` NULL: only its name was given. */
static const struct value *event_value(
	const struct reading *reading, const struct node *name, const struct node *settings)
{
	const struct event *event = trigger_event(name->text);
	if (event && settings && str_is(name->text, "schedule"))
		return schedule_value(reading, settings);
	const struct value *value =
		event && settings ? read_members(reading, event->settings, settings) : NULL;
	if (event && settings && !value)
		return NULL;
	const struct map *members = value ? value->members : new_map(reading->arena);
	return members ? value_object(reading->arena, members, origin_of(reading, name)) : NULL;
}

const struct value *triggers_value(
	const struct document *document, const struct node *on, struct arena *arena)
{
	const struct reading reading = {arena, document};
	struct map *events = new_map(arena);
	const size_t count = node_is_scalar(on) ? 1 : on->count;
	for (size_t i = 0; events && i < count; i++) {
		const bool named = on->kind == NODE_MAPPING;
		const struct node *item = on->kind == NODE_SEQUENCE ? on->items[i] : on;
		const struct node *name = named ? on->members[i].key : item;
		const struct value *value =
			event_value(&reading, name, named ? on->members[i].value : NULL);
		if (!value || !map_put(events, name->text, value))
			return NULL;
	}
	if (!events)
		return NULL;
	const struct value *object = value_object(arena, events, origin_of(&reading, on));
	return object ? value_sorted(arena, object) : NULL;
}
