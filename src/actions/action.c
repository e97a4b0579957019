/* SPDX-License-Identifier: MIT */
#include "actions/action.h"

#include "actions/schema.h"
#include "actions/schema_action.h"
#include "actions/uses_check.h"

static bool is_number(struct str text)
{
	return text.len > 0 && str_all_in(text, "0123456789");
}

/* Whether `using` names a way to run an action; which one is told by its letters alone. */
static bool check_using(const struct checker *checker, const struct node *using)
{
	const struct str way = using->text;
	const struct str node = STR("node");
	struct diag *diag;

	if (str_eq_nocase(way, STR("composite")) || str_eq_nocase(way, STR("docker")))
		return true;
	if (str_eq_nocase(str_slice(way, 0, node.len), node) &&
		is_number(str_slice(way, node.len, way.len)))
		return true;
	diag = diag_add(checker->diags, RULE_VALUE_RANGE, node_place(checker->document, using),
		"'%.*s' is no way to run an action", STR_ARG(way));
	diag_hint(checker->diags, diag, "write composite, docker, or node and its version");
	return false;
}

static bool is_composite(const struct node *root)
{
	const struct node *runs = node_get(root, "runs");
	const struct node *using = runs ? node_get(runs, "using") : NULL;

	return using && str_eq_nocase(using->text, STR("composite"));
}

static bool read_inputs(struct arena *arena, struct action *action, const struct node *mapping)
{
	const size_t count = mapping && mapping->kind == NODE_MAPPING ? mapping->count : 0;
	struct action_input *inputs = arena_array(arena, count, sizeof(*inputs));

	for (size_t i = 0; inputs && i < count; i++) {
		const struct node_member *member = &mapping->members[i];
		const struct node *required = node_get(member->value, "required");
		const struct node *standard = node_get(member->value, "default");
		inputs[i] = (struct action_input){.name = member->key->text,
			.key = member->key,
			.required = required && str_eq_nocase(required->text, STR("true")),
			.standard = standard && standard->kind != NODE_NULL ? standard : NULL};
	}
	action->inputs = inputs;
	action->input_count = count;
	return inputs != NULL;
}

static bool read_steps(struct arena *arena, struct action *action, const struct node *sequence)
{
	const size_t count = sequence ? sequence->count : 0;
	struct step *steps = arena_array(arena, count, sizeof(*steps));

	for (size_t i = 0; steps && i < count; i++)
		steps[i] = step_read(sequence->items[i]);
	action->steps = steps;
	action->step_count = count;
	return steps != NULL;
}

static void check_steps(const struct checker *checker, const struct action *action)
{
	for (size_t i = 0; i < action->step_count; i++)
		if (action->steps[i].uses)
			uses_check_action(checker, action->steps[i].uses);
}

static bool check_form(const struct checker *checker, const struct node *root)
{
	const struct schema_subject subject = {"the action", STR_NONE};
	const bool composite = is_composite(root);

	if (!schema_check(
		    checker, composite ? &schema_composite_action : &schema_action, root, subject))
		return false;
	return check_using(checker, node_get(node_get(root, "runs"), "using"));
}

const struct action *action_read(
	struct arena *arena, struct diags *diags, const struct document *document)
{
	const struct checker checker = {arena, diags, document, NULL};
	const struct node *root = document->root;
	const size_t before = diags->errors;
	struct action *action = arena_alloc(arena, sizeof(*action));

	if (!action || !check_form(&checker, root))
		return NULL;
	*action = (struct action){.document = document, .composite = is_composite(root)};
	if (!read_inputs(arena, action, node_get(root, "inputs")))
		return NULL;
	if (action->composite &&
		!read_steps(arena, action, node_get(node_get(root, "runs"), "steps")))
		return NULL;
	check_steps(&checker, action);
	return diags->errors == before && !arena->exhausted ? action : NULL;
}

const struct action_input *action_input(const struct action *action, struct str name)
{
	for (size_t i = 0; i < action->input_count; i++)
		if (str_eq_nocase(action->inputs[i].name, name))
			return &action->inputs[i];
	return NULL;
}
