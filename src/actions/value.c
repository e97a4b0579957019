/* SPDX-License-Identifier: MIT */
#include "actions/value.h"

#include <stdint.h>

#include "actions/letters.h"

/* Up to here every whole number has a double of its own. */
#define WHOLE_MAX 9007199254740992.0

static struct value *make(struct arena *arena, enum value_kind kind, const struct place *origin)
{
	struct value *value = arena_alloc(arena, sizeof(*value));
	if (value)
		*value = (struct value){.kind = kind, .origin = origin};
	return value;
}

const struct value *value_null(struct arena *arena, const struct place *origin)
{
	return make(arena, VALUE_NULL, origin);
}

const struct value *value_boolean(struct arena *arena, bool boolean, const struct place *origin)
{
	struct value *value = make(arena, VALUE_BOOLEAN, origin);
	if (value)
		value->boolean = boolean;
	return value;
}

const struct value *value_number(struct arena *arena, double number, const struct place *origin)
{
	struct value *value = make(arena, VALUE_NUMBER, origin);
	if (value)
		value->number = number;
	return value;
}

const struct value *value_string(struct arena *arena, struct str text, const struct place *origin)
{
	struct value *value = make(arena, VALUE_STRING, origin);
	if (value)
		value->text = text;
	return value;
}

const struct value *value_array(
	struct arena *arena, const struct value **items, size_t count, const struct place *origin)
{
	struct value *value = make(arena, VALUE_ARRAY, origin);
	if (value) {
		value->items = items;
		value->count = count;
	}
	return value;
}

const struct value *value_object(
	struct arena *arena, const struct map *members, const struct place *origin)
{
	struct value *value = make(arena, VALUE_OBJECT, origin);
	if (value)
		value->members = members;
	return value;
}

const struct value *value_unknown(struct arena *arena, struct str text, unsigned marks,
	enum unknown_why why, const struct place *origin)
{
	struct value *value = make(arena, VALUE_STRING, origin);
	if (value) {
		value->text = text;
		value->marks = marks | MARK_UNKNOWN;
		value->why = why;
	}
	return value;
}

const struct value *value_over(
	struct arena *arena, const struct value *value, const struct value *before)
{
	if (!value || !before || value == before || value->over)
		return value;
	struct value *above = arena_copy(arena, value, sizeof(*value));
	if (above)
		above->over = before;
	return above;
}

unsigned value_marks(const struct value *value)
{
	unsigned marks = value->marks;
	if (value->kind == VALUE_ARRAY)
		for (size_t i = 0; i < value->count; i++)
			marks |= value_marks(value->items[i]);
	if (value->kind == VALUE_OBJECT)
		for (size_t i = 0; i < value->members->len; i++)
			marks |= value_marks(value->members->entries[i].value);
	return marks;
}

bool value_is_unknown(const struct value *value)
{
	return value_marks(value) & MARK_UNKNOWN;
}

bool value_is_secret(const struct value *value)
{
	return value_marks(value) & MARK_SECRET;
}

const struct value *value_member(const struct value *object, struct str name)
{
	if (object->kind != VALUE_OBJECT)
		return NULL;
	const struct map *members = object->members;
	for (size_t i = 0; i < members->len; i++)
		if (object->exact ? str_eq(members->entries[i].key, name)
				  : letters_equal(members->entries[i].key, name))
			return members->entries[i].value;
	return NULL;
}

struct str value_to_string(struct arena *arena, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		return STR("");
	case VALUE_BOOLEAN:
		return value->boolean ? STR("true") : STR("false");
	case VALUE_NUMBER:
		return value->number == 0 ? STR("0") : number_string(arena, value->number);
	case VALUE_STRING:
		return value->text;
	case VALUE_ARRAY:
		return STR("Array");
	case VALUE_OBJECT:
		break;
	}
	return STR("Object");
}

const struct value *value_as_string(struct arena *arena, const struct value *value)
{
	struct value *unknown;

	if (value->marks & MARK_UNKNOWN) {
		unknown = arena_copy(arena, value, sizeof(*value));
		if (unknown)
			unknown->string = true;
		return unknown;
	}
	if (value->kind == VALUE_STRING)
		return value;
	const struct str text = value_to_string(arena, value);
	return text.ptr ? value_string(arena, text, value->origin) : NULL;
}

struct str unknown_why_name(enum unknown_why why)
{
	static const struct str names[] = {
		[WHY_EXPRESSION] = STR_ROW("expression"),
		[WHY_SCRIPT] = STR_ROW("script"),
		[WHY_STEP_OUTPUT] = STR_ROW("step-output"),
		[WHY_MATRIX] = STR_ROW("matrix"),
	};
	return names[why];
}

static void number_json(struct json_out *json, double number)
{
	if (number >= -WHOLE_MAX && number <= WHOLE_MAX && number == (double)(int64_t)number) {
		json_out_integer(json, (int64_t)number);
		return;
	}
	const struct str text = number_exact(json->out->arena, number);
	if (!text.ptr)
		json->out->failed = true;
	else if (number - number != 0)
		json_out_string(json, text); /* JSON has no number for NaN and the infinities */
	else
		json_out_number_text(json, text);
}

static void object_json(struct json_out *json, const struct map *members)
{
	json_out_open_object(json);
	for (size_t i = 0; i < members->len; i++) {
		json_out_key(json, members->entries[i].key);
		value_json(json, members->entries[i].value);
	}
	json_out_close_object(json);
}

static void array_json(struct json_out *json, const struct value *array)
{
	json_out_open_array(json);
	for (size_t i = 0; i < array->count; i++)
		value_json(json, array->items[i]);
	json_out_close_array(json);
}

void value_json(struct json_out *json, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		json_out_null(json);
		break;
	case VALUE_BOOLEAN:
		json_out_boolean(json, value->boolean);
		break;
	case VALUE_NUMBER:
		number_json(json, value->number);
		break;
	case VALUE_STRING:
		json_out_string(json, value->text);
		break;
	case VALUE_ARRAY:
		array_json(json, value);
		break;
	case VALUE_OBJECT:
		object_json(json, value->members);
		break;
	}
}

static const struct value *sorted_array(struct arena *arena, const struct value *array)
{
	const struct value **items = arena_array(arena, array->count, sizeof(*items));
	if (!items)
		return NULL;
	for (size_t i = 0; i < array->count; i++) {
		items[i] = value_sorted(arena, array->items[i]);
		if (!items[i])
			return NULL;
	}
	return value_array(arena, items, array->count, array->origin);
}

static const struct value *sorted_object(struct arena *arena, const struct value *object)
{
	struct map *members = arena_alloc(arena, sizeof(*members));
	if (!members || !map_copy(members, arena, object->members))
		return NULL;
	for (size_t i = 0; i < members->len; i++) {
		members->entries[i].value = value_sorted(arena, members->entries[i].value);
		if (!members->entries[i].value)
			return NULL;
	}
	if (!map_sort(members))
		return NULL;
	return value_object(arena, members, object->origin);
}

const struct value *value_sorted(struct arena *arena, const struct value *value)
{
	if (value->kind == VALUE_ARRAY)
		return sorted_array(arena, value);
	if (value->kind == VALUE_OBJECT)
		return sorted_object(arena, value);
	return value; /* a scalar never changes and has nothing to sort */
}
