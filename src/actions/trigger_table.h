/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TRIGGER_TABLE_H
#define ACTIONS_TRIGGER_TABLE_H

/* The events that can stand under `on:`, as rows: a name and what settings it takes. */

#include "actions/schema.h"
#include "actions/trigger.h"

struct event {
	struct event_row row; /* first, so that the table can be searched by name */
	const struct schema *settings;
};

extern const struct event trigger_events[];
extern const size_t trigger_event_count;

/* The event of that name, or NULL. */
const struct event *trigger_event(struct str name);

#endif
