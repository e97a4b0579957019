/* SPDX-License-Identifier: MIT */
#ifndef PLAN_MAKING_H
#define PLAN_MAKING_H

/*
 * What the steps of the pipeline hand to each other, internal to the planner: a workflow becomes
 * legs, a leg's steps become calls of an executor, and each call becomes a build.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/condition.h"
#include "actions/matrix.h"
#include "actions/script.h"
#include "actions/workflow.h"
#include "base/vec.h"
#include "builder/option.h"
#include "plan/plan.h"

/* One run of plan_make. */
struct making {
	struct arena *arena;
	struct diags *diags;
	const struct plan_input *input;
	const struct document *document; /* NULL without a workflow */
	const struct workflow *workflow;
	const struct value *triggers;
	const struct str *executors; /* all names that count */
	size_t executor_count;
	struct vec builds; /* struct plan_build pointers, in the plan's order */
};

/* A set of variables: name → const struct value *, each value's origin being where it is set; and
 * where each name stands, for what is wrong with the name itself. */
struct variables {
	struct map values;
	struct map names; /* name → const struct place * */
};

/* A leg of a job, and what its expressions see. */
struct leg_making {
	const struct job *job;
	const struct leg *leg;
	struct map contexts;
	struct scope scope;          /* without env: what a job's own keys see */
	struct variables outer;      /* workflow and job env, and what earlier steps wrote */
	const struct step *step;     /* the one at hand */
	const struct step *checkout; /* the last before it; NULL: none */
};

/* One call of an executor: all that decides about its build. */
struct call {
	const struct leg_making *leg; /* NULL without a workflow */
	const struct map *env;        /* what the executor sees */
	const struct map *names;      /* where names stand; may lack some */
	struct place at;              /* of the call */
	enum tri runs;                /* step and call; the job's condition comes on top */
	enum tri dry_run;
};

void variables_init(struct variables *variables, struct arena *arena);
bool variables_copy(struct variables *to, struct arena *arena, const struct variables *from);

/*
 * Adds an `env:` block over what is there. A block that is an expression as a whole and stays
 * unknown may set any name: those that decide about a build become unknown. False when exhausted.
 */
bool variables_add(struct variables *variables, const struct making *making,
	const struct node *block, const struct scope *scope);

/* Adds what a step wrote to GITHUB_ENV; `certain`: the step runs, so its values hold. */
bool variables_add_written(struct variables *variables, const struct making *making,
	const struct map *written, bool certain);

/* Walks the jobs in the order of their ids and adds a build for each call. False when exhausted. */
bool jobs_make(struct making *making);

/* Adds the builds of one leg's steps. */
bool steps_make(struct making *making, struct leg_making *leg);

/* Adds the build of a call. False when exhausted; what is wrong is reported. */
bool build_make(struct making *making, const struct call *call);

/* Sets what a build asks of the engine, from its variables. False when exhausted. */
bool engine_make(struct making *making, const struct map *vars, struct plan_build *build);

/* Sets the facts of a build: whatever the workflow says of its job, its step and its checkout. */
bool facts_make(struct making *making, const struct call *call, struct plan_build *build);

/* The job's concurrency, or the workflow's: {group, cancel_in_progress}. NULL when exhausted. */
const struct value *concurrency_value(
	const struct making *making, const struct node *node, const struct scope *scope);

/* What the command line gives as github, vars and inputs, by name. False when exhausted. */
bool contexts_init(const struct making *making, struct map *contexts);

/* A setting as a value; of a secret, its presence. NULL when exhausted. */
const struct value *setting_value(const struct making *making, const struct setting *setting);

/* A string value, or NULL when exhausted; known text and no origin. */
const struct value *plain_value(const struct making *making, struct str text);

/* Reports what a check of the builder refused; nothing when the arena is exhausted. */
void refuse_value(const struct making *making, enum diag_rule rule, struct place at,
	const struct refusal *refusal);

/* Reports a secret that reaches `what`, with both places; `vars` is where it may come from. */
void refuse_secret(const struct making *making, const struct map *vars, const struct value *value,
	const char *what);

/* Fills build->credentials and whether what is there may push, from the call's variables. */
struct credential_finding {
	bool present;   /* there is a credential for the cache's registry */
	unsigned marks; /* of the token */
};
bool credentials_make(struct making *making, const struct call *call, const struct map *vars,
	struct plan_build *build, struct credential_finding *ret);

/* The events of a build: what runs it, and what ends in a push. NULL when exhausted. */
const struct value *events_make(const struct making *making, const struct call *call,
	const struct plan_build *build, const struct credential_finding *credential);

#endif
