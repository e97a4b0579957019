/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

/* What is left of an expression of which a part is known. */

static const char contexts[] = "github: {actor: bob, event: {n: 7, list: [{id: 1}, {id: 2}]}}\n"
			       "known: {s: text, n: 3, t: true, list: [a, b], o: {k: v},\n"
			       "  quote: it's, brace: '{x}'}\n"
			       "matrix: {os: linux}\n";

static const struct expression_row chains[] = {
	{"what is false ends an and", "false && vars.X", "false"},
	{"what is true leaves an and", "true && vars.X", "unknown: vars.X"},
	{"what is known and true leaves an and", "known.s && vars.X", "unknown: vars.X"},
	{"what is true ends an or", "known.s || vars.X", "\"text\""},
	{"what is false leaves an or", "'' || vars.X", "unknown: vars.X"},
	{"false behind an unknown stays", "vars.X && false", "unknown: vars.X && false"},
	{"and what is behind it goes", "vars.X && false && vars.Y", "unknown: vars.X && false"},
	{"true behind an unknown goes when another follows", "vars.X && known.t && vars.Y",
		"unknown: vars.X && vars.Y"},
	{"true at the end of an and stays", "vars.X && known.t", "unknown: vars.X && true"},
	{"true behind an unknown ends an or", "vars.X || known.n || vars.Y",
		"unknown: vars.X || 3"},
	{"false behind an unknown goes from an or", "vars.X || '' || vars.Y",
		"unknown: vars.X || vars.Y"},
	{"false at the end of an or stays", "vars.X || ''", "unknown: vars.X || ''"},
	{"a choice that is decided", "known.n == 3 && vars.X || vars.Y",
		"unknown: vars.X || vars.Y"},
	{"a choice that is decided otherwise", "known.n == 4 && vars.X || vars.Y",
		"unknown: vars.Y"},
	{"a choice that is not", "vars.X == 1 && known.s || known.n",
		"unknown: vars.X == 1 && 'text' || 3"},
	{"an and that cannot be true goes from an or", "(vars.X && false) || vars.Y",
		"unknown: vars.Y"},
	{"an or that must be true goes from an and", "(vars.X || 1) && vars.Y", "unknown: vars.Y"},
	{"an and that cannot be true ends an and", "(vars.X && false) && vars.Y",
		"unknown: vars.X && false"},
	{"not of what cannot be true", "!(vars.X && 0)", "true"},
	{"not of what must be true", "!(vars.X || 'a')", "false"},
	{"not of an unknown", "!vars.X", "unknown: !vars.X"},
	{"a context that is given is true", "github && vars.X", "unknown: vars.X"},
};

static const struct expression_row parts[] = {
	{"nothing is known: as it is written", "vars.X  ==  'a'", "unknown: vars.X  ==  'a'"},
	{"without the space around", " vars['X'] ", "unknown: vars['X']"},
	{"a string becomes a literal", "vars.X == known.s", "unknown: vars.X == 'text'"},
	{"a quote in it is doubled", "vars.X == known.quote", "unknown: vars.X == 'it''s'"},
	{"a number becomes a literal", "vars.X < known.n", "unknown: vars.X < 3"},
	{"a boolean becomes a literal", "vars.X != known.t", "unknown: vars.X != true"},
	{"null becomes a literal", "vars.X != known.missing", "unknown: vars.X != null"},
	{"NaN becomes a literal", "vars.X == (known.t && NaN)", "unknown: vars.X == NaN"},
	{"negative zero keeps its sign", "vars.X == (known.t && -0)", "unknown: vars.X == -0"},
	{"a fraction keeps its digits", "vars.X == (known.t && 0.1234567890123456)",
		"unknown: vars.X == 0.1234567890123456"},
	{"an array becomes JSON", "contains(known.list, vars.X)",
		"unknown: contains(fromJSON('[\"a\",\"b\"]'), vars.X)"},
	{"an object becomes JSON", "vars.X == known.o",
		"unknown: vars.X == fromJSON('{\"k\":\"v\"}')"},
	{"quotes in JSON are doubled", "vars.X == fromJSON('[\"it''s\"]')",
		"unknown: vars.X == fromJSON('[\"it''s\"]')"},
	{"a filtered array keeps its filter", "known.list.*[vars.X]",
		"unknown: fromJSON('[\"a\",\"b\"]').*[vars.X]"},
	{"an or on the left of a comparison is grouped", "(vars.X || known.n) == 1",
		"unknown: (vars.X || 3) == 1"},
	{"an and in an or is not", "vars.X && known.n || vars.Y", "unknown: vars.X && 3 || vars.Y"},
	{"an or in an and is", "(vars.X || known.missing) && vars.Y",
		"unknown: (vars.X || null) && vars.Y"},
	{"a comparison of a comparison on the left is not", "vars.X == known.n == vars.Y",
		"unknown: vars.X == 3 == vars.Y"},
	{"on the right it is", "vars.X == (vars.Y == known.n)", "unknown: vars.X == (vars.Y == 3)"},
	{"a relation in an equality is not", "vars.X == vars.Y < known.n",
		"unknown: vars.X == vars.Y < 3"},
	{"an equality in a relation is", "(vars.X == known.n) < vars.Y",
		"unknown: (vars.X == 3) < vars.Y"},
	{"not of a group", "!(vars.X == known.n)", "unknown: !(vars.X == 3)"},
	{"not of a not", "!!(vars.X == known.n)", "unknown: !!(vars.X == 3)"},
	{"an index of a group", "(vars.X || known.o).k",
		"unknown: (vars.X || fromJSON('{\"k\":\"v\"}')).k"},
	{"a name that is known", "vars[known.s]", "unknown: vars.text"},
	{"a name that is no name", "vars[format('{0} {0}', known.s)]",
		"unknown: vars['text text']"},
	{"a number as an index", "vars[known.n]", "unknown: vars[3]"},
	{"an index that is unknown", "known.list[vars.X]",
		"unknown: fromJSON('[\"a\",\"b\"]')[vars.X]"},
	{"an index into a string is null all the same", "known.s[vars.X]", "null"},
	{"a filter of an unknown", "vars.*.a == known.n", "unknown: vars.*.a == 3"},
	{"a member of what is given", "github.sha", "unknown: github.sha"},
	{"what is given is known", "github.actor", "\"bob\""},
	{"also below", "github.event.list.*.id", "[1,2]"},
	{"what is given of a member is all of it", "github.event.missing", "null"},
	{"an object of which a part is given is unknown", "toJSON(github)",
		"unknown: toJSON(github)"},
	{"but is itself", "github == github", "true"},
	{"and no scalar", "github == 'x'", "false"},
	{"its values are unknown", "github.*", "unknown: github.*"},
	{"a matrix is whole", "matrix.missing", "null"},
	{"a matrix is whole as a value", "toJSON(matrix) != ''", "true"},
	{"env that is not given is unknown", "env.A == known.s", "unknown: env.A == 'text'"},
};

static const struct expression_row calls[] = {
	{"format with a part known", "format('{0}/{1}', vars.X, known.s)",
		"unknown: format('{0}/{1}', vars.X, 'text')"},
	{"braces of an argument stay", "format('{0}{1}', vars.X, known.brace)",
		"unknown: format('{0}{1}', vars.X, '{x}')"},
	{"format that does not use what is unknown", "format('{1}', vars.X, known.s)", "\"text\""},
	{"format whose text is unknown", "format(vars.X, known.s)",
		"unknown: format(vars.X, 'text')"},
	{"an error in it may be one or not", "format(vars.X, fromJSON('no'))",
		"unknown: format(vars.X, fromJSON('no'))"},
	{"an error in a known one is", "format('{0}{1}', vars.X, fromJSON('no'))",
		"error at 34: not JSON: invalid token near 'no'"},
	{"contains in something unknown", "contains(vars.X, known.s)",
		"unknown: contains(vars.X, 'text')"},
	{"contains of something unknown", "contains(known.s, vars.X)",
		"unknown: contains('text', vars.X)"},
	{"contains in an object is decided", "contains(known.o, vars.X)", "false"},
	{"contains of an array in text is decided", "contains(known.s, known.list)", "false"},
	{"startsWith of something unknown", "startsWith(vars.X, known.s)",
		"unknown: startsWith(vars.X, 'text')"},
	{"startsWith of an array is decided", "startsWith(known.list, vars.X)", "false"},
	{"endsWith of something unknown", "endsWith(known.s, vars.X)",
		"unknown: endsWith('text', vars.X)"},
	{"join of something unknown", "join(vars.X, known.s)", "unknown: join(vars.X, 'text')"},
	{"join with something unknown", "join(known.list, vars.X)",
		"unknown: join(fromJSON('[\"a\",\"b\"]'), vars.X)"},
	{"join of one item is decided", "join(fromJSON('[1]'), vars.X)", "\"1\""},
	{"join of a string is decided", "join(known.s, vars.X)", "\"text\""},
	{"toJSON of something unknown", "toJSON(vars[known.s])", "unknown: toJSON(vars.text)"},
	{"fromJSON of something unknown", "fromJSON(vars.X)[known.n]",
		"unknown: fromJSON(vars.X)[3]"},
	{"case of something unknown", "case(vars.X == 1, known.s, known.n)",
		"unknown: case(vars.X == 1, 'text', 3)"},
	{"what is false goes from it", "case(known.n == 4, 1, vars.X, 2, 3)",
		"unknown: case(vars.X, 2, 3)"},
	{"what is true ends it", "case(vars.X, 1, known.t, 2, vars.Y, 3, 4)",
		"unknown: case(vars.X, 1, 2)"},
	{"only the default is left", "case(known.n == 4, 1, vars.X)", "unknown: vars.X"},
	{"an error behind an unknown predicate may be one or not",
		"case(vars.X, fromJSON('no'), known.n)",
		"unknown: case(vars.X, fromJSON('no'), 3)"},
	{"so may what is no boolean", "case(vars.X, 1, known.s, 2, 3)",
		"unknown: case(vars.X, 1, 'text', 2, 3)"},
	{"an error behind an unknown operand too", "vars.X && fromJSON('no')",
		"unknown: vars.X && fromJSON('no')"},
	{"hashFiles without files", "hashFiles(format('{0}.txt', known.s))",
		"unknown: hashFiles('text.txt')"},
	{"a function in its own spelling", "FORMAT('{0}{1}', vars.X, known.s)",
		"unknown: format('{0}{1}', vars.X, 'text')"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("chains", chains, check_expression) +
	       ROWS_RUN("parts", parts, check_expression) +
	       ROWS_RUN("calls", calls, check_expression);
}
