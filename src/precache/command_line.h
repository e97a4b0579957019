/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_COMMAND_LINE_H
#define PRECACHE_COMMAND_LINE_H

/* The planner's command line as tables: a row is a command, a row is an option. */

#include <stdbool.h>
#include <stddef.h>

#include "base/args.h"
#include "base/diag.h"
#include "base/exit_code.h"

enum command_bit {
	COMMAND_PLAN = 1u << 0,
	COMMAND_CHECK = 1u << 1,
	COMMAND_INIT = 1u << 2,
	COMMAND_LINT = 1u << 3,
	COMMAND_DIFF = 1u << 8,
	COMMAND_EVAL = 1u << 4,
	COMMAND_OPTIONS = 1u << 5,
	COMMAND_EXPLAIN = 1u << 6,
	COMMAND_CONSUMER = 1u << 9,
	COMMAND_ALL = COMMAND_PLAN | COMMAND_CHECK | COMMAND_INIT | COMMAND_LINT | COMMAND_DIFF |
		      COMMAND_EVAL | COMMAND_OPTIONS | COMMAND_EXPLAIN | COMMAND_CONSUMER,

	/* Those that take the input options: whatever a workflow's plan may hang on. */
	COMMANDS_INPUT = COMMAND_PLAN | COMMAND_INIT | COMMAND_LINT | COMMAND_DIFF |
			 COMMAND_CONSUMER | COMMAND_EXPLAIN,
};

/*
 * Rows of the option table. An option that says something else of itself to another command has a
 * row for each under one name: OPT_FORMAT stands for whichever of its rows was given.
 */
enum option_id {
	OPT_ENV,
	OPT_ENV_FILE,
	OPT_CONTEXT,
	OPT_CONTEXT_EVAL,
	OPT_CONTEXT_FILE,
	OPT_CONTEXT_FROM_RUNNER,
	OPT_EVENT,
	OPT_JOB,
	OPT_EXECUTOR,
	OPT_REPO,
	OPT_STRICT,
	OPT_NETWORK,
	OPT_PLATFORM,
	OPT_MEMORY,
	OPT_ADD_HOST,
	OPT_FORMAT,
	OPT_FORMAT_PLAN,
	OPT_FORMAT_DIFF,
	OPT_FORMAT_LINT,
	OPT_FORMAT_CONSUMER,
	OPT_STOP_AFTER,
	OPT_OUTPUT,
	OPT_NAME,
	OPT_MARKER,
	OPT_BUDGET,
	OPT_FAIL_ON,
	OPT_DEVCONTAINER,
	OPT_RULES,
	OPT_UPDATE,
	OPT_ALLOW_UNCOVERED,
	OPT_COLOR,
	OPT_QUIET,
	OPT_HELP,
	OPT_VERSION,
	OPT_COUNT
};

extern const struct arg_row option_rows[OPT_COUNT];

/* What a command works with. */
struct invocation {
	const char *command; /* its name; NULL: none was given */
	struct arena *arena;
	struct diags *diags;
	const struct args *args;
	const char *const *environ;
	enum diag_color color; /* of what goes to standard error */
	bool color_out;        /* of what goes to standard output */
	bool quiet;
};

/* Whether what was given is this option, by whichever of its rows. */
bool is_option(const struct arg *item, enum option_id id);

/* The last value given for an option, or STR_NONE; whether it was given at all. */
struct str given_value(const struct args *args, enum option_id id);
bool is_given(const struct args *args, enum option_id id);

/* The values of an option that may be repeated; NULL when the arena is exhausted. */
const struct str *given_values(const struct invocation *in, enum option_id id, size_t *ret_count);

/* A mistake of the command line, on standard error; returns EXIT_USAGE. */
int usage_error(const struct invocation *in, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The mistake that the value given for an option is none of its row's words: "'xml' is no NOUN:
 * text or json". Returns EXIT_USAGE.
 */
int choice_error(const struct invocation *in, enum option_id id, const char *noun);

/* Prints what was found to standard error, warnings only unless quiet. */
void report(const struct invocation *in);

/* The commands. */
int plan_command(const struct invocation *in);
int check_command(const struct invocation *in);
int init_command(const struct invocation *in);
int lint_command(const struct invocation *in);
int diff_command(const struct invocation *in);
int consumer_command(const struct invocation *in);
int eval_command(const struct invocation *in);
int options_command(const struct invocation *in);
int explain_command(const struct invocation *in);

#endif
