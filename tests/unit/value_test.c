/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "actions/template.h"
#include "actions/value.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* The value of a YAML text in a scope that knows nothing. */
static const struct value *value_of(struct arena *arena, const char *yaml)
{
	struct diags diags;
	diags_init(&diags, arena);
	const struct document *document = yaml_read(arena, &diags, STR("w.yml"), str_of(yaml));
	assert_non_null(document);
	const struct scope scope = {.arena = arena};
	const struct value *value = template_value(document, document->root, &scope);
	assert_non_null(value);
	return value;
}

static void assert_text(struct str text, const char *expected)
{
	assert_non_null(text.ptr);
	assert_string_equal(text.ptr, expected);
}

struct text_row {
	const char *name;
	const char *yaml;
	const char *expected;
};

static const struct text_row strings[] = {
	{"null is empty", "~", ""},
	{"booleans are lower case", "TRUE", "true"},
	{"false is a word", "False", "false"},
	{"a number has no trailing zero", "3.10", "3.1"},
	{"a string is itself", "'3.10'", "3.10"},
	{"an unknown value is its text", "a-${{ vars.X }}", "a-${{ vars.X }}"},
	{"an array is a word", "[1]", "Array"},
	{"an object is a word", "{a: 1}", "Object"},
};

static void check_string(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = value_to_string(&arena, value_of(&arena, row->yaml));
	assert_text(str_dup(&arena, text), row->expected);
	arena_release(&arena);
}

static const struct text_row jsons[] = {
	{"scalars keep their kind", "[~, true, 1, '1']", "[null,true,1,\"1\"]"},
	{"whole numbers are integers", "[1e3, -0.0, 9007199254740992]",
		"[1000,0,9007199254740992]"},
	{"fractions are decimal", "[0.5, -2.25]", "[0.5,-2.25]"},
	{"numbers beyond 2^53 are in G15", "[1e16, 1e300]", "[1E+16,1E+300]"},
	{"what JSON cannot say as a number is a string", "[.nan, .inf, -.inf]",
		"[\"NaN\",\"Infinity\",\"-Infinity\"]"},
	{"members keep the order of the file", "{b: {}, a: []}", "{\"b\":{},\"a\":[]}"},
	{"an unknown value is a string", "${{ github.ref }}", "\"${{ github.ref }}\""},
};

static void check_json(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_text(value_line(&arena, value_of(&arena, row->yaml)), row->expected);
	arena_release(&arena);
}

static const struct text_row sorts[] = {
	{"members are sorted by bytes at every level", "{b: [{z: 1, y: 3}], a: 4}",
		"{\"a\":4,\"b\":[{\"y\":3,\"z\":1}]}"},
	{"items keep their order", "[b, a]", "[\"b\",\"a\"]"},
	{"upper case sorts before lower case", "{b: 1, A: 2, a1: 3}", "{\"A\":2,\"a1\":3,\"b\":1}"},
	{"a scalar stays", "x", "\"x\""},
};

static void check_sort(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct value *value = value_of(&arena, row->yaml);
	const struct str before = value_line(&arena, value);
	const struct value *sorted = value_sorted(&arena, value);
	assert_non_null(sorted);
	assert_text(value_line(&arena, sorted), row->expected);
	assert_text(value_line(&arena, value), before.ptr);
	assert_ptr_equal(sorted->origin, value->origin);
	arena_release(&arena);
}

struct mark_row {
	const char *name;
	const char *yaml;
	unsigned marks;
};

static const struct mark_row marks[] = {
	{"plain text bears no mark", "{a: [x, 1]}", 0},
	{"a known text that looks unknown is known", "${{ '${{' }}", 0},
	{"what holds an unknown value is unknown", "{a: [x, '${{ vars.X }}']}", MARK_UNKNOWN},
	{"what holds a secret is secret and unknown", "[{a: '${{ secrets.X }}'}]",
		MARK_UNKNOWN | MARK_SECRET | MARK_OTHER_SECRET},
	{"marks of all that is held are joined", "['${{ github.token }}', '${{ secrets.X }}']",
		MARK_UNKNOWN | MARK_SECRET | MARK_OTHER_SECRET | MARK_JOB_TOKEN},
};

static void check_marks(void **state)
{
	const struct mark_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct value *value = value_of(&arena, row->yaml);
	assert_int_equal(value_marks(value), row->marks);
	assert_int_equal(value_is_unknown(value), (row->marks & MARK_UNKNOWN) != 0);
	assert_int_equal(value_is_secret(value), (row->marks & MARK_SECRET) != 0);
	arena_release(&arena);
}

struct member_row {
	const char *name;
	const char *yaml;
	const char *member;
	const char *expected; /* NULL: there is none */
};

static const struct member_row members[] = {
	{"a member is found by its name", "{a: 1, b: 2}", "b", "2"},
	{"a member is found whatever its case", "{Node-Version: 20}", "node-VERSION", "20"},
	{"a member may be null", "{a: ~}", "a", "null"},
	{"a member that is not there is none", "{a: 1}", "b", NULL},
	{"a string has no members", "abc", "a", NULL},
	{"an array has no members", "[1]", "0", NULL},
};

static void check_member(void **state)
{
	const struct member_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct value *value = value_of(&arena, row->yaml);
	const struct value *member = value_member(value, str_of(row->member));
	if (row->expected)
		assert_text(value_line(&arena, member), row->expected);
	else
		assert_null(member);
	arena_release(&arena);
}

struct why_row {
	const char *name;
	enum unknown_why why;
	const char *expected;
};

static const struct why_row whys[] = {
	{"an expression is a reason", WHY_EXPRESSION, "expression"},
	{"a script is a reason", WHY_SCRIPT, "script"},
	{"a step's output is a reason", WHY_STEP_OUTPUT, "step-output"},
	{"a matrix is a reason", WHY_MATRIX, "matrix"},
};

static void check_why(void **state)
{
	const struct why_row *row = *state;
	assert_text(unknown_why_name(row->why), row->expected);
}

static void check_exhaustion(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 0);
	assert_null(value_null(&arena, NULL));
	assert_null(value_boolean(&arena, true, NULL));
	assert_null(value_number(&arena, 1, NULL));
	assert_null(value_string(&arena, STR("x"), NULL));
	assert_null(value_array(&arena, NULL, 0, NULL));
	assert_null(value_object(&arena, NULL, NULL));
	assert_null(value_unknown(&arena, STR("x"), 0, WHY_SCRIPT, NULL));
	const struct value half = {.kind = VALUE_NUMBER, .number = 0.5};
	assert_null(value_to_string(&arena, &half).ptr);
	struct strbuf out;
	struct json_out json;
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	json_out_init(&json, &out);
	value_json(&json, &half);
	assert_null(strbuf_str(&out).ptr);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"an exhausted arena makes no value", check_exhaustion, NULL, NULL, NULL},
	};
	return ROWS_RUN("strings", strings, check_string) + ROWS_RUN("jsons", jsons, check_json) +
	       ROWS_RUN("sorts", sorts, check_sort) + ROWS_RUN("marks", marks, check_marks) +
	       ROWS_RUN("members", members, check_member) + ROWS_RUN("whys", whys, check_why) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
