/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "plan/making.h"

/* What the command line may give, with the names under which expressions see it. */
bool contexts_init(const struct making *making, struct map *contexts)
{
	static const char *const names[] = {"github", "vars", "inputs"};
	const struct value *given = making->input->context;

	map_init_nocase(contexts, making->arena);
	for (size_t i = 0; given && i < sizeof(names) / sizeof(names[0]); i++) {
		const struct value *value = value_member(given, str_of(names[i]));
		if (value && !map_put(contexts, str_of(names[i]), value))
			return false;
	}
	return true;
}

/* `env` of the workflow and of the job; neither sees `env`. */
static bool outer_env(const struct making *making, struct leg_making *leg)
{
	return variables_add(&leg->outer, making, making->workflow->env, &leg->scope) &&
	       variables_add(&leg->outer, making, leg->job->env, &leg->scope);
}

static bool leg_make(
	struct making *making, const struct job *job, const struct leg *leg, bool known)
{
	struct leg_making making_leg = {.job = job, .leg = leg};

	making_leg.scope = (struct scope){.arena = making->arena,
		.contexts = &making_leg.contexts,
		.files = making->input->files};
	variables_init(&making_leg.outer, making->arena);
	if (!contexts_init(making, &making_leg.contexts))
		return false;
	if (leg->values && known && !map_put(&making_leg.contexts, STR("matrix"), leg->values))
		return false;
	return outer_env(making, &making_leg) && steps_make(making, &making_leg);
}

static bool job_make(struct making *making, const struct job *job)
{
	struct map contexts;
	const struct scope scope = {.arena = making->arena, .contexts = &contexts};
	struct matrix matrix;

	if (!contexts_init(making, &contexts))
		return false;
	if (!matrix_expand(making->diags, making->document, job->strategy, &scope, &matrix))
		return !making->arena->exhausted;
	for (size_t i = 0; i < matrix.count; i++) {
		if (!leg_make(making, job, &matrix.legs[i], matrix.known))
			return false;
		if (making->diags->errors >= LIMIT_ERRORS)
			return true;
	}
	return true;
}

static int by_id(const void *a, const void *b)
{
	return str_compare(((const struct job *)a)->id, ((const struct job *)b)->id);
}

bool jobs_make(struct making *making)
{
	const struct workflow *workflow = making->workflow;
	const struct str only = making->input->job;
	struct vec jobs;

	vec_init(&jobs, making->arena);
	for (size_t i = 0; i < workflow->job_count; i++) {
		const struct job *job = &workflow->jobs[i];
		if (only.ptr && !str_eq_nocase(only, job->id))
			continue;
		if (!vec_push(&jobs, job))
			return false;
	}
	if (!vec_sort(&jobs, by_id))
		return false;
	for (size_t i = 0; i < jobs.len; i++) {
		if (!job_make(making, jobs.items[i]))
			return false;
	}
	return true;
}
