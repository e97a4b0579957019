/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "plan/making.h"

static bool job_walk(struct making *making, const struct job *job, leg_visit *visit, void *context)
{
	const struct scope scope = {.arena = making->arena,
		.contexts = &making->contexts,
		.files = making->input->files,
		.diags = making->diags,
		.document = making->document};
	struct matrix matrix;

	if (!matrix_expand(making->diags, making->document, job->strategy, &scope, &matrix))
		return !making->arena->exhausted;
	for (size_t i = 0; i < matrix.count; i++) {
		if (!visit(making, job, &matrix, i, context))
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

bool jobs_walk(struct making *making, leg_visit *visit, void *context)
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
		if (!job_walk(making, jobs.items[i], visit, context))
			return false;
	}
	return true;
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
	return jobs_walk(making, leg_make, NULL);
}
