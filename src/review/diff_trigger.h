/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_TRIGGER_H
#define REVIEW_DIFF_TRIGGER_H

/*
 * Whether a change below workflow.triggers lets more start the workflow than before. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#on
 */

#include <stdbool.h>

#include "actions/value.h"
#include "review/diff.h"

/* `old` and `now`: the triggers of both plans, NULL for none. */
bool trigger_widens(const struct value *old, const struct value *now, const struct change *change);

/* The event of a path below workflow.triggers; its filter, empty when the path ends at the event.
 */
struct str diff_trigger_event(struct str path, struct str *ret_filter);

#endif
