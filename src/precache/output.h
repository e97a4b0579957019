/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_OUTPUT_H
#define PRECACHE_OUTPUT_H

/* What a command prints, and for whom. */

#include "precache/command_line.h"

enum output_format {
	OUTPUT_TEXT,
	OUTPUT_JSON,
	OUTPUT_MARKDOWN,
	OUTPUT_SH,
	OUTPUT_FORMATS
};

/* That of --format, text when it was not given; `allowed`: a bit for each that the command has.
 * Returns an exit code; a mistake is reported. */
int output_format_of(const struct invocation *in, unsigned allowed, enum output_format *ret);

/* Columns of standard output: a narrow terminal gets narrower lines; what is no terminal gets the
 * width of golden files. */
unsigned output_width(void);

/* The limit of --budget in bytes, the default one when it was not given. Returns an exit code. */
int output_budget(const struct invocation *in, size_t *ret);

#endif
