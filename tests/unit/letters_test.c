/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "actions/letter_table.h"
#include "actions/letters.h"
#include "base/limits.h"
#include "harness/rows.h"

struct upper_row {
	const char *name;
	uint32_t point;
	uint32_t upper;
};

static const struct upper_row uppers[] = {
	{"the first small letter", 'a', 'A'},
	{"the last small letter", 'z', 'Z'},
	{"a capital is its own", 'A', 'A'},
	{"a digit has none", '0', '0'},
	{"what is before the small letters has none", '`', '`'},
	{"what is behind them has none", '{', '{'},
	{"a letter with a mark", 0xE9, 0xC9},
	{"the division sign is no letter", 0xF7, 0xF7},
	{"a letter whose capital is far", 0xFF, 0x178},
	{"the micro sign", 0xB5, 0x39C},
	{"the sharp s has none of one character", 0xDF, 0xDF},
	{"every second letter of a row", 0x101, 0x100},
	{"the capitals between them are their own", 0x102, 0x102},
	{"the dotless i has none here", 0x131, 0x131},
	{"the long s has none here", 0x17F, 0x17F},
	{"a letter whose capital is in another block", 0x250, 0x2C6F},
	{"Greek alpha", 0x3B1, 0x391},
	{"the sigma at the end of words", 0x3C2, 0x3A3},
	{"Cyrillic zhe", 0x436, 0x416},
	{"Cyrillic dje", 0x452, 0x402},
	{"Armenian ayb", 0x561, 0x531},
	{"Georgian an", 0x10D0, 0x1C90},
	{"Cherokee", 0x13F8, 0x13F0},
	{"small Cherokee letters", 0xAB70, 0x13A0},
	{"a letter with two marks", 0x1E01, 0x1E00},
	{"Greek with a breathing", 0x1F00, 0x1F08},
	{"small Roman numerals", 0x2170, 0x2160},
	{"letters in circles", 0x24D0, 0x24B6},
	{"Glagolitic", 0x2C30, 0x2C00},
	{"full-width letters", 0xFF41, 0xFF21},
	{"Deseret, beyond the first plane", 0x10428, 0x10400},
	{"the last that there is", 0x1E943, 0x1E921},
	{"an ideograph has none", 0x4E2D, 0x4E2D},
	{"the last code point has none", 0x10FFFF, 0x10FFFF},
};

static void check_upper(void **state)
{
	const struct upper_row *row = *state;
	assert_int_equal(letter_upper(row->point), row->upper);
}

struct trim_row {
	const char *name;
	const char *text;
	const char *trimmed;
};

static const struct trim_row trims[] = {
	{"nothing", "", ""},
	{"white space alone", " \t\n\v\f\r", ""},
	{"no white space", "a", "a"},
	{"at both ends", " a b ", "a b"},
	{"a next-line character",
		"\xC2\x85"
		"a",
		"a"},
	{"a no-break space", "a\xC2\xA0", "a"},
	{"a space of another width",
		"\xE2\x80\x89"
		"a\xE2\x80\x8A",
		"a"},
	{"an ideographic space",
		"\xE3\x80\x80"
		"a",
		"a"},
	{"a zero-width space is none", "a\xE2\x80\x8B", "a\xE2\x80\x8B"},
	{"a byte order mark is none",
		"\xEF\xBB\xBF"
		"a",
		"\xEF\xBB\xBF"
		"a"},
	{"a byte that is not UTF-8 is none",
		"\xA0"
		"a",
		"\xA0"
		"a"},
};

static void check_trim(void **state)
{
	const struct trim_row *row = *state;
	const struct str trimmed = letters_trim(str_of(row->text));
	assert_true(str_is(trimmed, row->trimmed));
}

/* The binary search needs that. */
static void check_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < LETTER_ROWS; i++) {
		const struct letter_row *row = &letter_rows[i];
		assert_true(row->first <= row->last && (row->step == 1 || row->step == 2));
		assert_int_equal((row->last - row->first) % row->step, 0);
		assert_true(i == 0 || letter_rows[i - 1].last < row->first);
	}
}

/* Upper case has none of its own, so that doing it twice is doing it once. */
static void check_twice(void **state)
{
	(void)state;
	for (uint32_t point = 0; point < 0x20000; point++)
		assert_int_equal(letter_upper(letter_upper(point)), letter_upper(point));
}

static void check_upper_text(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = STR("a\xC3\xA9\xC9\x90\xEF\xBD\x81\xF0\x90\x90\xA8\xFFz");
	assert_string_equal(letters_upper(&arena, text).ptr,
		"A\xC3\x89\xE2\xB1\xAF\xEF\xBC\xA1\xF0\x90\x90\x80\xFFZ");
	assert_int_equal(letters_upper(&arena, STR("")).len, 0);
	arena_release(&arena);
}

static void check_count(void **state)
{
	(void)state;
	assert_int_equal(letters_count(STR("")), 0);
	assert_int_equal(letters_count(STR("a\xC3\xA9\xE4\xB8\xAD")), 3);
	assert_int_equal(letters_count(STR("\xF0\x9F\x98\x80")), 2);
	assert_int_equal(letters_count(STR("\xFF")), 1);
}

/* Text that almost holds a part at every place. */
static void check_find_time(void **state)
{
	(void)state;
	struct arena arena;
	struct strbuf text;
	struct strbuf part;
	bool found = true;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&text, &arena, LIMIT_TEXT_BYTES);
	strbuf_init(&part, &arena, LIMIT_TEXT_BYTES);
	strbuf_add_times(&text, 'a', 1000000);
	strbuf_add_times(&part, 'a', 500000);
	strbuf_add_char(&part, 'b');
	assert_true(letters_find(&arena, strbuf_str(&text), strbuf_str(&part), &found));
	assert_false(found);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"the table is in order", check_table, NULL, NULL, NULL},
		{"upper case twice is upper case", check_twice, NULL, NULL, NULL},
		{"a text in upper case may be longer", check_upper_text, NULL, NULL, NULL},
		{"characters are counted as UTF-16 does", check_count, NULL, NULL, NULL},
		{"a part is looked for in linear time", check_find_time, NULL, NULL, NULL},
	};
	return ROWS_RUN("upper case", uppers, check_upper) +
	       ROWS_RUN("white space", trims, check_trim) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
