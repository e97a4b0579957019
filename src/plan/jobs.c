/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "plan/candidate.h"
#include "plan/running.h"

static bool leg_make(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, void *context);

/* How much of what outlives a job there is. */
static size_t count_kept(const struct making *making)
{
	const struct diags *diags = making->diags;
	const struct library *library = making->library;
	const struct running *running = making->running;

	return making->builds->len + making->verdicts->len + diags->errors + diags->warnings +
	       library->workflows.len + library->actions.len + running->answers.len;
}

/* `visit` NULL: the matrix is only checked. */
static bool walk_legs(struct making *making, const struct job *job, leg_visit *visit, void *context)
{
	const struct scope scope = making_scope(making, &making->contexts);
	struct matrix matrix;

	if (!matrix_expand(making->diags, making->document, job->strategy, &scope, &matrix))
		return !making->arena->exhausted;
	for (size_t i = 0; visit && i < matrix.count; i++) {
		if (!visit(making, job, &matrix, i, context))
			return false;
		if (making->diags->errors >= LIMIT_ERRORS)
			return true;
	}
	return true;
}

/* Most jobs of a large workflow leave nothing behind, and so does the room that they took. */
static bool walk_job(struct making *making, const struct job *job, leg_visit *visit, void *context)
{
	const struct arena_mark mark = arena_mark(making->arena);
	const bool forgets = visit == leg_make;
	const size_t kept = forgets ? count_kept(making) : 0;
	const bool passes = forgets && !making->thorough && !job_may_build(making, job);

	if (!walk_legs(making, job, passes ? NULL : visit, context))
		return false;
	if (forgets && count_kept(making) == kept)
		arena_rewind(making->arena, mark);
	return true;
}

static int by_id(const void *a, const void *b)
{
	return str_compare(((const struct job *)a)->id, ((const struct job *)b)->id);
}

/* A file that another one calls is asked for as a whole. */
static bool is_asked_for(const struct making *making, const struct job *job)
{
	const struct str only = making->input->job;

	if (making->calling)
		return true;
	if (making->only && !map_find(making->only, job->id))
		return false;
	return !only.ptr || str_eq_nocase(only, job->id);
}

static bool walk(struct making *making, leg_visit *visit, void *context)
{
	const struct workflow *workflow = making->workflow;
	struct vec jobs;

	vec_init(&jobs, making->arena);
	for (size_t i = 0; i < workflow->job_count; i++) {
		const struct job *job = &workflow->jobs[i];
		if (is_asked_for(making, job) && !vec_push(&jobs, job))
			return false;
	}
	if (!vec_sort(&jobs, by_id))
		return false;
	for (size_t i = 0; i < jobs.len; i++) {
		if (!walk_job(making, jobs.items[i], visit, context))
			return false;
	}
	return true;
}

bool jobs_walk(struct making *making, leg_visit *visit, void *context)
{
	struct running running;
	bool walked;

	running_init(&running, making->arena);
	making->running = &running;
	walked = walk(making, visit, context);
	making->running = NULL;
	return walked;
}

static bool leg_make(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, void *context)
{
	struct leg_making leg;

	if (!leg_begin(making, job, matrix, index, &leg))
		return false;
	return job->uses ? call_walk(making, &leg, leg_make, context)
			 : steps_walk(making, &leg, step_make, context);
}

bool jobs_make(struct making *making)
{
	making->thorough = making->probing || file_names_executor(making);
	if (!jobs_walk(making, leg_make, NULL))
		return false;
	if (making->thorough || making->verdicts->len || making->diags->errors)
		return true;
	making->thorough = true;
	return jobs_walk(making, leg_make, NULL);
}
