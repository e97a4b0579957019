/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_LINT_H
#define REVIEW_LINT_H

/*
 * Lint: what a workflow says and a reviewer would object to, although GitHub and the builder take
 * it. A finding is a `struct diag` whose rule is a row PC03xx of base/rules.h; lint_rules adds to
 * each row why it is there, what to do, and where that is written. Findings are advice, never
 * refusals. Rules about the build apply where there is one, all others to any workflow. The steps
 * of the repository's composite actions that a workflow uses are linted with it, in their own
 * files.
 *
 * A comment in the file silences a finding:
 *
 *     # precache: allow PC0305 because the release's tag is never moved
 *
 * At the end of a line it holds for that line, alone on its line for the next one that is more than
 * a comment. Several ids are separated by commas. The reason is required; an allowance without one,
 * of an unknown rule, or that silences nothing is a finding itself, which nothing silences.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "plan/plan.h"

enum lint_group {
	LINT_BUILDER,
	LINT_TIME,
	LINT_RIGHTS,
	LINT_READING,
	LINT_ALLOWANCE,
	LINT_CONTENT,
	LINT_GROUP_COUNT
};

struct linting;
struct job;
struct step;

/* What finds a rule's findings: one of these; none when another module does. */
struct lint_check {
	void (*file)(struct linting *linting);
	void (*build)(struct linting *linting, const struct plan_build *build);
	void (*job)(struct linting *linting, const struct job *job);
	void (*step)(struct linting *linting, const struct job *job, const struct step *step);
};

/* A rule of lint. Its id, severity and demand are diag_rule_row(rule)'s. */
struct lint_rule {
	enum diag_rule rule;
	enum lint_group group;
	enum diag_severity elsewhere; /* its severity in a job without a build */
	const char *why;              /* what happens otherwise: sentences */
	const char *remedy;           /* what to do: sentences */
	const char *reference;        /* a URL, or a release of envbuilder: where that is written */
	struct lint_check check;
};

/* The rules, by id; NULL behind the last one. */
const struct lint_rule *lint_rule_at(size_t index);

/* The row of a rule, or of its id ("PC0302"); NULL: it is none of lint's. */
const struct lint_rule *lint_rule_of(enum diag_rule rule);
const struct lint_rule *lint_rule_find(struct str id);

/* "builder", "time", "rights", "reading", "allowance", "content". */
struct str lint_group_name(enum lint_group group);

/* The table as text for people, and as JSON. STR_NONE when the arena is exhausted. */
struct str lint_rules_text(struct arena *arena);
struct str lint_rules_json(struct arena *arena);
#define LINT_RULES_SCHEMA "precache.rules/1"

/*
 * Lints one workflow and adds what it finds to `findings`, in the order of the places, less what
 * the file allows; what is in an action's file comes behind that. What the planner would refuse
 * about a build is among them, by its own rule; that there is no build is no finding. False when
 * the file does not read as a workflow, or an override is wrong: `errors` then says why, and
 * nothing was found. Also false when the arena is exhausted.
 */
bool lint_workflow(struct arena *arena, struct diags *findings, struct diags *errors,
	const struct plan_input *input);

/*
 * Moves what was found in one file to `findings`: in the order of the places, each once, without
 * those that the file's comments allow, and with what is wrong with an allowance. `ran` says of
 * which rules an allowance that silences nothing is one too many (NULL: of all). False when the
 * arena is exhausted.
 */
bool lint_allow(struct arena *arena, const struct diags *found, struct diags *findings,
	struct place file, bool (*ran)(void *context, const struct lint_rule *rule), void *context);

/*
 * Findings as text: each from a severity on as diag_text prints it, and a line that counts all.
 * STR_NONE when the arena is exhausted.
 */
struct str lint_text(struct arena *arena, const struct diags *findings, enum diag_severity from,
	enum diag_color color);

#endif
