/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_CONDITION_H
#define REVIEW_DIFF_CONDITION_H

/* What can be said of two conditions by their texts, as a plan bears them. */

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether the new condition holds in no case in which the old one did not: the old one with a part
 * joined to it by '&&', or the old one less a part that was joined by '||'. What cannot be seen so
 * is not narrower.
 */
bool condition_is_narrower(struct str old, struct str now);

/* Whether it asks how other steps ended (always(), failure(), cancelled()), which lets a step run
 * where one without them would not. */
bool condition_asks_status(struct str condition);

#endif
