/* SPDX-License-Identifier: MIT */
#ifndef YAML_NUMBER_H
#define YAML_NUMBER_H

/*
 * Numbers between text and double, rounded to nearest, ties to even, whatever the locale. GitHub
 * reads 0x and 0o into 32 bits of two's complement: 0xFFFFFFFF is -1, and more bits are an error.
 */

#include "base/str.h"

enum number_form {
	NUMBER_NONE, /* no number at all */
	NUMBER_INTEGER,
	NUMBER_RADIX, /* 0x or 0o */
	NUMBER_FLOAT,
	NUMBER_TOO_LARGE, /* 0x or 0o with more than 32 bits */
};

/* Which of the core schema's forms the text has. Writes *ret unless NONE or TOO_LARGE. */
enum number_form number_read(struct str text, double *ret);

#endif
