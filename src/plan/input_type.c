/* SPDX-License-Identifier: MIT */
#include "plan/event_context.h"

static const struct value *declared_input(const struct making *making, struct str name)
{
	static const char *const triggers[] = {"workflow_dispatch", "workflow_call"};

	for (size_t i = 0; i < sizeof(triggers) / sizeof(triggers[0]); i++) {
		const struct value *trigger = value_member(making->triggers, str_of(triggers[i]));
		const struct value *inputs = trigger ? value_member(trigger, STR("inputs")) : NULL;
		const struct value *input = inputs ? value_member(inputs, name) : NULL;
		if (input)
			return input;
	}
	return NULL;
}

static bool is_choice(const struct value *options, struct str text)
{
	for (size_t i = 0; options && options->kind == VALUE_ARRAY && i < options->count; i++)
		if (str_eq(options->items[i]->text, text))
			return true;
	return !options || options->kind != VALUE_ARRAY;
}

/* A text as a value of a declared type. NULL: it cannot be one, or the arena is exhausted. */
static const struct value *typed(
	const struct making *making, const struct value *input, const struct value *given)
{
	const struct value *type = value_member(input, STR("type"));
	const struct str text = given->text;
	double number;

	if (given->kind != VALUE_STRING || value_is_unknown(given) || !type)
		return given;
	if (str_is(type->text, "boolean")) {
		const bool truth = str_eq_nocase(text, STR("true"));
		return truth || str_eq_nocase(text, STR("false"))
			       ? value_boolean(making->arena, truth, given->origin)
			       : NULL;
	}
	if (str_is(type->text, "number"))
		return number_parse(str_trim(text), &number)
			       ? value_number(making->arena, number, given->origin)
			       : NULL;
	if (str_is(type->text, "choice") && !is_choice(value_member(input, STR("options")), text))
		return NULL;
	return given;
}

static void refuse_input(const struct making *making, struct str name, const struct value *input,
	const struct value *given)
{
	const struct value *type = value_member(input, STR("type"));

	diag_add(making->diags, RULE_CONTEXT,
		given->origin ? *given->origin : place_of_file(STR("context")),
		"'%.*s' is no value of the input '%.*s', whose type is %.*s", STR_ARG(given->text),
		STR_ARG(name), STR_ARG(type->text));
}

bool contexts_type_inputs(const struct making *making, struct map *contexts)
{
	const struct value *given = map_get(contexts, STR("inputs"));
	struct map *inputs;
	const struct value *object;

	if (!given || given->kind != VALUE_OBJECT)
		return true;
	inputs = arena_alloc(making->arena, sizeof(*inputs));
	if (!inputs || !map_copy(inputs, making->arena, given->members))
		return false;
	for (size_t i = 0; i < inputs->len; i++) {
		struct map_entry *entry = &inputs->entries[i];
		const struct value *input = declared_input(making, entry->key);
		const struct value *value = input ? typed(making, input, entry->value) : NULL;
		if (value)
			entry->value = value;
		else if (input && !making->arena->exhausted)
			refuse_input(making, entry->key, input, entry->value);
	}
	object = value_object(making->arena, inputs, given->origin);
	return object && map_put(contexts, STR("inputs"), object);
}
