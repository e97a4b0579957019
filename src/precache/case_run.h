/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_CASE_RUN_H
#define PRECACHE_CASE_RUN_H

/*
 * One golden case: its folder is read, what it says is planned, and the outcome is held against the
 * golden files, or written over them. Nothing outside the repository's root is read.
 */

#include <stdbool.h>

#include "base/map.h"
#include "base/str.h"
#include "precache/command_line.h"

struct case_place {
	struct str folder; /* as the user named it, "golden/dry-run/x" */
	struct str root;   /* absolute, resolved; STR_NONE: none */
};

enum case_verdict {
	CASE_SAME,
	CASE_DIFFERENT,
	CASE_WRONG, /* the case itself is wrong: its case.yml, or what it names */
	CASE_FAILED /* a golden file could not be written */
};

/*
 * Runs one case and appends what there is to say to `out`. `update`: rewrites its golden files and
 * removes those that are left over. When the workflow is planned without an error, its resolved
 * path and those of the workflows that it calls become keys of `covered`. Strings live in
 * in->arena; the case itself is worked on in an arena of its own.
 */
enum case_verdict case_run(const struct invocation *in, const struct case_place *place, bool update,
	struct strbuf *out, struct map *covered);

#endif
