/* SPDX-License-Identifier: MIT */
#include "actions/trigger.h"

#include "actions/trigger_table.h"
#include "base/limits.h"

static const struct schema on_schema = {.kinds = KIND_STRING | KIND_SEQUENCE | KIND_MAPPING,
	.demands = MUST_BE_FILLED,
	.values = &schema_elsewhere,
	.items = &schema_word};

/* An event takes one of each pair. */
static const struct {
	const char *filter;
	const char *ignore;
} filter_pairs[] = {
	{"branches", "branches-ignore"},
	{"tags", "tags-ignore"},
	{"paths", "paths-ignore"},
};

#define FILTER_PAIRS (sizeof(filter_pairs) / sizeof(filter_pairs[0]))

const struct event_row *event_find(struct str name)
{
	const struct event *event = trigger_event(name);
	return event ? &event->row : NULL;
}

static const struct event *check_event(const struct checker *checker, const struct node *name)
{
	const struct event *event = trigger_event(name->text);
	if (event)
		return event;
	struct diag *diag = checker_add(checker, RULE_TRIGGER, node_place(checker->document, name),
		"'%.*s' is no event that starts a workflow", STR_ARG(name->text));
	schema_hint_near(checker, diag, name->text, trigger_events, trigger_event_count,
		sizeof(trigger_events[0]));
	return NULL;
}

static const struct node_member *find_member(const struct node *mapping, const char *name)
{
	if (mapping->kind != NODE_MAPPING)
		return NULL;
	for (size_t i = 0; i < mapping->count; i++)
		if (str_is(mapping->members[i].key->text, name))
			return &mapping->members[i];
	return NULL;
}

static bool is_set(const struct node_member *member)
{
	return member && member->value->kind != NODE_NULL;
}

static bool check_filters(const struct checker *checker, const struct node *settings)
{
	bool fits = true;
	for (size_t i = 0; i < FILTER_PAIRS; i++) {
		const struct node_member *filter = find_member(settings, filter_pairs[i].filter);
		const struct node_member *ignore = find_member(settings, filter_pairs[i].ignore);
		if (!is_set(filter) || !is_set(ignore))
			continue;
		struct diag *diag = checker_add(checker, RULE_TRIGGER,
			node_place(checker->document, ignore->key),
			"'%s' and '%s' exclude each other", filter_pairs[i].filter,
			filter_pairs[i].ignore);
		diag_relate(checker->diags, diag, node_place(checker->document, filter->key),
			"'%s' stands here", filter_pairs[i].filter);
		diag_hint(checker->diags, diag, "write what to leave out as '!pattern' in '%s'",
			filter_pairs[i].filter);
		fits = false;
	}
	return fits;
}

static bool check_cron(const struct checker *checker, const struct node *cron)
{
	struct str why = STR_NONE;
	size_t offset = 0;
	if (cron_check(checker->arena, cron->text, &why, &offset))
		return true;
	checker_add(checker, RULE_CRON, node_place_at(checker->document, cron, offset), "%.*s",
		STR_ARG(why));
	return false;
}

static bool check_schedule(const struct checker *checker, const struct node *schedule)
{
	bool fits = true;
	for (size_t i = 0; i < schedule->count; i++)
		fits = check_cron(checker, node_get(schedule->items[i], "cron")) && fits;
	return fits;
}

static bool check_settings(const struct checker *checker, const struct node_member *member)
{
	const struct event *event = check_event(checker, member->key);
	if (!event)
		return false;
	if (!schema_check(checker, event->settings, member->value, schema_key_subject(member->key)))
		return false;
	if (member->value->kind == NODE_SEQUENCE)
		return check_schedule(checker, member->value);
	return check_filters(checker, member->value);
}

bool triggers_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *on)
{
	const struct checker checker = {arena, diags, document};
	if (!schema_check(&checker, &on_schema, on, (struct schema_subject){"", STR("on")}))
		return false;
	if (on->kind == NODE_STRING)
		return check_event(&checker, on) != NULL;
	bool fits = true;
	for (size_t i = 0; i < on->count; i++)
		fits = (on->kind == NODE_SEQUENCE ? check_event(&checker, on->items[i]) != NULL
						  : check_settings(&checker, &on->members[i])) &&
		       fits;
	return fits;
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

/* The settings of an event; `settings` NULL: only its name was given. */
static const struct value *event_value(
	const struct reading *reading, struct str name, const struct node *settings)
{
	const struct event *event = trigger_event(name);
	if (event && settings && str_is(name, "schedule"))
		return schedule_value(reading, settings);
	if (event && settings)
		return read_members(reading, event->settings, settings);
	struct map *none = new_map(reading->arena);
	return none ? value_object(reading->arena, none, NULL) : NULL;
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
			event_value(&reading, name->text, named ? on->members[i].value : NULL);
		if (!value || !map_put(events, name->text, value))
			return NULL;
	}
	if (!events)
		return NULL;
	const struct value *object = value_object(arena, events, origin_of(&reading, on));
	return object ? value_sorted(arena, object) : NULL;
}
