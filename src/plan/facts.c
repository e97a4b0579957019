/* SPDX-License-Identifier: MIT */
#include "actions/permission.h"
#include "actions/template.h"
#include "plan/checkout.h"
#include "plan/fact_value.h"
#include "plan/facts_around.h"
#include "plan/surroundings.h"

/* What a fact is made of. */
struct facts {
	const struct making *making; /* of the file that the job stands in */
	const struct leg_making *leg;
	const struct scope *scope;
};

static const struct value *value_of(struct facts *f, const struct node *node)
{
	return template_value(f->making->document, node, f->scope);
}

/* A number of minutes, once it is known. */
static const struct value *minutes_of(struct facts *f, const struct node *node)
{
	const struct value *value = value_of(f, node);

	if (!value || value_is_unknown(value) || (value->kind == VALUE_NUMBER && value->number > 0))
		return value;
	return fact_refuse(f->making, value, RULE_VALUE_RANGE,
		"'timeout-minutes' is not a number of minutes over 0");
}

/* Labels of a runner: none of them is empty, and there is one. */
static const struct value *labels_of(struct facts *f, const struct value *value)
{
	const struct value *labels = fact_texts(f->making, value);
	bool filled = labels && labels->count;

	for (size_t i = 0; filled && i < labels->count; i++)
		filled = labels->items[i]->text.len > 0;
	if (!labels || filled)
		return labels;
	return fact_refuse(f->making, labels, RULE_VALUE_RANGE, "'runs-on' is empty");
}

static const struct value *list_node(struct facts *f, const struct node *node)
{
	return fact_texts(f->making, value_of(f, node));
}

/* The leg that a build is of; a job without a matrix is one of the job that calls its workflow. */
static const struct value *make_matrix(struct facts *f)
{
	const struct calling *calling = f->making->calling;
	const struct value *values = f->leg->leg->values;

	return values || !calling ? values : leg_fact(calling->leg, FACT_MATRIX);
}

static const struct value *make_needs(struct facts *f)
{
	const struct node *needs = f->leg->job->needs;
	return needs_around(f->leg, needs ? list_node(f, needs) : NULL);
}

/* A node's place, which lives as long as the plan; NULL when exhausted. */
static const struct place *place_kept(const struct making *making, const struct node *node)
{
	const struct place at = node_place(making->document, node);

	return arena_copy(making->arena, &at, sizeof(at));
}

const struct value *condition_fact(const struct making *making, const struct node *condition)
{
	const struct str text = condition_text(making->arena, condition);

	if (!condition || !text.len)
		return NULL;
	return value_string(making->arena, text, place_kept(making, condition));
}

static const struct value *make_if(struct facts *f)
{
	const struct calling *calling = f->making->calling;
	const struct value *own = condition_fact(f->making, f->leg->job->condition);

	if (!calling)
		return own;
	return condition_both(f->making, leg_fact(calling->leg, FACT_IF), own);
}

/* {group, labels}, as it is written or as an expression gives it. */
static const struct value *runner_group(struct facts *f, const struct value *given)
{
	const struct value *group = fact_text(f->making, value_member(given, STR("group")));
	const struct value *labels = value_member(given, STR("labels"));
	struct map *members;
	const struct value *object = fact_object(f->making, &members);

	if (labels)
		labels = labels_of(f, labels);
	if (!object || (group && !map_put(members, STR("group"), group)) ||
		(labels && !map_put(members, STR("labels"), labels)))
		return NULL;
	return object;
}

const struct value *runs_on_value(const struct making *making, const struct leg_making *leg)
{
	struct facts f = {.making = making, .leg = leg, .scope = &leg->scope};
	const struct node *node = leg->job->runs_on;
	const struct value *value = node ? value_of(&f, node) : NULL;

	if (!value)
		return NULL;
	return value->kind == VALUE_OBJECT ? runner_group(&f, value) : labels_of(&f, value);
}

static const struct value *make_runs_on(struct facts *f)
{
	return f->leg->runs_on;
}

static const struct value *make_timeout(struct facts *f)
{
	const struct node *node = f->leg->job->timeout_minutes;
	return node ? minutes_of(f, node) : NULL;
}

/* A called workflow that says nothing has what the job has that calls it. */
static const struct value *make_permissions(struct facts *f)
{
	const struct node *workflow = f->making->workflow->permissions;
	const struct node *job = f->leg->job->permissions;

	if (f->making->calling && !workflow && !job)
		return f->making->calling->permissions;
	return permissions_value(f->making->arena, f->making->document, workflow, job);
}

/* The nearest around a called job: its workflow's, else that of the job that calls it. */
static const struct value *concurrency_around(const struct making *making)
{
	const struct calling *calling = making->calling;
	const struct scope scope = making_scope(making, &making->contexts);

	if (calling && making->workflow->concurrency)
		return concurrency_value(making, making->workflow->concurrency, &scope);
	return calling ? leg_fact(calling->leg, FACT_CONCURRENCY) : NULL;
}

static const struct value *make_concurrency(struct facts *f)
{
	const struct node *node = f->leg->job->concurrency;
	return node ? concurrency_value(f->making, node, f->scope) : concurrency_around(f->making);
}

static const struct value *make_environment(struct facts *f)
{
	const struct node *node = f->leg->job->environment;
	return node ? environment_value(f->making, node, f->scope) : NULL;
}

static const struct value *make_container(struct facts *f)
{
	const struct node *node = f->leg->job->container;
	return node ? container_value(f->making, node, f->scope) : NULL;
}

/* False is the default, and left out like it. */
static const struct value *continue_value(struct facts *f, const struct node *node)
{
	const struct value *value = node ? fact_flag(f->making, value_of(f, node)) : NULL;

	if (value && value->kind == VALUE_BOOLEAN && !value->boolean)
		return NULL;
	return value;
}

static const struct value *make_continue(struct facts *f)
{
	return continue_value(f, f->leg->job->continue_on_error);
}

static const struct value *make_source(struct facts *f)
{
	const struct step *checkout = f->leg->checkout;

	if (f->leg->source)
		return f->leg->source;
	return checkout ? checkout_value(f->making, checkout, f->scope)
			: value_null(f->making->arena, NULL);
}

/* A step in an action that may fail lets the step go on that uses the action. */
static const struct value *step_continue(struct facts *f, const struct step *own)
{
	const struct value *goes_on = continue_value(f, own->continue_on_error);
	const struct step *step = f->leg->step;
	for (const struct acting *up = f->leg->acting; up && !goes_on; up = up->up) {
		const struct scope scope = making_scope(up->making, &up->contexts);
		struct facts inner = {.making = up->making, .leg = f->leg, .scope = &scope};
		goes_on = continue_value(&inner, step->continue_on_error);
		step = up->step;
	}
	return goes_on;
}

static const struct value *make_step(struct facts *f)
{
	const struct step *step = job_step(f->leg);
	const struct value *condition = step_condition(f->leg);
	const struct value *minutes =
		step->timeout_minutes ? minutes_of(f, step->timeout_minutes) : NULL;
	const struct value *goes_on = step_continue(f, step);
	struct map *members;
	const struct value *object;

	if (!condition && !minutes && !goes_on)
		return NULL;
	object = fact_object(f->making, &members);
	if (!object || (condition && !map_put(members, STR("if"), condition)) ||
		(minutes && !map_put(members, STR("timeout_minutes"), minutes)) ||
		(goes_on && !map_put(members, STR("continue_on_error"), goes_on)))
		return NULL;
	return object;
}

/* A row is a fact; NULL is made of what the workflow does not say. */
static const struct {
	enum build_fact fact;
	const struct value *(*make)(struct facts *f);
} fact_rows[] = {
	{FACT_MATRIX, make_matrix},
	{FACT_NEEDS, make_needs},
	{FACT_IF, make_if},
	{FACT_RUNS_ON, make_runs_on},
	{FACT_TIMEOUT_MINUTES, make_timeout},
	{FACT_PERMISSIONS, make_permissions},
	{FACT_CONCURRENCY, make_concurrency},
	{FACT_ENVIRONMENT, make_environment},
	{FACT_CONTAINER, make_container},
	{FACT_CONTINUE_ON_ERROR, make_continue},
	{FACT_SOURCE, make_source},
	{FACT_STEP, make_step},
};

const struct value *leg_fact(const struct leg_making *leg, enum build_fact fact)
{
	struct facts f = {.making = leg->making, .leg = leg, .scope = &leg->scope};

	for (size_t i = 0; i < sizeof(fact_rows) / sizeof(fact_rows[0]); i++) {
		if (fact_rows[i].fact == fact)
			return fact_rows[i].make(&f);
	}
	return NULL;
}

bool facts_make(struct making *making, const struct call *call, struct plan_build *build)
{
	build->id = call->leg->id;
	for (enum build_fact fact = 0; fact < FACT_COUNT; fact++) {
		const struct value *value = leg_fact(call->leg, fact);
		build->facts[fact] = value;
		if (value && value_is_secret(value))
			refuse_secret(making, call->env, value, build_fact_name(fact).ptr);
	}
	return !making->arena->exhausted;
}
