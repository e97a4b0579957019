/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_GLOB_H
#define ACTIONS_GLOB_H

/*
 * The patterns of hashFiles(): `*`, `?` and `[…]` within a name, `**` for any number of folders, a
 * leading `!` for what is left out, `#` for a comment. A folder that matches stands for all files
 * below it; a pattern with a trailing '/' means folders alone. Case counts, and names that begin
 * with a point are as any others. Source: the package @actions/glob, which the runner calls.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum glob_form {
	GLOB_NOTHING, /* an empty line or a comment */
	GLOB_PATTERN,
	GLOB_INVALID, /* a part of it is "." or "..", which GitHub refuses */
	GLOB_OUTSIDE, /* it begins at the machine's root or at a home folder */
};

struct glob {
	bool negated;
	bool folders; /* a trailing '/' */
	const struct str *parts;
	size_t part_count;
	struct str folder; /* its parts before the first that is no plain name; "" when there is
			      none */
};

/* Reads one line. *ret is written for GLOB_PATTERN alone; `folder` STR_NONE: arena exhausted. */
enum glob_form glob_read(struct arena *arena, struct str line, struct glob *ret);

/* Whether a file's path, with '/' between its parts, is one that the pattern means, `!` aside. */
bool glob_matches(const struct glob *glob, struct str path);

/*
 * The paths among `count` that the patterns (struct glob pointers) mean, in the order in which the
 * runner finds them: folder by folder as the patterns name them, in each by the bytes of names.
 * Adds struct str pointers to `ret`. False when the arena is exhausted.
 */
bool glob_select(const struct vec *globs, const struct str *paths, size_t count, struct vec *ret);

#endif
