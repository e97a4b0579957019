/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_ROOT_H
#define PRECACHE_ROOT_H

/*
 * The repository's root and what lies below it. Paths are resolved through links before they are
 * compared, so neither a link nor ".." leads out.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/*
 * The root for a path: `repo` when it is given, else the parent of ".github" in the path, else the
 * nearest folder above it with ".git", else none (STR_NONE). Absolute, links resolved.
 */
struct str root_of(struct arena *arena, const char *path, struct str repo);

/* The path with links resolved, or STR_NONE when there is nothing there. */
struct str path_resolve(struct arena *arena, const char *path);

/* Whether a resolved path is the root or lies below it. */
bool path_is_below(struct str path, struct str root);

/* A resolved path below the root, as seen from the root: "workflows/x.yml". */
struct str path_from_root(struct str path, struct str root);

/* "folder/name", or "name" for the folder "."; STR_NONE when the arena is exhausted. */
struct str path_join(struct arena *arena, struct str folder, struct str name);

/* The part before the last '/'; "." when there is none, "/" for the root folder's own. */
struct str path_folder(struct str path);

#endif
