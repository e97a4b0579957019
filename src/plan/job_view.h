/* SPDX-License-Identifier: MIT */
#ifndef PLAN_JOB_VIEW_H
#define PLAN_JOB_VIEW_H

/*
 * What GitHub makes of a workflow, whether or not it has a build: one entry per job and matrix leg,
 * with the environment that its processes get. It is the planner's pipe, stopped behind the jobs
 * (`precache plan --stop-after=jobs`).
 *
 * A value that is not known is a string with the expression that gives it: what a script or an
 * earlier step made of a variable is `${{ env.NAME }}`. So is a secret: its value is nowhere.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/json_out.h"
#include "plan/plan.h"

#define JOB_TIMEOUT_MINUTES 360 /* of a job that says nothing */

struct step_view {
	struct str id;            /* STR_NONE: it has none */
	const struct value *name; /* NULL: it has none */
	const struct value *uses; /* of `uses`, `run` and neither (`wait: …`) one is there */
	const struct value *run;  /* with the values of its expressions, as the shell gets it */
	const struct value *condition; /* as a plan bears it; NULL: none */
	const struct map *env; /* sorted; name → const struct value *: all that is set for its
				  process, without the runner's own */
};

struct job_view {
	struct str id;               /* as a plan's: "job", "job (v1, v2)", "job (v1, v2) #2" */
	const struct value *name;    /* as GitHub shows it */
	const struct value *matrix;  /* NULL: it has none */
	const struct value *runs_on; /* array, or {group, labels}; NULL: `uses` */
	const struct value *timeout_minutes; /* NULL: `uses` */
	const struct value *permissions;
	const struct value *condition; /* NULL: none */
	const struct map *env;         /* sorted; with what a step starts from */
	const struct value *uses;      /* of a reusable workflow; such a job has no steps */
	const struct step_view *steps;
	size_t step_count;
};

/* Takes one job. What it is given lives until it returns. False ends the run. */
typedef bool job_view_take(void *context, const struct job_view *job);

/*
 * Shows the jobs of an input that has a workflow (all, or the one of input->job), in the order of
 * their ids, legs in GitHub's. False when the workflow is one that GitHub refuses, with what is
 * wrong in `diags`; jobs may have been taken before that was found. False too when `take` said so
 * or memory ended.
 */
bool jobs_show(struct arena *arena, struct diags *diags, const struct plan_input *input,
	job_view_take *take, void *context);

/* Writes one as JSON: {id, name, matrix, runs_on, timeout_minutes, permissions, if, env, uses,
 * steps: [{id, name, uses, run, if, env}]}, without what is not there. */
void job_view_json(struct json_out *json, const struct job_view *job);

#endif
