/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness/plans.h"
#include "harness/rows.h"
#include "review/markdown.h"
#include "review/markdown_text.h"

struct code_row {
	const char *name;
	const char *text;
	const char *code; /* in a cell */
};

static const struct code_row code_rows[] = {
	{"plain text", "read", "`read`"},
	{"nothing", "", "`''`"},
	{"a pipe does not end the cell", "a|b", "`a\\|b`"},
	{"nor one behind a backslash", "a\\|b", "`a\\u005C\\|b`"},
	{"other backslashes stay", "a\\b\\", "`a\\b\\`"},
	{"a backtick takes two around it", "a`b", "``a`b``"},
	{"two take three", "a``b", "```a``b```"},
	{"one at the end takes a space too", "a`", "`` a` ``"},
	{"one at the beginning as well", "`a", "`` `a ``"},
	{"so do spaces of its own", " a ", "`  a  `"},
	{"a comment cannot begin", "a<!--b", "`a\\u003C!--b`"},
	{"other tags are data", "<b>", "`<b>`"},
	{"a line's end is shown", "a\nb", "`a\\u000Ab`"},
	{"a character that turns the line is shown", "a\xe2\x80\xae", "`a\\u202E`"},
	{"ten code points are enough here", "0123456789ab", "`0123456789\xe2\x80\xa6`"},
	{"code points, and not bytes", "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
		"`\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9`"},
};

static void check_code(void **state)
{
	const struct code_row *row = *state;
	struct arena arena;
	struct strbuf out;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	markdown_code(&out, str_of(row->text), 10, true);
	assert_string_equal(strbuf_str(&out).ptr, row->code);
	arena_release(&arena);
}

static void outside_of_tables_a_pipe_is_a_pipe(void **state)
{
	struct arena arena;
	struct strbuf out;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	markdown_code(&out, STR("a\\|b|c"), 10, false);
	assert_string_equal(strbuf_str(&out).ptr, "`a\\|b|c`");
	arena_release(&arena);
}

struct key_row {
	const char *name;
	const char *key;
	const char *marker;
};

static const struct key_row key_rows[] = {
	{"a path stays as it is", ".github/workflows/cache.yml", "key=.github/workflows/cache.yml"},
	{"what is no letter or digit becomes a dash", "a b", "key=a-b"},
	{"and never two of them, which would end the comment", "a --> b", "key=a-b"},
	{"whatever it is", "\xc3\xa9\n\t<>", "key=-"},
	{"no key is a dash", "", "key=-"},
	{"a long one is cut",
		"0123456789012345678901234567890123456789012345678901234567890123456789"
		"0123456789012345678901234567890123456789",
		"key="
		"01234567890123456789012345678901234567890123456789012345678901234567890123456789"
		"01234567890123456789 plan"},
};

static void check_key(void **state)
{
	const struct key_row *row = *state;
	struct markdown_page page;
	struct arena arena;
	struct str end;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	markdown_page_init(&page, &arena, 1000, str_of(row->key), STR("sha256:00"), &end);
	const struct str text = markdown_page_finish(&page, end);
	assert_non_null(strstr(text.ptr, row->marker));
	assert_string_equal(text.ptr + text.len - 20, " plan=sha256:00 -->\n");
	assert_true(str_starts(text, STR("\n<!-- precache:v1 key=")));
	assert_int_equal(str_find(str_slice(text, 5, text.len - 4), STR("--"), 0), STR_NOWHERE);
	arena_release(&arena);
}

/* A plan with so many builds that nothing of it fits. */
static struct diff_side side_of(struct arena *arena, size_t builds, const char *repo)
{
	json_t *json = plans_full();
	json_t *list = json_object_get(json, "builds");
	struct diff_side side = {.name = STR("plan.json"), .is_plan = true};
	struct diags diags;
	char text[64];

	for (size_t i = 2; i < builds + 2; i++) {
		json_t *build = json_deep_copy(json_array_get(list, 1));
		snprintf(text, sizeof(text), "image (%zu)", i);
		json_object_set_new(build, "id", json_string(text));
		snprintf(text, sizeof(text), "registry.example/%s/%zu", repo, i);
		json_object_set_new(json_object_get(json_object_get(build, "env"), "set"),
			"ENVBUILDER_CACHE_REPO", json_string(text));
		json_array_append_new(list, build);
	}
	char *bytes = plans_bytes(json);
	diags_init(&diags, arena);
	side.plan = plan_view(arena, &diags, side.name, str_dup(arena, str_of(bytes)));
	free(bytes);
	json_decref(json);
	return side;
}

static size_t count(struct str text, const char *part)
{
	size_t found = 0;

	for (size_t at = str_find(text, str_of(part), 0); at != STR_NOWHERE;
		at = str_find(text, str_of(part), at + 1))
		found++;
	return found;
}

/* Cut or not, the text is whole: code points, fences and folds are closed, the marker is there. */
static void check_whole(struct str text, size_t budget)
{
	assert_non_null(text.ptr);
	assert_true(text.len <= budget);
	assert_int_equal(utf8_check(text), STR_NOWHERE);
	assert_true(str_starts(text, STR("**precache:** ")));
	assert_int_equal(count(text, "\n```\n") % 2, 0);
	assert_int_equal(count(text, "<details>"), count(text, "</details>"));
	assert_int_equal(count(text, "\n<!-- precache:v1 key="), 1);
	assert_true(str_ends(text, STR(" -->\n")));
	for (size_t at = 0; at < text.len;) {
		const size_t end = str_find_char(text, '\n', at);
		const struct str line = str_slice(text, at, end);
		assert_true(!str_starts(line, STR("| ")) || str_ends(line, STR(" |")));
		at = end + 1;
	}
}

static void any_budget_gives_a_whole_text(void **state)
{
	struct arena arena;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct diff_side old = side_of(&arena, 100, "old");
	const struct diff_side now = side_of(&arena, 100, "now");
	const struct diff *diff = diff_make(&arena, old, now);
	for (size_t budget = MARKDOWN_BUDGET_MIN; budget < 300000; budget += budget / 9) {
		const struct markdown_form form = {budget, STR("key")};
		const struct str text = diff_markdown(&arena, diff, &form);
		check_whole(text, budget);
		assert_int_equal(count(text, "**Cut here: "), 1);
		check_whole(plan_markdown(&arena, now.plan, STR("x"), &form), budget);
	}
	arena_release(&arena);
}

static void with_room_for_all_nothing_is_cut(void **state)
{
	const struct markdown_form form = {2000000, STR("key")};
	struct arena arena;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct diff_side now = side_of(&arena, 100, "now");
	const struct str text =
		diff_markdown(&arena, diff_make(&arena, side_of(&arena, 100, "old"), now), &form);
	check_whole(text, form.budget);
	assert_int_equal(count(text, "Cut here"), 0);
	assert_int_not_equal(str_find(text, plan_json(&arena, now.plan), 0), STR_NOWHERE);
	arena_release(&arena);
}

static void a_cut_says_how_much_and_where_the_whole_is(void **state)
{
	const struct markdown_form few = {5000, STR("key")};
	const struct markdown_form some = {60000, STR("key")};
	struct arena arena;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct diff *diff =
		diff_make(&arena, side_of(&arena, 100, "old"), side_of(&arena, 100, "now"));
	struct str text = diff_markdown(&arena, diff, &few);
	assert_non_null(strstr(text.ptr, " changes more. The whole: `precache diff OLD NEW`.**\n"));
	text = diff_markdown(&arena, diff, &some);
	assert_non_null(strstr(text.ptr, "**Cut here: "));
	assert_non_null(strstr(
		text.ptr, " bytes more. The whole: `precache plan WORKFLOW --format json`.**\n"));
	arena_release(&arena);
}

static void names_that_are_too_long_take_the_text_nowhere(void **state)
{
	const struct markdown_form form = {MARKDOWN_BUDGET_MIN, STR("key")};
	char name[5000];
	struct arena arena;
	(void)state;

	memset(name, '`', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct diff_side old = side_of(&arena, 0, "old");
	struct diff_side now = old;
	now.name = str_of(name);
	now.is_plan = old.is_plan = false;
	check_whole(diff_markdown(&arena, diff_make(&arena, old, now), &form), form.budget);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outside_of_tables_a_pipe_is_a_pipe),
		cmocka_unit_test(any_budget_gives_a_whole_text),
		cmocka_unit_test(with_room_for_all_nothing_is_cut),
		cmocka_unit_test(a_cut_says_how_much_and_where_the_whole_is),
		cmocka_unit_test(names_that_are_too_long_take_the_text_nowhere),
	};

	return ROWS_RUN("code", code_rows, check_code) +
	       ROWS_RUN("the marker's key", key_rows, check_key) +
	       cmocka_run_group_tests_name("Markdown", tests, NULL, NULL);
}
