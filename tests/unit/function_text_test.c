/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] = "a: [push, Pull_Request, 3, true, ~, '', [x], {k: v}]\n"
			       "one: [x]\n"
			       "two: [x, y]\n"
			       "e: []\n"
			       "o: {k: v}\n"
			       "labels: [{name: Bug}, {name: good first issue}]\n"
			       "numbers: [0, 1, 10]\n"
			       "s: Hello world\n";

static const struct expression_row contains_texts[] = {
	{"a text in the middle", "contains(s, 'lo wo')", "true"},
	{"at the start", "contains(s, 'Hello')", "true"},
	{"at the end", "contains(s, 'world')", "true"},
	{"the whole", "contains(s, s)", "true"},
	{"case does not count", "contains(s, 'LLO W')", "true"},
	{"nor beyond ASCII", "contains('caf\xC3\xA9s', '\xC3\x89S')", "true"},
	{"nor where the capital is longer", "contains('x\xC9\x90y', '\xE2\xB1\xAFY')", "true"},
	{"a text that is not there", "contains(s, 'x')", "false"},
	{"a text that begins and does not go on", "contains('aab', 'aac')", "false"},
	{"a text that begins again in itself", "contains('aaab', 'aab')", "true"},
	{"empty text is in everything", "contains(s, '')", "true"},
	{"also in empty text", "contains('', '')", "true"},
	{"nothing else is in empty text", "contains('', 'a')", "false"},
	{"a longer text is not in a shorter one", "contains('a', 'ab')", "false"},
	{"a number in a text", "contains('v123', 12)", "true"},
	{"a text in a number", "contains(123, '2')", "true"},
	{"a number in a number", "contains(123, 23)", "true"},
	{"true in a text", "contains('is true', true)", "true"},
	{"a text in false", "contains(false, 'als')", "true"},
	{"null is empty text", "contains(s, null)", "true"},
	{"a text in null", "contains(null, 'a')", "false"},
	{"an array in a text", "contains('Array', a)", "false"},
	{"an object in a text", "contains('Object', o)", "false"},
};

static const struct expression_row contains_items[] = {
	{"an item", "contains(a, 'push')", "true"},
	{"the case of an item does not count", "contains(a, 'PULL_REQUEST')", "true"},
	{"a part of an item is none", "contains(a, 'pus')", "false"},
	{"a number", "contains(a, 3)", "true"},
	{"a number as text", "contains(a, '3')", "true"},
	{"a number by another form", "contains(a, '0x3')", "true"},
	{"a boolean", "contains(a, true)", "true"},
	{"a boolean as a number", "contains(a, 1)", "true"},
	{"null", "contains(a, null)", "true"},
	{"zero, since null is", "contains(a, 0)", "true"},
	{"false, since null is", "contains(a, false)", "true"},
	{"an item that is not there", "contains(a, 'x')", "false"},
	{"an array in itself", "contains(a, a[6])", "true"},
	{"an equal array is another one", "contains(a, one)", "false"},
	{"an object in itself", "contains(a, a[7])", "true"},
	{"nothing is in an empty array", "contains(e, '')", "false"},
	{"and nothing evaluated for it", "contains(e, fromJSON('no'))", "false"},
	{"nothing is in an object", "contains(o, 'v')", "false"},
	{"nor evaluated for it", "contains(o, fromJSON('no'))", "false"},
	{"a filtered array", "contains(labels.*.name, 'bug')", "true"},
	{"an array from JSON", "contains(fromJSON('[\"push\", \"release\"]'), 'Release')", "true"},
	{"an array of numbers", "contains(numbers, '10')", "true"},
	{"text is compared with numbers as a number", "contains(numbers, ' 1 ')", "true"},
	{"empty text is the number 0", "contains(numbers, '')", "true"},
};

static const struct expression_row ends[] = {
	{"a text starts with another", "startsWith(s, 'Hello')", "true"},
	{"case does not count at the start", "startsWith(s, 'HELLO')", "true"},
	{"nor beyond ASCII", "startsWith('\xC3\xA9t\xC3\xA9', '\xC3\x89')", "true"},
	{"the whole is a start", "startsWith(s, s)", "true"},
	{"the end is no start", "startsWith(s, 'world')", "false"},
	{"empty text is a start", "startsWith(s, '')", "true"},
	{"of empty text too", "startsWith('', '')", "true"},
	{"a longer text is no start", "startsWith('a', 'ab')", "false"},
	{"a number starts with a digit", "startsWith(123, 1)", "true"},
	{"a text starts with a number", "startsWith('1.5x', 1.50)", "true"},
	{"true starts with t", "startsWith(true, 'T')", "true"},
	{"null starts with empty text", "startsWith(null, '')", "true"},
	{"a text starts with null", "startsWith('a', null)", "true"},
	{"an array starts with nothing", "startsWith(a, 'A')", "false"},
	{"nor is anything evaluated for it", "startsWith(a, fromJSON('no'))", "false"},
	{"an object starts with nothing", "startsWith(o, '')", "false"},
	{"no text starts with an array", "startsWith('Array', a)", "false"},
	{"no text starts with an object", "startsWith('Object', o)", "false"},
	{"a text ends with another", "endsWith(s, 'world')", "true"},
	{"case does not count at the end", "endsWith(s, 'WORLD')", "true"},
	{"nor there beyond ASCII", "endsWith('caf\xC3\xA9', 'F\xC3\x89')", "true"},
	{"the whole is an end", "endsWith(s, s)", "true"},
	{"the start is no end", "endsWith(s, 'Hello')", "false"},
	{"empty text is an end", "endsWith(s, '')", "true"},
	{"a longer text is no end", "endsWith('b', 'ab')", "false"},
	{"a number ends with a digit", "endsWith(123, 3)", "true"},
	{"false ends with e", "endsWith(false, 'E')", "true"},
	{"a text ends with null", "endsWith('a', null)", "true"},
	{"an array ends with nothing", "endsWith(a, 'y')", "false"},
	{"no text ends with an array", "endsWith('Array', a)", "false"},
	{"a function's case does not count", "STARTSWITH('a', 'a') && endswith('a', 'a')", "true"},
};

static const struct expression_row joins[] = {
	{"items with commas", "join(two)", "\"x,y\""},
	{"items with a separator", "join(two, ', ')", "\"x, y\""},
	{"items with an empty separator", "join(two, '')", "\"xy\""},
	{"items with null between", "join(two, null)", "\"xy\""},
	{"items with a number between", "join(two, 1)", "\"x1y\""},
	{"items with a boolean between", "join(two, true)", "\"xtruey\""},
	{"an array is no separator", "join(two, a)", "\"x,y\""},
	{"an object is no separator", "join(two, o)", "\"x,y\""},
	{"one item has none", "join(one, '-')", "\"x\""},
	{"and none is evaluated for it", "join(one, fromJSON('no'))", "\"x\""},
	{"an empty array is empty", "join(e, '-')", "\"\""},
	{"nor is one evaluated for that", "join(e, fromJSON('no'))", "\"\""},
	{"items of any kind", "join(a)", "\"push,Pull_Request,3,true,,,Array,Object\""},
	{"numbers", "join(fromJSON('[1.50, 1e3, -0]'), ' ')", "\"1.5 1000 0\""},
	{"a string is itself", "join('abc', '-')", "\"abc\""},
	{"a number is its text", "join(1.50)", "\"1.5\""},
	{"a boolean is its text", "join(true)", "\"true\""},
	{"null is empty", "join(null)", "\"\""},
	{"an object is empty", "join(o)", "\"\""},
	{"a filtered array", "join(labels.*.name, '; ')", "\"Bug; good first issue\""},
	{"what is not there is empty", "join(o.missing, '-')", "\"\""},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("contains of text", contains_texts, check_expression) +
	       ROWS_RUN("contains of items", contains_items, check_expression) +
	       ROWS_RUN("startsWith and endsWith", ends, check_expression) +
	       ROWS_RUN("join", joins, check_expression);
}
