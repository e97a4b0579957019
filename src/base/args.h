/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARGS_H
#define BASE_ARGS_H

/*
 * Command lines from a table: a row is an option, and parsing, help and manuals (manual.h) come
 * from the same row. It prints nothing and knows no program; commands of one program are bits in a
 * row.
 *
 * Long options take their value behind '=' or as the next word, short ones joined or as the next
 * word; flags may be joined ("-qh"). "--" ends the options; "-" alone is an operand.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum arg_kind {
	ARG_FLAG,
	ARG_VALUE,    /* --name=VALUE or --name VALUE */
	ARG_OPTIONAL, /* --name or --name=VALUE */
};

struct arg_row {
	char letter; /* 0: no short form */
	const char *name;
	enum arg_kind kind;
	const char *value; /* what help calls the value: "FILE" */
	unsigned commands; /* bits of the commands that take it */
	const char *help;
};

struct arg {
	size_t row;       /* index into the table */
	struct str value; /* STR_NONE: a flag, or an optional value that was left out */
};

struct args {
	const struct arg *items; /* in the order in which they were given */
	size_t count;
	const struct str *operands;
	size_t operand_count;
};

/*
 * Parses `words` (without the program's name) for one command's bit. False with *ret_problem, a
 * message in lower case that quotes the word, when the command line is wrong; with STR_NONE there
 * when the arena is exhausted.
 */
bool args_parse(struct arena *arena, const struct arg_row *rows, size_t row_count, unsigned command,
	const char *const *words, size_t word_count, struct args *ret, struct str *ret_problem);

/* Appends each option of the commands, in the table's order, for --help; long texts are wrapped. */
void args_help(struct strbuf *out, const struct arg_row *rows, size_t row_count, unsigned commands);

#endif
