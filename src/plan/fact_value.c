/* SPDX-License-Identifier: MIT */
#include "plan/fact_value.h"

const struct value *fact_refuse(const struct making *making, const struct value *value,
	enum diag_rule rule, const char *message)
{
	diag_add(making->diags, rule, value->origin ? *value->origin : place_of_file(STR_NONE),
		"%s", message);
	return value;
}

const struct value *fact_flag(const struct making *making, const struct value *value)
{
	if (!value || value_is_unknown(value) || value->kind == VALUE_BOOLEAN)
		return value;
	return fact_refuse(making, value, RULE_WRONG_TYPE, "the expression is not true or false");
}

const struct value *fact_text(const struct making *making, const struct value *value)
{
	struct str text;

	if (!value || value_is_unknown(value) || value->kind == VALUE_STRING)
		return value;
	if (value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT)
		return fact_refuse(making, value, RULE_WRONG_TYPE, "the expression is not a text");
	text = value_to_string(making->arena, value);
	return text.ptr ? value_string(making->arena, text, value->origin) : NULL;
}

const struct value *fact_texts(const struct making *making, const struct value *value)
{
	const size_t count = value && value->kind == VALUE_ARRAY ? value->count : 1;
	const struct value **items;

	items = value ? arena_array(making->arena, count, sizeof(*items)) : NULL;
	for (size_t i = 0; items && i < count; i++) {
		items[i] = fact_text(making, value->kind == VALUE_ARRAY ? value->items[i] : value);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(making->arena, items, count, value->origin) : NULL;
}

const struct value *fact_object(const struct making *making, struct map **ret_members)
{
	*ret_members = arena_alloc(making->arena, sizeof(**ret_members));
	if (!*ret_members)
		return NULL;
	map_init(*ret_members, making->arena);
	return value_object(making->arena, *ret_members, NULL);
}
