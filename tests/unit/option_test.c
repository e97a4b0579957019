/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/option.h"
#include "harness/builder_options.h"
#include "harness/rows.h"

static void check_option(void **state)
{
	const struct builder_option *const row = *state;
	const struct option *const option = option_find(str_of(row->name));

	assert_non_null(option);
	assert_true(str_is(option->name, row->name));
	assert_int_equal(option->type, row->type);
	assert_int_equal(option->secrecy, row->secrecy);
	assert_int_equal(release_compare(option->since, row->since), 0);
	assert_true(option->meaning[0] != '\0');
	assert_true(option_name_claimed(option->name));
	assert_false(option_name_mistyped(option->name));
}

static void check_bare(void **state)
{
	const struct builder_option *const row = *state;
	const struct str name = str_of(row->name);

	assert_null(option_find(str_slice(name, 1, name.len)));
	assert_null(option_find(str_slice(name, 0, name.len - 1)));
	assert_false(option_name_claimed(str_slice(name, strlen("ENVBUILDER_"), name.len)));
}

/* The option is found again from `wrong`, and from nothing else than what its release has. */
static void assert_nearest(const struct builder_option *row, struct str wrong)
{
	const struct option *const nearest = option_nearest(wrong, release_newest);

	assert_null(option_find(wrong));
	assert_non_null(nearest);
	assert_true(str_is(nearest->name, row->name));
}

/* Every place where an edit can be made, in turn; `edits` of them side by side. */
static void assert_replaced(const struct builder_option *row, size_t edits)
{
	char wrong[64];
	const size_t len = strlen(row->name);

	for (size_t i = 0; i + edits <= len; i++) {
		memcpy(wrong, row->name, len);
		memset(wrong + i, '9', edits);
		assert_nearest(row, (struct str){wrong, len});
	}
}

static void assert_inserted(const struct builder_option *row, size_t edits)
{
	char wrong[64];
	const size_t len = strlen(row->name);

	for (size_t i = 0; i <= len; i++) {
		memcpy(wrong, row->name, i);
		memset(wrong + i, '9', edits);
		memcpy(wrong + i + edits, row->name + i, len - i);
		assert_nearest(row, (struct str){wrong, len + edits});
	}
}

static void assert_deleted(const struct builder_option *row, size_t edits)
{
	char wrong[64];
	const size_t len = strlen(row->name);

	for (size_t i = 0; i + edits <= len; i++) {
		memcpy(wrong, row->name, i);
		memcpy(wrong + i, row->name + i + edits, len - i - edits);
		assert_nearest(row, (struct str){wrong, len - edits});
	}
}

/* Two different letters that changed places: one edit. */
static void check_swapped(void **state)
{
	const struct builder_option *const row = *state;
	const size_t len = strlen(row->name);
	char wrong[64];

	for (size_t i = 0; i + 1 < len; i++) {
		if (row->name[i] == row->name[i + 1])
			continue;
		memcpy(wrong, row->name, len);
		wrong[i] = row->name[i + 1];
		wrong[i + 1] = row->name[i];
		assert_nearest(row, (struct str){wrong, len});
	}
}

static void check_one_edit(void **state)
{
	assert_replaced(*state, 1);
	assert_inserted(*state, 1);
	assert_deleted(*state, 1);
}

static void check_two_edits(void **state)
{
	assert_replaced(*state, 2);
	assert_inserted(*state, 2);
	assert_deleted(*state, 2);
}

static void check_lower_case(void **state)
{
	const struct builder_option *const row = *state;
	const size_t len = strlen(row->name);
	char lower[64];

	for (size_t i = 0; i < len; i++)
		lower[i] = char_lower(row->name[i]);
	assert_nearest(row, (struct str){lower, len});
	assert_true(option_name_claimed((struct str){lower, len}));
}

struct unknown_row {
	const char *name;
	const char *option;
	struct release release;
	const char *nearest; /* NULL: none */
};

static const struct unknown_row unknowns[] = {
	{"two letters that changed places are two edits", "ENVBUILDER_PUSH_IMAEG", {1, 3, 0},
		"ENVBUILDER_PUSH_IMAGE"},
	{"three edits are near", "ENVBUILDER_CACHE_REPOSIT", {1, 3, 0}, "ENVBUILDER_CACHE_REPO"},
	{"four edits are far", "ENVBUILDER_CACHE_REPOSITO", {1, 3, 0}, NULL},
	{"a missing underscore is near", "ENVBUILDERCACHE_REPO", {1, 3, 0},
		"ENVBUILDER_CACHE_REPO"},
	{"a plural is near", "ENVBUILDER_IGNORE_PATH", {1, 3, 0}, "ENVBUILDER_IGNORE_PATHS"},
	{"days are near", "ENVBUILDER_CACHE_TTL_DAY", {1, 3, 0}, "ENVBUILDER_CACHE_TTL_DAYS"},
	{"another word is far", "ENVBUILDER_DEVCONTAINER_HOME", {1, 3, 0}, NULL},
	{"a made-up word is far", "ENVBUILDER_PLACE", {1, 3, 0}, NULL},
	{"a word that people write is known", "ENVBUILDER_WORKDIR", {1, 3, 0},
		"ENVBUILDER_WORKSPACE_FOLDER"},
	{"what people write is known in any case", "envbuilder_repo_url", {1, 3, 0},
		"ENVBUILDER_GIT_URL"},
	{"what people mean comes before what is near", "ENVBUILDER_GIT_REF", {1, 3, 0},
		"ENVBUILDER_GIT_URL"},
	{"nothing is near nothing", "", {1, 3, 0}, NULL},
	{"a prefix is near nothing", "ENVBUILDER_", {1, 3, 0}, NULL},
	{"a name without its prefix is known", "PUSH_IMAGE", {1, 3, 0}, "ENVBUILDER_PUSH_IMAGE"},
	{"a wrong name without its prefix is far", "PUSH_IMAGES", {1, 3, 0}, NULL},
	{"a very long name is far",
		"ENVBUILDER_CACHE_REPO_CACHE_REPO_CACHE_REPO_CACHE_REPO_CACHE_REPO_CACHE_REPO",
		{1, 3, 0}, NULL},
	{"an option that the release lacks is offered, too", "ENVBUILDER_BUILD_SECRET", {1, 0, 6},
		"ENVBUILDER_BUILD_SECRETS"},
	{"of two as near, the one that the release has is offered",
		"ENVBUILDER_EXIT_ON_BUSH_FAILURE", {1, 0, 5}, "ENVBUILDER_EXIT_ON_PUSH_FAILURE"},
	{"a name that is begun is of an option that the release has", "ENVBUILDER_GIT_CLONE",
		{1, 0, 0}, "ENVBUILDER_GIT_CLONE_DEPTH"},
	{"an option that the release has is offered", "ENVBUILDER_BUILD_SECRET", {1, 1, 0},
		"ENVBUILDER_BUILD_SECRETS"},
	{"an older option is offered when the nearer one is missing",
		"ENVBUILDER_GIT_SSH_PRIVATE_KEY_PAT", {1, 0, 0},
		"ENVBUILDER_GIT_SSH_PRIVATE_KEY_PATH"},
	{"an agent's option is near", "CODER_AGENT_URI", {1, 3, 0}, "CODER_AGENT_URL"},
};

static void check_unknown(void **state)
{
	const struct unknown_row *const row = *state;
	const struct option *const nearest = option_nearest(str_of(row->option), row->release);

	assert_null(option_find(str_of(row->option)));
	assert_int_equal(nearest != NULL, row->nearest != NULL);
	if (nearest)
		assert_true(str_is(nearest->name, row->nearest));
}

struct claim_row {
	const char *name;
	const char *variable;
	bool claimed;
};

static const struct claim_row claims[] = {
	{"a name of the builder is claimed", "ENVBUILDER_CACHE_REPO", true},
	{"a name that the builder lacks is claimed", "ENVBUILDER_NO_SUCH_THING", true},
	{"the image's name is claimed", "ENVBUILDER_IMAGE", true},
	{"the prefix alone is claimed", "ENVBUILDER_", true},
	{"a name of the agent is claimed", "CODER_AGENT_TOKEN", true},
	{"a name that the agent lacks is claimed", "CODER_AGENT_NAME", true},
	{"a name in lower case is claimed", "envbuilder_push_image", true},
	{"a name in mixed case is claimed", "Coder_Agent_Url", true},
	{"the prefix without its underscore is free", "ENVBUILDER", false},
	{"a longer word is free", "ENVBUILDERS_X", false},
	{"the prefix in the middle is free", "MY_ENVBUILDER_X", false},
	{"another variable of Coder is free", "CODER_URL", false},
	{"the script's name is free", "CACHE_REPO", false},
	{"an ordinary name is free", "PATH", false},
	{"no name is free", "", false},
};

static void check_claim(void **state)
{
	const struct claim_row *const row = *state;

	assert_int_equal(option_name_claimed(str_of(row->variable)), row->claimed);
}

struct table_row {
	const char *name;
	bool (*holds)(const struct option *option, const struct option *next);
};

static bool sorted(const struct option *option, const struct option *next)
{
	return !next || str_compare(option->name, next->name) < 0;
}

static bool no_quoted_secret(const struct option *option, const struct option *next)
{
	(void)next;
	return option->secrecy == OPTION_PUBLIC || option->type == OPTION_STRING ||
	       option->type == OPTION_LIST;
}

static bool standard_readable(const struct option *option, const struct option *next)
{
	struct arena arena;
	struct str value;
	struct refusal refusal;
	bool readable = true;

	(void)next;
	arena_init(&arena, 1 << 12);
	if (option->standard[0])
		readable = option_value(&arena, option, str_of(option->standard), &value, &refusal);
	arena_release(&arena);
	return readable;
}

static const struct table_row tables[] = {
	{"the table is sorted and has no name twice", sorted},
	{"what may be secret is of a type whose values no message quotes", no_quoted_secret},
	{"every default is a value that the builder reads", standard_readable},
};

static void check_table(void **state)
{
	const struct table_row *const row = *state;
	size_t count = 0;
	const struct option *const table = option_table(&count);

	assert_int_equal(count, BUILDER_OPTION_COUNT);
	for (size_t i = 0; i < count; i++)
		assert_true(row->holds(&table[i], i + 1 < count ? &table[i + 1] : NULL));
}

static const struct claim_row mistypeds[] = {
	{"a letter is missing in the prefix", "ENVBULDER_CACHE_REPO", true},
	{"the underscore is missing", "ENVBUILDERCACHE_REPO", true},
	{"two letters of the prefix changed places", "ENVBIULDER_PUSH_IMAGE", true},
	{"a letter stands in front", "XENVBUILDER_GIT_URL", true},
	{"two edits, one in the prefix", "EMVBUILDER_GIT_URI", true},
	{"in lower case, too", "envbulder_cache_repo", true},
	{"three edits are somebody else's name", "MY_ENVBUILDER_GIT_URL", false},
	{"an option's own name is not mistyped", "ENVBUILDER_GIT_URL", false},
	{"a name with the right prefix is claimed already", "ENVBUILDER_GIT_URI", false},
	{"the prefix alone is far from all options", "ENVBUILDER", false},
	{"an option without the prefix is an ordinary name", "GIT_URL", false},
	{"the agent's names are not looked at", "CODER_AGENT_URI", false},
	{"an ordinary name is far", "GITHUB_TOKEN", false},
	{"no name is far", "", false},
};

static void check_mistyped(void **state)
{
	const struct claim_row *const row = *state;

	assert_int_equal(option_name_mistyped(str_of(row->variable)), row->claimed);
}

int main(void)
{
	return ROWS_RUN("an option has its row", builder_options, check_option) +
	       ROWS_RUN("a part of an option's name is none", builder_options, check_bare) +
	       ROWS_RUN("an option is found after one edit", builder_options, check_one_edit) +
	       ROWS_RUN("an option is found after a swap", builder_options, check_swapped) +
	       ROWS_RUN("an option is found after two edits", builder_options, check_two_edits) +
	       ROWS_RUN("an option is found from lower case", builder_options, check_lower_case) +
	       ROWS_RUN("the nearest option", unknowns, check_unknown) +
	       ROWS_RUN("names that are the builder's", claims, check_claim) +
	       ROWS_RUN("the table of options", tables, check_table) +
	       ROWS_RUN("names whose prefix is mistyped", mistypeds, check_mistyped);
}
