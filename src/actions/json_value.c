/* SPDX-License-Identifier: MIT */
#include "actions/json_value.h"

#include <jansson.h>

/* jansson seeds its hash from the machine's entropy unless it is given a seed: the planner may not
 * ask the machine for anything, and the seed decides nothing that is printed. */
#define FIXED_SEED 1

static const struct value *convert(
	struct arena *arena, const json_t *json, const struct place *origin);

static const struct value *convert_array(
	struct arena *arena, const json_t *json, const struct place *origin)
{
	const size_t count = json_array_size(json);
	const struct value **items = arena_array(arena, count ? count : 1, sizeof(*items));

	for (size_t i = 0; items && i < count; i++) {
		items[i] = convert(arena, json_array_get(json, i), origin);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(arena, items, count, origin) : NULL;
}

static const struct value *convert_object(
	struct arena *arena, json_t *json, const struct place *origin)
{
	struct map *members = arena_alloc(arena, sizeof(*members));
	const char *key;
	json_t *item;

	if (!members)
		return NULL;
	map_init(members, arena);
	json_object_foreach(json, key, item)
	{
		const struct str name = str_dup(arena, str_of(key));
		const struct value *value = convert(arena, item, origin);
		if (!name.ptr || !value || !map_put(members, name, value))
			return NULL;
	}
	return value_object(arena, members, origin);
}

/* jansson bounds the depth of what it parses, and so of this. */
static const struct value *convert(
	struct arena *arena, const json_t *json, const struct place *origin)
{
	struct str text;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return convert_object(arena, (json_t *)(uintptr_t)json, origin);
	case JSON_ARRAY:
		return convert_array(arena, json, origin);
	case JSON_STRING:
		text = (struct str){json_string_value(json), json_string_length(json)};
		text = str_dup(arena, text);
		return text.ptr ? value_string(arena, text, origin) : NULL;
	case JSON_INTEGER:
	case JSON_REAL:
		return value_number(arena, json_number_value(json), origin);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_boolean(arena, json_is_true(json), origin);
	case JSON_NULL:
		break;
	}
	return value_null(arena, origin);
}

const struct value *json_value(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str text)
{
	struct place *origin = arena_alloc(arena, sizeof(*origin));
	const struct value *value = NULL;
	json_error_t error;
	json_t *json;

	if (!origin)
		return NULL;
	json_object_seed(FIXED_SEED);
	json = json_loadb(text.ptr, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (!json) {
		if (json_error_code(&error) == json_error_out_of_memory) {
			arena->exhausted = true;
			return NULL;
		}
		const struct place at = {file, text, error.line > 0 ? (unsigned)error.line : 1,
			error.column > 0 ? (unsigned)error.column : 1};
		diag_add(diags, rule, at, "not JSON: %s", error.text);
		return NULL;
	}
	*origin = place_of_file(file);
	value = convert(arena, json, origin);
	json_decref(json);
	return value;
}
