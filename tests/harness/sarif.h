/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SARIF_H
#define HARNESS_SARIF_H

/* SARIF logs as trees, for tests to look into. Whether they are valid is tests/sarif.py's to say.
 */

#include <jansson.h>

#include "harness/json_tree.h"
#include "review/findings.h"

/* The log of the findings; fails the test when it is no JSON. The caller gives it back. */
json_t *sarif_log(struct arena *arena, const struct findings *findings);

#endif
