/* SPDX-License-Identifier: MIT */
#include "harness/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int rows_run(
	const char *group, const void *rows, size_t count, size_t size, void (*check)(void **state))
{
	struct CMUnitTest *tests = calloc(count ? count : 1, sizeof(*tests));
	if (!tests) {
		fprintf(stderr, "%s: no memory for %zu tests\n", group, count);
		return 1;
	}
	for (size_t i = 0; i < count; i++) {
		const unsigned char *row = (const unsigned char *)rows + i * size;
		memcpy(&tests[i].name, row, sizeof(tests[i].name));
		tests[i].test_func = check;
		/* cmocka hands a state on and never writes to it; `check` reads it as const. */
		tests[i].initial_state = (void *)(uintptr_t)row;
	}
	cmocka_set_test_filter(getenv("T"));
	const int failed = _cmocka_run_group_tests(group, tests, count, NULL, NULL);
	free(tests);
	return failed;
}
