/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] = "a: [1]\n"
			       "b: [1]\n"
			       "e: []\n"
			       "o: {k: v}\n"
			       "p: {k: v}\n"
			       "nested: {a: [1], o: {}}\n";

/* -- every value against every other -------------------------------------------------------------
 */

/* The columns of a row, in the order of these. */
static const char *const values[] = {"null", "false", "true", "0", "1", "-1", "NaN", "Infinity",
	"''", "' '", "'0'", "'1'", "'a'", "'A'", "'b'", "'true'", "a", "o"};
#define VALUES (sizeof(values) / sizeof(values[0]))

/*
 * What a value is to each of the values: '=' equal, '<' before it, '>' behind it, '.' neither; the
 * operators follow from that.
 */
struct relation_row {
	const char *name;
	const char *value;
	const char *relations;
};

static const struct relation_row relations[] = {
	/*                                    n f t 0 1 - N I ' _ 0 1 a A b t a o */
	{"null is 0 to all but null", "null",
		"==<=<>.<=="
		"=<....."
		"."},
	{"false is 0, and before true", "false",
		"==<=<>.<=="
		"=<....."
		"."},
	{"true is 1, and behind false", "true",
		">>=>=>.<>>"
		">=....."
		"."},
	{"0 meets others as numbers", "0",
		"==<=<>.<=="
		"=<....."
		"."},
	{"1 meets others as numbers", "1",
		">>=>=>.<>>"
		">=....."
		"."},
	{"-1 meets others as numbers", "-1",
		"<<<<<=.<<<"
		"<<....."
		"."},
	{"NaN is nothing to anything", "NaN",
		".........."
		"......."
		"."},
	{"infinity is behind every number", "Infinity",
		">>>>>>.=>>"
		">>....."
		"."},
	{"empty text is 0, and before all text", "''",
		"==<=<>.<=<"
		"<<<<<<."
		"."},
	{"white space is 0, and text among text", "' '",
		"==<=<>.<>="
		"<<<<<<."
		"."},
	{"'0' is 0, and text among text", "'0'",
		"==<=<>.<>>"
		"=<<<<<."
		"."},
	{"'1' is 1, and text among text", "'1'",
		">>=>=>.<>>"
		">=<<<<."
		"."},
	{"'a' is text to text alone", "'a'",
		"........>>"
		">>==<<."
		"."},
	{"'A' is 'a'", "'A'",
		"........>>"
		">>==<<."
		"."},
	{"'b' is behind 'a'", "'b'",
		"........>>"
		">>>>=<."
		"."},
	{"'true' is no boolean", "'true'",
		"........>>"
		">>>>>=."
		"."},
	{"an array equals itself alone", "a",
		".........."
		"......="
		"."},
	{"an object equals itself alone", "o",
		".........."
		"......."
		"="},
};

struct operator_row {
	const char *text;
	const char *holds; /* for these relations */
};

static const struct operator_row operators[] = {
	{"==", "="}, {"!=", "<>."}, {"<", "<"}, {"<=", "<="}, {">", ">"}, {">=", ">="}};

static void check_relation(struct arena *arena, const struct relation_row *row, size_t column)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		const struct str text = str_printf(
			arena, "%s %s %s", row->value, operators[i].text, values[column]);
		const bool holds = strchr(operators[i].holds, row->relations[column]) != NULL;
		const struct str line = expression_line(arena, contexts, text);
		if (!str_is(line, holds ? "true" : "false"))
			fail_msg("%s is %s", text.ptr, line.ptr);
	}
}

static void check_relations(void **state)
{
	const struct relation_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_int_equal(strlen(row->relations), VALUES);
	for (size_t column = 0; column < VALUES; column++)
		check_relation(&arena, row, column);
	arena_release(&arena);
}

/* -- text ------------------------------------------------------------------------------------- */

static const struct expression_row texts[] = {
	{"the case of letters does not count", "'Hello' == 'hELLO'", "true"},
	{"white space counts", "'a' == ' a'", "false"},
	{"an underscore is no letter", "'a_b' == 'A_B'", "true"},
	{"a bracket is not the brace behind it", "'[' == '{'", "false"},
	{"a backquote is not the at sign", "'`' == '@'", "false"},
	{"Latin letters with marks have a case", "'\xC3\xA9t\xC3\xA9' == '\xC3\x89T\xC3\x89'",
		"true"},
	{"a mark counts", "'e' == '\xC3\xA9'", "false"},
	{"a composed letter is not its parts", "'\xC3\xA9' == 'e\xCC\x81'", "false"},
	{"Greek letters have a case", "'\xCF\x89' == '\xCE\xA9'", "true"},
	{"both Greek sigmas are one capital's", "'\xCF\x82' == '\xCF\x83'", "true"},
	{"Cyrillic letters have a case", "'\xD0\xB6' == '\xD0\x96'", "true"},
	{"Armenian letters have a case", "'\xD5\xA1' == '\xD4\xB1'", "true"},
	{"Georgian letters have a case", "'\xE1\x83\x90' == '\xE1\xB2\x90'", "true"},
	{"full-width letters have a case", "'\xEF\xBD\x81' == '\xEF\xBC\xA1'", "true"},
	{"letters of far planes have a case", "'\xF0\x90\x90\xA8' == '\xF0\x90\x90\x80'", "true"},
	{"a sharp s is not SS", "'\xC3\x9F' == 'SS'", "false"},
	{"a ligature is not its letters", "'\xEF\xAC\x81' == 'FI'", "false"},
	{"a dotless i is no I", "'\xC4\xB1' == 'I'", "false"},
	{"a dotted I is no i", "'\xC4\xB0' == 'i'", "false"},
	{"a long s is no S", "'\xC5\xBF' == 's'", "false"},
	{"the Kelvin sign is no k", "'\xE2\x84\xAA' == 'k'", "false"},
	{"the micro sign is the Greek letter", "'\xC2\xB5' == '\xCE\xBC'", "true"},
	{"a shorter text is before a longer one", "'ab' < 'abc'", "true"},
	{"digits are before letters", "'9' < 'a'", "true"},
	{"texts of digits are compared as text", "'10' < '9'", "true"},
	{"letters compare by their capitals", "'a' < '_'", "true"},
	{"capitals are before the marks behind them", "'Z' < '['", "true"},
	{"small letters too", "'z' < '['", "true"},
	{"plain letters are before those with marks", "'z' < '\xC3\xA9'", "true"},
	{"Latin is before Greek", "'z' < '\xCE\xB1'", "true"},
	{"far planes are before the end of the first", "'\xF0\x9F\x98\x80' < '\xEF\xBD\x81'",
		"true"},
	{"far planes are behind its middle", "'\xF0\x9F\x98\x80' > '\xE4\xB8\x80'", "true"},
	{"equal texts are <= and >=", "('a' <= 'A') && ('A' >= 'a')", "true"},
};

static const struct expression_row others[] = {
	{"equal arrays are two arrays", "a == b", "false"},
	{"equal objects are two objects", "o == p", "false"},
	{"an array is the same by another path", "nested.a == nested['a']", "true"},
	{"an object is the same by another path", "nested.o == NESTED.O", "true"},
	{"an empty array is the same by another path", "e == E", "true"},
	{"two calls of fromJSON give two arrays", "fromJSON('[]') == fromJSON('[]')", "false"},
	{"a filter gives a new array each time", "a.* == a.*", "false"},
	{"an array is >= itself", "a >= a", "true"},
	{"an array is not > itself", "a > a", "false"},
	{"null is <= null", "null <= null", "true"},
	{"null is not < null", "null < null", "false"},
	{"false is < true", "false < true", "true"},
	{"true is not < true", "true < true", "false"},
	{"a number is compared with a text of digits", "9 < '10'", "true"},
	{"a text that is no number is before nothing", "'a' < 1", "false"},
	{"nor behind", "'a' > 1", "false"},
	{"nor equal", "'a' == 1", "false"},
	{"but different", "'a' != 1", "true"},
	{"relations go from left to right", "3 > 2 > 1", "false"},
	{"equalities go from left to right", "1 == 1 == true", "true"},
	{"relations before equalities", "1 < 2 == 2 > 1", "true"},
	{"infinities equal themselves", "Infinity == Infinity", "true"},
	{"negative zero is zero", "-0 == 0", "true"},
	{"a sum of fractions is what doubles make of it", "0.3 == 0.30000000000000004", "false"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("relations", relations, check_relations) +
	       ROWS_RUN("texts", texts, check_expression) +
	       ROWS_RUN("others", others, check_expression);
}
