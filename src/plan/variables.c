/* SPDX-License-Identifier: MIT */
#include "actions/runner_variable.h"
#include "actions/template.h"
#include "plan/making.h"

/* Names that a block of unknown content may set, and that a build hangs on. */
static const char *const deciding[] = {
	"CACHE_REPO", "ENVBUILDER_IMAGE", "ENVBUILDER_CACHE_TTL_DAYS"};

void variables_init(struct variables *variables, struct arena *arena, bool windows)
{
	void (*const init)(struct map *, struct arena *) = windows ? map_init_nocase : map_init;

	init(&variables->values, arena);
	init(&variables->names, arena);
	variables->names_file = false;
}

bool variables_copy(struct variables *to, struct arena *arena, const struct variables *from)
{
	to->names_file = from->names_file;
	return map_copy(&to->values, arena, &from->values) &&
	       map_copy(&to->names, arena, &from->names);
}

const struct value *variable_value(const struct making *making, const struct value *value)
{
	struct value *variable;

	if (!value ||
		(value->kind == VALUE_STRING && (!value_is_secret(value) || value->secret_at)))
		return value;
	variable = arena_copy(making->arena, value, sizeof(*value));
	if (!variable)
		return NULL;
	variable->kind = VALUE_STRING;
	variable->text = value_to_string(making->arena, value);
	if (value_is_secret(value) && !variable->secret_at)
		variable->secret_at = value->origin;
	return variable->text.ptr ? variable : NULL;
}

/* Sets a variable; in a plan the one of its name that stood there stays behind it. */
static bool put(const struct making *making, struct map *variables, struct str name,
	const struct value *value)
{
	const struct value *above = value;

	if (making->builds)
		above = value_over(making->arena, value, map_get(variables, name));
	return above && map_put(variables, name, above);
}

static bool put_variable(struct variables *variables, const struct making *making, struct str name,
	const struct value *value)
{
	const struct value *variable = variable_value(making, value);

	if (!variable)
		return false;
	if (variable->marks & MARK_UNKNOWN && script_names_file(variable->text))
		variables->names_file = true;
	return put(making, &variables->values, name, variable);
}

static const struct place *keep_place(const struct making *making, const struct node *node)
{
	const struct place place = node_place(making->document, node);
	return arena_copy(making->arena, &place, sizeof(place));
}

/* A plan must not take for known what may be another by now; what is only shown may stay. */
static bool put_unknown(
	struct variables *variables, const struct making *making, const struct value *whole)
{
	if (!making->builds)
		return true;
	for (size_t i = 0; i < sizeof(deciding) / sizeof(deciding[0]); i++) {
		if (!put(making, &variables->values, str_of(deciding[i]), whole))
			return false;
	}
	return true;
}

static bool put_members(
	struct variables *variables, const struct making *making, const struct map *members)
{
	for (size_t i = 0; i < members->len; i++)
		if (!put_variable(
			    variables, making, members->entries[i].key, members->entries[i].value))
			return false;
	return true;
}

const struct map *variables_of_object(const struct making *making, const struct value *object)
{
	struct variables *variables = arena_alloc(making->arena, sizeof(*variables));

	if (!variables)
		return NULL;
	variables_init(variables, making->arena, false);
	return put_members(variables, making, object->members) ? &variables->values : NULL;
}

/* A mapping that goes in as a whole; what it holds may not be known. */
static bool put_whole(
	struct variables *variables, const struct making *making, const struct value *whole)
{
	if (whole->kind == VALUE_OBJECT)
		return put_members(variables, making, whole->members);
	if (whole->kind != VALUE_STRING || !value_is_unknown(whole))
		return true;
	return map_put(&variables->values, STR(VARIABLES_ANY), whole) &&
	       put_unknown(variables, making, whole);
}

static bool put_node(struct variables *variables, const struct making *making,
	const struct node_member *member, const struct scope *scope)
{
	const struct value *value = template_value(making->document, member->value, scope);
	struct str name = member->key->text;

	if (!value)
		return false;
	if (member->key->dollar && template_is_insert(name))
		return put_whole(variables, making, value);
	if (member->key->dollar && text_has_expression(name)) {
		const struct value *key = template_text(name, scope, NULL);
		name = key ? value_to_string(making->arena, key) : STR_NONE;
	}
	if (!name.ptr || !put_variable(variables, making, name, value))
		return false;
	if (!making->builds)
		return true;
	const struct place *at = keep_place(making, member->key);
	return at && map_put(&variables->names, name, at);
}

bool variables_add(struct variables *variables, const struct making *making,
	const struct node *block, const struct scope *scope)
{
	const struct value *whole;

	if (!block)
		return true;
	if (block->kind == NODE_MAPPING) {
		/* Siblings do not see each other: the scope's env is that of the outer levels. */
		for (size_t i = 0; i < block->count; i++) {
			if (!put_node(variables, making, &block->members[i], scope))
				return false;
		}
		return true;
	}
	whole = template_value(making->document, block, scope);
	return whole && put_whole(variables, making, whole);
}

/* What the name has when nobody knows whether the step wrote: unknown, but for the same again. */
static const struct value *perhaps(const struct variables *variables, const struct making *making,
	struct str name, const struct value *value)
{
	const struct value *before = map_get(&variables->values, name);
	struct str text;

	if (before && !value_is_unknown(before) && !value_is_unknown(value) &&
		str_eq(before->text, value->text))
		return before;
	text = str_printf(making->arena, "$%.*s", STR_ARG(name));
	if (!text.ptr)
		return NULL;
	return value_unknown(making->arena, text, value->marks | (before ? before->marks : 0),
		WHY_SCRIPT, value->origin);
}

bool variables_lay(
	struct variables *variables, const struct making *making, const struct variables *over)
{
	variables->names_file |= over->names_file;
	for (size_t i = 0; i < over->values.len; i++) {
		const struct map_entry *entry = &over->values.entries[i];
		if (!put(making, &variables->values, entry->key, entry->value))
			return false;
	}
	for (size_t i = 0; i < over->names.len; i++) {
		const struct map_entry *entry = &over->names.entries[i];
		if (!map_put(&variables->names, entry->key, entry->value))
			return false;
	}
	return true;
}

bool variables_add_anything(
	struct variables *variables, const struct making *making, const struct place *at)
{
	for (size_t i = 0; making->builds && i < sizeof(deciding) / sizeof(deciding[0]); i++) {
		const struct str text = str_printf(making->arena, "$%s", deciding[i]);
		const struct value *value =
			text.ptr ? value_unknown(making->arena, text, 0, WHY_SCRIPT, at) : NULL;
		if (!put(making, &variables->values, str_of(deciding[i]), value))
			return false;
	}
	return true;
}

/*
 * What a script made is nothing that GitHub's language can say, but for its name: those who are
 * shown what GitHub makes of a job read that, there and wherever it goes.
 */
static const struct value *named(
	const struct making *making, struct str name, const struct value *value)
{
	struct str text;

	if (making->builds || !(value->marks & MARK_UNKNOWN) || value->why != WHY_SCRIPT)
		return value;
	text = str_printf(making->arena, "${{ env.%.*s }}", STR_ARG(name));
	return text.ptr ? value_unknown(
				  making->arena, text, value->marks, WHY_EXPRESSION, value->origin)
			: NULL;
}

bool variables_add_written(struct variables *variables, const struct making *making,
	const struct map *written, bool certain)
{
	for (size_t i = 0; i < written->len; i++) {
		const struct str name = written->entries[i].key;
		const struct value *value = written->entries[i].value;
		/* An entry without a name: any name may have been set. */
		if (!name.len) {
			if (!put_unknown(variables, making, value))
				return false;
			continue;
		}
		if (!runner_takes(name))
			continue;
		if (!certain)
			value = perhaps(variables, making, name, value);
		value = value ? named(making, name, value) : NULL;
		if (!value || !put(making, &variables->values, name, value))
			return false;
	}
	return true;
}

static bool is_plain(const struct map *values)
{
	for (size_t i = 0; i < values->len; i++) {
		if (runner_sets(values->entries[i].key))
			return false;
	}
	return true;
}

static bool put_own(const struct making *making, struct map *process, const struct map *values)
{
	for (size_t i = 0; i < values->len; i++) {
		const struct map_entry *entry = &values->entries[i];
		if (!runner_sets(entry->key) && !put(making, process, entry->key, entry->value))
			return false;
	}
	return true;
}

const struct map *variables_of_process(
	const struct making *making, const struct variables *variables, const struct map *container)
{
	struct map *process;

	if ((!container || !container->len) && is_plain(&variables->values))
		return &variables->values;
	process = arena_alloc(making->arena, sizeof(*process));
	if (!process)
		return NULL;
	map_init(process, making->arena);
	process->nocase = variables->values.nocase;
	if ((container && !put_own(making, process, container)) ||
		!put_own(making, process, &variables->values))
		return NULL;
	return process;
}
