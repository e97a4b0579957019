/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_JOBS_COMMAND_H
#define PRECACHE_JOBS_COMMAND_H

/* `precache plan WORKFLOW --stop-after=jobs`: what GitHub makes of any workflow. */

#include "plan/plan.h"
#include "precache/command_line.h"

enum jobs_form {
	JOBS_TEXT,
	JOBS_JSON
};

/* The jobs of the input as text, which grows in `arena`; a page is `width` columns wide. STR_NONE
 * when something is wrong, which is reported. */
struct str jobs_render(const struct invocation *in, const struct plan_input *input,
	enum jobs_form form, unsigned width, struct arena *arena);

#endif
