/* SPDX-License-Identifier: MIT */
#ifndef PLAN_EVENT_CONTEXT_H
#define PLAN_EVENT_CONTEXT_H

/*
 * What follows from the event that starts a run: its name, and of its ref and payload whatever the
 * trigger's own filters leave no choice about. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */

#include <stdbool.h>

#include "plan/making.h"

/* Where the head of a pull request lies. */
enum event_side {
	EVENT_ANY,
	EVENT_SAME_REPOSITORY,
	EVENT_FORK
};

struct event_case {
	struct str name; /* one of the workflow's triggers */
	enum event_side side;
};

/*
 * The file's contexts for a run that this event starts, when it passes the filters. What is given
 * for the contexts stays, unless it was given for another event. A called workflow's
 * `workflow_call` has the caller's event, of which nothing follows. False when exhausted.
 */
bool event_contexts(
	const struct making *making, const struct event_case *event, struct map *contexts);

/*
 * Gives the inputs that are given their declared types: what is given on a command line is text.
 * What cannot be one of its type is reported. False when exhausted.
 */
bool contexts_type_inputs(const struct making *making, struct map *contexts);

#endif
