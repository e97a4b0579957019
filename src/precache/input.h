/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_INPUT_H
#define PRECACHE_INPUT_H

/* The command line and the environment as the planner's input. */

#include "plan/plan.h"
#include "precache/command_line.h"

/*
 * Fills everything of *ret but the workflow: overrides, environment, context, event, job,
 * executors. Of a secret only its presence is taken; a secret's value on the command line is a
 * usage error. Returns an exit code.
 */
int input_gather(const struct invocation *in, struct plan_input *ret);

/* Whether --repo, when it is given, names a folder that is there. Returns an exit code. */
int input_check_repo(const struct invocation *in);

/* Notes the names that stand in the environment and are not read because there is a workflow. */
void input_note_unread(const struct invocation *in, const struct plan_input *input);

#endif
