/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_SECRET_SCRIPT_H
#define REVIEW_SECRET_SCRIPT_H

/*
 * A `run:` script of sh or bash, with the places at which it holds a secret: an expression that
 * puts one in, or a variable that was set from one, in `env:` or in the script.
 */

#include "actions/script_text.h"
#include "base/map.h"
#include "review/linting.h"
#include "review/shell.h"

/* A script, and the names of variables that hold a secret there. */
struct secret_script {
	struct linting *linting;
	const struct job *job;
	const struct step *step;
	const struct script_text *text;
	struct shell_commands commands;
	struct map names; /* name → const struct place *: where from; NULL: nothing else to show */
	bool in_env;      /* a variable of the environment holds one */
};

/* A secret that stands in a word. */
struct secret_word {
	size_t at;         /* offset in the script's text */
	struct str name;   /* of the variable; STR_NONE: the expression itself */
	struct place from; /* where the secret comes from; line 0: nothing else to show */
};

/* Where the output of a command goes. */
enum destination {
	TO_LOG,
	TO_ENV_FILE, /* $GITHUB_ENV, $GITHUB_OUTPUT, $GITHUB_STATE */
	TO_SUMMARY,
	TO_ELSEWHERE /* a file, a pipe, a word */
};

/* What looks at a command; variables that commands before it set are known. */
typedef void command_check(
	const struct secret_script *script, size_t index, const struct shell_command *command);

/* Goes through the commands of a step's script; does nothing when it has none in sh or bash. */
void secret_script_walk(struct linting *linting, const struct job *job, const struct step *step,
	command_check *check);

/* The first secret in a word; false: there is none. `word` may be NULL. */
bool secret_in_word(const struct secret_script *script, const struct script_word *word,
	struct secret_word *ret);

enum destination secret_destination(const struct secret_script *script, size_t index);

/* The place of an offset in the script's text. */
struct place secret_place(const struct secret_script *script, size_t offset);

#endif
