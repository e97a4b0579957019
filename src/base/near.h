/* SPDX-License-Identifier: MIT */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

/* The name that a mistyped one was probably meant to be, for "did you mean". */

#include <stddef.h>

#include "base/str.h"

/* Names longer than this are near to none. */
#define NEAR_NAME_BYTES ((size_t)47)

/*
 * How many letters are missing, too many, another, or swapped with their neighbour; letter case
 * aside. SIZE_MAX when either is longer than NEAR_NAME_BYTES.
 */
size_t near_distance(struct str a, struct str b);

/*
 * The name of the row nearest to `name`, the first of several; STR_NONE when none is near. `rows`:
 * `count` rows of `size` bytes, each beginning with its name, a `struct str`. One letter in three
 * may be wrong.
 */
struct str near_row(struct str name, const void *rows, size_t count, size_t size);

#endif
