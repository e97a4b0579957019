/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/compare.h"
#include "actions/matrix.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* Reads `yaml` as a strategy and expands it in a scope that knows nothing. */
static bool expand(struct arena *arena, struct diags *diags, const char *yaml, struct matrix *ret)
{
	struct map contexts;
	map_init_nocase(&contexts, arena);
	const struct scope scope = {.arena = arena, .contexts = &contexts};
	diags_init(diags, arena);
	const struct document *document = yaml_read(arena, diags, STR("w.yml"), str_of(yaml));
	assert_non_null(document);
	return matrix_expand(diags, document, document->root, &scope, ret);
}

struct legs_row {
	const char *name;
	const char *yaml;
	const char *legs; /* "label {values}" of each leg, a line each; "unknown" */
};

static const struct legs_row legs[] = {
	{"a strategy without a matrix has one leg", "fail-fast: false", "-"},
	{"a vector", "matrix: {a: [1, x, true]}",
		"1 {\"a\":1}\nx {\"a\":\"x\"}\ntrue {\"a\":true}"},
	{"the first key is outermost", "matrix: {b: [1, 2], a: [x, y]}",
		"1, x {\"b\":1,\"a\":\"x\"}\n1, y {\"b\":1,\"a\":\"y\"}\n"
		"2, x {\"b\":2,\"a\":\"x\"}\n2, y {\"b\":2,\"a\":\"y\"}"},
	{"objects and arrays bring their leaves into the label, null and '' bring none",
		"matrix: {a: [{os: l, v: [1, 2]}, {os: , v: ''}]}",
		"l, 1, 2 {\"a\":{\"os\":\"l\",\"v\":[1,2]}}\n- {\"a\":{\"os\":null,\"v\":\"\"}}"},
	{"numbers in a label are GitHub's", "matrix: {a: [3.10, 0x10]}",
		"3.1 {\"a\":3.1}\n16 {\"a\":16}"},
	{"exclude takes out what a part of it matches",
		"matrix: {a: [1, 2], b: [x, y], exclude: [{a: 1}, {a: 2, b: y}]}",
		"2, x {\"a\":2,\"b\":\"x\"}"},
	{"exclude compares loosely",
		"matrix: {a: [1, 2], b: [Linux], exclude: [{a: '1', b: linux}]}",
		"2, Linux {\"a\":2,\"b\":\"Linux\"}"},
	{"exclude meets a part of an object",
		"matrix: {a: [{os: l, v: 1}, {os: w, v: 1}], exclude: [{a: {os: w}}]}",
		"l, 1 {\"a\":{\"os\":\"l\",\"v\":1}}"},
	{"a fully excluded matrix has no leg", "matrix: {a: [1], exclude: [{a: 1}]}", ""},
	{"include alone gives a leg each", "matrix: {include: [{a: 1, b: x}, {a: 2}]}",
		"1, x {\"a\":1,\"b\":\"x\"}\n2 {\"a\":2}"},
	{"include adds to what it matches and nothing to the label",
		"matrix: {a: [1, 2], include: [{a: 1, c: x}]}",
		"1 {\"a\":1,\"c\":\"x\"}\n2 {\"a\":2}"},
	{"include without a vector's key adds to every leg",
		"matrix: {a: [1, 2], include: [{c: x}]}",
		"1 {\"a\":1,\"c\":\"x\"}\n2 {\"a\":2,\"c\":\"x\"}"},
	{"include that matches nothing is a leg of its own",
		"matrix: {a: [1], include: [{a: 2, c: x}]}",
		"1 {\"a\":1}\n2, x {\"a\":2,\"c\":\"x\"}"},
	{"a later include overwrites what an earlier one added",
		"matrix: {a: [1], include: [{c: x}, {a: 1, c: y}]}", "1 {\"a\":1,\"c\":\"y\"}"},
	{"an include does not add to the leg of another",
		"matrix: {a: [1], include: [{a: 2}, {a: 2, c: x}]}",
		"1 {\"a\":1}\n2 {\"a\":2}\n2, x {\"a\":2,\"c\":\"x\"}"},
	{"the example of GitHub's documentation",
		"matrix:\n  fruit: [apple, pear]\n  animal: [cat, dog]\n  include:\n"
		"    - color: green\n    - color: pink\n      animal: cat\n"
		"    - fruit: apple\n      shape: circle\n    - fruit: banana\n"
		"    - fruit: banana\n      animal: cat\n",
		"apple, cat {\"fruit\":\"apple\",\"animal\":\"cat\",\"color\":\"pink\",\"shape\":"
		"\"circle\"}\n"
		"apple, dog {\"fruit\":\"apple\",\"animal\":\"dog\",\"color\":\"green\",\"shape\":"
		"\"circle\"}\n"
		"pear, cat {\"fruit\":\"pear\",\"animal\":\"cat\",\"color\":\"pink\"}\n"
		"pear, dog {\"fruit\":\"pear\",\"animal\":\"dog\",\"color\":\"green\"}\n"
		"banana {\"fruit\":\"banana\"}\n"
		"banana, cat {\"fruit\":\"banana\",\"animal\":\"cat\"}"},
	{"include comes after exclude",
		"matrix: {a: [1], exclude: [{a: 1}], include: [{a: 1, c: x}]}",
		"1, x {\"a\":1,\"c\":\"x\"}"},
	{"an unknown value in a leg is fine", "matrix: {a: ['${{ github.ref }}', 1]}",
		"${{ github.ref }} {\"a\":\"${{ github.ref }}\"}\n1 {\"a\":1}"},
	{"an unknown extra is fine", "matrix: {a: [1], include: [{a: 1, c: '${{ vars.X }}'}]}",
		"1 {\"a\":1,\"c\":\"${{ vars.X }}\"}"},
	{"a literal expression is computed", "matrix: {a: [\"${{ 'x' }}\"]}", "x {\"a\":\"x\"}"},
	{"an unknown strategy", "${{ fromJSON(vars.S) }}", "unknown"},
	{"an unknown matrix", "matrix: ${{ fromJSON(vars.M) }}", "unknown"},
	{"an unknown vector", "matrix: {a: '${{ fromJSON(vars.M) }}', b: [1]}", "unknown"},
	{"an unknown include", "matrix: {b: [1], include: '${{ fromJSON(vars.M) }}'}", "unknown"},
	{"an unknown entry of include", "matrix: {b: [1], include: ['${{ fromJSON(vars.M) }}']}",
		"unknown"},
	{"an unknown value that decides a match",
		"matrix: {a: ['${{ vars.X }}', 1], exclude: [{a: 1}]}", "unknown"},
	{"an unknown value that decides nothing",
		"matrix: {a: ['${{ vars.X }}'], b: [1], exclude: [{a: 1, b: 2}]}",
		"${{ vars.X }}, 1 {\"a\":\"${{ vars.X }}\",\"b\":1}"},
	{"an unknown filter of include", "matrix: {a: [1], include: [{a: '${{ vars.X }}', c: x}]}",
		"unknown"},
};

static struct str legs_text(struct arena *arena, const struct matrix *matrix)
{
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < matrix->count; i++) {
		const struct leg *leg = &matrix->legs[i];
		strbuf_add(&buf, i > 0 ? STR("\n") : STR(""));
		strbuf_add(&buf, leg->label.ptr ? leg->label : STR("-"));
		if (leg->values) {
			strbuf_add_char(&buf, ' ');
			strbuf_add(&buf, value_line(arena, leg->values));
		}
	}
	return strbuf_str(&buf);
}

static void check_legs(void **state)
{
	const struct legs_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct matrix matrix = {0};
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(expand(&arena, &diags, row->yaml, &matrix));
	assert_string_equal(findings_text(&arena, &diags).ptr, "");
	if (matrix.known) {
		assert_string_equal(legs_text(&arena, &matrix).ptr, row->legs);
	} else {
		assert_string_equal("unknown", row->legs);
		assert_int_equal(matrix.count, 1);
		assert_true(value_is_unknown(matrix.legs[0].values));
	}
	arena_release(&arena);
}

struct refused_row {
	const char *name;
	const char *yaml;
	const char *findings;
};

#define TEN "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"

static const struct refused_row refused[] = {
	{"a matrix that is a string", "matrix: x", "1:9 MATRIX 'matrix' is no mapping"},
	{"a matrix of nothing", "matrix: {}",
		"1:9 MATRIX a matrix has a vector or an 'include', and this one has neither"},
	{"an include of nothing alone", "matrix: {include: []}",
		"1:9 MATRIX a matrix has a vector or an 'include', and this one has neither"},
	{"a vector that is no sequence", "matrix: {a: 1}",
		"1:13 MATRIX 'a' of the matrix is no sequence"},
	{"a vector that a known expression makes", "matrix: {a: '${{ 1 }}'}",
		"1:13 MATRIX 'a' of the matrix is no sequence"},
	{"an empty vector", "matrix: {a: []}", "1:13 MATRIX vector 'a' is empty"},
	{"an exclude of what is no vector", "matrix: {a: [1], exclude: [{b: 1}]}",
		"1:29 MATRIX 'b' of 'exclude' is no vector of the matrix"},
	{"an exclude of what is no vector, which an expression makes",
		"matrix: {a: [1], exclude: ['${{ fromJSON(''[{\"b\": 1}]'') }}']}",
		"1:9 MATRIX 'b' of 'exclude' is no vector of the matrix"},
	{"an empty item of exclude", "matrix: {a: [1], exclude: [{}]}",
		"1:28 MATRIX an item of 'exclude' is empty"},
	{"an empty item of include", "matrix: {a: [1], include: [{}]}",
		"1:28 MATRIX an item of 'include' is empty"},
	{"an item of include that is a string", "matrix: {a: [1], include: [x]}",
		"1:28 MATRIX an item of 'include' is no mapping"},
	{"two vectors that are none, each at its place", "matrix: {a: 1, b: [], c: [1]}",
		"1:13 MATRIX 'a' of the matrix is no sequence\n"
		"1:19 MATRIX vector 'b' is empty"},
	{"mistakes of include and exclude, each at its place",
		"matrix: {a: [1], include: [x, {}], exclude: [{b: 1, c: 1}, {}]}",
		"1:60 MATRIX an item of 'exclude' is empty\n"
		"1:28 MATRIX an item of 'include' is no mapping\n"
		"1:31 MATRIX an item of 'include' is empty\n"
		"1:47 MATRIX 'b' of 'exclude' is no vector of the matrix\n"
		"1:53 MATRIX 'c' of 'exclude' is no vector of the matrix"},
	{"a thousand combinations", "matrix: {a: " TEN ", b: " TEN ", c: " TEN "}",
		"1:9 MATRIX the matrix has more than 256 combinations"},
	{"a million combinations that exclude takes out",
		"matrix: {a: " TEN ", b: " TEN ", c: " TEN ", d: " TEN ", e: " TEN ", f: " TEN
		", g: [1], exclude: [{g: 1}]}",
		"1:9 MATRIX the matrix has more than 256 combinations"},
};

static void check_refused(void **state)
{
	const struct refused_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct matrix matrix = {0};
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_false(expand(&arena, &diags, row->yaml, &matrix));
	assert_string_equal(findings_text(&arena, &diags).ptr, row->findings);
	arena_release(&arena);
}

struct count_row {
	const char *name;
	size_t first;
	size_t second;
	bool fits;
};

static const struct count_row counts[] = {
	{"16 times 16 legs are as many as GitHub takes", 16, 16, true},
	{"257 legs are one too many", 257, 1, false},
};

static void add_vector(struct strbuf *yaml, const char *name, size_t count)
{
	strbuf_printf(yaml, "  %s: [", name);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(yaml, "%zu, ", i);
	strbuf_add(yaml, STR("]\n"));
}

static void check_count(void **state)
{
	const struct count_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct matrix matrix = {0};
	struct strbuf yaml;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&yaml, &arena, LIMIT_TEXT_BYTES);
	strbuf_add(&yaml, STR("matrix:\n"));
	add_vector(&yaml, "a", row->first);
	add_vector(&yaml, "b", row->second);
	assert_int_equal(expand(&arena, &diags, strbuf_str(&yaml).ptr, &matrix), row->fits);
	assert_int_equal(matrix.count, row->fits ? row->first * row->second : 0);
	arena_release(&arena);
}

static void check_no_strategy(void **state)
{
	(void)state;
	struct arena arena;
	struct matrix matrix = {0};
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = {.arena = &arena};
	struct diags diags;
	diags_init(&diags, &arena);
	assert_true(matrix_expand(&diags, NULL, NULL, &scope, &matrix));
	assert_true(matrix.known);
	assert_int_equal(matrix.count, 1);
	assert_null(matrix.legs[0].values);
	assert_null(matrix.legs[0].label.ptr);
	arena_release(&arena);
}

struct equal_row {
	const char *name;
	struct value a;
	struct value b;
	bool equal;
};

#define NOTHING                                                                                    \
	{                                                                                          \
		.kind = VALUE_NULL                                                                 \
	}
#define BOOLEAN(is)                                                                                \
	{                                                                                          \
		.kind = VALUE_BOOLEAN, .boolean = (is)                                             \
	}
#define NUMBER(is)                                                                                 \
	{                                                                                          \
		.kind = VALUE_NUMBER, .number = (is)                                               \
	}
#define TEXT(is)                                                                                   \
	{                                                                                          \
		.kind = VALUE_STRING, .text = STR_ROW(is)                                          \
	}

static const struct map some_members = {.len = 0};
static const struct map other_members = {.len = 0};

static const struct equal_row equals[] = {
	{"null is null", NOTHING, NOTHING, true},
	{"null is 0", NOTHING, NUMBER(0), true},
	{"null is false", NOTHING, BOOLEAN(false), true},
	{"null is the empty string", NOTHING, TEXT(""), true},
	{"null is no other string", NOTHING, TEXT("a"), false},
	{"true is 1", BOOLEAN(true), NUMBER(1), true},
	{"true is '1'", BOOLEAN(true), TEXT("1"), true},
	{"true is not 'true'", BOOLEAN(true), TEXT("true"), false},
	{"true is not false", BOOLEAN(true), BOOLEAN(false), false},
	{"a number is its text", NUMBER(8), TEXT("8"), true},
	{"a number is its text in another form", NUMBER(16), TEXT(" 0x10 "), true},
	{"a number is no other", NUMBER(1), NUMBER(2), false},
	{"minus 0 is 0", NUMBER(-0.0), NUMBER(0.0), true},
	{"0 is the empty string", NUMBER(0), TEXT(""), true},
	{"no number is text that is none", NUMBER(0), TEXT("a"), false},
	{"not-a-number equals nothing", NUMBER((double)NAN), NUMBER((double)NAN), false},
	{"infinity has a name", NUMBER((double)INFINITY), TEXT("Infinity"), true},
	{"YAML's name of infinity is none here", NUMBER((double)INFINITY), TEXT(".inf"), false},
	{"strings are equal whatever their case", TEXT("Linux"), TEXT("lINUX"), true},
	{"two strings are compared as text", TEXT("1"), TEXT("1.0"), false},
	{"an object is itself", {.kind = VALUE_OBJECT, .members = &some_members},
		{.kind = VALUE_OBJECT, .members = &some_members}, true},
	{"an object is no other one", {.kind = VALUE_OBJECT, .members = &some_members},
		{.kind = VALUE_OBJECT, .members = &other_members}, false},
	{"an object is nothing else", {.kind = VALUE_OBJECT, .members = &some_members},
		TEXT("Object"), false},
};

static void check_equal(void **state)
{
	const struct equal_row *const row = *state;
	assert_int_equal(value_equal(&row->a, &row->b), row->equal);
	assert_int_equal(value_equal(&row->b, &row->a), row->equal);
}

static const struct {
	const char *name;
} alone[] = {{"a job without a strategy has one leg without values"}};

int main(void)
{
	return ROWS_RUN("the legs of a matrix", legs, check_legs) +
	       ROWS_RUN("a matrix that GitHub refuses", refused, check_refused) +
	       ROWS_RUN("how many legs a matrix may have", counts, check_count) +
	       ROWS_RUN("no matrix", alone, check_no_strategy) +
	       ROWS_RUN("loose comparison", equals, check_equal);
}
