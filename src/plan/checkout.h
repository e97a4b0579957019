/* SPDX-License-Identifier: MIT */
#ifndef PLAN_CHECKOUT_H
#define PLAN_CHECKOUT_H

/* What a build is made of: the step that checks it out. */

#include "plan/making.h"

/* Whether a step is a checkout, of whatever version. */
bool step_is_checkout(const struct step *step);

/* What a step gives an action's input of that name, in whatever case. NULL: nothing. */
const struct node *step_input(const struct step *step, struct str name);

/*
 * The source of a plan: {uses, repository, ref, path, submodules, lfs, persist_credentials}, each
 * left out when it is the action's default. NULL when the arena is exhausted. Source of the inputs:
 * https://github.com/actions/checkout#usage
 */
const struct value *checkout_value(
	const struct making *making, const struct step *step, const struct scope *scope);

#endif
