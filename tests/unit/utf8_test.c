/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

struct decode_row {
	const char *name;
	struct str bytes;
	uint32_t point;
	size_t len; /* 0: not UTF-8 */
};

static const struct decode_row decode_rows[] = {
	{"NUL is one byte", STR_ROW("\0"), 0, 1},
	{"ASCII is one byte", STR_ROW("~x"), '~', 1},
	{"the last of one byte", STR_ROW("\x7F"), 0x7F, 1},
	{"the first of two bytes", STR_ROW("\xC2\x80"), 0x80, 2},
	{"the last of two bytes", STR_ROW("\xDF\xBF"), 0x7FF, 2},
	{"the first of three bytes", STR_ROW("\xE0\xA0\x80"), 0x800, 3},
	{"the last below the surrogates", STR_ROW("\xED\x9F\xBF"), 0xD7FF, 3},
	{"the first above the surrogates", STR_ROW("\xEE\x80\x80"), 0xE000, 3},
	{"the last of three bytes", STR_ROW("\xEF\xBF\xBF"), 0xFFFF, 3},
	{"the first of four bytes", STR_ROW("\xF0\x90\x80\x80"), 0x10000, 4},
	{"the last of all", STR_ROW("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4},
	{"one above the last is refused", STR_ROW("\xF4\x90\x80\x80"), 0, 0},
	{"a five-byte form is refused", STR_ROW("\xF8\x88\x80\x80\x80"), 0, 0},
	{"the byte FF is refused", STR_ROW("\xFF"), 0, 0},
	{"the first surrogate is refused", STR_ROW("\xED\xA0\x80"), 0, 0},
	{"the last surrogate is refused", STR_ROW("\xED\xBF\xBF"), 0, 0},
	{"an overlong NUL is refused", STR_ROW("\xC0\x80"), 0, 0},
	{"an overlong slash of three bytes is refused", STR_ROW("\xE0\x80\xAF"), 0, 0},
	{"an overlong form of four bytes is refused", STR_ROW("\xF0\x8F\xBF\xBF"), 0, 0},
	{"a continuation alone is refused", STR_ROW("\x80"), 0, 0},
	{"a lead without continuation is refused", STR_ROW("\xC3x"), 0, 0},
	{"two bytes that are cut off are refused", STR_ROW("\xC3"), 0, 0},
	{"three bytes that are cut off are refused", STR_ROW("\xE2\x82"), 0, 0},
	{"four bytes that are cut off are refused", STR_ROW("\xF0\x9F\x98"), 0, 0},
};

static void check_decode(void **state)
{
	const struct decode_row *row = *state;
	uint32_t point = 0xABCD;
	size_t len = 99;
	assert_int_equal(utf8_decode(row->bytes, 0, &point, &len), row->len > 0);
	assert_int_equal(point, row->len > 0 ? row->point : 0xABCD);
	assert_int_equal(len, row->len > 0 ? row->len : 1);
}

struct text_row {
	const char *name;
	struct str text;
	size_t first_bad;
	size_t count;
	const char *shown;
};

static const struct text_row text_rows[] = {
	{"empty text is UTF-8", STR_ROW(""), STR_NOWHERE, 0, ""},
	{"no text is UTF-8", {NULL, 0}, STR_NOWHERE, 0, ""},
	{"visible text is shown as it is", STR_ROW("na\xC3\xAFve \xF0\x9F\x98\x80"), STR_NOWHERE, 7,
		"na\xC3\xAFve \xF0\x9F\x98\x80"},
	{"a tab is shown as one space", STR_ROW("a\tb"), STR_NOWHERE, 3, "a b"},
	{"controls are shown in hex", STR_ROW("\0\n\x1B[0m\x7F"), STR_NOWHERE, 7,
		"\\u0000\\u000A\\u001B[0m\\u007F"},
	{"a C1 control is shown in hex", STR_ROW("\xC2\x9B"), STR_NOWHERE, 1, "\\u009B"},
	{"an override of direction is shown in hex", STR_ROW("a\xE2\x80\xAE-"), STR_NOWHERE, 3,
		"a\\u202E-"},
	{"a zero-width space is shown in hex", STR_ROW("\xE2\x80\x8B"), STR_NOWHERE, 1, "\\u200B"},
	{"a byte order mark is shown in hex", STR_ROW("\xEF\xBB\xBF"), STR_NOWHERE, 1, "\\uFEFF"},
	{"a tag is shown as a pair of surrogates", STR_ROW("\xF3\xA0\x81\x81"), STR_NOWHERE, 1,
		"\\uDB40\\uDC41"},
	{"a byte that is not UTF-8 is shown in hex", STR_ROW("a\xFF"), 1, 2, "a\\u00FF"},
	{"each byte of a cut form counts", STR_ROW("ab\xE2\x82"), 2, 4, "ab\\u00E2\\u0082"},
	{"the bytes of a surrogate count each", STR_ROW("\xED\xA0\x80"), 0, 3,
		"\\u00ED\\u00A0\\u0080"},
};

static void check_text(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	struct strbuf out;
	arena_init(&arena, ROOM);
	strbuf_init(&out, &arena, ROOM);
	assert_int_equal(utf8_check(row->text), row->first_bad);
	assert_int_equal(utf8_count(row->text), row->count);
	utf8_show(&out, row->text);
	assert_string_equal(strbuf_str(&out).ptr, row->shown);
	arena_release(&arena);
}

/* All of [first, last] are hidden; the characters beside them are seen. */
struct points_row {
	const char *name;
	uint32_t first;
	uint32_t last;
};

static const struct points_row range_rows[] = {
	{"DEL and the C1 controls are hidden", 0x7F, 0x9F},
	{"a soft hyphen is hidden", 0xAD, 0xAD},
	{"a grapheme joiner is hidden", 0x34F, 0x34F},
	{"an Arabic letter mark is hidden", 0x61C, 0x61C},
	{"zero-width characters and direction marks are hidden", 0x200B, 0x200F},
	{"separators, embeddings and overrides are hidden", 0x2028, 0x202E},
	{"a word joiner and isolates are hidden", 0x2060, 0x206F},
	{"a Hangul filler is hidden", 0x3164, 0x3164},
	{"variation selectors are hidden", 0xFE00, 0xFE0F},
	{"a byte order mark is hidden", 0xFEFF, 0xFEFF},
	{"tags are hidden", 0xE0000, 0xE0FFF},
};

static void check_range(void **state)
{
	const struct points_row *row = *state;
	for (uint32_t point = row->first; point <= row->last; point++)
		assert_true(utf8_is_hidden(point));
	assert_false(utf8_is_hidden(row->first - 1));
	assert_false(utf8_is_hidden(row->last + 1));
}

static const struct points_row seen_rows[] = {
	{"ASCII is seen", ' ', '~'},
	{"Latin letters are seen", 0xC0, 0x17F},
	{"a no-break space is seen", 0xA0, 0xA0},
	{"ideographs are seen", 0x4E00, 0x9FFF},
	{"faces are seen", 0x1F600, 0x1F64F},
	{"the replacement character is seen", 0xFFFD, 0xFFFD},
};

static void check_seen(void **state)
{
	const struct points_row *row = *state;
	for (uint32_t point = row->first; point <= row->last; point++)
		assert_false(utf8_is_hidden(point));
}

/* Code points [from, to) of a text. */
struct slice_row {
	const char *name;
	const char *text;
	size_t from;
	size_t to;
	const char *slice;
};

static const struct slice_row slice_rows[] = {
	{"characters of several bytes are cut between them",
		"a\xC3\xA4\xE2\x82\xAC"
		"b",
		1, 3, "\xC3\xA4\xE2\x82\xAC"},
	{"a slice ends where the text does", "abc", 1, 9, "bc"},
	{"a slice behind the end is empty", "abc", 4, 9, ""},
	{"an empty slice is empty", "abc", 1, 1, ""},
	{"a byte that is not UTF-8 is one of them",
		"a\xFF"
		"b",
		1, 2, "\xFF"},
};

static void check_slice(void **state)
{
	const struct slice_row *row = *state;
	const struct str slice = utf8_slice(str_of(row->text), row->from, row->to);
	assert_true(str_is(slice, row->slice));
}

struct add_row {
	const char *name;
	uint32_t point;
	const char *bytes;
};

static const struct add_row add_rows[] = {
	{"the last of one byte is written", 0x7F, "\x7F"},
	{"the first of two bytes is written", 0x80, "\xC2\x80"},
	{"the last of two bytes is written", 0x7FF, "\xDF\xBF"},
	{"the first of three bytes is written", 0x800, "\xE0\xA0\x80"},
	{"the last of three bytes is written", 0xFFFF, "\xEF\xBF\xBF"},
	{"the first of four bytes is written", 0x10000, "\xF0\x90\x80\x80"},
	{"the last of all is written", 0x10FFFF, "\xF4\x8F\xBF\xBF"},
};

static void check_add(void **state)
{
	const struct add_row *row = *state;
	struct arena arena;
	struct strbuf out;
	arena_init(&arena, 1024);
	strbuf_init(&out, &arena, 8);
	utf8_add(&out, row->point);
	assert_string_equal(strbuf_str(&out).ptr, row->bytes);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a code point is decoded", decode_rows, check_decode) +
	       ROWS_RUN("text is checked, counted and shown", text_rows, check_text) +
	       ROWS_RUN("hidden characters", range_rows, check_range) +
	       ROWS_RUN("characters that are seen", seen_rows, check_seen) +
	       ROWS_RUN("code points of a text", slice_rows, check_slice) +
	       ROWS_RUN("a code point is written", add_rows, check_add);
}
