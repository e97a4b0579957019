/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_WALK_H
#define PRECACHE_WALK_H

/* Finds files below a folder, in the order of their paths' bytes. Links are not followed. */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#define WALK_DEPTH 32u

/*
 * Adds to `found` a struct str for each path below `folder` that `wanted` takes (it gets the file's
 * name); `depth` 1 looks into the folder alone. False when a folder cannot be read, with its path
 * and errno's words in *ret_problem, or when the arena is exhausted.
 */
bool walk(struct arena *arena, struct str folder, unsigned depth, bool (*wanted)(struct str name),
	struct vec *found, struct str *ret_problem);

#endif
