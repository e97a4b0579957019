/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_HANDED_H
#define REVIEW_HANDED_H

/*
 * What the steps that use an action of the repository hand it by `with`: in the action's own file
 * an input is a name, and whether a secret or a stranger's text is behind it is said by its
 * callers.
 */

#include "actions/action.h"
#include "base/map.h"
#include "review/linting.h"
#include "review/reads.h"

/* Where each of the three comes into an input; line 0: it does not. */
struct handed {
	struct place secret;
	struct place untrusted; /* somebody without rights may choose it */
	struct place chosen;    /* whoever starts the run may choose it */
};

/* What an action's input was handed; NULL: the read is of none, or stands in a workflow. */
const struct handed *handed_to(const struct linting *linting, const struct read *read);

/*
 * Adds to `inputs` (name without case → struct handed) what a step hands the action: by its `with`,
 * else by the input's default. Each of the three is kept from where it was found first. *ret_new:
 * something came to it. False when the arena is exhausted.
 */
bool handed_add(struct linting *caller, const struct step *step, const struct action *action,
	struct map *inputs, bool *ret_new);

/*
 * Whether a text gives a secret, itself or by an input that was handed one; *ret_from is then where
 * that was handed over (line 0: the text says it). False when exhausted, too.
 */
bool handed_secret(const struct linting *linting, struct str text, struct place *ret_from);

#endif
