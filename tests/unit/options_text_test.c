/* SPDX-License-Identifier: MIT */

/* What `precache options` prints, held against a second record of the builder's options. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness/builder_options.h"
#include "harness/rows.h"
#include "review/options.h"

struct fact_row {
	const char *name;
	struct release release;
	unsigned width;
	const char *text; /* stands in it */
};

static const struct fact_row facts[] = {
	{"the title counts the options", {1, 3, 0}, 100,
		"envbuilder 1.3.0 of 2026-03-06 has 43 options"},
	{"a type, since when and a default stand beside the name", {1, 3, 0}, 100,
		"\nENVBUILDER_CACHE_TTL_DAYS              integer  1.0.0  default 0\n"},
	{"what it means stands below", {1, 3, 0}, 100,
		"\n    for how many days after its push a layer is used; 0 acts as 7\n"},
	{"a secret is called one", {1, 1, 0}, 100,
		"\nENVBUILDER_BUILD_SECRETS               list     1.1.0  secret\n"},
	{"what may embed a secret is called so", {1, 0, 0}, 100,
		"\nENVBUILDER_INIT_SCRIPT                 string   1.0.0  may embed a secret, "
		"default sleep infinity\n"},
	{"the agent's options are not passed on", {1, 3, 0}, 100,
		"\nCODER_AGENT_URL                        string   0.2.9  not passed on\n"},
	{"what does not fit stands on a line of its own", {1, 3, 0}, 80,
		"\nENVBUILDER_IGNORE_PATHS                list     1.0.0\n"
		"    default /var/run,/product_uuid,/product_name\n"},
	{"a narrow terminal gets narrow lines", {1, 3, 0}, 60,
		"\nENVBUILDER_WORKSPACE_FOLDER            string   1.0.0\n"
		"    default WORKSPACE_BASE_DIR/REPOSITORY or\n"
		"    WORKSPACE_BASE_DIR/empty\n"},
	{"a default is the release's own", {1, 0, 5}, 100,
		"default /workspaces/REPOSITORY or /workspaces/empty\n"},
	{"0.2.9 has bare names", {0, 2, 9}, 100,
		"\nCACHE_TTL_DAYS                         integer  0.2.9  default 0\n"},
	{"0.2.9 cannot push", {0, 2, 9}, 100,
		"It cannot push an image: a plan with it is refused."},
};

static void assert_columns(struct str text, unsigned width)
{
	for (size_t from = 0; from < text.len;) {
		size_t end = str_find_char(text, '\n', from);
		assert_int_not_equal(end, STR_NOWHERE);
		assert_true(utf8_count(str_slice(text, from, end)) <= width);
		assert_true(end == from || text.ptr[end - 1] != ' ');
		from = end + 1;
	}
}

static void check_fact(void **state)
{
	const struct fact_row *const row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = options_text(&arena, row->release, row->width);
	assert_non_null(text.ptr);
	if (!strstr(text.ptr, row->text))
		fail_msg("'%s' is not in '%s'", row->text, text.ptr);
	assert_columns(text, row->width);
	arena_release(&arena);
}

struct change_row {
	const char *name;
	struct release from;
	struct release to;
	const char *text; /* the whole, less the title and the last sentence */
};

#define BOTH_SIDES "Change both sides at once: "

static const struct change_row changes[] = {
	{"an option is added", {1, 1, 0}, {1, 2, 0},
		"added\n"
		"    ENVBUILDER_GIT_CLONE_THINPACK          boolean  1.2.0  default true\n"
		"        let the git server send thin packs\n"},
	{"and removed on the way back", {1, 2, 0}, {1, 1, 0},
		"removed\n"
		"    ENVBUILDER_GIT_CLONE_THINPACK\n"},
	{"a default and the behaviour change", {1, 0, 5}, {1, 0, 6},
		"added\n"
		"    ENVBUILDER_EXIT_ON_PUSH_FAILURE        boolean  1.0.6  default false\n"
		"        end when the image cannot be pushed, instead of going on\n"
		"    ENVBUILDER_WORKSPACE_BASE_DIR          string   1.0.6  default /workspaces\n"
		"        the folder below which WORKSPACE_FOLDER is when nothing names that\n"
		"default changed\n"
		"    ENVBUILDER_WORKSPACE_FOLDER\n"
		"        /workspaces/REPOSITORY or /workspaces/empty → "
		"WORKSPACE_BASE_DIR/REPOSITORY or\n"
		"        WORKSPACE_BASE_DIR/empty\n"
		"also new\n"
		"    1.0.6: a push that fails no longer ends the run, unless EXIT_ON_PUSH_FAILURE "
		"is on\n"
		"    1.0.6: empty layers that are alike no longer make a registry refuse the image "
		"(BLOB_UNKNOWN)\n"},
	{"only the behaviour changes", {1, 0, 2}, {1, 0, 3},
		"also new\n"
		"    1.0.3: a slash at the end of GIT_URL no longer changes the default of "
		"WORKSPACE_FOLDER\n"},
	{"what is new is not so yet on the way back", {1, 0, 3}, {1, 0, 2},
		"not so yet\n"
		"    1.0.3: a slash at the end of GIT_URL no longer changes the default of "
		"WORKSPACE_FOLDER\n"},
	{"nothing changes", {1, 0, 0}, {1, 0, 1},
		"no option changed, and nothing else that is known\n"},
};

static void check_change(void **state)
{
	const struct change_row *const row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = options_changes_text(&arena, row->from, row->to, 100);
	assert_non_null(text.ptr);
	const size_t begin = str_find_char(text, '\n', 0) + 1;
	const size_t end = str_find(text, STR(BOTH_SIDES), begin);
	assert_int_not_equal(end, STR_NOWHERE);
	const struct str middle = str_dup(&arena, str_slice(text, begin, end));
	assert_string_equal(middle.ptr, row->text);
	assert_columns(text, 100);
	arena_release(&arena);
}

static json_t *parse(struct str text)
{
	json_error_t error;
	json_t *const json = json_loadb(text.ptr, text.len, 0, &error);

	assert_non_null(json);
	return json;
}

struct release_case {
	const char *name;
	struct release release;
};

static const struct release_case releases[] = {
	{"1.0.0", {1, 0, 0}},
	{"1.0.3", {1, 0, 3}},
	{"1.0.4", {1, 0, 4}},
	{"1.0.5", {1, 0, 5}},
	{"1.0.6", {1, 0, 6}},
	{"1.1.0", {1, 1, 0}},
	{"1.2.0", {1, 2, 0}},
	{"1.3.0", {1, 3, 0}},
};

/* The JSON of a release has the options of the second record that are as old, in its order. */
static void check_json(void **state)
{
	const struct release_case *const row = *state;
	static const char *const types[] = {"string", "boolean", "integer", "list"};
	static const char *const secrecies[] = {"plain", "may-embed", "secret"};
	struct arena arena;
	size_t index = 0;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	json_t *const json = parse(options_json(&arena, row->release));
	assert_string_equal(json_string_value(json_object_get(json, "release")), row->name);
	const json_t *const list = json_object_get(json, "options");
	for (size_t i = 0; i < BUILDER_OPTION_COUNT; i++) {
		const struct builder_option *const option = &builder_options[i];
		if (release_compare(option->since, row->release) > 0)
			continue;
		const json_t *const item = json_array_get(list, index++);
		const struct str since = release_text(&arena, option->since);
		assert_string_equal(json_string_value(json_object_get(item, "name")), option->name);
		assert_string_equal(
			json_string_value(json_object_get(item, "type")), types[option->type]);
		assert_string_equal(json_string_value(json_object_get(item, "since")), since.ptr);
		assert_string_equal(json_string_value(json_object_get(item, "secrecy")),
			secrecies[option->secrecy]);
	}
	assert_int_equal(json_array_size(list), index);
	json_decref(json);
	arena_release(&arena);
}

struct count_row {
	const char *name;
	struct release from;
	struct release to;
	size_t added;
	size_t removed;
	size_t renamed;
	size_t defaults;
	size_t notes;
};

static const struct count_row counts[] = {
	{"0.2.9 to 1.0.0 renames 28 and adds 7", {0, 2, 9}, {1, 0, 0}, 7, 0, 28, 2, 4},
	{"1.0.0 to 0.2.9 is the same backwards", {1, 0, 0}, {0, 2, 9}, 0, 7, 28, 2, 4},
	{"1.0.0 to 1.3.0 adds 5", {1, 0, 0}, {1, 3, 0}, 5, 0, 0, 1, 10},
	{"1.2.0 to 1.3.0 changes no option", {1, 2, 0}, {1, 3, 0}, 0, 0, 0, 0, 4},
	{"a release against itself changes nothing", {1, 1, 0}, {1, 1, 0}, 0, 0, 0, 0, 0},
};

static void check_changes_json(void **state)
{
	const struct count_row *const row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	json_t *const json = parse(options_changes_json(&arena, row->from, row->to));
	assert_int_equal(json_array_size(json_object_get(json, "added")), row->added);
	assert_int_equal(json_array_size(json_object_get(json, "removed")), row->removed);
	assert_int_equal(json_array_size(json_object_get(json, "renamed")), row->renamed);
	assert_int_equal(json_array_size(json_object_get(json, "default_changed")), row->defaults);
	assert_int_equal(json_array_size(json_object_get(json, "notes")), row->notes);
	json_decref(json);
	arena_release(&arena);
}

/* Whatever the memory, there is the whole text or none. */
static const struct release_case memories[] = {{"text without memory is none", {1, 3, 0}}};

static void check_memory(void **state)
{
	const struct release_case *const row = *state;
	struct arena arena;

	arena_init(&arena, 2048);
	assert_null(options_text(&arena, row->release, 100).ptr);
	assert_null(options_json(&arena, row->release).ptr);
	assert_null(options_changes_text(&arena, release_first_to_push, row->release, 100).ptr);
	assert_null(options_changes_json(&arena, release_first_to_push, row->release).ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("the text of a release", facts, check_fact) +
	       ROWS_RUN("the text of what changed", changes, check_change) +
	       ROWS_RUN("the JSON of a release", releases, check_json) +
	       ROWS_RUN("the JSON of what changed", counts, check_changes_json) +
	       ROWS_RUN("memory", memories, check_memory);
}
