/* SPDX-License-Identifier: MIT */
#include "plan/making.h"

/* `env` of the workflow and of the job; neither sees `env`. */
static bool outer_env(const struct making *making, struct leg_making *leg)
{
	return variables_add(&leg->outer, making, making->workflow->env, &leg->scope) &&
	       variables_add(&leg->outer, making, leg->job->env, &leg->scope);
}

static struct str leg_id(const struct making *making, const struct leg_making *leg)
{
	if (!leg->leg->label.ptr)
		return leg->job->id;
	return str_printf(
		making->arena, "%.*s (%.*s)", STR_ARG(leg->job->id), STR_ARG(leg->leg->label));
}

bool leg_begin(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, struct leg_making *ret)
{
	*ret = (struct leg_making){.job = job, .leg = &matrix->legs[index]};
	ret->id = leg_id(making, ret);
	ret->scope = (struct scope){
		.arena = making->arena, .contexts = &ret->contexts, .files = making->input->files};
	variables_init(&ret->outer, making->arena);
	return ret->id.ptr && contexts_of_leg(making, matrix, index, &ret->contexts) &&
	       outer_env(making, ret);
}
