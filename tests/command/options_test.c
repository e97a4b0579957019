/* SPDX-License-Identifier: MIT */

/* `precache options` as a user runs it: releases that there are, and those that there are not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

struct options_row {
	const char *name;
	const char *const *args; /* behind "options" */
	int exit_code;
	const char *out; /* it begins with that; "" nothing may stand there */
	const char *err; /* it stands in it; "" nothing may stand there */
};

static const struct options_row rows[] = {
	{"without a release it is the newest", LIST("--color=never"), 0,
		"envbuilder 1.3.0 of 2026-03-06 has 43 options", ""},
	{"a release is shown", LIST("1.0.5"), 0, "envbuilder 1.0.5 of 2024-10-30 has 39 options",
		""},
	{"a tag's v is fine", LIST("v1.0.5"), 0, "envbuilder 1.0.5 of", ""},
	{"two releases are compared", LIST("1.0.5", "1.3.0"), 0,
		"envbuilder 1.0.5 of 2024-10-30 → envbuilder 1.3.0 of 2026-03-06\nadded\n", ""},
	{"JSON is a form", LIST("--format=json", "1.3.0"), 0,
		"{\n  \"schema\": \"precache.options/1\",\n  \"release\": \"1.3.0\",", ""},
	{"JSON of a comparison is another", LIST("--format=json", "1.2.0", "1.3.0"), 0,
		"{\n  \"schema\": \"precache.options-changes/1\",", ""},
	{"a release that is not known counts as the nearest lower one", LIST("1.3.5"), 0,
		"envbuilder 1.3.0 of",
		"warning: '1.3.5' is no release that precache knows: 1.3.0 is shown [PC0411]"},
	{"what is below all counts as the lowest", LIST("0.1.0"), 0, "envbuilder 0.2.9 of",
		"'0.1.0' is no release that precache knows: 0.2.9 is shown"},
	{"--quiet does not say it", LIST("-q", "1.3.5"), 0, "envbuilder 1.3.0 of", ""},
	{"what is no release is exit 2, with those that there are", LIST("latest"), 2, "",
		"'latest' is no release of envbuilder; there are 0.2.9, 1.0.0, "},
	{"so is the second one", LIST("1.0.0", "newest"), 2, "", "'newest' is no release"},
	{"three releases are exit 2", LIST("1.0.0", "1.0.1", "1.0.2"), 2, "", "not '1.0.2' too"},
	{"a form that there is not is exit 2", LIST("--format=sarif"), 2, "",
		"'sarif' is no format: text or json"},
};

static void check_options(void **state)
{
	const struct options_row *const row = *state;
	const char *argv[8] = {program_path("PRECACHE", "build/precache"), "options"};
	const char *const envp[] = {"PATH=/usr/bin:/bin", NULL};
	size_t argc = 2;

	for (const char *const *arg = row->args; *arg; arg++)
		argv[argc++] = *arg;
	const struct process_request request = {.argv = argv, .envp = envp, .folder = "/"};
	struct process process = process_run(&request);
	assert_int_equal(process.exit_code, row->exit_code);
	if (strncmp(process.out, row->out, strlen(row->out)) != 0)
		fail_msg("'%s' does not begin with '%s'", process.out, row->out);
	if (!*row->out)
		assert_string_equal(process.out, "");
	if (!strstr(process.err, row->err))
		fail_msg("'%s' is not in '%s'", row->err, process.err);
	if (!*row->err)
		assert_string_equal(process.err, "");
	process_free(&process);
}

int main(void)
{
	return ROWS_RUN("precache options", rows, check_options);
}
