/* SPDX-License-Identifier: MIT */
#ifndef APPLY_APPLYING_H
#define APPLY_APPLYING_H

/*
 * What one run of precache-apply works with: its command line, its plan, and what it found around
 * it. The executor decides nothing: whatever it runs stands in the plan.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/args.h"
#include "base/diag.h"
#include "base/exit_code.h"
#include "plan/plan.h"

/* Rows of the option table, by name. */
enum apply_option {
	APPLY_BUILD,
	APPLY_ALL,
	APPLY_DRY_RUN,
	APPLY_PRINT_PLAN,
	APPLY_EXPECT,
	APPLY_GOLDEN,
	APPLY_ALLOW_BIND,
	APPLY_ENGINE,
	APPLY_WORKSPACE,
	APPLY_COLOR,
	APPLY_QUIET,
	APPLY_HELP,
	APPLY_VERSION,
	APPLY_OPTION_COUNT
};

extern const struct arg_row apply_option_rows[APPLY_OPTION_COUNT];

struct applying {
	struct arena *arena;
	struct diags *diags;
	struct args args;
	const struct plan *plan;
	const struct plan_build **builds; /* those that were chosen */
	size_t build_count;
	bool dry;
	bool quiet;
	enum diag_color color;
};

/* The last value given for an option, or STR_NONE; whether it was given; all values of one, each
 * line of a value being one. */
struct str apply_value(const struct applying *a, enum apply_option option);
bool apply_given(const struct applying *a, enum apply_option option);
const struct str *apply_values(
	const struct applying *a, enum apply_option option, size_t *ret_count);

/* Writes all bytes; false when the stream does not take them. */
bool apply_write(int fd, struct str bytes);

/* The same on standard output, with an error when it fails, or when there is nothing for lack of
 * memory (STR_NONE). */
bool apply_print(const struct applying *a, struct str text);

/* A mistake of the command line, on standard error; returns EXIT_USAGE. */
int apply_usage(const struct applying *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A line of progress on standard error, unless quiet. */
void apply_note(const struct applying *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The plan: from the file that is named, else from the environment by the planner's own function.
 * Then held against --expect and --golden. Returns an exit code.
 */
int plan_obtain(struct applying *a);

/* The builds that --build or --all choose; none of them may hold an unknown value. */
int builds_choose(struct applying *a);

/* "config: …", five lines for a build, on standard output. False when it does not take them. */
bool config_print(const struct applying *a, const struct plan_build *build);

/*
 * The path of the engine: --engine (a name or a path), else docker, else podman, on PATH. STR_NONE
 * with an error that says what to install.
 */
struct str engine_find(const struct applying *a);

/*
 * What is mounted: --workspace, else GITHUB_WORKSPACE, else the git top level above the working
 * folder; absolute, links resolved. STR_NONE with an error: there is none, it is no folder, or it
 * holds ':' or ',', which end a mount.
 */
struct str apply_workspace(const struct applying *a);

/*
 * The command of a build: its argv with the engine's path first and the workspace as the source of
 * the one mount, which is the last but one of its words. NULL-terminated; NULL when exhausted.
 */
char **command_of(const struct applying *a, const struct plan_build *build, struct str engine,
	struct str workspace);

/* The whole run, from the plan to the last build's end. Returns an exit code, or dies of the signal
 * that ended a build. */
int apply_main(struct applying *a);

#endif
