/* SPDX-License-Identifier: MIT */

/* What json_out writes is read as jansson reads it; what it would not write is left alone. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/json_canonical.h"
#include "actions/json_value.h"
#include "base/limits.h"
#include "harness/failing.h"
#include "harness/findings.h"
#include "harness/plans.h"
#include "harness/rows.h"

struct read_row {
	const char *name;
	const char *text;
	const char *value; /* on one line; NULL: it is not canonical */
};

static const struct read_row read_rows[] = {
	{"an object", "{\n  \"a\": 1\n}\n", "{\"a\":1}"},
	{"an empty object", "{}\n", "{}"},
	{"an empty list", "[]\n", "[]"},
	{"members keep their order", "{\n  \"b\": 1,\n  \"a\": 2\n}\n", "{\"b\":1,\"a\":2}"},
	{"lists in lists", "[\n  [\n    [],\n    {}\n  ]\n]\n", "[[[],{}]]"},
	{"the words", "[\n  true,\n  false,\n  null\n]\n", "[true,false,null]"},
	{"whole numbers", "[\n  0,\n  -1,\n  999999999999999\n]\n", "[0,-1,999999999999999]"},
	{"a text", "\"a b\"\n", "\"a b\""},
	{"an empty text", "\"\"\n", "\"\""},
	{"quotes and backslashes", "\"\\\"\\\\\"\n", "\"\\\"\\\\\""},
	{"an escaped point", "\"a\\u00E9\\u000A\"\n", "\"a\\u00E9\\u000A\""},
	{"a pair of surrogates", "\"\\uD83D\\uDE00\"\n", "\"\\uD83D\\uDE00\""},
	{"many members",
		"{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": 4,\n  \"e\": 5,\n"
		"  \"f\": 6,\n  \"g\": 7,\n  \"h\": 8,\n  \"i\": 9\n}\n",
		"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9}"},
	{"nothing", "", NULL},
	{"no line's end", "{}", NULL},
	{"two line's ends", "{}\n\n", NULL},
	{"something behind it", "{}\n{}\n", NULL},
	{"members on one line", "{\"a\": 1}\n", NULL},
	{"another indent", "{\n    \"a\": 1\n}\n", NULL},
	{"no space behind the colon", "{\n  \"a\":1\n}\n", NULL},
	{"a space in front of it", "{\n  \"a\" : 1\n}\n", NULL},
	{"a space at a line's end", "{\n  \"a\": 1 \n}\n", NULL},
	{"CR before LF", "{\r\n  \"a\": 1\r\n}\r\n", NULL},
	{"an empty object over two lines", "{\n}\n", NULL},
	{"a comma behind the last", "[\n  1,\n]\n", NULL},
	{"no comma between", "[\n  1\n  2\n]\n", NULL},
	{"the wrong bracket", "[\n  1\n}\n", NULL},
	{"no closing bracket", "[\n  1\n", NULL},
	{"no closing quote", "\"a\n", NULL},
	{"a name that is no text", "{\n  1: 1\n}\n", NULL},
	{"a member twice", "{\n  \"a\": 1,\n  \"a\": 1\n}\n", NULL},
	{"a member twice among many",
		"{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3,\n  \"d\": 4,\n  \"e\": 5,\n"
		"  \"f\": 6,\n  \"g\": 7,\n  \"h\": 8,\n  \"i\": 9,\n  \"a\": 10\n}\n",
		NULL},
	{"a fraction, which is canonical and rare", "1.5\n", NULL},
	{"an exponent", "1e3\n", NULL},
	{"a leading zero", "01\n", NULL},
	{"a minus zero", "-0\n", NULL},
	{"a plus sign", "+1\n", NULL},
	{"a minus alone", "-\n", NULL},
	{"more digits than a double holds", "1234567890123456\n", NULL},
	{"a byte above ASCII", "\"\xc3\xa9\"\n", NULL},
	{"a control byte", "\"\x01\"\n", NULL},
	{"an escape in lower case", "\"\\u00e9\"\n", NULL},
	{"an escape of what stands for itself", "\"\\u0041\"\n", NULL},
	{"a short escape", "\"\\n\"\n", NULL},
	{"an escaped slash", "\"\\/\"\n", NULL},
	{"a NUL", "\"\\u0000\"\n", NULL},
	{"half an escape", "\"\\u00\"\n", NULL},
	{"a high surrogate alone", "\"\\uD83D\"\n", NULL},
	{"a low surrogate alone", "\"\\uDE00\"\n", NULL},
	{"a backslash at the end", "\"\\", NULL},
	{"a word cut short", "tru\n", NULL},
	{"a word with more", "trueish\n", NULL},
};

static const struct value *read_as_canonical(struct arena *arena, const char *text)
{
	static const struct place at = {{"x", 1}, {NULL, 0}, 0, 0};

	return json_canonical(arena, str_of(text), &at);
}

static void check_read(void **state)
{
	const struct read_row *row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct value *value = read_as_canonical(&arena, row->text);
	if (row->value) {
		assert_non_null(value);
		assert_string_equal(value_line(&arena, value).ptr, row->value);
		assert_string_equal(value->origin->file.ptr, "x");
	} else {
		assert_null(value);
	}
	assert_false(arena.exhausted);
	arena_release(&arena);
}

/* The executor hands names and arguments of a plan to the system. */
static void a_nul_stands_behind_each_text(void **state)
{
	static const char *const texts[] = {"\"name\"\n", "\"na\\u00E9me\"\n"};
	struct arena arena;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const struct value *value = read_as_canonical(&arena, texts[i]);
		assert_non_null(value);
		assert_int_equal(strlen(value->text.ptr), value->text.len);
	}
	arena_release(&arena);
}

/* jansson is the oracle: a whole plan is read alike. */
static void a_plan_is_read_as_jansson_reads_it(void **state)
{
	json_t *plan = plans_full();
	char *bytes = plans_bytes(plan);
	struct arena arena;
	struct diags diags;
	(void)state;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	/* The full plan has a fraction, which is read the other way. */
	char *fraction = strstr(bytes, "1.5");
	assert_non_null(fraction);
	fraction[1] = '5';
	const struct value *quick = read_as_canonical(&arena, bytes);
	const struct value *slow =
		json_value(&arena, &diags, RULE_PLAN_SYNTAX, STR("x"), str_of(bytes));
	assert_non_null(quick);
	assert_non_null(slow);
	assert_string_equal(value_line(&arena, quick).ptr, value_line(&arena, slow).ptr);
	free(bytes);
	/* What was read does not hang on the bytes that it was read from. */
	assert_string_equal(value_line(&arena, quick).ptr, value_line(&arena, slow).ptr);
	arena_release(&arena);
	json_decref(plan);
}

static void deep_nesting_is_left_alone(void **state)
{
	char text[4 * (JSON_OUT_DEPTH + 2) * (JSON_OUT_DEPTH + 2)];
	char *end = text;
	struct arena arena;
	(void)state;

	for (unsigned i = 0; i <= JSON_OUT_DEPTH; i++) {
		*end++ = '[';
		*end++ = '\n';
		memset(end, ' ', 2 * (size_t)(i + 1));
		end += 2 * (size_t)(i + 1);
	}
	*end = '\0';
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_null(read_as_canonical(&arena, text));
	arena_release(&arena);
}

static void each_allocation_can_fail(void **state)
{
	struct failing failing = {0};
	const char text[] = "{\n  \"a\": [\n    \"\\u00E9\",\n    1\n  ],\n  \"b\": {}\n}\n";
	(void)state;

	for (failing.fail_at = 1;; failing.fail_at++) {
		struct arena arena;
		failing.calls = 0;
		arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		const struct value *value = read_as_canonical(&arena, text);
		const bool failed = failing.calls >= failing.fail_at;
		assert_true(failed ? !value && arena.exhausted : value != NULL);
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
		if (!failed)
			break;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_nul_stands_behind_each_text),
		cmocka_unit_test(a_plan_is_read_as_jansson_reads_it),
		cmocka_unit_test(deep_nesting_is_left_alone),
		cmocka_unit_test(each_allocation_can_fail),
	};

	return ROWS_RUN("json_canonical", read_rows, check_read) +
	       cmocka_run_group_tests_name("canonical JSON", tests, NULL, NULL);
}
