/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_LINTS_H
#define HARNESS_LINTS_H

/*
 * Lints a workflow's text and says what was found, a line each: "9:13 PC0320 warning". Errors that
 * keep it from being read come as "refused 2:1 YAML_SYNTAX"; what stands in another file begins
 * with its name, "act/action.yml:5:9 PC0336 error". Rows of a table hold what is expected; of a row
 * with `message`, one finding's message, hint or related message has it in it.
 */

#include "base/arena.h"
#include "base/str.h"

struct lint_row {
	const char *name;
	const char *yaml;
	const char *found;
	const char *message; /* NULL: none is looked for */
	const char *files;   /* of the repository, as memory_files_init takes them; NULL: none */
};

/* Checks one row, as rows_run calls it. */
void lint_row_check(void **state);

/*
 * A workflow in which nothing is found, with further lines in the env of its job (six columns
 * deep); they begin in line LINTS_ENV_LINE.
 */
#define LINTS_BUILD(env)                                                                           \
	"on: {push: , schedule: [{cron: '17 6 * * *'}]}\n"                                         \
	"permissions: {}\n"                                                                        \
	"jobs:\n"                                                                                  \
	"  a:\n"                                                                                   \
	"    runs-on: ubuntu-24.04\n"                                                              \
	"    timeout-minutes: 60\n"                                                                \
	"    permissions: {contents: read, packages: write}\n"                                     \
	"    concurrency: a\n"                                                                     \
	"    steps:\n"                                                                             \
	"      - run: precache-apply plan.json\n"                                                  \
	"        env:\n"                                                                           \
	"          GHCR_USER: ${{ github.actor }}\n"                                               \
	"          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"                                      \
	"    env:\n"                                                                               \
	"      CACHE_REPO: ghcr.io/team/cache\n"                                                   \
	"      ENVBUILDER_CACHE_TTL_DAYS: 6\n" env
#define LINTS_ENV_LINE 17

#endif
