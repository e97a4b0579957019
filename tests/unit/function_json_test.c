/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

static const char contexts[] = "a: [1, two, ~]\n"
			       "o: {b: 1, a: {c: []}}\n"
			       "s: \"tab\\tline\\nquote\\\"back\\\\slash/\\b\\f\\r\\x01\\x7F\"\n"
			       "lines: \"\\x85\\u2028\\u2029\"\n"
			       "env: {B: '1', a: '2'}\n";

/* JSON in JSON: the rows hold what a plan would print of the text. */
static const struct expression_row writes[] = {
	{"null", "toJSON(null)", "\"null\""},
	{"true", "toJSON(true)", "\"true\""},
	{"false", "toJSON(false)", "\"false\""},
	{"a number", "toJSON(1.50)", "\"1.5\""},
	{"negative zero", "toJSON(-0)", "\"0\""},
	{"a large number", "toJSON(1e20)", "\"1E+20\""},
	{"16 digits", "toJSON(1234567890123456)", "\"1.23456789012346E+15\""},
	{"NaN, which is no JSON", "toJSON(NaN)", "\"NaN\""},
	{"a string", "toJSON('abc')", "\"\\\"abc\\\"\""},
	{"an empty string", "toJSON('')", "\"\\\"\\\"\""},
	{"characters that are escaped", "toJSON(s)",
		"\"\\\"tab\\\\tline\\\\nquote\\\\\\\"back\\\\\\\\slash/"
		"\\\\b\\\\f\\\\r\\\\u0001\\u007F\\\"\""},
	{"ends of lines that are escaped", "toJSON(lines)",
		"\"\\\"\\\\u0085\\\\u2028\\\\u2029\\\"\""},
	{"letters of any alphabet stay", "toJSON('\xC3\xA9')", "\"\\\"\\u00E9\\\"\""},
	{"a single quote stays", "toJSON('it''s')", "\"\\\"it's\\\"\""},
	{"an empty array", "toJSON(fromJSON('[ ]'))", "\"[]\""},
	{"an empty object", "toJSON(fromJSON('{ }'))", "\"{}\""},
	{"an array, an item a line", "toJSON(a)",
		"\"[\\u000A  1,\\u000A  \\\"two\\\",\\u000A  null\\u000A]\""},
	{"an object, a member a line, in its order", "toJSON(o)",
		"\"{\\u000A  \\\"b\\\": 1,\\u000A  \\\"a\\\": {\\u000A    \\\"c\\\": []\\u000A  "
		"}\\u000A}\""},
	{"a filtered array", "toJSON(a.*) == toJSON(a)", "true"},
	{"env as a whole", "toJSON(env)",
		"\"{\\u000A  \\\"B\\\": \\\"1\\\",\\u000A  \\\"a\\\": \\\"2\\\"\\u000A}\""},
	{"what is not there", "toJSON(o.missing)", "\"null\""},
	{"JSON of JSON is a string", "toJSON(toJSON('a'))", "\"\\\"\\\\\\\"a\\\\\\\"\\\"\""},
};

static const struct expression_row reads[] = {
	{"null", "fromJSON('null')", "null"},
	{"true", "fromJSON('true')", "true"},
	{"false", "fromJSON('false')", "false"},
	{"a number", "fromJSON('1.5')", "1.5"},
	{"a negative number", "fromJSON('-1')", "-1"},
	{"a number with an exponent", "fromJSON('1e3')", "1000"},
	{"a number of more than 64 bits", "fromJSON('100000000000000000000')", "1E+20"},
	{"a string", "fromJSON('\"abc\"')", "\"abc\""},
	{"an empty string", "fromJSON('\"\"')", "\"\""},
	{"escapes", "fromJSON('\"a\\n\\u0041\\\"\\\\\\/\"')", "\"a\\u000AA\\\"\\\\/\""},
	{"a pair of surrogates", "fromJSON('\"\\ud83d\\ude00\"')", "\"\\uD83D\\uDE00\""},
	{"a NUL", "fromJSON('\"\\u0000\"')", "\"\\u0000\""},
	{"an array", "fromJSON('[1, \"a\", null, true]')", "[1,\"a\",null,true]"},
	{"an empty array", "fromJSON('[]')", "[]"},
	{"an object", "fromJSON('{\"b\": 1, \"a\": 2}')", "{\"b\":1,\"a\":2}"},
	{"an empty object", "fromJSON('{}')", "{}"},
	{"nested", "fromJSON('{\"a\": [{\"b\": []}]}')", "{\"a\":[{\"b\":[]}]}"},
	{"white space around", "fromJSON(' [ 1 ] ')", "[1]"},
	{"lines", "fromJSON('[\n1,\n2\n]')", "[1,2]"},
	{"a member of it", "fromJSON('{\"a\": {\"b\": 1}}').a.b", "1"},
	{"whatever the case of its name", "fromJSON('{\"Key\": 1}').kEY", "1"},
	{"an item of it", "fromJSON('[1, 2]')[1]", "2"},
	{"a filter of it", "fromJSON('[{\"a\": 1}, {\"a\": 2}]').*.a", "[1,2]"},
	{"a name twice: the last value counts", "fromJSON('{\"a\": 1, \"a\": 2}')", "{\"a\":2}"},
	{"a name in another case is the same", "fromJSON('{\"a\": 1, \"b\": 0, \"A\": 2}')",
		"{\"a\":2,\"b\":0}"},
	{"a number is its own JSON", "fromJSON(5)", "5"},
	{"a boolean is its own JSON", "fromJSON(true)", "true"},
	{"what toJSON gave", "fromJSON(toJSON(o)).a.c", "[]"},
	{"a text that holds a boolean", "fromJSON('true') == true", "true"},
	{"a number that no double holds is infinite", "fromJSON('1e400')", "\"Infinity\""},
	{"and so is one below", "fromJSON('[0, -1.5E+999]')", "[0,\"-Infinity\"]"},
	{"the digits of one in a string are text", "fromJSON('[\"1e400 \\\" 1e400\", 1e400]')",
		"[\"1e400 \\\" 1e400\",\"Infinity\"]"},
	{"the largest double is itself", "fromJSON('1.7976931348623157e308')",
		"1.7976931348623157E+308"},
	{"64 levels",
		"toJSON(fromJSON('"
		"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]')) != ''",
		"true"},
};

static const struct expression_row errors[] = {
	{"nothing", "fromJSON('')", "error at 9: not JSON: unexpected token near end of file"},
	{"white space", "fromJSON('  ')",
		"error at 9: not JSON: unexpected token near end of file"},
	{"null", "fromJSON(null)", "error at 9: not JSON: unexpected token near end of file"},
	{"a word", "fromJSON('abc')", "error at 9: not JSON: invalid token near 'abc'"},
	{"single quotes", "fromJSON('''a''')", "error at 9: not JSON: invalid token near '''"},
	{"an array that is not closed", "fromJSON('[1')",
		"error at 9: not JSON: ']' expected near end of file"},
	{"an object that is not closed", "fromJSON('{\"a\": 1')",
		"error at 9: not JSON: '}' expected near end of file"},
	{"a comma too many", "fromJSON('[1,]')", "error at 9: not JSON: unexpected token near ']'"},
	{"a name without quotes", "fromJSON('{a: 1}')",
		"error at 9: not JSON: string or '}' expected near 'a'"},
	{"two values", "fromJSON('1 2')", "error at 9: not JSON: end of file expected near '2'"},
	{"a comment", "fromJSON('1 // one')",
		"error at 9: not JSON: end of file expected near '/'"},
	{"an array's text", "fromJSON(a)", "error at 9: not JSON: invalid token near 'Array'"},
	{"an object's text", "fromJSON(o)", "error at 9: not JSON: invalid token near 'Object'"},
	{"the argument is where it is wrong", "1 && fromJSON( o )",
		"error at 15: not JSON: invalid token near 'Object'"},
	{"a number too large that is none", "fromJSON('[1e400, 01e400]')",
		"error at 9: not JSON: invalid token near '0'"},
	{"a string that is not closed behind a number too large", "fromJSON('[1e400, \"a\\')",
		"error at 9: not JSON: invalid escape near '\"a\\'"},
	{"65 levels",
		"fromJSON('"
		"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]')",
		"error at 9: not JSON: nested deeper than 64 levels"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("toJSON", writes, check_expression) +
	       ROWS_RUN("fromJSON", reads, check_expression) +
	       ROWS_RUN("errors", errors, check_expression);
}
