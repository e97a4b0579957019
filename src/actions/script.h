/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_H
#define ACTIONS_SCRIPT_H

/*
 * What a `run:` script sets and which executors it calls, read without running anything. The reader
 * is a POSIX tokenizer (quotes, comments, here-documents, `;`, `&&`, `||`, pipes, newlines); a
 * command is known by the last path element of its word, behind `bash sh exec env sudo nohup time`
 * and `command`. One in the text of eval or trap, or behind an unquoted word of which nothing is
 * known, may run, in an environment of which nothing is known.
 *
 * It follows literal assignments, `$NAME` and `${NAME}` of names that it knows, export, unset,
 * `set -a` and assignments in front of a command. What it cannot know becomes unknown with the
 * reason "script", never wrong: command substitution, arithmetic, other parameter expansions, eval,
 * source, `read`, and every name that a branch, a loop, a subshell or a function may set. A call
 * inside a branch, loop or function is a call that may run. A shell other than sh or bash makes all
 * unknown.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/condition.h"
#include "actions/expression.h"
#include "actions/value.h"
#include "base/diag.h"
#include "base/map.h"
#include "yaml/node.h"

/* What a script starts from. */
struct script_start {
	const struct document *document;
	const struct node *run;      /* the scalar */
	const struct node *shell;    /* or NULL: none is named */
	struct str default_shell;    /* when none is named; STR_NONE: bash */
	const struct map *env;       /* the step's environment: name → const struct value * */
	const struct str *executors; /* names that count as an executor's */
	size_t executor_count;
};

/* One call of an executor. */
struct script_call {
	struct str executor;   /* the name that was called */
	struct place at;       /* of its command word */
	const struct map *env; /* the environment that it sees: exported names alone */
	enum tri dry_run;      /* --dry-run or DRY_RUN says that nothing is built */
	enum tri runs;         /* unknown inside a branch, loop or function, behind && or || */
};

struct script_reading {
	const struct script_call *calls; /* in the script's order */
	size_t count;
	const struct map *written; /* what goes to GITHUB_ENV: name → value, for later steps */
};

/*
 * Reads one script. `scope` evaluates its `${{ }}` (GitHub puts their text in before the shell sees
 * it); unknown ones are unknown parts of words and keep their marks, so that a secret which a
 * script assigns is still known to be one. False when the arena is exhausted or the script is over
 * LIMIT_SCRIPT_BYTES (reported).
 */
bool script_read(struct diags *diags, const struct script_start *start, const struct scope *scope,
	struct script_reading *ret);

/* Whether a text may name the file of GITHUB_ENV: a script that does not writes nothing to it. */
bool script_names_file(struct str text);

/*
 * The environment variable DRY_RUN as executors read it: empty, "0", "false", "no" and "off" (any
 * case) mean live, anything else known means dry.
 */
enum tri dry_run_value(const struct value *value);

#endif
