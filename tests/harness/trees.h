/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_TREES_H
#define HARNESS_TREES_H

/* What comes of reading a YAML text, as text, for rows that hold what is expected of it. */

#include "base/diag.h"
#include "base/str.h"

/* "RULE-ID line:col message", and " | line:col message" of what is related; each on a line. */
struct str tree_findings(struct arena *arena, const struct diags *diags);

/*
 * Reads the text, and fails the test unless the tree or else the findings are as expected: numbers
 * bare, strings in quotes, null as ~, [items], {key: value}.
 */
void assert_reads(struct str source, const char *expected);

#endif
