/* SPDX-License-Identifier: MIT */
#include "actions/template.h"
#include "actions/uses.h"
#include "base/limits.h"
#include "base/near.h"
#include "plan/workspace.h"

/* A step that uses a local action, while that is looked at. */
struct using
{
	const struct making *making;
	const struct leg_making *leg;
	const struct step_making *step;
	const struct action *action;
	struct local_call call;
};

/* Inputs that every action in a container takes. */
static bool is_container_input(const struct action *action, struct str name)
{
	return !action->composite &&
	       (str_eq_nocase(name, STR("args")) || str_eq_nocase(name, STR("entrypoint")));
}

static void check_name(const struct using *using, const struct node *key)
{
	const struct action *action = using->action;
	struct diag *diag;
	struct str near;

	if (text_has_expression(key->text) || action_input(action, key->text) ||
		is_container_input(action, key->text))
		return;
	diag = diag_add(using->making->diags, RULE_ACTION_INPUT,
		node_place(using->making->document, key), "'%.*s' is no input of '%.*s'",
		STR_ARG(key->text), STR_ARG(using->call.text));
	near = near_row(key->text, action->inputs, action->input_count, sizeof(action->inputs[0]));
	if (near.ptr)
		diag_hint(using->making->diags, diag, "did you mean '%.*s'?", STR_ARG(near));
}

static bool is_given(const struct node *with, struct str name)
{
	for (size_t i = 0; i < with->count; i++)
		if (str_eq_nocase(with->members[i].key->text, name) ||
			text_has_expression(with->members[i].key->text))
			return true;
	return false;
}

static void check_required(const struct using *using, const struct node *with)
{
	const struct action *action = using->action;

	for (size_t i = 0; i < action->input_count; i++) {
		const struct action_input *input = &action->inputs[i];
		struct diag *diag;
		if (!input->required || input->standard || (with && is_given(with, input->name)))
			continue;
		diag = diag_add(using->making->diags, RULE_ACTION_INPUT, using->call.at,
			"'%.*s' needs the input '%.*s', which is not given",
			STR_ARG(using->call.text), STR_ARG(input->name));
		diag_relate(using->making->diags, diag, node_place(action->document, input->key),
			"the input is here");
	}
}

/* The runner starts the action all the same, so these are warnings. */
static void check_inputs(const struct using *using)
{
	const struct node *with = using->leg->step->with;

	/* A `with` that is an expression as a whole may give anything. */
	if (with && with->kind != NODE_MAPPING)
		return;
	for (size_t i = 0; with && i < with->count; i++)
		check_name(using, with->members[i].key);
	check_required(using, with);
}

/* Inputs are texts to an action, whatever they were made of. */
static bool put_text(
	const struct using *using, struct map *inputs, struct str name, const struct value *value)
{
	const struct value *text = value ? value_as_string(using->making->arena, value) : NULL;

	return text && map_put(inputs, name, text);
}

static bool put_given(const struct using *using, struct map *inputs)
{
	const struct node *with = using->leg->step->with;
	const struct value *given;

	if (!with)
		return true;
	given = template_value(using->making->document, with, &using->step->scope);
	if (!given || given->kind != VALUE_OBJECT)
		return given != NULL;
	for (size_t i = 0; i < given->members->len; i++)
		if (!put_text(using, inputs, given->members->entries[i].key,
			    given->members->entries[i].value))
			return false;
	return true;
}

/* A default sees what the step around the action sees, but for inputs and env. */
static bool put_defaults(const struct using *using, struct map *inputs)
{
	const struct action *action = using->action;
	struct map contexts;
	struct scope scope = making_scope(using->making, &contexts);

	scope.document = action->document;
	if (!map_copy(&contexts, using->making->arena, using->step->scope.contexts) ||
		!map_put(&contexts, STR("inputs"), NULL))
		return false;
	for (size_t i = 0; i < action->input_count; i++) {
		const struct action_input *input = &action->inputs[i];
		const struct value *value;
		if (map_find(inputs, input->name))
			continue;
		value = input->standard ? template_value(action->document, input->standard, &scope)
					: plain_value(using->making, STR(""));
		if (!put_text(using, inputs, input->name, value))
			return false;
	}
	return true;
}

static bool make_contexts(const struct using *using, struct map *contexts)
{
	struct map *inputs = arena_alloc(using->making->arena, sizeof(*inputs));
	struct value *object = arena_alloc(using->making->arena, sizeof(*object));

	if (!inputs || !object)
		return false;
	map_init_nocase(inputs, using->making->arena);
	if (!put_given(using, inputs) || !put_defaults(using, inputs))
		return false;
	*object = (struct value){.kind = VALUE_OBJECT, .whole = true, .members = inputs};
	return map_copy(contexts, using->making->arena, using->step->scope.contexts) &&
	       map_put(contexts, STR("inputs"), object);
}

/* The env of a step that uses an action beats what is written meanwhile, as deep as it goes. */
static bool make_env(const struct using *using, struct variables *ret)
{
	if (!using->leg->acting) {
		*ret = using->step->own;
		return true;
	}
	return variables_copy(ret, using->making->arena, &using->leg->acting->env) &&
	       variables_lay(ret, using->making, &using->step->own);
}

/* Whether the action may be entered: calls come to an end. */
static bool check_way(const struct using *using)
{
	struct diags *diags = using->making->diags;
	unsigned levels = 1;
	struct diag *diag;

	for (const struct acting *up = using->leg->acting; up; up = up->up, levels++) {
		if (!str_eq(up->path, using->call.path))
			continue;
		diag = diag_add(diags, RULE_CALL_CIRCLE, using->call.at,
			"'%.*s' goes in a circle: it uses itself", STR_ARG(using->call.text));
		diag_relate(diags, diag, up->at, "called here");
		return false;
	}
	if (levels <= LIMIT_ACTION_LEVELS)
		return true;
	diag = diag_add(diags, RULE_CALL_CIRCLE, using->call.at,
		"actions use each other more than %u levels deep", LIMIT_ACTION_LEVELS);
	diag_relate(diags, diag, using->leg->acting->at, "called here");
	return false;
}

static bool walk_steps(
	const struct using *using, struct leg_making *leg, step_visit *visit, void *context)
{
	struct making in_file = *using->making;
	struct acting acting = {.up = leg->acting,
		.step = leg->step,
		.making = &in_file,
		.at = using->call.at,
		.path = using->call.path,
		.runs = using->step->runs,
		.ends = using->step->ends};
	const size_t before = in_file.diags->len;
	bool done = make_contexts(using, &acting.contexts) && make_env(using, &acting.env);

	in_file.document = using->action->document;
	leg->acting = &acting;
	for (size_t i = 0; done && i < using->action->step_count; i++)
		done = step_walk(&in_file, leg, &using->action->steps[i], visit, context);
	leg->acting = acting.up;
	leg->step = acting.step;
	called_from(in_file.diags, before, acting.at);
	return done;
}

/* An action that nobody can read may have written what it wanted for the steps behind it. */
static bool suppose_anything(const struct using *using, struct leg_making *leg)
{
	const struct place *at =
		arena_copy(using->making->arena, &using->call.at, sizeof(using->call.at));

	leg->writes++;
	return at && variables_add_anything(&leg->outer, using->making, at);
}

bool action_walk(struct making *making, struct leg_making *leg, const struct step_making *step,
	step_visit *visit, void *context)
{
	struct using using = {.making = making, .leg = leg, .step = step};
	const struct node *node = leg->step->uses;
	const struct local_action *local;
	struct workspace_spot spot;
	struct uses uses;

	if (!uses_read(making->arena, node->text, &uses))
		return false;
	if (uses.kind != USES_LOCAL)
		return true;
	if (!workspace_find(leg, uses.path, &spot))
		return false;
	using.call = (struct local_call){
		spot.path, spot.foreign, node->text, node_place(making->document, node)};
	if (!check_way(&using))
		return true;
	local = library_action(making->library, &using.call);
	if (!local)
		return false;
	if (local->state == LOCAL_UNREADABLE && step->runs != TRI_FALSE)
		return suppose_anything(&using, leg);
	using.action = local->action;
	if (local->state != LOCAL_READ)
		return true;
	check_inputs(&using);
	return !local->action->composite || walk_steps(&using, leg, visit, context);
}
