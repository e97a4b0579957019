/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_REPO_H
#define HARNESS_REPO_H

/* Workflows planned in a repository of their own, which lies in memory. */

#include "base/arena.h"
#include "base/diag.h"
#include "plan/plan.h"

/* A row of a table: a repository, and what planning its first file says. */
struct repo_row {
	const char *name;
	const char *files;   /* as memory_files.h reads them; the first one is planned */
	const char *context; /* a YAML mapping of github, vars, inputs; NULL: none */
	const char *pointer; /* into the plan: "builds/0/id"; NULL: what is said is compared */
	const char *value;   /* JSON on one line, ' for "; or what repo_said gives */
};

/* Checks one row, as rows_run calls it. */
void repo_row_check(void **state);

/*
 * What was found, a line each: "FILE:LINE:COL RULE message", then " | FILE:LINE:COL words" of a
 * second place, then " (hint)".
 */
struct str repo_said(struct arena *arena, const struct diags *diags);

/* Plans the first file of a repository; `more`: what else the input says, NULL: nothing. */
const struct plan *repo_plan(
	struct arena *arena, struct diags *diags, const char *files, const struct plan_input *more);

#endif
