/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_NEAR_H
#define ACTIONS_NEAR_H

/* The name that a mistyped one was probably meant to be, for "did you mean". */

#include <stddef.h>

#include "base/str.h"

/*
 * The name of the row nearest to `name`, the first of several; STR_NONE when none is near. `rows`:
 * `count` rows of `size` bytes, each beginning with its name, a `struct str`. A letter that is
 * missing, too many or another counts one, and so do two that are swapped; the case of letters
 * counts nothing. One in three may be wrong.
 */
struct str near_row(struct str name, const void *rows, size_t count, size_t size);

#endif
