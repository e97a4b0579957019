/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_OUTPUT_H
#define PRECACHE_OUTPUT_H

/* What a command prints, in which form and how wide. */

#include "precache/command_line.h"
#include "review/markdown.h"

enum output_format {
	OUTPUT_TEXT,
	OUTPUT_JSON,
	OUTPUT_MARKDOWN,
	OUTPUT_SH,
	OUTPUT_FORMATS
};

struct output {
	enum output_format format;
	struct markdown_form markdown;
};

/*
 * What --format, --marker and --budget ask for: text when there is no format; `formats`: a bit for
 * each that the command has. Returns an exit code; a mistake is reported.
 */
int output_gather(const struct invocation *in, unsigned formats, struct output *ret);

/* Prints what a command makes; STR_NONE: there was no memory for it. What fails is reported. An
 * exit code. */
int output_write(const struct invocation *in, struct str text);

/*
 * Columns of standard output: a narrow terminal gets narrower lines, down to 60, below which a
 * summary would leave out more than the terminal breaks; what is no terminal gets the width of
 * golden files.
 */
unsigned output_width(void);

#endif
