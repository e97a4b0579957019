/* SPDX-License-Identifier: MIT */

/* What a user is told who mistypes, or whose surroundings fail: no end is silent. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define REFERENCE "workflows/cache-devcontainer.yml"

struct closed_row {
	const char *name;
	const char *command; /* of the shell; $1 is precache, $2 precache-apply */
};

static const struct closed_row closed_rows[] = {
	{"plan", "\"$1\" plan " REFERENCE},
	{"plan -o -", "\"$1\" plan -o - " REFERENCE},
	{"plan --stop-after=jobs", "\"$1\" plan --stop-after=jobs " REFERENCE},
	{"check", "\"$1\" check golden/reference"},
	{"diff", "\"$1\" diff /dev/null " REFERENCE},
	{"lint", "\"$1\" lint " REFERENCE},
	{"explain", "\"$1\" explain " REFERENCE},
	{"consumer", "\"$1\" consumer " REFERENCE},
	{"options", "\"$1\" options"},
	{"eval", "\"$1\" eval -- 1"},
	{"help", "\"$1\" --help"},
	{"the version", "\"$1\" --version"},
	{"the executor's help", "\"$2\" --help"},
	{"the executor's dry run",
		"CACHE_REPO=ghcr.io/a/b GHCR_USER=a GHCR_TOKEN=b \"$2\" --dry-run"},
};

/* Standard output is closed. */
static void check_closed(void **state)
{
	const struct closed_row *row = *state;
	char script[256];
	snprintf(script, sizeof(script), "%s >&-", row->command);
	const char *argv[] = {"/bin/sh", "-c", script, "sh",
		program_path("PRECACHE", "build/precache"),
		program_path("PRECACHE_APPLY", "build/precache-apply"), NULL};
	struct process process = process_run(&(struct process_request){.argv = argv});
	if (!strstr(process.err, "<stdout>: error: cannot write '<stdout>': "))
		fail_msg("%s", process.err);
	assert_int_equal(process.exit_code, 5);
	process_free(&process);
}

struct word_row {
	const char *name;
	const char *word;
	const char *said;
};

static const struct word_row word_rows[] = {
	{"a word that is no command", "foo",
		"precache: error: 'foo' is no command\n"
		"precache: 'precache --help' shows the commands\n"},
	{"one that is near to a command", "paln",
		"precache: error: 'paln' is no command: did you mean 'plan'?\n"
		"precache: 'precache --help' shows the commands\n"},
};

static void check_word(void **state)
{
	const struct word_row *row = *state;
	const char *argv[] = {program_path("PRECACHE", "build/precache"), row->word, NULL};
	struct process process = process_run(&(struct process_request){.argv = argv});
	assert_int_equal(process.exit_code, 2);
	assert_string_equal(process.err, row->said);
	process_free(&process);
}

#define INPUTS 9000
#define CALLS 6000

/* Each call hands the action all of its inputs: more than any memory that a plan may take. */
static void put_hostile(const char *folder)
{
	char *workflow = path_of(folder, "w.yml");
	char *action = path_of(folder, "act/action.yml");
	char *act = path_of(folder, "act");
	assert_int_equal(mkdir(act, 0700), 0);
	FILE *file = fopen(action, "w");
	assert_non_null(file);
	fputs("name: a\nruns: {using: composite, steps: []}\ninputs:\n", file);
	for (unsigned i = 0; i < INPUTS; i++)
		fprintf(file, "  i%u: {}\n", i);
	fclose(file);
	file = fopen(workflow, "w");
	assert_non_null(file);
	fputs("on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n", file);
	for (unsigned i = 0; i < CALLS; i++)
		fputs("      - uses: ./act\n", file);
	fclose(file);
	free(act);
	free(action);
	free(workflow);
}

struct memory_row {
	const char *name;
	const char *command;
	const char *said;
};

static const struct memory_row memory_rows[] = {
	{"a plan", "plan", "precache: error: out of memory: the input takes more than 256 MiB\n"},
	{"lint, of the file", "lint",
		"w.yml: error: out of memory: the file takes more than 256 MiB [PC0001]\n"},
};

static void check_memory(void **state)
{
	const struct memory_row *row = *state;
	char *folder = folder_make();
	put_hostile(folder);
	const char *argv[] = {program_path("PRECACHE", "build/precache"), row->command, "--repo",
		".", "w.yml", NULL};
	struct process process =
		process_run(&(struct process_request){.argv = argv, .folder = folder});
	folder_remove(folder);
	assert_int_equal(process.exit_code, 5);
	assert_string_equal(process.err, row->said);
	process_free(&process);
}

int main(void)
{
	return ROWS_RUN("what is no command is exit 2", word_rows, check_word) +
	       ROWS_RUN("a standard output that takes nothing is exit 5 and said", closed_rows,
		       check_closed) +
	       ROWS_RUN("memory that runs out is exit 5 and said", memory_rows, check_memory);
}
