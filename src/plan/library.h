/* SPDX-License-Identifier: MIT */
#ifndef PLAN_LIBRARY_H
#define PLAN_LIBRARY_H

/*
 * The workflows and actions of the repository that a workflow calls. Each file is read through the
 * input's `files`, checked as GitHub would, and kept, however often it is called; what is wrong
 * with it is said once, at its own line, with the first call as the second place.
 */

#include <stddef.h>

#include "actions/action.h"
#include "actions/call_interface.h"
#include "actions/workflow.h"
#include "base/map.h"
#include "plan/plan.h"

enum local_state {
	LOCAL_UNREADABLE, /* nothing is known of it; reported */
	LOCAL_WRONG,      /* GitHub refuses it; reported */
	LOCAL_READ
};

struct local_workflow {
	enum local_state state;
	const struct document *document;
	const struct workflow *workflow;
	const struct call_interface *interface; /* NULL: it is no workflow that can be called */
};

struct local_action {
	enum local_state state;
	const struct action *action;
};

struct library {
	struct arena *arena;
	struct diags *diags;
	const struct plan_input *input;
	struct map workflows; /* path → const struct local_workflow * */
	struct map actions;   /* path → const struct local_action * */
};

void library_init(struct library *library, struct arena *arena, struct diags *diags,
	const struct plan_input *input);

/* A `uses:` that names something local. */
struct local_call {
	struct str path; /* from the root; STR_NONE: it goes through ".." */
	bool foreign;    /* it is a path of the workspace, and another repository lies there */
	struct str text; /* as it is written */
	struct place at;
};

/* What a call names. NULL when the arena is exhausted. */
const struct local_workflow *library_workflow(
	struct library *library, const struct local_call *call);
const struct local_action *library_action(struct library *library, const struct local_call *call);

/*
 * Gives the diagnostics from `from` on that stand in another file than `called_at` and have no
 * second place yet that of the call.
 */
void called_from(struct diags *diags, size_t from, struct place called_at);

#endif
