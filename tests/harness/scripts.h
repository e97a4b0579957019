/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_SCRIPTS_H
#define HARNESS_SCRIPTS_H

/*
 * Reads a script as a step would hold it and says as text what the reader found:
 *
 *     precache-apply 1:9 maybe dry      a call: executor, place in the script, whether it may not
 *     CACHE_REPO=ghcr.io/x              run, whether it is dry (dry?: unknown); what it sees,
 *     TOKEN?${{ secrets.T }} secret     unknown values with their text, why (script when it says
 *     > NAME=value                      nothing), secret; what goes to GITHUB_ENV
 *
 * Executors are precache-apply and build-cache.sh. Scopes know env.KNOWN ("known"), env.QUOTED
 * ("a' b"), env.EMPTY and github.repository ("o/r").
 */

#include "base/arena.h"
#include "base/str.h"

/* A row of a table: a script and what is found in it. */
struct script_row {
	const char *name;
	const char *script;
	const char *env;   /* lines NAME=value, which may hold expressions; NULL: none */
	const char *shell; /* NULL: none is named */
	const char *found;
};

/* Checks one row, as rows_run calls it. */
void script_row_check(void **state);

/* What is found, or the diagnostics when the script is refused. */
struct str script_found(
	struct arena *arena, const char *script, const char *env, const char *shell);

#endif
