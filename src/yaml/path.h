/* SPDX-License-Identifier: MIT */
#ifndef YAML_PATH_H
#define YAML_PATH_H

/* Which node of a document a place is in, as people write it: "jobs.cache.steps[1].run". */

#include <stdbool.h>
#include <stddef.h>

#include "base/limits.h"
#include "yaml/node.h"

/* A step from a node into it: a member by its key, or an item. */
struct path_step {
	struct str key; /* STR_NONE: an item */
	size_t index;
};

struct path {
	struct path_step steps[LIMIT_YAML_DEPTH];
	size_t count;
	const struct node *node; /* that it leads to */
	const struct node *key;  /* of the member that the node is; NULL: an item, or the root */
};

/*
 * The node that holds the place. A mapping begins where its first key does: PATH_OUTER takes the
 * outermost node that begins just there, PATH_INNER the member whose key it is. A place inside the
 * text of a scalar is in that scalar; what stands behind an alias is where its anchor is.
 */
enum path_end {
	PATH_OUTER,
	PATH_INNER
};
struct path path_find(const struct document *document, struct place at, enum path_end end);

/* "" for the root. STR_NONE when exhausted. */
struct str path_text(struct arena *arena, const struct path *path);

#endif
