/* SPDX-License-Identifier: MIT */

/* The options of each release: how many, under which names, with which defaults. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "builder/option.h"
#include "harness/rows.h"

struct count_row {
	const char *name;
	struct release release;
	size_t count;
};

static const struct count_row counts[] = {
	{"release 0.2.9 has 31 options", {0, 2, 9}, 31},
	{"release 1.0.0 has 38 options", {1, 0, 0}, 38},
	{"release 1.0.1 has 38 options", {1, 0, 1}, 38},
	{"release 1.0.2 has 38 options", {1, 0, 2}, 38},
	{"release 1.0.3 has 38 options", {1, 0, 3}, 38},
	{"release 1.0.4 has 39 options", {1, 0, 4}, 39},
	{"release 1.0.5 has 39 options", {1, 0, 5}, 39},
	{"release 1.0.6 has 41 options", {1, 0, 6}, 41},
	{"release 1.1.0 has 42 options", {1, 1, 0}, 42},
	{"release 1.2.0 has 43 options", {1, 2, 0}, 43},
	{"release 1.3.0 has 43 options", {1, 3, 0}, 43},
};

static void check_count(void **state)
{
	const struct count_row *const row = *state;
	size_t all = 0;
	size_t had = 0;
	const struct option *const table = option_table(&all);

	for (size_t i = 0; i < all; i++)
		had += option_name_in(&table[i], row->release).ptr ? 1 : 0;
	assert_int_equal(had, row->count);
}

struct standard_row {
	const char *name;
	const char *option;
	struct release release;
	const char *standard;
};

#define WITHOUT_BASE "/workspaces/REPOSITORY"

static const struct standard_row standards[] = {
	{"pushing is off unless asked for", "ENVBUILDER_PUSH_IMAGE", {1, 3, 0}, "false"},
	{"thin packs are on unless refused", "ENVBUILDER_GIT_CLONE_THINPACK", {1, 3, 0}, "true"},
	{"the init script sleeps", "ENVBUILDER_INIT_SCRIPT", {1, 3, 0}, "sleep infinity"},
	{"the init script always slept", "ENVBUILDER_INIT_SCRIPT", {0, 2, 9}, "sleep infinity"},
	{"the init command is a shell", "ENVBUILDER_INIT_COMMAND", {1, 3, 0}, "/bin/sh"},
	{"workspaces have a base folder", "ENVBUILDER_WORKSPACE_BASE_DIR", {1, 3, 0},
		"/workspaces"},
	{"three paths are ignored", "ENVBUILDER_IGNORE_PATHS", {1, 0, 0},
		"/var/run,/product_uuid,/product_name"},
	{"0.2.9 ignored one path", "ENVBUILDER_IGNORE_PATHS", {0, 2, 9}, "/var/run"},
	{"the folder is below the base folder", "ENVBUILDER_WORKSPACE_FOLDER", {1, 0, 6},
		"WORKSPACE_BASE_DIR/REPOSITORY or WORKSPACE_BASE_DIR/empty"},
	{"the folder was below /workspaces", "ENVBUILDER_WORKSPACE_FOLDER", {1, 0, 5},
		WITHOUT_BASE " or /workspaces/empty"},
	{"0.2.9 left a .git in the folder's name", "ENVBUILDER_WORKSPACE_FOLDER", {0, 2, 9},
		WITHOUT_BASE ", with any .git, or /workspaces/empty"},
	{"no cache is the default", "ENVBUILDER_CACHE_REPO", {1, 3, 0}, ""},
};

static void check_standard(void **state)
{
	const struct standard_row *const row = *state;

	assert_string_equal(
		option_standard_in(option_find(str_of(row->option)), row->release), row->standard);
}

struct called_row {
	const char *name;
	const char *option;
	struct release release;
	const char *called; /* NULL: the release has no such option */
};

static const struct called_row calleds[] = {
	{"1.0.0 calls options by their prefix", "ENVBUILDER_GIT_URL", {1, 0, 0},
		"ENVBUILDER_GIT_URL"},
	{"0.2.9 calls them without", "ENVBUILDER_GIT_URL", {0, 2, 9}, "GIT_URL"},
	{"the agent's never had it", "CODER_AGENT_URL", {0, 2, 9}, "CODER_AGENT_URL"},
	{"0.2.9 does not push the image", "ENVBUILDER_PUSH_IMAGE", {0, 2, 9}, NULL},
	{"0.2.9 is not verbose", "ENVBUILDER_VERBOSE", {0, 2, 9}, NULL},
	{"1.0.3 takes no key in base64", "ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64", {1, 0, 3}, NULL},
	{"1.0.4 takes a key in base64", "ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64", {1, 0, 4},
		"ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64"},
};

static void check_called(void **state)
{
	const struct called_row *const row = *state;
	const struct str called = option_name_in(option_find(str_of(row->option)), row->release);

	assert_int_equal(called.ptr != NULL, row->called != NULL);
	if (row->called)
		assert_true(str_is(called, row->called));
}

int main(void)
{
	return ROWS_RUN("a release has its options", counts, check_count) +
	       ROWS_RUN("what a release calls an option", calleds, check_called) +
	       ROWS_RUN("defaults of a release", standards, check_standard);
}
