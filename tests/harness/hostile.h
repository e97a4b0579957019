/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_HOSTILE_H
#define HARNESS_HOSTILE_H

/* Text that a stranger may put anywhere in a file, for rows of tests of what prints it. */

#include <stddef.h>

#include "base/str.h"

struct hostile_row {
	const char *name;
	struct str text;
};

extern const struct hostile_row hostile_rows[];
extern const size_t hostile_count;

#define HOSTILE_RUN(group, check)                                                                  \
	rows_run(group, hostile_rows, hostile_count, sizeof(struct hostile_row), check)

#endif
