/* SPDX-License-Identifier: MIT */
#include "actions/json_value.h"

#include <jansson.h>

#include "base/limits.h"

/* jansson seeds its hash from the machine's entropy unless it is given a seed: the planner may not
 * ask the machine for anything, and the seed decides nothing that is printed. */
#define FIXED_SEED 1

/* jansson nests no deeper. */
#define PARSER_DEPTH 2048u

/* What a text becomes a value for. */
struct conversion {
	struct arena *arena;
	const struct place *origin;
	bool nocase;     /* names that differ in the case of letters alone are one */
	unsigned levels; /* how many more collections may be nested */
	bool too_deep;
};

static const struct value *convert(struct conversion *conversion, const json_t *json);

static const struct value *convert_array(struct conversion *conversion, const json_t *json)
{
	const size_t count = json_array_size(json);
	const struct value **items =
		arena_array(conversion->arena, count ? count : 1, sizeof(*items));

	for (size_t i = 0; items && i < count; i++) {
		items[i] = convert(conversion, json_array_get(json, i));
		if (!items[i])
			return NULL;
	}
	return items ? value_array(conversion->arena, items, count, conversion->origin) : NULL;
}

static const struct value *convert_object(struct conversion *conversion, json_t *json)
{
	struct map *members = arena_alloc(conversion->arena, sizeof(*members));
	const char *key;
	json_t *item;

	if (!members)
		return NULL;
	if (conversion->nocase)
		map_init_nocase(members, conversion->arena);
	else
		map_init(members, conversion->arena);
	json_object_foreach(json, key, item)
	{
		const struct str name = str_dup(conversion->arena, str_of(key));
		const struct value *value = convert(conversion, item);
		if (!name.ptr || !value || !map_put(members, name, value))
			return NULL;
	}
	return value_object(conversion->arena, members, conversion->origin);
}

static const struct value *convert_collection(struct conversion *conversion, const json_t *json)
{
	const struct value *value;
	if (conversion->levels == 0) {
		conversion->too_deep = true;
		return NULL;
	}
	conversion->levels--;
	if (json_is_array(json))
		value = convert_array(conversion, json);
	else
		value = convert_object(conversion, (json_t *)(uintptr_t)json);
	conversion->levels++;
	return value;
}

static const struct value *convert(struct conversion *conversion, const json_t *json)
{
	struct arena *arena = conversion->arena;
	const struct place *origin = conversion->origin;
	struct str text;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
	case JSON_ARRAY:
		return convert_collection(conversion, json);
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

/* jansson's tree of a text; NULL with *ret_error, or with an exhausted arena. */
static json_t *parse(struct arena *arena, struct str text, size_t flags, json_error_t *ret_error)
{
	json_object_seed(FIXED_SEED);
	json_t *json = json_loadb(text.ptr, text.len, flags | JSON_DECODE_ANY, ret_error);
	if (!json && json_error_code(ret_error) == json_error_out_of_memory)
		arena->exhausted = true;
	return json;
}

const struct value *json_value(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str text)
{
	struct place *origin = arena_alloc(arena, sizeof(*origin));
	struct conversion conversion = {arena, origin, false, PARSER_DEPTH, false};
	json_error_t error;

	if (!origin)
		return NULL;
	json_t *json = parse(arena, text, JSON_DECODE_INT_AS_REAL | JSON_REJECT_DUPLICATES, &error);
	if (!json && !arena->exhausted) {
		const struct place at = {file, text, error.line > 0 ? (unsigned)error.line : 1,
			error.column > 0 ? (unsigned)error.column : 1};
		diag_add(diags, rule, at, "not JSON: %s", error.text);
	}
	if (!json)
		return NULL;
	*origin = place_of_file(file);
	const struct value *value = convert(&conversion, json);
	json_decref(json);
	return value;
}

const struct value *json_from_text(struct arena *arena, struct str text, struct str *ret_problem)
{
	struct conversion conversion = {arena, NULL, true, LIMIT_JSON_DEPTH, false};
	json_error_t error;

	*ret_problem = STR_NONE;
	json_t *json = parse(arena, text, JSON_DECODE_INT_AS_REAL | JSON_ALLOW_NUL, &error);
	if (!json && !arena->exhausted)
		*ret_problem = str_printf(arena, "%s", error.text);
	if (!json)
		return NULL;
	const struct value *value = convert(&conversion, json);
	json_decref(json);
	if (conversion.too_deep)
		*ret_problem = str_printf(arena, "nested deeper than %u levels", LIMIT_JSON_DEPTH);
	return value;
}
