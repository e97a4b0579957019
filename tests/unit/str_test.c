/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "harness/rows.h"

static int sign(int number)
{
	return (number > 0) - (number < 0);
}

struct pair_row {
	const char *name;
	struct str a;
	struct str b;
	bool equal;
	bool equal_nocase;
	int order;
};

static const struct pair_row pair_rows[] = {
	{"equal text is equal", STR_ROW("abc"), STR_ROW("abc"), true, true, 0},
	{"case makes a difference", STR_ROW("abc"), STR_ROW("aBc"), false, true, 1},
	{"a prefix comes first", STR_ROW("ab"), STR_ROW("abc"), false, false, -1},
	{"bytes are compared without a sign", STR_ROW("a\xC3"), STR_ROW("az"), false, false, 1},
	{"only ASCII letters have a case", STR_ROW("\xC3\x84"), STR_ROW("\xC3\xA4"), false, false,
		-1},
	{"a bracket is not the other case of a brace", STR_ROW("["), STR_ROW("{"), false, false,
		-1},
	{"texts of a length that begin with the same letter differ in another", STR_ROW("aBc"),
		STR_ROW("Abd"), false, false, 1},
	{"a NUL is a byte as others are", STR_ROW("a\0b"), STR_ROW("a\0c"), false, false, -1},
	{"no text equals empty text", {NULL, 0}, STR_ROW(""), true, true, 0},
	{"no text equals no text", {NULL, 0}, {NULL, 0}, true, true, 0},
	{"no text comes before text", {NULL, 0}, STR_ROW("a"), false, false, -1},
};

static void check_pair(void **state)
{
	const struct pair_row *row = *state;
	assert_int_equal(str_eq(row->a, row->b), row->equal);
	assert_int_equal(str_eq(row->b, row->a), row->equal);
	assert_int_equal(str_eq_nocase(row->a, row->b), row->equal_nocase);
	assert_int_equal(sign(str_compare(row->a, row->b)), row->order);
	assert_int_equal(sign(str_compare(row->b, row->a)), -row->order);
}

struct ends_row {
	const char *name;
	const char *text;
	const char *part;
	bool starts;
	bool ends;
};

static const struct ends_row ends_rows[] = {
	{"text starts with its first bytes", "abcd", "ab", true, false},
	{"text ends with its last bytes", "abcd", "cd", false, true},
	{"text starts and ends with itself", "abcd", "abcd", true, true},
	{"text starts and ends with nothing", "abcd", "", true, true},
	{"text does not start with what is longer", "ab", "abc", false, false},
	{"empty text starts with nothing", "", "", true, true},
	{"no text starts with no text", NULL, NULL, true, true},
	{"no text does not start with text", NULL, "a", false, false},
};

static void check_ends(void **state)
{
	const struct ends_row *row = *state;
	assert_int_equal(str_starts(str_of(row->text), str_of(row->part)), row->starts);
	assert_int_equal(str_ends(str_of(row->text), str_of(row->part)), row->ends);
	assert_true(str_is(str_of(row->text), row->text));
}

struct find_row {
	const char *name;
	const char *text;
	const char *needle;
	size_t from;
	size_t at;
};

static const struct find_row find_rows[] = {
	{"the first of several is found", "a.b.c", ".", 0, 1},
	{"the search begins at the offset", "a.b.c", ".", 2, 3},
	{"the offset itself is searched", "a.b.c", ".", 3, 3},
	{"longer text is found", "aaab", "aab", 0, 1},
	{"half of it at the end is not found", "abaa", "aab", 0, STR_NOWHERE},
	{"what is not there is nowhere", "abc", "x", 0, STR_NOWHERE},
	{"nothing is found at the offset", "abc", "", 2, 2},
	{"nothing is found at the end", "abc", "", 3, 3},
	{"behind the end is nowhere", "abc", "", 4, STR_NOWHERE},
	{"no text holds nothing else", NULL, "a", 0, STR_NOWHERE},
};

static void check_find(void **state)
{
	const struct find_row *row = *state;
	const struct str text = str_of(row->text);
	const struct str needle = str_of(row->needle);
	assert_int_equal(str_find(text, needle, row->from), row->at);
	if (needle.len == 1)
		assert_int_equal(str_find_char(text, needle.ptr[0], row->from), row->at);
}

struct last_row {
	const char *name;
	struct str text;
	char c;
	size_t at;
};

static const struct last_row last_rows[] = {
	{"the last of several is found", STR_ROW("a:b:c"), ':', 3},
	{"the first byte may be the last of its kind", STR_ROW(":b"), ':', 0},
	{"a NUL can be looked for", STR_ROW("a\0b"), '\0', 1},
	{"what is not there has no last", STR_ROW("abc"), ':', STR_NOWHERE},
	{"no text has no last", {NULL, 0}, ':', STR_NOWHERE},
};

static void check_last(void **state)
{
	const struct last_row *row = *state;
	assert_int_equal(str_find_last(row->text, row->c), row->at);
}

struct slice_row {
	const char *name;
	const char *text;
	size_t from;
	size_t to;
	const char *slice;
};

static const struct slice_row slice_rows[] = {
	{"a slice is what lies between", "abcde", 1, 3, "bc"},
	{"the end is cut to the length", "abcde", 3, 99, "de"},
	{"the start is cut to the length", "abcde", 98, 99, ""},
	{"a slice that ends before it starts is empty", "abcde", 3, 1, ""},
	{"a slice of no text is no text", NULL, 0, 5, NULL},
};

static void check_slice(void **state)
{
	const struct slice_row *row = *state;
	const struct str slice = str_slice(str_of(row->text), row->from, row->to);
	assert_true(str_is(slice, row->slice));
	assert_int_equal(slice.ptr == NULL, row->slice == NULL);
}

struct trim_row {
	const char *name;
	struct str text;
	struct str trimmed;
};

static const struct trim_row trim_rows[] = {
	{"blanks at both ends go", STR_ROW(" \t\r\na b\n\r\t "), STR_ROW("a b")},
	{"what has none stays", STR_ROW("a"), STR_ROW("a")},
	{"nothing but blanks becomes empty", STR_ROW(" \n "), STR_ROW("")},
	{"a form feed is no blank", STR_ROW("\fa\v"), STR_ROW("\fa\v")},
	{"a no-break space is no blank", STR_ROW("\xC2\xA0"), STR_ROW("\xC2\xA0")},
	{"empty text stays empty", STR_ROW(""), STR_ROW("")},
};

static void check_trim(void **state)
{
	const struct trim_row *row = *state;
	const struct str trimmed = str_trim(row->text);
	assert_true(str_eq(trimmed, row->trimmed));
	assert_non_null(trimmed.ptr);
	assert_null(str_trim(STR_NONE).ptr);
}

struct set_row {
	const char *name;
	struct str text;
	const char *set;
	bool all;
};

static const struct set_row set_rows[] = {
	{"every byte is of the set", STR_ROW("cab"), "abc", true},
	{"one byte is not", STR_ROW("cabd"), "abc", false},
	{"empty text is of every set", STR_ROW(""), "", true},
	{"the NUL behind the set is not of it", STR_ROW("a\0"), "a", false},
};

static void check_set(void **state)
{
	const struct set_row *row = *state;
	assert_int_equal(str_all_in(row->text, row->set), row->all);
}

struct int_row {
	const char *name;
	const char *text;
	bool valid;
	int64_t number;
};

static const struct int_row int_rows[] = {
	{"digits are a number", "106751", true, 106751},
	{"a plus is allowed", "+7", true, 7},
	{"a minus is allowed", "-7", true, -7},
	{"leading zeroes are allowed", "007", true, 7},
	{"minus zero is zero", "-0", true, 0},
	{"the largest number is one", "9223372036854775807", true, INT64_MAX},
	{"the smallest number is one", "-9223372036854775808", true, INT64_MIN},
	{"one more than the largest is none", "9223372036854775808", false, 0},
	{"one less than the smallest is none", "-9223372036854775809", false, 0},
	{"a digit more than the largest is none", "92233720368547758070", false, 0},
	{"no digit is no number", "", false, 0},
	{"a sign alone is no number", "-", false, 0},
	{"two signs are no number", "--1", false, 0},
	{"a blank is no part of a number", " 1", false, 0},
	{"a fraction is no whole number", "1.0", false, 0},
	{"a hexadecimal number is none", "0x1", false, 0},
	{"no text is no number", NULL, false, 0},
};

static void check_int(void **state)
{
	const struct int_row *row = *state;
	int64_t number = 42;
	assert_int_equal(str_to_int64(str_of(row->text), &number), row->valid);
	assert_true(number == (row->valid ? row->number : 42));
}

struct char_row {
	const char *name;
	char first;
	char last;
	bool digit;
	bool alpha;
	bool space;
	int lower; /* what is added for the lower case */
};

static const struct char_row char_rows[] = {
	{"0 to 9 are digits", '0', '9', true, false, false, 0},
	{"a to z are letters", 'a', 'z', false, true, false, 0},
	{"A to Z are letters with a lower case", 'A', 'Z', false, true, false, 32},
	{"the bytes before 0 are neither", '!', '/', false, false, false, 0},
	{"the bytes between 9 and A are neither", ':', '@', false, false, false, 0},
	{"the bytes between Z and a are neither", '[', '`', false, false, false, 0},
	{"the bytes behind z are neither", '{', '\x7F', false, false, false, 0},
	{"tab and LF are blanks", '\t', '\n', false, false, true, 0},
	{"vertical tab and form feed are no blanks", '\v', '\f', false, false, false, 0},
	{"CR is a blank", '\r', '\r', false, false, true, 0},
	{"a space is a blank", ' ', ' ', false, false, true, 0},
	{"NUL to backspace are nothing", '\0', '\b', false, false, false, 0},
};

static void check_char(void **state)
{
	const struct char_row *row = *state;
	for (int i = row->first; i <= row->last; i++) {
		const char c = (char)i;
		assert_int_equal(char_is_digit(c), row->digit);
		assert_int_equal(char_is_alpha(c), row->alpha);
		assert_int_equal(char_is_alnum(c), row->digit || row->alpha);
		assert_int_equal(char_is_space(c), row->space);
		assert_int_equal(char_lower(c), i + row->lower);
	}
	for (int i = 0x80; i <= 0xFF; i++)
		assert_false(char_is_alnum((char)i) || char_is_space((char)i));
}

int main(void)
{
	return ROWS_RUN("two texts are compared", pair_rows, check_pair) +
	       ROWS_RUN("text has a start and an end", ends_rows, check_ends) +
	       ROWS_RUN("text is found in text", find_rows, check_find) +
	       ROWS_RUN("the last byte is found", last_rows, check_last) +
	       ROWS_RUN("text is sliced", slice_rows, check_slice) +
	       ROWS_RUN("text is trimmed", trim_rows, check_trim) +
	       ROWS_RUN("text is made of a set", set_rows, check_set) +
	       ROWS_RUN("text is a whole number", int_rows, check_int) +
	       ROWS_RUN("a byte is of a class", char_rows, check_char);
}
