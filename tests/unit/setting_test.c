/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/rows.h"
#include "plan/plan.h"

struct name_row {
	const char *name;
	const char *setting;
	bool known;
	bool secret;
};

static const struct name_row name_rows[] = {
	{"the cache is known", "CACHE_REPO", true, false},
	{"the image is known", "ENVBUILDER_IMAGE", true, false},
	{"an option is known", "ENVBUILDER_INSECURE", true, false},
	{"an option with a typing error is known, to be refused", "ENVBUILDER_INSECUR", true,
		false},
	{"an option in lower case is known, to be refused", "envbuilder_insecure", true, false},
	{"a secret option is known and secret", "ENVBUILDER_GIT_PASSWORD", true, true},
	{"a secret option in lower case is secret too", "envbuilder_git_password", true, true},
	{"the docker config is secret", "ENVBUILDER_DOCKER_CONFIG_BASE64", true, true},
	{"GitHub's user is no secret", "GHCR_USER", true, false},
	{"GitHub's token is secret", "GHCR_TOKEN", true, true},
	{"a registry's user is no secret", "REGISTRY_USER", true, false},
	{"a registry's token is secret", "REGISTRY_TOKEN", true, true},
	{"a registry's host is known", "REGISTRY_HOST", true, false},
	{"the engine's network is known", "PRECACHE_NETWORK", true, false},
	{"the engine's hosts are known", "PRECACHE_ADD_HOSTS", true, false},
	{"a dry run is known", "DRY_RUN", true, false},
	{"an agent's address is not known", "CODER_AGENT_URL", false, false},
	{"an agent's token is not known, and secret", "CODER_AGENT_TOKEN", false, true},
	{"the path is not known", "PATH", false, false},
	{"case counts", "cache_repo", false, false},
	{"a name that only begins like one is not known", "CACHE_REPOSITORY", false, false},
	{"no name is not known", "", false, false},
};

static void check_name(void **state)
{
	const struct name_row *row = *state;
	assert_int_equal(setting_is_known(str_of(row->setting)), row->known);
	assert_int_equal(setting_is_secret(str_of(row->setting)), row->secret);
}

#define ENVIRON_MAX 4

struct environ_row {
	const char *name;
	const char *environ[ENVIRON_MAX + 1];
	const char *wanted[ENVIRON_MAX]; /* "NAME=value" */
	size_t count;
};

static const struct environ_row environ_rows[] = {
	{"an empty environment has no settings", {NULL}, {NULL}, 0},
	{"unknown names are left out", {"PATH=/bin", "HOME=/", NULL}, {NULL}, 0},
	{"settings are sorted by name", {"ENVBUILDER_INSECURE=1", "CACHE_REPO=a", "X=y", NULL},
		{"CACHE_REPO=a", "ENVBUILDER_INSECURE=1"}, 2},
	{"a value may hold the sign", {"ENVBUILDER_INIT_SCRIPT=a=b", NULL},
		{"ENVBUILDER_INIT_SCRIPT=a=b"}, 1},
	{"an empty value is kept", {"CACHE_REPO=", NULL}, {"CACHE_REPO="}, 1},
	{"of a secret the presence is kept", {"GHCR_TOKEN=hunter2", NULL}, {"GHCR_TOKEN=present"},
		1},
	{"an empty secret is empty", {"GHCR_TOKEN=", NULL}, {"GHCR_TOKEN="}, 1},
	{"of a secret in lower case the presence is kept",
		{"envbuilder_git_password=hunter2", NULL}, {"envbuilder_git_password=present"}, 1},
	{"the first of a name counts", {"CACHE_REPO=a", "CACHE_REPO=b", NULL}, {"CACHE_REPO=a"}, 1},
	{"what is no assignment is left out", {"CACHE_REPO", "", NULL}, {NULL}, 0},
};

static void check_environ(void **state)
{
	const struct environ_row *row = *state;
	struct arena arena;
	size_t count = 99;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct setting *settings = settings_of_environ(&arena, row->environ, &count);
	assert_int_equal(count, row->count);
	assert_int_equal(settings != NULL, row->count > 0);
	for (size_t i = 0; i < count; i++) {
		const struct str text = str_printf(
			&arena, "%.*s=%.*s", STR_ARG(settings[i].name), STR_ARG(settings[i].value));
		assert_string_equal(text.ptr, row->wanted[i]);
		assert_true(str_is(settings[i].at.file, "environment"));
	}
	arena_release(&arena);
}

static const struct environ_row memory_rows[] = {
	{"without memory there is none", {"CACHE_REPO=a", NULL}, {NULL}, 0},
};

static void check_memory(void **state)
{
	const struct environ_row *row = *state;
	struct failing failing = {.fail_at = 1, .forever = true};
	struct arena arena;
	size_t count = 99;
	arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
	assert_null(settings_of_environ(&arena, row->environ, &count));
	assert_int_equal(count, 0);
	assert_true(arena.exhausted);
	arena_release(&arena);
}

int main(void)
{
	int failed = ROWS_RUN("setting: names", name_rows, check_name);
	failed += ROWS_RUN("settings_of_environ", environ_rows, check_environ);
	failed += ROWS_RUN("settings_of_environ: memory", memory_rows, check_memory);
	return failed;
}
