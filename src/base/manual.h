/* SPDX-License-Identifier: MIT */
#ifndef BASE_MANUAL_H
#define BASE_MANUAL_H

/*
 * What a program says of itself: --help, its manual page and the shells' completions come from the
 * same rows as the parsing of its command line, so none of them can say what another does not. All
 * is text out; nothing is printed here.
 *
 *   --help        the program, or a command: usage, options, two examples
 *   --help=man    the manual page in roff, section 1
 *   --help=bash   a completion for that shell; also zsh and fish
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/args.h"
#include "base/str.h"

#define MANUAL_EXAMPLES 2

struct manual_example {
	const char *command; /* as it is typed, without a prompt */
	const char *purpose; /* what one wants who types it: "see what a pull request changes" */
};

struct manual_command {
	const char *name;
	unsigned bit; /* in the options' `commands` */
	const char *usage;
	const char *summary; /* one line in lower case, without a full stop */
	const char *about;   /* whole sentences, for who wants to know more; NULL: nothing to add */
	struct manual_example examples[MANUAL_EXAMPLES];
};

struct manual {
	struct manual_command program; /* its bit: those of all commands, or the only one */
	const void *commands; /* rows that begin with a struct manual_command; NULL: no commands */
	size_t command_size;  /* of one row */
	size_t command_count;
	const struct arg_row *options;
	size_t option_count;
};

/* The row of a command. */
const struct manual_command *manual_command_at(const struct manual *manual, size_t index);

/*
 * Appends what --help=FORMAT prints: `format` is STR_NONE, "text", "man", "bash", "zsh" or "fish".
 * With a command, the text is that command's alone. False when there is no such format.
 */
bool manual_print(struct strbuf *out, const struct manual *manual,
	const struct manual_command *command, struct str format);

/* The forms, each in its file. */
void manual_text(
	struct strbuf *out, const struct manual *manual, const struct manual_command *command);
void manual_roff(struct strbuf *out, const struct manual *manual);
void manual_bash(struct strbuf *out, const struct manual *manual);
void manual_zsh(struct strbuf *out, const struct manual *manual);
void manual_fish(struct strbuf *out, const struct manual *manual);

#endif
