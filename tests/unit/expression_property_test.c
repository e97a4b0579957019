/* SPDX-License-Identifier: MIT */

/*
 * What is left of an expression and is evaluated with all contexts comes to what the whole comes to
 * at once, whatever was known before.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/expressions.h"
#include "harness/findings.h"
#include "harness/rows.h"

static const char contexts[] =
	"github: {actor: bob, ref: refs/heads/main, empty: '', event: {n: 7, list: [{id: 1}, {id: "
	"x}]}}\n"
	"vars: {A: a, N: '3', J: '[1, \"a\"]', F: '{0}-{1}', bad: '{'}\n"
	"matrix: {os: linux, n: 3, list: [a, 3, ~], deep: {k: [v]}, none: ~, t: true, f: false}\n";

static const char *const names[] = {"github", "vars", "matrix"};
#define NAMES (sizeof(names) / sizeof(names[0]))

/* All contexts, of which some are known. */
struct world {
	struct arena *arena;
	const struct value *all;
	struct map known;
};

static void keep(struct world *world, unsigned mask)
{
	map_init_nocase(&world->known, world->arena);
	for (size_t i = 0; i < NAMES; i++)
		if (mask & 1u << i)
			assert_true(map_put(&world->known, str_of(names[i]),
				value_member(world->all, str_of(names[i]))));
	if (!(mask & 1u << NAMES)) /* all but one member of github */
		return;
	struct map *members = arena_alloc(world->arena, sizeof(*members));
	const struct value *github = value_member(world->all, STR("github"));
	map_init(members, world->arena);
	for (size_t i = 0; i < github->members->len; i++)
		if (!str_is(github->members->entries[i].key, "actor"))
			assert_true(map_put(members, github->members->entries[i].key,
				github->members->entries[i].value));
	assert_true(
		map_put(&world->known, STR("github"), value_object(world->arena, members, NULL)));
}

/* The value; NULL for an error. */
static const struct value *evaluate(struct arena *arena, struct str text, const struct map *known)
{
	struct expression_error error;
	const struct scope scope = {.arena = arena, .contexts = known, .members_whole = true};
	const struct expression *expression = expression_parse_with(arena, text, NULL, &error);
	if (!expression)
		fail_msg("%.*s: %.*s", STR_ARG(text), STR_ARG(error.message));
	return expression_value(expression, &scope, NULL, &error);
}

static struct str line_of(struct arena *arena, const struct value *value)
{
	return value ? value_line(arena, value) : STR("error");
}

static void check_known(struct world *world, struct str text, struct str expected)
{
	const struct value *part = evaluate(world->arena, text, &world->known);
	struct str left = text;
	if (part && part->marks & MARK_UNKNOWN) {
		left = str_slice(part->text, 4, part->text.len - 3);
		part = evaluate(world->arena, left, world->all->members);
	}
	const struct str line = line_of(world->arena, part);
	if (!str_eq(line, expected))
		fail_msg("%.*s left %.*s, which is %.*s and not %.*s", STR_ARG(text), STR_ARG(left),
			STR_ARG(line), STR_ARG(expected));
}

static void check_text(struct str text)
{
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct world world = {.arena = &arena, .all = data_of(&arena, contexts)};
	const struct str expected = line_of(&arena, evaluate(&arena, text, world.all->members));
	for (unsigned mask = 0; mask < 2u << NAMES; mask++) {
		keep(&world, mask);
		check_known(&world, text, expected);
	}
	arena_release(&arena);
}

/* -- written by hand ---------------------------------------------------------------------------
 */

struct text_row {
	const char *text;
};

static const struct text_row texts[] = {
	{"format('{0}/{1}', github.actor, 'cache')"},
	{"format(vars.F, github.actor, matrix.os)"},
	{"format(vars.bad, github.actor)"},
	{"format('{0}{{{1}}}', vars.A, matrix.list)"},
	{"github.ref == 'refs/heads/main' && vars.A || matrix.os"},
	{"github.ref != 'refs/heads/main' && vars.A || matrix.os"},
	{"(github.empty || vars.missing || matrix.none) == null"},
	{"github.missing || vars.A"},
	{"contains(fromJSON(vars.J), matrix.os)"},
	{"contains(fromJSON(vars.J), vars.A) && !matrix.f"},
	{"fromJSON(vars.J)[matrix.n]"},
	{"fromJSON(vars.J)[github.empty]"},
	{"matrix.list[vars.missing]"},
	{"matrix.list.*[vars.N]"},
	{"github.event.list.*.id"},
	{"github.event.list.*[vars.missing || 'id']"},
	{"join(github.event.list.*.id, vars.A)"},
	{"join(matrix.list, vars.A)"},
	{"toJSON(matrix.deep)"},
	{"toJSON(matrix)[0] || vars.A"},
	{"toJSON(github.event.list)"},
	{"fromJSON(toJSON(matrix.deep)).k[0] == vars.A"},
	{"case(matrix.t, vars.A, github.actor)"},
	{"case(vars.A == 'b', 1, matrix.f, 2, github.actor == 'bob', matrix.list, 4)"},
	{"case(vars.A, 1, 2)"},
	{"case(matrix.f, fromJSON(vars.A), vars.N == 3, github.actor, 2)"},
	{"vars.missing && fromJSON(vars.A)"},
	{"github.empty && fromJSON(vars.A) || matrix.n"},
	{"startsWith(github.ref, format('refs/{0}', 'heads'))"},
	{"endsWith(github.ref, vars.missing)"},
	{"matrix[vars.A || 'os']"},
	{"matrix[format('{0}', matrix.os && 'n')]"},
	{"vars[matrix.os]"},
	{"(matrix.deep || vars).k.*"},
	{"(vars.missing || matrix.deep).k[0]"},
	{"!(vars.A && matrix.f) == !matrix.none"},
	{"!vars.missing && !!github.actor"},
	{"github.event.n < vars.N || vars.N <= matrix.n"},
	{"github.event.n > 6 > matrix.f"},
	{"vars.N == 3 == matrix.t"},
	{"vars.N == (3 == matrix.t)"},
	{"(github == github) && (matrix.deep == matrix.deep) && (vars != matrix)"},
	{"matrix.list == matrix.list.*"},
	{"'it''s' && github.actor != format('it''s {0}', vars.A)"},
	{"-0 || vars.missing || -0"},
	{"NaN != vars.N"},
	{"github.actor && 0.1234567890123456"},
};

static void check_texts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_text(str_of(texts[i].text));
}

/* -- every pair of these with each operator ------------------------------------------------------
 */

static const char *const operands[] = {"github.actor", "vars.N", "matrix.none", "''", "3",
	"vars.missing", "matrix.list", "(github.empty || vars.A)", "(vars.N && matrix.f)",
	"!matrix.t", "github.event.n == 7", "fromJSON(vars.J)", "fromJSON(vars.A)", "vars.A.x",
	"matrix.list.*[0]", "format('{0}{1}', vars.A, matrix.n)"};
#define OPERANDS (sizeof(operands) / sizeof(operands[0]))

struct pair_row {
	const char *name;
	const char *before;
	const char *between;
	const char *after;
};

static const struct pair_row pairs[] = {
	{"and", "", " && ", ""},
	{"or", "", " || ", ""},
	{"equality", "", " == ", ""},
	{"inequality", "", " != ", ""},
	{"less", "", " < ", ""},
	{"greater or equal", "", " >= ", ""},
	{"not of an or", "!(", " || ", ")"},
	{"an and in an or", "0 || ", " && ", " || vars.A"},
	{"an or in an and", "(", " || ", ") && matrix.os"},
	{"an index", "(", ")[", "]"},
	{"contains", "contains(", ", ", ")"},
	{"join", "join(", ", ", ")"},
	{"startsWith", "startsWith(", ", ", ")"},
	{"format", "format('{0}:{1}', ", ", ", ")"},
	{"case", "case(matrix.f, ", ", github.actor == 'bob', ", ", 1)"},
};

static void check_pairs(void **state)
{
	const struct pair_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i < OPERANDS * OPERANDS; i++) {
		const struct str text = str_printf(&arena, "%s%s%s%s%s", row->before,
			operands[i / OPERANDS], row->between, operands[i % OPERANDS], row->after);
		check_text(text);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest by_hand[] = {
		{"expressions of all kinds", check_texts, NULL, NULL, NULL},
	};
	return cmocka_run_group_tests_name("by hand", by_hand, NULL, NULL) +
	       ROWS_RUN("pairs", pairs, check_pairs);
}
