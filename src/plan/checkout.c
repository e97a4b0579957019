/* SPDX-License-Identifier: MIT */
#include "plan/checkout.h"

#include "actions/template.h"

enum input_kind {
	INPUT_TEXT,
	INPUT_BOOLEAN
};

/* An input of the action, the member that shows it, and the value that goes without saying. */
static const struct input_row {
	const char *input;
	const char *member;
	enum input_kind kind;
	const char *standard;
} input_rows[] = {
	{"repository", "repository", INPUT_TEXT, ""},
	{"ref", "ref", INPUT_TEXT, ""},
	{"path", "path", INPUT_TEXT, ""},
	{"submodules", "submodules", INPUT_BOOLEAN, "false"},
	{"lfs", "lfs", INPUT_BOOLEAN, "false"},
	{"persist-credentials", "persist_credentials", INPUT_BOOLEAN, "true"},
};

/* Inputs are texts to an action, whatever their YAML type; their names have no case. */
static const struct node *input_node(const struct step *step, const char *name)
{
	const struct node *with = step->with;

	for (size_t i = 0; with && with->kind == NODE_MAPPING && i < with->count; i++) {
		if (str_eq_nocase(with->members[i].key->text, str_of(name)))
			return with->members[i].value;
	}
	return NULL;
}

/* "recursive" is a text beside the two words of a boolean. */
static const struct value *typed(const struct making *making, const struct input_row *row,
	const struct value *value, struct str text)
{
	if (value_is_unknown(value))
		return value;
	if (row->kind == INPUT_BOOLEAN && str_eq_nocase(text, STR("true")))
		return value_boolean(making->arena, true, value->origin);
	if (row->kind == INPUT_BOOLEAN && str_eq_nocase(text, STR("false")))
		return value_boolean(making->arena, false, value->origin);
	return value_string(making->arena, text, value->origin);
}

static bool add_input(const struct making *making, const struct step *step,
	const struct scope *scope, const struct input_row *row, struct map *members)
{
	const struct node *node = input_node(step, row->input);
	const struct value *value;
	struct str text;

	if (!node)
		return true;
	value = template_value(making->document, node, scope);
	text = value ? str_trim(value_to_string(making->arena, value)) : STR_NONE;
	if (!text.ptr)
		return false;
	if (!value_is_unknown(value) && (!text.len || str_eq_nocase(text, str_of(row->standard))))
		return true;
	value = typed(making, row, value, text);
	return value && map_put(members, str_of(row->member), value);
}

const struct value *checkout_value(
	const struct making *making, const struct step *step, const struct scope *scope)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *uses = plain_value(making, step->uses->text);

	if (!members || !uses)
		return NULL;
	map_init(members, making->arena);
	if (!map_put(members, STR("uses"), uses))
		return NULL;
	for (size_t i = 0; i < sizeof(input_rows) / sizeof(input_rows[0]); i++) {
		if (!add_input(making, step, scope, &input_rows[i], members))
			return NULL;
	}
	return value_object(making->arena, members, NULL);
}
