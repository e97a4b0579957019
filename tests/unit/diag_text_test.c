/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

/* One place, as the first and as the second of a diagnostic. */
struct source_row {
	const char *name;
	const char *source;
	unsigned line;
	unsigned column;
	const char *shown; /* behind the line that names the place */
};

#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define BLANKS9 "         "
#define BLANKS10 BLANKS9 " "
#define BLANKS50 BLANKS10 BLANKS10 BLANKS10 BLANKS10 BLANKS10
#define BLANKS90 BLANKS50 BLANKS10 BLANKS10 BLANKS10 BLANKS10

static const struct source_row source_rows[] = {
	{"the caret stands under the column", "a\nbc: d\ne\n", 2, 5,
		"    2 | bc: d\n"
		"      |     ^\n"},
	{"a tab is one space wide", "\tb:\tc", 1, 5,
		"    1 |  b: c\n"
		"      |     ^\n"},
	{"a character of several bytes is one column", "\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80: b", 1,
		6,
		"    1 | \xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80: b\n"
		"      |      ^\n"},
	{"a hidden character before the caret moves it", "a\xE2\x80\xAE: b", 1, 5,
		"    1 | a\\u202E: b\n"
		"      |          ^\n"},
	{"a hidden character under the caret is shown", "a: \x1B[0m", 1, 4,
		"    1 | a: \\u001B[0m\n"
		"      |    ^\n"},
	{"a byte that is not UTF-8 is shown", "a: \xFF", 1, 4,
		"    1 | a: \\u00FF\n"
		"      |    ^\n"},
	{"CR LF ends a line", "a\r\nb\r\n", 2, 1,
		"    2 | b\n"
		"      | ^\n"},
	{"CR ends a line", "a\rb\r", 2, 1,
		"    2 | b\n"
		"      | ^\n"},
	{"a byte order mark has no column",
		"\xEF\xBB\xBF"
		"a: b",
		1, 4,
		"    1 | a: b\n"
		"      |    ^\n"},
	{"the caret may stand behind the end", "a:\n", 1, 3,
		"    1 | a:\n"
		"      |   ^\n"},
	{"a caret far behind the end is taken back to it", "a:\n", 1, 30,
		"    1 | a:\n"
		"      |   ^\n"},
	{"an empty line has no blank at its end", "a\n\nb\n", 2, 1,
		"    2 |\n"
		"      | ^\n"},
	{"a line behind the last is not shown", "a\n", 2, 1, ""},
	{"a line far behind the last is not shown", "a", 4000000000, 1, ""},
	{"an empty file shows no line", "", 1, 1, ""},
	{"without a column there is no caret", "a\nb\n", 2, 0, "    2 | b\n"},
	{"a hundred columns are shown whole", FIFTY FIFTY, 1, 100,
		"    1 | " FIFTY FIFTY "\n"
		"      | " BLANKS90 BLANKS9 "^\n"},
	{"a longer line is cut at its end", FIFTY FIFTY "x", 1, 2,
		"    1 | " FIFTY TEN TEN TEN TEN "0123456...\n"
		"      |  ^\n"},
	{"a longer line is cut at its start", FIFTY FIFTY "x", 1, 101,
		"    1 | ...456789" TEN TEN TEN TEN FIFTY "x\n"
		"      | " BLANKS90 BLANKS9 "^\n"},
	{"a long line is cut on both sides", FIFTY FIFTY FIFTY FIFTY, 1, 101,
		"    1 | ...3456789" TEN TEN TEN FIFTY "0123456...\n"
		"      | " BLANKS50 "^\n"},
};

/* The same from a diagnostic that conceals. */
static const struct source_row concealed_rows[] = {
	{"from the column on a line is concealed", "a: b: c # d\n", 1, 7,
		"    1 | a: b: ***\n"
		"      |       ^\n"},
	{"a whole line is concealed", "abc\n", 1, 1,
		"    1 | ***\n"
		"      | ^\n"},
	{"without a column the whole line is concealed", "abc\n", 1, 0, "    1 | ***\n"},
	{"columns are characters when a line is concealed", "\xC3\xA4: \xC3\xB6\n", 1, 4,
		"    1 | \xC3\xA4: ***\n"
		"      |    ^\n"},
	{"an empty value is concealed", "a: \n", 1, 4,
		"    1 | a: ***\n"
		"      |    ^\n"},
	{"a long line is concealed and cut", FIFTY FIFTY "xyz", 1, 101,
		"    1 | " FIFTY FIFTY "***\n"
		"      | " BLANKS50 BLANKS50 "^\n"},
};

static struct str print(struct arena *arena, const struct diags *diags, enum diag_color color)
{
	struct strbuf out;
	strbuf_init(&out, arena, ROOM);
	diags_text(&out, diags, STR("precache"), color);
	return strbuf_str(&out);
}

static void check_shown(const struct source_row *row, bool conceal)
{
	const struct place at = {STR("w.yml"), str_of(row->source), row->line, row->column};
	struct arena arena;
	struct diags diags;
	arena_init(&arena, ROOM);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, RULE_YAML_SYNTAX, at, "x");
	diag->conceal = conceal;
	diag_relate(&diags, diag, at, "y");
	diag->conceal_related = conceal;
	const struct str text = print(&arena, &diags, DIAG_PLAIN);
	const struct str second = STR(": y\n");
	const size_t end = str_find_char(text, '\n', 0);
	const size_t next = str_find(text, second, 0);
	assert_memory_equal(text.ptr + end + 1, row->shown, strlen(row->shown));
	assert_string_equal(text.ptr + next + second.len, row->shown);
	arena_release(&arena);
}

static void check_source(void **state)
{
	check_shown(*state, false);
}

static void check_concealed(void **state)
{
	check_shown(*state, true);
}

/* One whole diagnostic. */
struct whole_row {
	const char *name;
	enum diag_rule rule;
	struct place at;
	const char *message;
	const char *hint;
	struct place related;
	const char *related_message;
	const char *plain;
	const char *colored;
};

#define SOURCE                                                                                     \
	STR_ROW("on: push\n"                                                                       \
		"env:\n"                                                                           \
		"  CACHE_REPO: ghcr.io/a/b:1\n")

#define BOLD "\033[1m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define YELLOW "\033[33m"
#define CYAN "\033[36m"
#define OFF "\033[0m"

static const struct whole_row whole_rows[] = {
	{.name = "a place, a hint and a second place",
		.rule = RULE_CACHE_REPO,
		.at = {STR_ROW("w/x.yml"), SOURCE, 3, 15},
		.message = "'CACHE_REPO' holds a tag",
		.hint = "leave the tag out",
		.related = {STR_ROW("w/x.yml"), SOURCE, 2, 1},
		.related_message = "the value comes from here",
		.plain = "w/x.yml:3:15: error: 'CACHE_REPO' holds a tag [PC0402]\n"
			 "    3 |   CACHE_REPO: ghcr.io/a/b:1\n"
			 "      |               ^\n"
			 "    w/x.yml:2:1: the value comes from here\n"
			 "    2 | env:\n"
			 "      | ^\n"
			 "    hint: leave the tag out\n",
		.colored = BOLD "w/x.yml:3:15:" OFF " " RED "error:" OFF
				" 'CACHE_REPO' holds a tag [PC0402]\n"
				"    3 |   CACHE_REPO: ghcr.io/a/b:1\n"
				"      |               " GREEN "^" OFF "\n"
				"    " BOLD "w/x.yml:2:1:" OFF " the value comes from here\n"
				"    2 | env:\n"
				"      | " GREEN "^" OFF "\n"
				"    hint: leave the tag out\n"},
	{.name = "a warning about a file as a whole",
		.rule = RULE_FILE_LARGE,
		.at = {STR_ROW("w/x.yml"), SOURCE, 0, 0},
		.message = "the file is large",
		.plain = "w/x.yml: warning: the file is large [PC0109]\n",
		.colored = BOLD "w/x.yml:" OFF " " YELLOW "warning:" OFF
				" the file is large [PC0109]\n"},
	{.name = "a note without a file",
		.rule = RULE_ENVIRONMENT_UNREAD,
		.message = "'CACHE_REPO' is set and not read",
		.plain = "precache: note: 'CACHE_REPO' is set and not read [PC0004]\n",
		.colored = BOLD "precache:" OFF " " CYAN "note:" OFF
				" 'CACHE_REPO' is set and not read [PC0004]\n"},
	{.name = "a place without its source",
		.rule = RULE_YAML_SYNTAX,
		.at = {STR_ROW("x.yml"), {NULL, 0}, 7, 9},
		.message = "no YAML",
		.plain = "x.yml:7:9: error: no YAML [PC0101]\n",
		.colored = BOLD "x.yml:7:9:" OFF " " RED "error:" OFF " no YAML [PC0101]\n"},
	{.name = "a second place that is an option",
		.rule = RULE_TTL,
		.message = "'0' is no number of days",
		.related = {STR_ROW("--set"), {NULL, 0}, 0, 0},
		.related_message = "the value comes from here",
		.plain = "precache: error: '0' is no number of days [PC0405]\n"
			 "    --set: the value comes from here\n",
		.colored = BOLD "precache:" OFF " " RED "error:" OFF
				" '0' is no number of days [PC0405]\n"
				"    " BOLD "--set:" OFF " the value comes from here\n"},
	{.name = "a second sentence without a place",
		.rule = RULE_TTL,
		.message = "'0' is no number of days",
		.related_message = "the value is the default",
		.plain = "precache: error: '0' is no number of days [PC0405]\n"
			 "    the value is the default\n",
		.colored = BOLD "precache:" OFF " " RED "error:" OFF
				" '0' is no number of days [PC0405]\n"
				"    the value is the default\n"},
	{.name = "hidden characters everywhere",
		.rule = RULE_YAML_SYNTAX,
		.at = {STR_ROW("x\n.yml"), {NULL, 0}, 0, 0},
		.message = "'\x1B[31m' is no key",
		.hint = "remove '\xE2\x80\xAE'",
		.related = {STR_ROW("\x07"), {NULL, 0}, 0, 0},
		.related_message = "the \x08 stands here",
		.plain = "x\\u000A.yml: error: '\\u001B[31m' is no key [PC0101]\n"
			 "    \\u0007: the \\u0008 stands here\n"
			 "    hint: remove '\\u202E'\n",
		.colored = BOLD "x\\u000A.yml:" OFF " " RED "error:" OFF
				" '\\u001B[31m' is no key [PC0101]\n"
				"    " BOLD "\\u0007:" OFF " the \\u0008 stands here\n"
				"    hint: remove '\\u202E'\n"},
};

static void check_whole(void **state)
{
	const struct whole_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, ROOM);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, row->rule, row->at, "%s", row->message);
	if (row->hint)
		diag_hint(&diags, diag, "%s", row->hint);
	if (row->related_message)
		diag_relate(&diags, diag, row->related, "%s", row->related_message);
	assert_string_equal(print(&arena, &diags, DIAG_PLAIN).ptr, row->plain);
	assert_string_equal(print(&arena, &diags, DIAG_COLORED).ptr, row->colored);
	arena_release(&arena);
}

/* A line far down in a file of empty lines. */
struct number_row {
	const char *name;
	unsigned line;
	const char *shown;
};

static const struct number_row number_rows[] = {
	{"a line number of five digits fills its column", 99999,
		"x.yml:99999:2: error: x [PC0101]\n"
		"99999 | ab\n"
		"      |  ^\n"},
	{"a wider line number moves the caret with it", 123456,
		"x.yml:123456:2: error: x [PC0101]\n"
		"123456 | ab\n"
		"       |  ^\n"},
};

static void check_number(void **state)
{
	const struct number_row *row = *state;
	struct arena arena;
	struct strbuf source;
	struct diags diags;
	arena_init(&arena, ROOM);
	strbuf_init(&source, &arena, ROOM);
	strbuf_add_times(&source, '\n', row->line - 1);
	strbuf_add(&source, STR("ab\n"));
	diags_init(&diags, &arena);
	const struct place at = {STR("x.yml"), strbuf_str(&source), row->line, 2};
	(void)diag_add(&diags, RULE_YAML_SYNTAX, at, "x");
	assert_string_equal(print(&arena, &diags, DIAG_PLAIN).ptr, row->shown);
	arena_release(&arena);
}

/* A buffer that is too small by any number of bytes fails and is not written beyond. */
static void check_small(void **state)
{
	const struct whole_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, ROOM);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, row->rule, row->at, "%s", row->message);
	diag_relate(&diags, diag, row->at, "again");
	diag->conceal = true;
	const size_t len = print(&arena, &diags, DIAG_COLORED).len;
	for (size_t max = 0; max <= len; max++) {
		struct strbuf out;
		strbuf_init(&out, &arena, max);
		diags_text(&out, &diags, STR("precache"), DIAG_COLORED);
		assert_int_equal(out.failed, max < len);
	}
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a source line is shown", source_rows, check_source) +
	       ROWS_RUN("a source line is concealed", concealed_rows, check_concealed) +
	       ROWS_RUN("a diagnostic is printed", whole_rows, check_whole) +
	       ROWS_RUN("a line number is shown", number_rows, check_number) +
	       ROWS_RUN("a diagnostic in too small a buffer", whole_rows, check_small);
}
