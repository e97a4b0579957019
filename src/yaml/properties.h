/* SPDX-License-Identifier: MIT */
#ifndef YAML_PROPERTIES_H
#define YAML_PROPERTIES_H

/*
 * A node's anchor and tag as they stand in the source. libyaml says where a node with properties
 * begins, not where its content does; and the anchor's name is seen here without a copy.
 */

#include <stddef.h>

#include "base/str.h"

struct properties {
	struct str anchor; /* without the '&'; STR_NONE: there is none */
	struct str tag;    /* as it is written: "!!str" */
	size_t end;        /* offset of the content, or the limit when there is no content */
};

/* Reads `count` properties of a node that begins at `at` and lies before `limit`. */
struct properties properties_read(struct str source, size_t at, size_t limit, unsigned count);

#endif
