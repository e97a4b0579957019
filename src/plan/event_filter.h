/* SPDX-License-Identifier: MIT */
#ifndef PLAN_EVENT_FILTER_H
#define PLAN_EVENT_FILTER_H

/*
 * What a filter of a trigger (branches, tags, types) leaves of the names that pass it. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */

#include "actions/value.h"
#include "base/str.h"

/* The one text that passes; STR_NONE: there may be several. `list` may be NULL. */
struct str filter_only(const struct value *list);

/*
 * How every name begins that passes, a part of the list's own text: of ['v1.*', 'v2', '!v2.1'] it
 * is "v". Empty when nothing can be told.
 */
struct str filter_start(const struct value *list);

#endif
