/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_ROWS_H
#define HARNESS_ROWS_H

/*
 * Runs a table as tests: each row becomes one cmocka test of its own, named by the row's first
 * member, which is a sentence. A filter in the environment variable T (as cmocka_set_test_filter
 * takes it) narrows the run.
 */

#include <stddef.h>

/*
 * `rows`: `count` rows of `size` bytes, each beginning with a `const char *name`. `check` gets the
 * row as *state. Returns the number of failed tests.
 */
int rows_run(const char *group, const void *rows, size_t count, size_t size,
	void (*check)(void **state));

#define ROWS_RUN(group, rows, check)                                                               \
	rows_run(group, rows, sizeof(rows) / sizeof((rows)[0]), sizeof((rows)[0]), check)

#endif
