/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "plan/making.h"

static struct place place_of(const struct value *value)
{
	return value->origin ? *value->origin : place_of_file(STR_NONE);
}

/* One value; what is refused is reported. NULL when the arena is exhausted. */
static const struct value *checked(const struct making *making, enum engine_setting setting,
	const struct value *from, struct str text)
{
	struct refusal refusal;

	if (!engine_value_check(making->arena, setting, text, &refusal))
		refuse_value(making, RULE_ENGINE_OPTION, place_of(from), &refusal);
	return making->arena->exhausted ? NULL : value_string(making->arena, text, from->origin);
}

/* The values of a setting that takes several, between commas. */
static const struct value *checked_list(
	const struct making *making, enum engine_setting setting, const struct value *value)
{
	const struct value **items =
		arena_array(making->arena, value->text.len + 1, sizeof(*items));
	size_t count = 0;

	for (size_t from = 0; items && from <= value->text.len;) {
		size_t end = str_find_char(value->text, ',', from);
		end = end == STR_NOWHERE ? value->text.len : end;
		items[count] = checked(
			making, setting, value, str_trim(str_slice(value->text, from, end)));
		if (!items[count++])
			return NULL;
		from = end + 1;
	}
	if (count > LIMIT_ADD_HOSTS)
		diag_add(making->diags, RULE_TOO_MANY, place_of(value), "more than %u added hosts",
			LIMIT_ADD_HOSTS);
	return items ? value_array(making->arena, items, count, value->origin) : NULL;
}

/* Unknown values are kept as they are; secret ones reach an argument, and may not. */
static const struct value *asked(const struct making *making, const struct map *vars,
	enum engine_setting setting, const struct value *value)
{
	const struct engine_row *row = engine_row(setting);

	if (value_is_secret(value))
		refuse_secret(making, vars, value, row->variable.ptr);
	if (value_is_unknown(value))
		return value;
	return row->several ? checked_list(making, setting, value)
			    : checked(making, setting, value, value->text);
}

bool engine_make(struct making *making, const struct map *vars, struct plan_build *build)
{
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *value = map_get(vars, engine_row(i)->variable);
		if (!value || !value->text.len)
			continue;
		build->engine[i] = asked(making, vars, i, value);
		if (!build->engine[i])
			return false;
	}
	return true;
}
