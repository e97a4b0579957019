/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_MATRIX_MATCH_H
#define ACTIONS_MATRIX_MATCH_H

/* How an entry of `include` or `exclude` meets a combination. Source:
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs */

#include "actions/condition.h"
#include "actions/value.h"
#include "base/map.h"

/*
 * Whether the entry's values for those keys that are vectors are the combination's: every leaf by
 * loose comparison, objects and arrays member by member, so that a part is enough. TRI_UNKNOWN when
 * it hangs on an unknown leaf and no known one differs.
 */
enum tri matrix_match(
	const struct map *vectors, const struct map *entry, const struct map *combination);

/* "v1, v2": the leaves that are neither null nor empty; STR_NONE: there are none. */
struct str matrix_label(struct arena *arena, const struct map *combination);

#endif
