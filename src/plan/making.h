/* SPDX-License-Identifier: MIT */
#ifndef PLAN_MAKING_H
#define PLAN_MAKING_H

/*
 * What the steps of the pipeline hand to each other, internal to the planner: a workflow becomes
 * legs, a leg's steps become calls of an executor, and each call becomes a build. The walks
 * (jobs_walk, steps_walk) know nothing of builds: plan_make and jobs_show see the same legs.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/condition.h"
#include "actions/matrix.h"
#include "actions/script.h"
#include "actions/workflow.h"
#include "base/vec.h"
#include "builder/option.h"
#include "plan/library.h"
#include "plan/plan.h"

/* One run over one workflow file. A copy with another arena, file or contexts is a run of its own
 * that adds to the same builds. */
struct making {
	struct arena *arena;
	struct diags *diags;
	const struct plan_input *input;
	const struct document *document; /* NULL without a workflow */
	const struct workflow *workflow;
	const struct value *triggers;
	struct map contexts;         /* what every expression sees: github, vars, inputs */
	const struct str *executors; /* all names that count */
	size_t executor_count;
	struct vec *builds; /* struct plan_build pointers, in the plan's order */
	struct library *library;
	const struct calling *calling; /* NULL: nobody calls this workflow */
	struct running *running;       /* which jobs run; of the walk at hand */
	enum scope_head head;          /* of the event's pull request */

	/* What is decided of each call, struct verdict pointers: beside the builds, in their
	 * order. `probing`: verdicts are all that is wanted, of the jobs in `only` (job id → any;
	 * NULL: of all). */
	struct vec *verdicts;
	bool probing;
	bool thorough; /* every job is looked at; else those that name an executor */
	const struct map *only;
	const struct map *events; /* of each build: event → const struct value * */
};

/* What runs and what pushes; see events.c. */
struct verdict {
	struct str id;   /* of the leg */
	struct str job;  /* of the input's own file, which may call the one that the leg is of */
	struct place at; /* of the call */
	enum tri runs;
	enum tri pushes;
};

/* The scope of a file's own expressions, which see these contexts and no env. */
struct scope making_scope(const struct making *making, const struct map *contexts);

/* How a workflow came to be called by another one. */
struct calling {
	const struct making *making;     /* of the workflow that calls */
	const struct leg_making *leg;    /* whose job does */
	struct place at;                 /* its `uses:` */
	struct str path;                 /* of the called file, from the root */
	const struct value *permissions; /* what the calling job has */
};

/* A set of variables: name → const struct value *, each value's origin being where it is set,
 * `over` the variable of outer levels whose place it took; and where each name stands, for what is
 * wrong with the name itself. */
struct variables {
	struct map values;
	struct map names; /* name → const struct place *; for plans alone */
	bool names_file;  /* a value may be the path of the file of GITHUB_ENV */
};

/* A leg of a job, and what its expressions see. */
struct leg_making {
	const struct job *job;
	const struct leg *leg;
	struct str id;               /* the job's, of a leg "job (v1, v2)" */
	struct map contexts;         /* the file's, matrix and strategy */
	struct scope scope;          /* without env: what a job's own keys see */
	const struct value *runs_on; /* array, or {group, labels}; NULL: the job says nothing */
	struct variables outer;      /* workflow and job env, and what earlier steps wrote */
	size_t writes;               /* how many steps have written */
	struct str shell;            /* of a step that names none; STR_NONE: bash */
	bool windows;                /* its runner is known to be */
	const struct map *container; /* env of the job's container; NULL: none */
	const struct making *making; /* of the file that the job stands in */
	const struct acting *acting; /* the action whose step is at hand; NULL: the job's own */
	const struct step *step;     /* the one at hand */
	const struct step *checkout; /* the last before it; NULL: none */
	const struct value *source;  /* what it checks out, of one in an action; else NULL */
};

/* A composite action while its steps are walked. */
struct acting {
	const struct acting *up;     /* the action whose step uses it; NULL: the job's own does */
	const struct step *step;     /* that step */
	const struct making *making; /* of the action's own file */
	struct place at;             /* its `uses:` */
	struct str path;             /* of the action's folder, from the root */
	enum tri runs;               /* whether that step runs */
	bool ends;                   /* whether those behind it can rely on its end */
	struct map contexts;         /* what the action's steps see */
	struct variables env; /* of that step and of those around it: over all that was written */
};

/* A step's variables and what its expressions see. */
struct step_making {
	struct variables own; /* what its own `env` sets */
	struct variables variables;
	struct scope scope;
	const struct map *process;     /* what its process gets of them */
	enum tri runs;                 /* its condition, and those of the actions around it */
	bool ends;                     /* once it runs, those behind it can rely on its end */
	struct script_reading reading; /* of a `run:`; empty when it is none or was refused */
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

/* A value as a variable: a string, whose origin is where it is set. NULL when exhausted. */
const struct value *variable_value(const struct making *making, const struct value *value);

/* On Windows names that differ in case alone are one. */
void variables_init(struct variables *variables, struct arena *arena, bool windows);
bool variables_copy(struct variables *to, struct arena *arena, const struct variables *from);

/*
 * Adds an `env:` block over what is there; it does not see its own names. A block that is an
 * expression as a whole and stays unknown may set any name: it is kept under the name
 * VARIABLES_ANY, and for a plan those that decide about a build become unknown. False when
 * exhausted.
 */
bool variables_add(struct variables *variables, const struct making *making,
	const struct node *block, const struct scope *scope);

/* Adds variables over what is there. False when exhausted. */
bool variables_lay(
	struct variables *variables, const struct making *making, const struct variables *over);

/* What a step that nobody can read may have written: the names that decide about a build. */
bool variables_add_anything(
	struct variables *variables, const struct making *making, const struct place *at);

/* GitHub's own word for the place where a mapping is put into another. */
#define VARIABLES_ANY "${{ insert }}"

/* Adds what a step wrote to GITHUB_ENV; `certain`: it ran to its end, so its values hold. */
bool variables_add_written(struct variables *variables, const struct making *making,
	const struct map *written, bool certain);

/* The names that count as an executor's: its own and the input's. False when exhausted. */
bool executors_gather(struct making *making);

/* Reads the input's workflow. False when it is wrong (reported) or the arena is exhausted. */
bool making_read(struct making *making);

/* The members of an object as variables. NULL when exhausted. */
const struct map *variables_of_object(const struct making *making, const struct value *object);

/*
 * What a process gets of the variables: those of the job's container under them, and none that the
 * runner sets itself. `container` may be NULL. NULL when exhausted.
 */
const struct map *variables_of_process(const struct making *making,
	const struct variables *variables, const struct map *container);

/* What a walk does at each leg and at each step. False: the arena is exhausted. */
typedef bool leg_visit(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, void *context);
typedef bool step_visit(struct making *making, struct leg_making *leg,
	const struct step_making *step, void *context);

/*
 * Visits each leg of the jobs that the input asks for, in the order of their ids and GitHub's of
 * the legs. Stops at LIMIT_ERRORS. False when exhausted.
 */
bool jobs_walk(struct making *making, leg_visit *visit, void *context);

/* Makes one leg of a job: its id, what its expressions see, its env. False when exhausted. */
bool leg_begin(struct making *making, const struct job *job, const struct matrix *matrix,
	size_t index, struct leg_making *ret);

/*
 * Visits the leg's steps in their order, each with what the steps before it left; the steps of a
 * local composite action right behind the one that uses it. `making` is then of the action's file.
 */
bool steps_walk(struct making *making, struct leg_making *leg, step_visit *visit, void *context);
bool step_walk(struct making *making, struct leg_making *leg, const struct step *step,
	step_visit *visit, void *context);

/* Visits the steps of the action that the leg's present step uses, when it is a local one. */
bool action_walk(struct making *making, struct leg_making *leg, const struct step_making *step,
	step_visit *visit, void *context);

/* Visits the legs of the workflow that a leg's job uses, when it is a local one. */
bool call_walk(struct making *making, struct leg_making *leg, leg_visit *visit, void *context);

/*
 * Whether a job runs when nothing fails: its `if` holds, and none that it needs is skipped, unless
 * its `if` asks for a status (always(), !cancelled()).
 */
enum tri job_runs(const struct making *making, const struct job *job);

/* Whether a leg's job runs, and the jobs that call its workflow do. */
enum tri leg_runs(const struct leg_making *leg);

/* Adds a build for each call in the jobs. False when exhausted. */
bool jobs_make(struct making *making);

/* Adds the builds of one step. A step_visit. */
bool step_make(struct making *making, struct leg_making *leg, const struct step_making *step,
	void *context);

/* Adds the build of a call. False when exhausted; what is wrong is reported. */
bool build_make(struct making *making, const struct call *call);

/* Sets what a build asks of the engine, from its variables. False when exhausted. */
bool engine_make(struct making *making, const struct map *vars, struct plan_build *build);

/*
 * One fact of a leg, of its present step and of the last checkout before it. NULL when the workflow
 * says nothing, and when the arena is exhausted.
 */
const struct value *leg_fact(const struct leg_making *leg, enum build_fact fact);

/* Where a leg runs; an empty label is reported. NULL: the job says nothing, or exhausted. */
const struct value *runs_on_value(const struct making *making, const struct leg_making *leg);

/* An `if:` as a fact: its text in one form. NULL when there is none or the arena is exhausted. */
const struct value *condition_fact(const struct making *making, const struct node *condition);

/* Sets all facts of a build but its events. A secret among them is reported. */
bool facts_make(struct making *making, const struct call *call, struct plan_build *build);

/* What the command line gives as github, vars and inputs, by name. False when exhausted. */
bool contexts_make(const struct making *making, struct map *contexts);

/* The file's contexts with matrix and strategy of one leg. False when exhausted. */
bool contexts_of_leg(const struct making *making, const struct matrix *matrix, size_t index,
	struct map *contexts);

/* A setting as a value; of a secret, its presence. NULL when exhausted. */
const struct value *setting_value(const struct making *making, const struct setting *setting);

/* A string value, or NULL when exhausted; known text and no origin. */
const struct value *plain_value(const struct making *making, struct str text);

/* Reports what a check of the builder refused. NULL: it is not kept, or the arena is exhausted. */
struct diag *refuse_value(const struct making *making, enum diag_rule rule, struct place at,
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

/* Adds the verdict of a call; `build` NULL: its values were refused. False when exhausted. */
bool verdict_add(struct making *making, const struct call *call, const struct plan_build *build,
	const struct credential_finding *credential);

/* Sets the events of all builds: what runs each, and what ends in a push. False when exhausted. */
bool events_make(struct making *making);

#endif
