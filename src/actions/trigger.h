/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TRIGGER_H
#define ACTIONS_TRIGGER_H

/*
 * What starts a workflow: `on:` in all its forms, brought to one. Events are rows of a table.
 * Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/value.h"
#include "base/diag.h"
#include "yaml/node.h"

struct event_row {
	struct str name;
	bool from_fork; /* a fork's code can start it, with a read-only token and no secrets:
			   pull_request alone */
};

/* The row of an event that can stand under `on:`; NULL: GitHub has none of that name. */
const struct event_row *event_find(struct str name);

/* Reports what GitHub refuses in `on:`: unknown events, wrong types, bad filters, bad cron. */
bool triggers_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *on);

/*
 * `on:` in one form: an object with a member per event, sorted by bytes and so at every level, {}
 * for one without settings; a filter that is a single string is an array of one; `schedule` an
 * array of {cron, timezone}, in the file's order, whitespace around a cron dropped and runs of it
 * made one space. Run triggers_check before. NULL when exhausted.
 */
const struct value *triggers_value(
	const struct document *document, const struct node *on, struct arena *arena);

/*
 * A cron line as GitHub takes it: five fields, `*`, lists, ranges, steps, JAN-DEC, SUN-SAT, day of
 * week 0 to 6. False with *ret_why ("'61' is no minute: 0 to 59").
 */
bool cron_check(struct arena *arena, struct str line, struct str *ret_why);

#endif
