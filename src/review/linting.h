/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_LINTING_H
#define REVIEW_LINTING_H

/*
 * What the checks of lint share; internal to review. A check is a function of one rule: it looks at
 * what it needs of the workflow and its plan and reports by lint_find. It must not mind order,
 * repetition or allowances: lint_workflow sorts, drops what is there twice, and silences.
 */

#include <stdbool.h>

#include "actions/workflow.h"
#include "review/lint.h"

struct read;

struct linting {
	struct arena *arena;
	struct diags *found;
	const struct plan_input *input;
	const struct document *home;     /* the workflow's */
	const struct document *document; /* that is linted: the workflow's, or an action's */
	const struct workflow *workflow;
	const struct value *triggers; /* as triggers_value makes them */
	const struct plan *plan;      /* NULL: there is no build, or it was refused */
	const struct map *handed;     /* in an action: what its inputs carry; NULL: in a workflow */
	bool refused;                 /* the planner refuses the workflow */
	const struct lint_rule *rule; /* that is at work */
};

/* A finding of the rule at work. */
struct diag *lint_find(struct linting *linting, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same in a job, where it weighs less when the job has no build. */
struct diag *lint_find_in(struct linting *linting, const struct job *job, struct place at,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

void lint_hint(struct linting *linting, struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void lint_relate(struct linting *linting, struct diag *diag, struct place at, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* The key of an event under `on:`, or its item there; NULL: the workflow is not started by it. */
const struct node *lint_event_node(const struct linting *linting, const char *event);

/* Whether nothing but other workflows starts it: schedule, rights and concurrency may be theirs. */
bool lint_is_only_called(const struct linting *linting);

/* Whether one of the plan's builds is in the job. */
bool lint_has_build(const struct linting *linting, const struct job *job);

/* Whether the step is one of the plan's builds, or leads to one. */
bool lint_is_build(const struct linting *linting, const struct step *step);

/* The value of a name of env.set, or NULL; whether it is known to be on, or off. */
const struct value *build_value(const struct plan_build *build, const char *name);
bool build_is_on(const struct plan_build *build, const char *name);
bool build_is_off(const struct plan_build *build, const char *name);

/*
 * Where a value stands in the workflow that is linted; the build's place there when it was given
 * from elsewhere: by the command line, a default, or a file that the workflow calls.
 */
struct place build_place(const struct plan_build *build, const struct value *value);

/* Whether the workflow itself says the value. */
bool build_says(const struct plan_build *build, const struct value *value);

/* Whether the build may push its image. */
bool build_publishes(const struct plan_build *build);

/*
 * What lets whoever starts the run choose the text of a read: the declaration of the workflow's
 * input, or the event that takes anything. NULL: nothing does.
 */
const struct node *lint_chosen_input(const struct linting *linting, const struct read *read);

/* The checks of builds. */
void lint_fallback(struct linting *linting, const struct plan_build *build);
void lint_skip_rebuild(struct linting *linting, const struct plan_build *build);
void lint_endless(struct linting *linting, const struct plan_build *build);
void lint_init_replaced(struct linting *linting, const struct plan_build *build);
void lint_image_latest(struct linting *linting, const struct plan_build *build);
void lint_image_digest(struct linting *linting, const struct plan_build *build);
void lint_repository_name(struct linting *linting, const struct plan_build *build);
void lint_repository_case(struct linting *linting, const struct plan_build *build);
void lint_push_failure(struct linting *linting, const struct plan_build *build);
void lint_build_failure(struct linting *linting, const struct plan_build *build);
void lint_ignore_paths(struct linting *linting, const struct plan_build *build);
void lint_insecure(struct linting *linting, const struct plan_build *build);
void lint_git_credentials(struct linting *linting, const struct plan_build *build);
void lint_late_check(struct linting *linting, const struct plan_build *build);

/* Of time. */
void lint_cold(struct linting *linting, const struct plan_build *build);
void lint_unscheduled(struct linting *linting, const struct plan_build *build);
void lint_cron_never(struct linting *linting);
void lint_cron_busy(struct linting *linting);
void lint_cron_interval(struct linting *linting);
void lint_filter_never(struct linting *linting);

/* Of rights. */
void lint_untrusted_script(struct linting *linting, const struct job *job, const struct step *step);
void lint_packages_missing(struct linting *linting, const struct plan_build *build);
void lint_packages_broad(struct linting *linting);
void lint_permissions_unsaid(struct linting *linting);
void lint_fork_code(struct linting *linting, const struct job *job);
void lint_fork_artifact(struct linting *linting, const struct job *job);
void lint_fork_runner(struct linting *linting, const struct job *job);
void lint_unpinned_step(struct linting *linting, const struct job *job, const struct step *step);
void lint_unpinned_job(struct linting *linting, const struct job *job);
void lint_secrets_inherit(struct linting *linting, const struct job *job);
void lint_credential_kept(struct linting *linting, const struct plan_build *build);
void lint_no_concurrency(struct linting *linting, const struct plan_build *build);
void lint_no_timeout(struct linting *linting, const struct plan_build *build);
void lint_continue(struct linting *linting, const struct plan_build *build);
void lint_input_script(struct linting *linting, const struct job *job, const struct step *step);
void lint_secret_printed(struct linting *linting, const struct job *job, const struct step *step);
void lint_secret_stored(struct linting *linting, const struct job *job, const struct step *step);
void lint_secret_argument(struct linting *linting, const struct job *job, const struct step *step);
void lint_secret_trace(struct linting *linting, const struct job *job, const struct step *step);

/* Of reading. */
void lint_bidi(struct linting *linting);
void lint_invisible(struct linting *linting);
void lint_odd_space(struct linting *linting);

#endif
