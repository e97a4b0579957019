/* SPDX-License-Identifier: MIT */

/* The setup action's script: what it puts on PATH, and what it refuses to. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/simulated.h"
#include "harness/rows.h"

#define NONE "0000000000000000000000000000000000000000000000000000000000000000"

/* Programs that say a version, and an archive of them beside its checksum. */
static const char archive[] =
	"mkdir -p bin; printf '#!/bin/sh\\necho precache 9.9.9\\n' > bin/precache; "
	"cp bin/precache bin/precache-apply; chmod +x bin/*; "
	"tar -czf ../whole.tar.gz bin; tar -czf ../half.tar.gz bin/precache; echo no "
	">../none.tar.gz";

struct setup_row {
	const char *name;
	const char *file; /* the archive; NULL: no address is given */
	const char *sum;  /* NULL: the archive's own; else what is given */
	int exit_code;
	const char *out;
};

static const struct setup_row rows[] = {
	{"an archive with its checksum is put on PATH", "whole.tar.gz", NULL, 0,
		"precache 9.9.9 is on PATH\n"},
	{"another checksum is refused", "whole.tar.gz", NONE, 1, "not the one that was asked for"},
	{"no checksum is refused", "whole.tar.gz", "", 1, "64 hex digits"},
	{"half a checksum is refused", "whole.tar.gz", "abc", 1, "64 hex digits"},
	{"an archive that lacks a program is refused", "half.tar.gz", NULL, 1,
		"lacks bin/precache-apply"},
	{"what is no archive is refused", "none.tar.gz", NULL, 2, ""},
	{"an archive that is not there is refused", "absent.tar.gz", NONE, 1, "cannot be fetched"},
	{"a checksum without an archive is refused", NULL, NONE, 1, "sha256 goes with url"},
};

/* The archive's own checksum, unless the row has another. */
static void set_sum(struct simulated *runner, const struct setup_row *row)
{
	char line[256];
	char *file = path_of(runner->root, "sum");
	char *sum;

	(void)snprintf(line, sizeof(line), "sha256sum <'../%s' | cut -c 1-64 | tr -d '\\n' >../sum",
		row->file ? row->file : "whole.tar.gz");
	if (!row->sum)
		simulated_shell(runner, line);
	sum = row->sum ? strdup(row->sum) : file_get(file);
	assert_non_null(sum);
	simulated_set(runner, "PRECACHE_SHA256", sum);
	free(sum);
	free(file);
}

static void check_setup(void **state)
{
	const struct setup_row *row = *state;
	struct simulated runner = simulated_make();
	char address[4096] = "";

	simulated_shell(&runner, archive);
	if (row->file)
		(void)snprintf(address, sizeof(address), "file://%s/%s", runner.root, row->file);
	simulated_set(&runner, "PRECACHE_URL", address);
	set_sum(&runner, row);
	struct process process = simulated_run(&runner, "setup");
	char *path = file_get(runner.path);
	char *version = simulated_output(&runner, "version");
	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_non_null(strstr(process.out, row->out));
	assert_int_equal(path[0] != '\0', row->exit_code == 0);
	assert_int_equal(version != NULL, row->exit_code == 0);
	free(path);
	free(version);
	process_free(&process);
	simulated_free(&runner);
}

/* Without an archive it is built from the commit that the action came with, outside the checkout.
 */
static void without_an_archive_it_is_built(void **state)
{
	struct simulated runner = simulated_make();
	(void)state;

	simulated_set(&runner, "PRECACHE_URL", "");
	simulated_set(&runner, "PRECACHE_SHA256", "");
	struct process process = simulated_run(&runner, "setup");
	char *path = file_get(runner.path);
	if (process.exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, 0);
	assert_memory_equal(path, runner.temp, strlen(runner.temp));
	simulated_shell(&runner,
		"test -z \"$(ls -A .)\"; export PATH=$(cat \"$GITHUB_PATH\"):$PATH; "
		"precache --version; precache-apply --version");
	free(path);
	process_free(&process);
	simulated_free(&runner);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(without_an_archive_it_is_built)};
	const int failed = ROWS_RUN("the setup action", rows, check_setup);
	return failed + cmocka_run_group_tests_name("the setup action builds", tests, NULL, NULL);
}
