/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_WORKFLOW_H
#define ACTIONS_WORKFLOW_H

/*
 * The typed model of a workflow file: its jobs and steps, each value still the node that it was
 * written as. workflow_read holds the file against the language's tables (actions/schema.h): which
 * keys a mapping may have, which types each takes, which are required; ids, needs, permissions,
 * cron and trigger names are checked here too. Nothing is evaluated. Source of the rules:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */

#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "yaml/node.h"

/* Members are NULL when the file does not say them. */
struct step {
	const struct node *node;
	const struct node *id;
	const struct node *name;
	const struct node *condition; /* if: */
	const struct node *uses;
	const struct node *run;
	const struct node *with;
	const struct node *env;
	const struct node *shell;
	const struct node *timeout_minutes;
	const struct node *continue_on_error;
	const struct node *parallel; /* a group's; such a step is none of a job's `steps` */
};

struct job {
	struct str id;
	const struct node *key; /* the node of the id, for places */
	const struct node *node;
	const struct node *name;
	const struct node *needs;
	const struct node *condition;
	const struct node *runs_on;
	const struct node *timeout_minutes;
	const struct node *permissions;
	const struct node *concurrency;
	const struct node *environment;
	const struct node *container;
	const struct node *continue_on_error;
	const struct node *strategy;
	const struct node *env;
	const struct node *defaults;
	const struct node *uses; /* a reusable workflow; such a job has no steps */
	const struct node *with;
	const struct node *secrets;
	const struct node *sequence; /* steps: */
	const struct step *steps;    /* those of groups included */
	size_t step_count;
};

struct workflow {
	const struct document *document;
	struct str name; /* STR_NONE: none */
	const struct node *on;
	const struct node *permissions;
	const struct node *env;
	const struct node *defaults;
	const struct node *concurrency;
	const struct job *jobs; /* in the file's order */
	size_t job_count;
	struct map job_ids;       /* to struct job; for workflow_job */
	const struct map *parsed; /* the expressions of the file, for its scopes */
};

/*
 * The model of a document. NULL when something in the file is one that GitHub refuses; `diags` then
 * holds up to LIMIT_ERRORS of them, each at its token.
 */
const struct workflow *workflow_read(
	struct arena *arena, struct diags *diags, const struct document *document);

/* The job of that id, whatever the case of its letters; NULL: none. */
const struct job *workflow_job(const struct workflow *workflow, struct str id);

/* How many jobs a job says that it needs, and the node that names one of them; a null is none. */
size_t job_need_count(const struct job *job);
const struct node *job_need(const struct job *job, size_t index);

/* The model of one step, which need not be a workflow's: those of an action look the same. */
struct step step_read(const struct node *node);

/* The shell of a run: step: the step's, else the job's defaults.run, else the workflow's; or NULL.
 */
const struct node *workflow_shell(
	const struct workflow *workflow, const struct job *job, const struct step *step);

#endif
