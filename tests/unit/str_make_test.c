/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

struct copy_row {
	const char *name;
	struct str text;
};

static const struct copy_row copy_rows[] = {
	{"a copy has the same bytes and a NUL", STR_ROW("a\0b")},
	{"a copy of empty text is empty text", STR_ROW("")},
	{"a copy of no text is no text", {NULL, 0}},
};

static void check_copy(void **state)
{
	const struct copy_row *row = *state;
	struct arena arena;
	arena_init(&arena, ROOM);
	const struct str copy = str_dup(&arena, row->text);
	assert_int_equal(copy.len, row->text.len);
	assert_int_equal(copy.ptr == NULL, row->text.ptr == NULL);
	if (copy.ptr) {
		assert_memory_equal(copy.ptr, row->text.ptr, copy.len);
		assert_int_equal(copy.ptr[copy.len], '\0');
	}
	arena_release(&arena);
	arena_init(&arena, 0);
	assert_null(str_dup(&arena, row->text).ptr);
	assert_null(str_printf(&arena, "%d", 1).ptr);
	arena_release(&arena);
}

struct print_row {
	const char *name;
	const char *text;
	int number;
	const char *printed;
};

static const struct print_row print_rows[] = {
	{"text and numbers are formatted", "days", 7, "'days' is 7"},
	{"empty text is formatted", "", -1, "'' is -1"},
};

static void check_print(void **state)
{
	const struct print_row *row = *state;
	const struct str text = str_of(row->text);
	struct arena arena;
	struct strbuf buf;
	arena_init(&arena, ROOM);
	assert_true(str_is(
		str_printf(&arena, "'%.*s' is %d", STR_ARG(text), row->number), row->printed));
	strbuf_init(&buf, &arena, strlen(row->printed));
	strbuf_printf(&buf, "'%.*s' is %d", STR_ARG(text), row->number);
	assert_string_equal(strbuf_str(&buf).ptr, row->printed);
	strbuf_init(&buf, &arena, strlen(row->printed) - 1);
	strbuf_printf(&buf, "'%.*s' is %d", STR_ARG(text), row->number);
	assert_true(buf.failed);
	arena_release(&arena);
}

struct integer_row {
	const char *name;
	int64_t number;
	const char *text;
};

static const struct integer_row integer_rows[] = {
	{"zero is a digit", 0, "0"},
	{"a number below zero has a minus", -7, "-7"},
	{"a number has all its zeroes", 1000, "1000"},
	{"the largest number is written", INT64_MAX, "9223372036854775807"},
	{"the smallest number is written", INT64_MIN, "-9223372036854775808"},
};

static void check_integer(void **state)
{
	const struct integer_row *row = *state;
	struct arena arena;
	arena_init(&arena, ROOM);
	assert_string_equal(str_integer(&arena, row->number).ptr, row->text);
	arena_release(&arena);
	arena_init(&arena, 0);
	assert_null(str_integer(&arena, row->number).ptr);
	arena_release(&arena);
}

struct join_row {
	const char *name;
	struct str parts[3];
	size_t count;
	const char *text;
};

static const struct join_row join_rows[] = {
	{"parts stand behind one another", {STR_ROW("a"), STR_ROW(" / "), STR_ROW("b")}, 3,
		"a / b"},
	{"empty parts add nothing", {STR_ROW(""), STR_ROW("b"), STR_ROW("")}, 3, "b"},
	{"no text adds nothing", {{NULL, 0}, STR_ROW("b")}, 2, "b"},
	{"no parts are empty text", {{NULL, 0}}, 0, ""},
};

static void check_join(void **state)
{
	const struct join_row *row = *state;
	struct arena arena;
	arena_init(&arena, ROOM);
	const struct str text = str_join(&arena, row->parts, row->count);
	assert_string_equal(text.ptr, row->text);
	assert_int_equal(text.len, strlen(row->text));
	arena_release(&arena);
	arena_init(&arena, 0);
	assert_null(str_join(&arena, row->parts, row->count).ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("text is copied", copy_rows, check_copy) +
	       ROWS_RUN("text is formatted", print_rows, check_print) +
	       ROWS_RUN("a whole number is text", integer_rows, check_integer) +
	       ROWS_RUN("texts are joined", join_rows, check_join);
}
