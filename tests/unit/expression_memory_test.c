/* SPDX-License-Identifier: MIT */

/* Expressions in an arena that gives out: told each time, never crashed on, never another value. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "actions/template.h"
#include "base/limits.h"
#include "harness/expressions.h"
#include "harness/findings.h"
#include "harness/rows.h"

static const char contexts[] = "github: {actor: bob, list: [{id: 1}, {id: x}]}\n"
			       "matrix: {os: linux, n: 1.25, deep: {k: [v, ~]}}\n";

struct memory_row {
	const char *name;
	const char *text;
};

static const struct memory_row rows[] = {
	{"literals", "'it''s' == -1.5e3 || null != 0x10"},
	{"text", "contains(format('{0}x{1}', github.actor, matrix.n), 'OBX') && "
		 "startsWith('a', 'A') && endsWith('b', 'B')"},
	{"join", "join(github.list.*.id, matrix.n)"},
	{"JSON", "toJSON(fromJSON(toJSON(matrix)).deep)"},
	{"JSON that is wrong", "fromJSON('[1')"},
	{"filters", "github.list.*[format('{0}', 'id')]"},
	{"case", "case(matrix.os == 'x', 1, !matrix.n, 2, github.list[1])"},
	{"what is left of a chain", "matrix.os && (vars.X || matrix.deep) == fromJSON(vars.Y).k"},
	{"what is left of calls", "case(vars.A == 'b', format('{0}{1}', vars.B, matrix.deep), "
				  "vars.C, join(matrix.deep.k, vars.D), contains(vars.E, 'x'))"},
	{"an error that may be one", "vars.X && fromJSON(format('{0}', matrix.os))"},
	{"a format that is wrong", "format('{0} {1}', 1)"},
	{"a secret", "secrets[format('{0}', matrix.os)] == github.token"},
	{"hashFiles", "hashFiles('a', vars.X)"},
};

static struct str evaluate(struct arena *arena, const struct scope *scope, struct str text)
{
	struct expression_error error;
	const struct expression *expression = expression_parse(arena, text, &error);
	const struct value *value =
		expression ? expression_value(expression, scope, NULL, &error) : NULL;
	if (value)
		return value_line(arena, value);
	return error.message.len > 0 ? error.message : STR_NONE;
}

/* Every limit up to one that is enough, in steps that hit each allocation's chunk. */
static void check_row(void **state)
{
	const struct memory_row *row = *state;
	struct arena plenty;
	arena_init(&plenty, LIMIT_ARENA_BYTES);
	const struct value *given = data_of(&plenty, contexts);
	struct scope scope = {.arena = &plenty, .contexts = given->members, .members_whole = true};
	const struct str expected = evaluate(&plenty, &scope, str_of(row->text));
	assert_non_null(expected.ptr);
	bool done = false;
	for (size_t limit = 0; !done; limit += 64) {
		struct arena arena;
		arena_init(&arena, limit);
		scope.arena = &arena;
		const struct str line = evaluate(&arena, &scope, str_of(row->text));
		done = !arena.exhausted;
		if (done)
			assert_string_equal(line.ptr, expected.ptr);
		arena_release(&arena);
	}
	arena_release(&plenty);
}

/* A format of formats doubles its text each time; what GitHub has no memory for is an error. */
static void check_growth(void **state)
{
	(void)state;
	struct arena arena;
	struct strbuf text;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&text, &arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < 40; i++)
		strbuf_add(&text, STR("format('{0}{0}',"));
	strbuf_add(&text, STR("'ab'"));
	strbuf_add_times(&text, ')', 40);
	const struct scope scope = {.arena = &arena};
	const struct str line = evaluate(&arena, &scope, strbuf_str(&text));
	assert_string_equal(line.ptr, "'format' gives more than 1048576 bytes");
	arena_release(&arena);
}

/* What is left stays within GitHub's limits: else it is as it was written. */
static void check_depth(void **state)
{
	(void)state;
	struct arena arena;
	struct strbuf text;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&text, &arena, LIMIT_TEXT_BYTES);
	strbuf_add(&text, STR("matrix == vars"));
	for (size_t i = 0; i < 47; i++)
		strbuf_add(&text, STR("==1"));
	const struct value *given = data_of(&arena, contexts);
	struct scope scope = {.arena = &arena, .contexts = given->members};
	const struct str in = str_slice(strbuf_str(&text), 0, text.len);
	assert_true(str_starts(evaluate(&arena, &scope, in), STR("\"${{ fromJSON(")));
	strbuf_add(&text, STR("==1"));
	const struct str out = evaluate(&arena, &scope, strbuf_str(&text));
	assert_true(str_starts(out, STR("\"${{ matrix == ")));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"a text that grows too large is an error", check_growth, NULL, NULL, NULL},
		{"what is left is no deeper than GitHub takes", check_depth, NULL, NULL, NULL},
	};
	return ROWS_RUN("memory", rows, check_row) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
