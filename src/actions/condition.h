/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CONDITION_H
#define ACTIONS_CONDITION_H

/*
 * `if:` of jobs and steps. A condition is always an expression, with or without `${{ }}`. GitHub
 * puts `success() &&` in front of one that asks for no status; a plan describes the usual run, in
 * which that is true.
 */

#include "actions/expression.h"
#include "actions/tri.h"
#include "base/diag.h"
#include "yaml/node.h"

/*
 * Whether it holds; true when there is none (NULL) or it is empty. Text around `${{ }}` makes the
 * whole a string, which is true whatever the expression says: `${{ false }} && x` holds. What
 * GitHub ends with an error is reported as the scope says, and unknown.
 */
enum tri condition_holds(const struct node *condition, const struct scope *scope);

/*
 * Whether it asks for a status itself: with always(), cancelled(), failure() or success() in it a
 * job is looked at even when one that it needs was skipped. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
bool condition_names_status(struct arena *arena, const struct node *condition);

/*
 * Its text in one form: without the `${{ }}` around the whole, trimmed; so that writing it with or
 * without them changes nothing. STR_NONE when there is none or the arena is exhausted.
 */
struct str condition_text(struct arena *arena, const struct node *condition);

#endif
