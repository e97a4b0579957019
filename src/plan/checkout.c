/* SPDX-License-Identifier: MIT */
#include "plan/checkout.h"

#include "actions/template.h"

enum input_kind {
	INPUT_TEXT,
	INPUT_FOLDER, /* below the workspace, which is its default */
	INPUT_BOOLEAN,
	INPUT_SUBMODULES
};

/* An input of the action, the member that shows it, and what goes without saying. */
static const struct input_row {
	const char *input;
	const char *member;
	enum input_kind kind;
	bool standard; /* of a boolean; of a text it is the empty one */
} input_rows[] = {
	{"repository", "repository", INPUT_TEXT, false},
	{"ref", "ref", INPUT_TEXT, false},
	{"path", "path", INPUT_FOLDER, false},
	{"submodules", "submodules", INPUT_SUBMODULES, false},
	{"lfs", "lfs", INPUT_BOOLEAN, false},
	{"persist-credentials", "persist_credentials", INPUT_BOOLEAN, true},
};

bool step_is_checkout(const struct step *step)
{
	const struct str uses = step->uses ? step->uses->text : STR("");
	const struct str action = str_slice(uses, 0, str_find_char(uses, '@', 0));

	return str_eq_nocase(action, STR("actions/checkout"));
}

/* Inputs are texts to an action, whatever their YAML type; their names have no case. */
const struct node *step_input(const struct step *step, struct str name)
{
	const struct node *with = step->with;

	for (size_t i = 0; with && with->kind == NODE_MAPPING && i < with->count; i++) {
		if (str_eq_nocase(with->members[i].key->text, name))
			return with->members[i].value;
	}
	return NULL;
}

static bool is_workspace(struct str path)
{
	return str_is(path, ".") || str_is(path, "./");
}

/* The value that is shown, or NULL when it is the default. To the action whatever is not "true" is
 * false, and nothing at all the default. */
static bool type_input(const struct making *making, const struct input_row *row,
	const struct value *value, struct str text, const struct value **ret)
{
	const bool truth = str_eq_nocase(text, STR("true"));

	*ret = NULL;
	if ((!text.len || (row->kind == INPUT_FOLDER && is_workspace(text))) &&
		!value_is_unknown(value))
		return true;
	if (value_is_unknown(value))
		*ret = value;
	else if (row->kind == INPUT_TEXT || row->kind == INPUT_FOLDER)
		*ret = value_string(making->arena, text, value->origin);
	else if (row->kind == INPUT_SUBMODULES && str_eq_nocase(text, STR("recursive")))
		*ret = value_string(making->arena, STR("recursive"), value->origin);
	else if (truth != row->standard)
		*ret = value_boolean(making->arena, truth, value->origin);
	else
		return true;
	return *ret != NULL;
}

static bool add_input(const struct making *making, const struct step *step,
	const struct scope *scope, const struct input_row *row, struct map *members)
{
	const struct node *node = step_input(step, str_of(row->input));
	const struct value *value;
	struct str text;

	if (!node)
		return true;
	value = template_value(making->document, node, scope);
	text = value ? str_trim(value_to_string(making->arena, value)) : STR_NONE;
	if (!text.ptr)
		return false;
	if (!type_input(making, row, value, text, &value))
		return false;
	return !value || map_put(members, str_of(row->member), value);
}

const struct value *checkout_value(
	const struct making *making, const struct step *step, const struct scope *scope)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct place at = node_place(making->document, step->uses);
	const struct place *kept = arena_copy(making->arena, &at, sizeof(at));
	const struct value *uses =
		kept ? value_string(making->arena, step->uses->text, kept) : NULL;

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
