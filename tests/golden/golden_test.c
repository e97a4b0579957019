/* SPDX-License-Identifier: MIT */

/*
 * Every case below golden/ as a test of its own, named by its folder and its promise, with the same
 * program that users run on theirs.
 */

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define CASES_MAX 2000
#define CASES_LEAST 40 /* fewer than these are found only when something is lost */

struct case_row {
	const char *name;
	char *folder;
};

static struct case_row rows[CASES_MAX];
static size_t row_count;

/* "refuse/ttl-zero: A TTL of 0 …", from the first line of the case. */
static char *name_of(const char *folder, const char *spec)
{
	const char *promise = strncmp(spec, "promise: ", 9) == 0 ? spec + 9 : "(no promise)";
	const size_t size = strlen(folder) + strlen(promise) + 3;
	char *name = malloc(size);

	if (name)
		snprintf(name, size, "%s: %.*s", folder, (int)strcspn(promise, "\n"), promise);
	return name;
}

static int found(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info;
	if (type != FTW_F || strcmp(path + walk->base, "case.yml") != 0 || row_count == CASES_MAX)
		return 0;
	char *folder = strdup(path);
	char *spec = file_get(path);
	if (!folder || !spec)
		return 1;
	folder[walk->base - 1] = '\0';
	rows[row_count].name = name_of(folder + strlen("golden/"), spec);
	rows[row_count++].folder = folder;
	free(spec);
	return 0;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct case_row *)a)->name, ((const struct case_row *)b)->name);
}

static void check_case(void **state)
{
	const struct case_row *row = *state;
	const char *const argv[] = {
		program_path("PRECACHE", "build/precache"), "check", row->folder, NULL};
	const struct process_request request = {.argv = argv};
	struct process process = process_run(&request);

	if (process.exit_code)
		print_error("%s%s", process.out, process.err);
	const int code = process.exit_code;
	process_free(&process);
	assert_int_equal(code, 0);
}

/* All at once, and whether every build of this repository's own workflows has a case. */
static void every_case_and_every_build_of_ours_is_as_expected(void **state)
{
	const char *const argv[] = {program_path("PRECACHE", "build/precache"), "check", NULL};
	const struct process_request request = {.argv = argv};
	struct process process = process_run(&request);
	char last[64];
	(void)state;

	if (process.exit_code)
		print_error("%s%s", process.out, process.err);
	snprintf(last, sizeof(last), "%zu cases: %zu as expected\n", row_count, row_count);
	assert_int_equal(process.exit_code, 0);
	assert_string_equal(process.out, last);
	assert_true(row_count >= CASES_LEAST);
	process_free(&process);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case_and_every_build_of_ours_is_as_expected),
	};

	if (nftw("golden", found, 16, FTW_PHYS))
		return 1;
	qsort(rows, row_count, sizeof(rows[0]), by_name);
	const int failed = rows_run("golden cases", rows, row_count, sizeof(rows[0]), check_case) +
			   cmocka_run_group_tests_name("golden cases at once", tests, NULL, NULL);
	for (size_t i = 0; i < row_count; i++) {
		free((char *)(uintptr_t)rows[i].name);
		free(rows[i].folder);
	}
	return failed;
}
