/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_COVERAGE_H
#define PRECACHE_COVERAGE_H

/* Whether every build of a repository's own workflows has a golden case. */

#include <stddef.h>

#include "base/map.h"
#include "base/str.h"
#include "precache/command_line.h"

/*
 * Plans each workflow in the root's .github/workflows whose resolved path is not among `covered`
 * and appends a line to `out` for each that has a build; returns their number. A workflow that has
 * a build which cannot be planned counts. One that is no build's, or that the planner cannot read,
 * is somebody else's business: the latter is said as a warning.
 */
size_t coverage_check(const struct invocation *in, struct str root, const struct map *covered,
	struct strbuf *out);

#endif
