/* SPDX-License-Identifier: MIT */
#include "plan/job_view.h"

#include "actions/template.h"
#include "base/limits.h"
#include "plan/job_name.h"
#include "plan/making.h"

/* One run of jobs_show. */
struct showing {
	job_view_take *take;
	void *context;
	bool ended;      /* by `take` */
	struct map seen; /* ids so far, so that a repeated one gets a number */
	struct arena
		arena; /* of one leg, and then of the next: the largest says how much it takes */
};

/* One leg while its steps are walked. */
struct leg_showing {
	struct step_view *steps;
	size_t step_count;
	const struct map *outer; /* of a step without env of its own, as it is shown */
	size_t outer_writes;     /* the leg's count of writes when it was made */
};

static const struct map *shown_env(const struct making *making, const struct map *env)
{
	struct map *shown = arena_alloc(making->arena, sizeof(*shown));

	return shown && map_copy(shown, making->arena, env) && map_sort(shown) ? shown : NULL;
}

/* Many steps have no env of their own, and see the same one. */
static const struct map *step_env(const struct making *making, const struct leg_making *leg,
	const struct step_making *step, struct leg_showing *showing)
{
	if (leg->step->env || leg->container)
		return shown_env(making, step->process);
	if (!showing->outer || showing->outer_writes != leg->writes)
		showing->outer = shown_env(making, step->process);
	showing->outer_writes = leg->writes;
	return showing->outer;
}

static const struct value *text_value(
	const struct making *making, const struct node *node, const struct scope *scope)
{
	const struct value *value = template_value(making->document, node, scope);
	const struct str text = value ? value_to_string(making->arena, value) : STR_NONE;

	return text.ptr ? plain_value(making, text) : NULL;
}

static bool show_step(struct making *making, struct leg_making *leg, const struct step_making *step,
	void *context)
{
	struct leg_showing *showing = context;
	const struct step *from = leg->step;
	struct step_view *view;

	/* The steps are the job's own. */
	if (leg->acting)
		return true;
	view = &showing->steps[showing->step_count++];
	*view = (struct step_view){.id = STR_NONE};
	if (from->id)
		view->id = node_string(making->arena, from->id);
	if (from->name && from->name->kind != NODE_NULL)
		view->name = text_value(making, from->name, &step->scope);
	if (from->uses)
		view->uses = text_value(making, from->uses, &step->scope);
	if (from->run)
		view->run = text_value(making, from->run, &step->scope);
	view->condition = condition_fact(making, from->condition);
	view->env = step_env(making, leg, step, showing);
	return view->env && !making->arena->exhausted;
}

static bool number_id(struct making *making, struct showing *showing, struct str *id)
{
	struct str numbered = *id;

	for (unsigned n = 2; map_find(&showing->seen, numbered); n++) {
		numbered = str_printf(showing->seen.arena, "%.*s #%u", STR_ARG(*id), n);
		if (!numbered.ptr)
			return false;
	}
	if (making->arena != showing->seen.arena)
		numbered = str_dup(showing->seen.arena, numbered);
	*id = numbered;
	return numbered.ptr && map_put(&showing->seen, numbered, showing);
}

static const struct map *no_env(const struct making *making)
{
	struct map *env = arena_alloc(making->arena, sizeof(*env));

	if (env)
		map_init(env, making->arena);
	return env;
}

/* A workflow that is called starts from an environment of its own. */
static bool show_call(
	const struct making *making, const struct leg_making *leg, struct job_view *view)
{
	view->env = no_env(making);
	view->uses = text_value(making, leg->job->uses, &leg->scope);
	return view->env && view->uses;
}

static bool show_steps(struct making *making, struct leg_making *leg, struct job_view *view)
{
	struct leg_showing showing = {
		.steps = arena_array(making->arena, leg->job->step_count, sizeof(*showing.steps))};
	const struct map *process;

	if (!showing.steps)
		return false;
	view->runs_on = leg_fact(leg, FACT_RUNS_ON);
	view->timeout_minutes = leg_fact(leg, FACT_TIMEOUT_MINUTES);
	if (!view->timeout_minutes)
		view->timeout_minutes = value_number(making->arena, JOB_TIMEOUT_MINUTES, NULL);
	process = variables_of_process(making, &leg->outer, leg->container);
	view->env = process ? shown_env(making, process) : NULL;
	/* Without a container a step starts from the very variables of the job. */
	showing.outer = view->env;
	showing.outer_writes = leg->writes;
	if (!view->env || !steps_walk(making, leg, show_step, &showing))
		return false;
	view->steps = showing.steps;
	view->step_count = showing.step_count;
	return true;
}

static bool show_leg(struct making *making, struct leg_making *leg, struct showing *showing)
{
	struct job_view view = {.id = leg->id};

	if (!number_id(making, showing, &view.id))
		return false;
	view.name = job_name(making, leg);
	view.matrix = leg_fact(leg, FACT_MATRIX);
	view.permissions = leg_fact(leg, FACT_PERMISSIONS);
	view.condition = leg_fact(leg, FACT_IF);
	if (!(leg->job->uses ? show_call(making, leg, &view) : show_steps(making, leg, &view)) ||
		making->arena->exhausted)
		return false;
	showing->ended = !showing->take(showing->context, &view);
	return !showing->ended;
}

static bool visit_leg(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, void *context)
{
	struct showing *showing = context;
	const struct arena_mark mark = arena_mark(&showing->arena);
	struct making own = *making;
	struct leg_making leg;
	bool shown;

	own.arena = &showing->arena;
	shown = leg_begin(&own, job, matrix, index, &leg) && show_leg(&own, &leg, showing);
	making->arena->exhausted = making->arena->exhausted || showing->arena.exhausted;
	arena_rewind(&showing->arena, mark);
	return shown;
}

bool jobs_show(struct arena *arena, struct diags *diags, const struct plan_input *input,
	job_view_take *take, void *context)
{
	struct library library;
	struct making making = {
		.arena = arena, .diags = diags, .input = input, .library = &library};
	struct showing showing = {.take = take, .context = context};
	const bool once = diags->once;
	bool walked;

	map_init(&showing.seen, arena);
	arena_init_with(&showing.arena, arena->allocator, LIMIT_ARENA_BYTES);
	library_init(&library, arena, diags, input);
	diags->once = true; /* each leg of a matrix meets the mistakes of its job again */
	walked = contexts_make(&making, &making.contexts) && making_read(&making) &&
		 jobs_walk(&making, visit_leg, &showing);
	diags->once = once;
	diags_conceal(diags);
	if (!diags_sort(diags))
		walked = false;
	arena_release(&showing.arena);
	if (!walked && !showing.ended && !diags->errors)
		diag_add(diags, RULE_NO_MEMORY, place_of_file(input->file),
			"out of memory while planning");
	return walked && !diags->errors;
}
