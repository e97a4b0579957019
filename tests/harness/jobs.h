/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_JOBS_H
#define HARNESS_JOBS_H

/* The jobs of a workflow as `precache plan W --stop-after=jobs --format json` prints them. */

#include "base/arena.h"
#include "base/str.h"

/* A row of a table: a workflow, and what stands under a JSON pointer below /jobs. */
struct jobs_row {
	const char *name;
	const char *workflow;
	const char *context; /* a YAML mapping of github, vars, inputs, and `event`, which is asked
				for; NULL: none */
	const char *pointer; /* "0/env" */
	const char *value;   /* as JSON on one line, ' for "; NULL: nothing stands there */
};

/* Checks one row, as rows_run calls it. */
void jobs_row_check(void **state);

/* The same for what is wrong: `value` is what findings_text says, and no jobs are shown. */
void jobs_row_refused(void **state);

/* The whole as JSON; what findings_text says when the workflow is refused. `context` as above. */
struct str jobs_json(struct arena *arena, const char *workflow, const char *context);

#endif
