/* SPDX-License-Identifier: MIT */
#ifndef YAML_BLOCK_H
#define YAML_BLOCK_H

/* Where the text of a literal or folded block scalar stands. */

#include "yaml/node.h"

/*
 * Offset into the source of what became the byte at `target` of the scalar's text; of a folded or
 * kept line break that break. At or behind the end of the text: behind its last byte, before the
 * break that chomping took.
 */
size_t block_offset(struct str source, const struct node *scalar, size_t target);

/* The same, quicker, of a literal in a source without other breaks than LF. */
size_t block_offset_literal(struct str source, const struct node *scalar, size_t target);

#endif
