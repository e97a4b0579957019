/* SPDX-License-Identifier: MIT */
#ifndef YAML_FLOW_H
#define YAML_FLOW_H

/* Where the text of a plain or quoted scalar stands: escapes and folded lines, read once more. */

#include "yaml/node.h"

/*
 * Offset into the source of what became the byte at `target` of the scalar's text; of an escape its
 * backslash, of a folded line the break. At or behind the end of the text: behind its last byte.
 */
size_t flow_offset(struct str source, const struct node *scalar, size_t target);

#endif
