/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "plan/value_check.h"

struct taken_row {
	const char *name;
	const char *option;
	const char *value;
	const char *wanted;
};

static const struct taken_row taken_rows[] = {
	{"a boolean becomes 1", "ENVBUILDER_PUSH_IMAGE", "true", "1"},
	{"a boolean becomes 0", "ENVBUILDER_INSECURE", "F", "0"},
	{"days become plain", "ENVBUILDER_CACHE_TTL_DAYS", "007", "7"},
	{"a folder stays", "ENVBUILDER_WORKSPACE_FOLDER", "/w", "/w"},
	{"a repository stays", "ENVBUILDER_CACHE_REPO", "ghcr.io/a/b", "ghcr.io/a/b"},
	{"a script stays", "ENVBUILDER_INIT_SCRIPT", "a\nb", "a\nb"},
	{"a list stays", "ENVBUILDER_IGNORE_PATHS", "/a,/b", "/a,/b"},
	{"a URL stays", "ENVBUILDER_GIT_URL", "https://a.b/c", "https://a.b/c"},
	{"a URL with a user stays", "ENVBUILDER_GIT_URL", "https://a@b/c", "https://a@b/c"},
	{"an empty password is none", "ENVBUILDER_GIT_URL", "https://a:@b/c", "https://a:@b/c"},
	{"a port is no password", "ENVBUILDER_GIT_URL", "ssh://a@b:22/c", "ssh://a@b:22/c"},
	{"a colon in the path is no password", "ENVBUILDER_GIT_URL", "https://a/b:c@d",
		"https://a/b:c@d"},
	{"an address of SCP's form stays", "ENVBUILDER_GIT_URL", "git@a:b/c", "git@a:b/c"},
};

static void check_taken(void **state)
{
	const struct taken_row *row = *state;
	struct arena arena;
	struct value_verdict verdict;
	struct str value = STR_NONE;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(set_value_check(
		&arena, str_of(row->option), str_of(row->value), release_newest, &value, &verdict));
	assert_true(str_is(value, row->wanted));
	arena_release(&arena);
}

struct refused_row {
	const char *name;
	const char *option;
	const char *value;
	struct release release;
	enum diag_rule rule;
	const char *message; /* the beginning */
	const char *hint;    /* the beginning; NULL: any */
};

static const struct refused_row refused_rows[] = {
	{"a repository with a tag", "ENVBUILDER_CACHE_REPO", "ghcr.io/a:1", {1, 3, 0},
		RULE_CACHE_REPO, "", NULL},
	{"a TTL of no days", "ENVBUILDER_CACHE_TTL_DAYS", "0", {1, 3, 0}, RULE_TTL, "", NULL},
	{"a folder that is not absolute", "ENVBUILDER_WORKSPACE_FOLDER", "w", {1, 3, 0},
		RULE_FOLDER, "", NULL},
	{"a boolean that is none", "ENVBUILDER_PUSH_IMAGE", "maybe", {1, 3, 0}, RULE_OPTION_VALUE,
		"", NULL},
	{"a name with a typing error", "ENVBUILDER_CACHE_REPOO", "x", {1, 3, 0},
		RULE_OPTION_UNKNOWN, "envbuilder 1.3.0 has no option 'ENVBUILDER_CACHE_REPOO'",
		"did you mean 'ENVBUILDER_CACHE_REPO'?"},
	{"a name in lower case", "envbuilder_cache_repo", "x", {1, 3, 0}, RULE_OPTION_UNKNOWN,
		"envbuilder 1.3.0 has no option 'envbuilder_cache_repo'",
		"did you mean 'ENVBUILDER_CACHE_REPO'?"},
	{"a name like no other", "ENVBUILDER_WHATEVER_THIS_IS", "x", {1, 3, 0}, RULE_OPTION_UNKNOWN,
		"envbuilder 1.3.0 has no option", "leave it out"},
	{"a typing error of an option that came later", "ENVBUILDER_BUILD_SECRET", "x", {1, 0, 6},
		RULE_OPTION_UNKNOWN, "envbuilder 1.0.6 has no option 'ENVBUILDER_BUILD_SECRET'",
		"did you mean 'ENVBUILDER_BUILD_SECRETS'? envbuilder has it since 1.1.0"},
	{"the image's name with a typing error", "ENVBUILDER_IMAGES", "x", {1, 3, 0},
		RULE_OPTION_UNKNOWN, "envbuilder 1.3.0 has no option 'ENVBUILDER_IMAGES'",
		"did you mean 'ENVBUILDER_IMAGE'?"},
	{"a URL with a password", "ENVBUILDER_GIT_URL", "https://a:b@c/d", {1, 3, 0},
		RULE_SECRET_LITERAL, "'ENVBUILDER_GIT_URL' has a password in it", "take it out"},
	{"a proxy with a password", "ENVBUILDER_GIT_HTTP_PROXY_URL", "http://a:b@c", {1, 3, 0},
		RULE_SECRET_LITERAL, "'ENVBUILDER_GIT_HTTP_PROXY_URL' has a password in it",
		"take it out"},
	{"bytes that are no text", "ENVBUILDER_INIT_SCRIPT", "a\xff", {1, 3, 0}, RULE_OPTION_VALUE,
		"'ENVBUILDER_INIT_SCRIPT' is not UTF-8", "a plan is text"},
	{"a folder that is no text", "ENVBUILDER_WORKSPACE_FOLDER", "/\xc3", {1, 3, 0},
		RULE_OPTION_VALUE, "'ENVBUILDER_WORKSPACE_FOLDER' is not UTF-8", "a plan is text"},
	{"an option that came later", "ENVBUILDER_EXIT_ON_PUSH_FAILURE", "1", {1, 0, 0},
		RULE_OPTION_UNKNOWN,
		"envbuilder 1.0.0 has no option 'ENVBUILDER_EXIT_ON_PUSH_FAILURE'",
		"envbuilder has it since 1.0.6: pin that release or a newer one"},
};

static void check_refused(void **state)
{
	const struct refused_row *row = *state;
	struct arena arena;
	struct value_verdict verdict;
	struct str value = STR_NONE;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_false(set_value_check(
		&arena, str_of(row->option), str_of(row->value), row->release, &value, &verdict));
	assert_null(value.ptr);
	assert_int_equal(verdict.rule, row->rule);
	assert_true(verdict.refusal.message.len > 0);
	assert_true(str_starts(verdict.refusal.message, str_of(row->message)));
	if (row->hint)
		assert_true(str_starts(verdict.refusal.hint, str_of(row->hint)));
	arena_release(&arena);
}

/* env.set's first names are options, each of them once. */
static const struct taken_row order_rows[] = {
	{"each of the seven is a public option", NULL, NULL, NULL},
};

static void check_order(void **state)
{
	size_t count = 0;
	(void)state;
	for (; set_order[count]; count++) {
		const struct option *option = option_find(str_of(set_order[count]));
		assert_non_null(option);
		assert_int_not_equal(option->secrecy, OPTION_SECRET);
		for (size_t i = 0; i < count; i++)
			assert_string_not_equal(set_order[i], set_order[count]);
	}
	assert_int_equal(count, 7);
}

int main(void)
{
	int failed = ROWS_RUN("set_value_check: taken", taken_rows, check_taken);
	failed += ROWS_RUN("set_value_check: refused", refused_rows, check_refused);
	failed += ROWS_RUN("set_order", order_rows, check_order);
	return failed;
}
