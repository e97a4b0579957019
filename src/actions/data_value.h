/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_DATA_VALUE_H
#define ACTIONS_DATA_VALUE_H

#include "actions/value.h"
#include "base/arena.h"
#include "yaml/node.h"

/*
 * The value of a YAML node and all under it as data: a `${{` in it is text. `origin` of each value
 * is its node's place. NULL when the arena is exhausted.
 */
const struct value *data_value(
	struct arena *arena, const struct document *document, const struct node *node);

#endif
