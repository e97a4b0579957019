/* SPDX-License-Identifier: MIT */
#include "plan/facts_around.h"

/* An `||` binds less than the `&&` that joins it. */
static struct str operand(const struct making *making, const struct value *condition)
{
	const struct str text = condition->text;

	if (str_find(text, STR("||"), 0) == STR_NOWHERE)
		return text;
	return str_printf(making->arena, "(%.*s)", STR_ARG(text));
}

const struct value *condition_both(
	const struct making *making, const struct value *a, const struct value *b)
{
	struct str first;
	struct str second;
	struct str both;

	if (!a || !b)
		return a ? a : b;
	first = operand(making, a);
	second = operand(making, b);
	if (!first.ptr || !second.ptr)
		return NULL;
	both = str_printf(making->arena, "%.*s && %.*s", STR_ARG(first), STR_ARG(second));
	return both.ptr ? plain_value(making, both) : NULL;
}

static size_t count_of(const struct value *array)
{
	return array ? array->count : 0;
}

/* A job of the same file, as the plan calls it. */
static const struct value *called_id(const struct calling *calling, const struct value *id)
{
	struct arena *arena = calling->making->arena;
	const struct str text =
		str_printf(arena, "%.*s / %.*s", STR_ARG(calling->leg->id), STR_ARG(id->text));

	return text.ptr ? value_string(arena, text, id->origin) : NULL;
}

const struct value *needs_around(const struct leg_making *leg, const struct value *own)
{
	const struct calling *calling = leg->making->calling;
	const struct value *around;
	const struct value **items;

	if (!calling)
		return own;
	around = leg_fact(calling->leg, FACT_NEEDS);
	if (!own)
		return around;
	items = arena_array(leg->making->arena, count_of(around) + own->count, sizeof(*items));
	for (size_t i = 0; items && i < count_of(around); i++)
		items[i] = around->items[i];
	for (size_t i = 0; items && i < own->count; i++) {
		const struct value *id = called_id(calling, own->items[i]);
		if (!id)
			return NULL;
		items[count_of(around) + i] = id;
	}
	return items ? value_array(leg->making->arena, items, count_of(around) + own->count,
			       own->origin)
		     : NULL;
}

const struct step *job_step(const struct leg_making *leg)
{
	const struct step *step = leg->step;

	for (const struct acting *up = leg->acting; up; up = up->up)
		step = up->step;
	return step;
}

const struct value *step_condition(const struct leg_making *leg)
{
	const struct making *making = leg->making;
	const struct value *condition = condition_fact(making, leg->step->condition);

	for (const struct acting *up = leg->acting; up; up = up->up)
		condition = condition_both(
			making, condition_fact(making, up->step->condition), condition);
	return condition;
}
