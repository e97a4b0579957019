/* SPDX-License-Identifier: MIT */

/* Diagnostics as a row: sorted, copied to another arena, and printed one behind the other. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"
#include "harness/rows.h"

#define SOURCE "\xef\xbb\xbfone\r\ntwo\rthree\n\nfive"

struct spot {
	const char *file;
	unsigned line;
	unsigned column;
	enum diag_rule rule;
};

struct sort_row {
	const char *name;
	struct spot spots[6]; /* a line of 0 ends them */
	const char *order;    /* their numbers, from 'a' on */
};

static const struct sort_row sorts[] = {
	{"none", {{0}}, ""},
	{"one", {{"x", 1, 1, RULE_TTL}}, "a"},
	{"by line", {{"x", 3, 1, RULE_TTL}, {"x", 1, 9, RULE_TTL}, {"x", 2, 5, RULE_TTL}}, "bca"},
	{"by column in a line", {{"x", 1, 9, RULE_TTL}, {"x", 1, 2, RULE_TTL}}, "ba"},
	{"by rule in a place", {{"x", 1, 1, RULE_TTL}, {"x", 1, 1, RULE_IMAGE}}, "ba"},
	{"by file first", {{"y", 1, 1, RULE_TTL}, {"x", 9, 9, RULE_TTL}}, "ba"},
	{"equal ones stay as they came",
		{{"x", 2, 1, RULE_TTL}, {"x", 1, 1, RULE_TTL}, {"x", 2, 1, RULE_TTL},
			{"x", 1, 1, RULE_TTL}, {"x", 2, 1, RULE_TTL}},
		"bdace"},
};

static void fill(struct diags *diags, const struct spot *spots)
{
	for (size_t i = 0; spots[i].line > 0; i++) {
		const struct place at = {.file = str_of(spots[i].file),
			.line = spots[i].line,
			.column = spots[i].column};
		assert_non_null(diag_add(diags, spots[i].rule, at, "%c", (int)('a' + i)));
	}
}

static void check_sort(void **state)
{
	const struct sort_row *row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf order;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&order, &arena, 16);
	fill(&diags, row->spots);
	assert_true(diags_sort(&diags));
	for (size_t i = 0; i < diags.len; i++)
		strbuf_add(&order, diags.items[i]->message);
	assert_string_equal(strbuf_str(&order).ptr, row->order);
	arena_release(&arena);
}

static void test_a_copy_lives_on_its_own(void **state)
{
	struct arena from_arena;
	struct arena to_arena;
	struct diags from;
	struct diags to;
	struct strbuf text;

	(void)state;
	arena_init(&from_arena, LIMIT_ARENA_BYTES);
	arena_init(&to_arena, LIMIT_ARENA_BYTES);
	diags_init_max(&from, &from_arena, 1);
	diags_init(&to, &to_arena);
	const struct str source = str_dup(&from_arena, STR("one\ntwo\n"));
	const struct place at = {.file = STR("x"), .source = source, .line = 2, .column = 1};
	struct diag *diag = diag_add(&from, RULE_TTL, at, "m");
	diag_hint(&from, diag, "h");
	diag_relate(&from, diag, at, "r");
	assert_null(diag_add(&from, RULE_TTL, at, "one too many"));
	assert_true(diags_copy(&to, &from));
	arena_release(&from_arena);
	assert_int_equal(to.errors, 2);
	assert_int_equal(to.len, 1);
	assert_ptr_equal(to.items[0]->at.source.ptr, to.items[0]->related.source.ptr);
	strbuf_init(&text, &to_arena, LIMIT_TEXT_BYTES);
	diags_text(&text, &to, STR("p"), DIAG_PLAIN);
	assert_string_equal(strbuf_str(&text).ptr,
		"x:2:1: error: m [PC0405]\n    2 | two\n      | ^\n    x:2:1: r\n    2 | two\n"
		"      | ^\n    hint: h\n1 more error\n");
	arena_release(&to_arena);
}

struct line_row {
	const char *name;
	unsigned lines[4]; /* asked for one behind the other; 0 ends them */
	const char *found[4];
};

static const struct line_row line_rows[] = {
	{"from the first to the last", {1, 2, 3, 5}, {"one", "two", "three", "five"}},
	{"the same again", {3, 3, 3}, {"three", "three", "three"}},
	{"back to an earlier one", {5, 1, 3}, {"five", "one", "three"}},
	{"an empty line", {4}, {""}},
	{"one behind the end", {6, 2}, {NULL, "two"}},
};

static void check_lines(void **state)
{
	const struct line_row *row = *state;
	struct line_memo memo = {.source = NULL};
	for (size_t i = 0; i < 4 && row->lines[i] > 0; i++) {
		const struct place at = {.source = STR(SOURCE), .line = row->lines[i]};
		const struct str next = place_line_next(at, &memo);
		const struct str alone = place_line(at);
		assert_int_equal(next.ptr != NULL, row->found[i] != NULL);
		assert_true(str_eq(next, str_of(row->found[i])));
		assert_true(next.ptr == alone.ptr && next.len == alone.len);
	}
}

/* Two lines: 120,000 letters of two bytes each, and a short one. */
#define LONG_POINTS 120000u

static struct str long_source(struct arena *arena)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	for (unsigned i = 0; i < LONG_POINTS; i++)
		strbuf_add(&out, i % 10 ? STR("\xC3\xA9") : STR("\xC3\xA0"));
	strbuf_add(&out, STR("\nshort\n"));
	return strbuf_str(&out);
}

struct column_row {
	const char *name;
	unsigned columns[4]; /* of line 1; 0: a place in line 2 */
};

static const struct column_row column_rows[] = {
	{"from left to right", {1, 60, 61, LONG_POINTS}},
	{"back to the left", {LONG_POINTS, 70000, 300, 299}},
	{"the same column again", {70000, 70000, 70000, 70000}},
	{"with another line in between", {70000, 0, 70000, 0}},
	{"behind the end of the line", {LONG_POINTS + 9, 1, LONG_POINTS + 9, 0}},
};

/* Each text is the one that it is alone. */
static void check_columns(void **state)
{
	const struct column_row *row = *state;
	struct diag_memo memo = {.at.source = NULL};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct place at = {.file = STR("x"), .source = long_source(&arena)};
	for (size_t i = 0; i < 4; i++) {
		struct strbuf next;
		struct strbuf alone;
		at.line = row->columns[i] ? 1 : 2;
		at.column = row->columns[i] ? row->columns[i] : 3;
		struct diag *diag = diag_add(&diags, RULE_TTL, at, "m");
		diag_relate(&diags, diag, at, "r");
		diag->conceal = i == 2;
		strbuf_init(&next, &arena, LIMIT_TEXT_BYTES);
		strbuf_init(&alone, &arena, LIMIT_TEXT_BYTES);
		diag_text_next(&next, diag, STR("p"), DIAG_PLAIN, &memo);
		diag_text(&alone, diag, STR("p"), DIAG_PLAIN);
		assert_string_equal(strbuf_str(&next).ptr, strbuf_str(&alone).ptr);
	}
	arena_release(&arena);
}

/* What one costs is its window, not its line: the whole line each time would take a minute. */
static void test_a_long_line_is_walked_once(void **state)
{
	struct diag_memo memo = {.at.source = NULL};
	struct arena arena;
	struct diags diags;
	struct strbuf out;

	(void)state;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct place at = {.file = STR("x"), .source = long_source(&arena), .line = 1, .column = 1};
	struct diag *diag = diag_add(&diags, RULE_TTL, at, "m");
	for (diag->at.column = 1; diag->at.column < LONG_POINTS; diag->at.column += 6) {
		strbuf_init(&out, &arena, 4096);
		diag_text_next(&out, diag, STR("p"), DIAG_PLAIN, &memo);
		assert_non_null(strbuf_str(&out).ptr);
	}
	assert_true(memo.at.shown_point > LONG_POINTS - 200);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest walks[] = {cmocka_unit_test(test_a_long_line_is_walked_once)};
	const struct CMUnitTest copies[] = {cmocka_unit_test(test_a_copy_lives_on_its_own)};
	return ROWS_RUN("the order of diagnostics", sorts, check_sort) +
	       ROWS_RUN("lines of a source, one behind the other", line_rows, check_lines) +
	       ROWS_RUN(
		       "columns of a long line, one behind the other", column_rows, check_columns) +
	       cmocka_run_group_tests_name("what a long line costs", walks, NULL, NULL) +
	       cmocka_run_group_tests_name("copies of diagnostics", copies, NULL, NULL);
}
