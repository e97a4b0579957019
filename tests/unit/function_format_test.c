/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] = "a: [1]\n"
			       "o: {k: v}\n"
			       "f: '{0}-{1}'\n"
			       "broken: '{'\n";

#define INVALID(brace) "the format string is invalid at '" brace "'"
#define MORE(index) "the format string references more arguments than were supplied: '{" index "}'"

static const struct expression_row formats[] = {
	{"text without arguments", "format('abc')", "\"abc\""},
	{"empty text", "format('')", "\"\""},
	{"an argument", "format('{0}', 'x')", "\"x\""},
	{"text around it", "format('a{0}b', 'x')", "\"axb\""},
	{"two arguments", "format('{0}-{1}', 'x', 'y')", "\"x-y\""},
	{"in another order", "format('{1}-{0}', 'x', 'y')", "\"y-x\""},
	{"one argument twice", "format('{0}{0}', 'x')", "\"xx\""},
	{"an argument that is not named", "format('{0}', 'x', 'y')", "\"x\""},
	{"nor evaluated", "format('{0}', 'x', fromJSON('no'))", "\"x\""},
	{"none is named", "format('abc', 'x')", "\"abc\""},
	{"more than ten arguments", "format('{10}{9}', 0, 1, 2, 3, 4, 5, 6, 7, 8, 'nine', 'ten')",
		"\"tennine\""},
	{"zeros before an index", "format('{00}{01}', 'x', 'y')", "\"xy\""},
	{"doubled braces are braces", "format('{{}}')", "\"{}\""},
	{"doubled braces around an argument", "format('{{{0}}}', 'x')", "\"{x}\""},
	{"doubled braces around an index", "format('{{0}}', 'x')", "\"{0}\""},
	{"four braces are two", "format('{{{{}}}}')", "\"{{}}\""},
	{"braces in an argument stay", "format('{0}', '{1}')", "\"{1}\""},
	{"a format that is known elsewhere", "format(f, 'x', 'y')", "\"x-y\""},
	{"a format that is no string", "format(12)", "\"12\""},
	{"a format that is null", "format(null)", "\"\""},
	{"a format that is an array", "format(a)", "\"Array\""},
	{"null is empty", "format('[{0}]', null)", "\"[]\""},
	{"a boolean", "format('{0}', true)", "\"true\""},
	{"a number", "format('{0}', 0x10)", "\"16\""},
	{"an array", "format('{0}', a)", "\"Array\""},
	{"an object", "format('{0}', o)", "\"Object\""},
	{"a format of a format", "format('<{0}>', format('{0}', 1))", "\"<1>\""},
	{"a colon without anything behind it", "format('{0:}', 'x')", "\"x\""},
	{"lines", "format('{0}\n{1}', 'a', 'b')", "\"a\\u000Ab\""},
	{"any alphabet", "format('\xC3\xA9{0}', '\xC3\x9F')", "\"\\u00E9\\u00DF\""},
	{"a function's case does not count", "FORMAT('{0}', 1)", "\"1\""},
};

static const struct expression_row errors[] = {
	{"an argument that is not there", "format('{0}')", "error at 8: " MORE("0")},
	{"the second that is not there", "format('{0}{1}', 1)", "error at 11: " MORE("1")},
	{"far more than there are", "format('{300}', 1)", "error at 8: " MORE("300")},
	{"a brace is not closed", "format('{0', 1)", "error at 8: " INVALID("{")},
	{"a brace has nothing in it", "format('{}', 1)", "error at 8: " INVALID("{")},
	{"a brace has a word in it", "format('{a}', 1)", "error at 8: " INVALID("{")},
	{"a brace has a negative index", "format('{-1}', 1)", "error at 8: " INVALID("{")},
	{"a brace has a space in it", "format('{ 0 }', 1)", "error at 8: " INVALID("{")},
	{"a brace is not opened", "format('0}', 1)", "error at 9: " INVALID("}")},
	{"a brace alone at the end", "format('a{')", "error at 9: " INVALID("{")},
	{"a brace alone at the start", "format('}a')", "error at 8: " INVALID("}")},
	{"three braces", "format('{0}}', 1)", "error at 11: " INVALID("}")},
	{"a way to print it is none of GitHub's", "format('{0:x}', 1)",
		"error at 8: " INVALID("{")},
	{"a doubled quote before it is one character", "format('it''s {')",
		"error at 14: " INVALID("{")},
	{"a format from elsewhere is broken at the call", "1 && format(broken)",
		"error at 5: " INVALID("{")},
	{"a format that is not evaluated breaks nothing", "false && format('{0}')", "false"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("formats", formats, check_expression) +
	       ROWS_RUN("errors", errors, check_expression);
}
