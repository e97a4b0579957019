/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_OPERAND_H
#define PRECACHE_OPERAND_H

/* What a file on the command line is to a command: a workflow that is planned, or a plan. */

#include "plan/plan.h"
#include "precache/command_line.h"

/* How a path is called in what is printed: standard input, which is named "-", has a name too. */
struct str operand_name(struct str path);

/* Reads the workflow at `path` and notes what of the environment it leaves unread. An exit code. */
int operand_read_workflow(const struct invocation *in, struct str path, struct plan_input *input);

/*
 * The plan of a workflow that was read, with the files of the repository that `path` lies in; what
 * is wrong goes to `diags`. NULL: it was refused, or the arena is exhausted. The plan holds what it
 * took from the files, which are closed again.
 */
const struct plan *operand_plan(const struct invocation *in, struct diags *diags, struct str path,
	struct plan_input *input);

/*
 * Whether bytes are an object whose member "schema" names precache's: both a plan and a workflow
 * may be JSON, and come from standard input. What is not exactly a plan, but says so, is read as
 * one, and refused with the reason.
 */
bool operand_is_plan(struct str bytes);

/*
 * The plan that the input's bytes are. An exit code: one of another schema, or that is not what its
 * own fields say, is refused.
 */
int operand_view_plan(const struct invocation *in, struct diags *diags,
	const struct plan_input *input, const struct plan **ret);

#endif
