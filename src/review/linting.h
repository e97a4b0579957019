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

struct linting {
	struct arena *arena;
	struct diags *found;
	const struct plan_input *input;
	const struct document *document;
	const struct workflow *workflow;
	const struct value *triggers; /* as triggers_value makes them */
	const struct plan *plan;      /* NULL: there is no build, or it was refused */
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

/* Whether one of the plan's builds is in the job. */
bool lint_has_build(const struct linting *linting, const struct job *job);

/* The checks, by group. */
void lint_bidi(struct linting *linting);
void lint_invisible(struct linting *linting);
void lint_odd_space(struct linting *linting);

#endif
