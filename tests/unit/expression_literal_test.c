/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/expressions.h"
#include "harness/rows.h"

/* Literals, and what they become when something else is wanted of them. */

static const char contexts[] = "a: [1]\n"
			       "o: {k: v}\n";

static const struct expression_row literals[] = {
	{"null is null", "null", "null"},
	{"true is true", "true", "true"},
	{"false is false", "false", "false"},
	{"zero is a number", "0", "0"},
	{"a whole number is a number", "42", "42"},
	{"zeros in front count nothing", "007", "7"},
	{"a negative number", "-42", "-42"},
	{"a plus sign counts nothing", "+42", "42"},
	{"a fraction", "1.25", "1.25"},
	{"a fraction without a whole part", ".25", "0.25"},
	{"a negative fraction without a whole part", "-.25", "-0.25"},
	{"a fraction without digits behind the point", "5.", "5"},
	{"zeros at the end count nothing", "1.500", "1.5"},
	{"an exponent", "1e3", "1000"},
	{"an exponent in upper case", "1E3", "1000"},
	{"an exponent with a plus sign", "1e+3", "1000"},
	{"a negative exponent", "25e-1", "2.5"},
	{"a fraction with an exponent", "1.5e3", "1500"},
	{"a number too large is infinite", "1e999", "\"Infinity\""},
	{"a number too small is zero", "1e-999", "0"},
	{"the largest integer that has a double of its own", "9007199254740991",
		"9007199254740991"},
	{"a hexadecimal number", "0xFF", "255"},
	{"a hexadecimal number in lower case", "0xff", "255"},
	{"a hexadecimal number of 32 bits is negative", "0xFFFFFFFF", "-1"},
	{"the largest positive hexadecimal number", "0x7FFFFFFF", "2147483647"},
	{"an octal number", "0o17", "15"},
	{"an octal number of 32 bits is negative", "0o37777777777", "-1"},
	{"NaN is a number", "NaN", "\"NaN\""},
	{"infinity is a number", "Infinity", "\"Infinity\""},
	{"negative infinity is a number", "-Infinity", "\"-Infinity\""},
	{"positive infinity is a number", "+Infinity", "\"Infinity\""},
	{"negative zero is printed as zero", "-0", "0"},
	{"a string", "'abc'", "\"abc\""},
	{"an empty string", "''", "\"\""},
	{"a quote in a string", "'it''s'", "\"it's\""},
	{"a string of one quote", "''''", "\"'\""},
	{"quotes in a row", "'a''''b'", "\"a''b\""},
	{"double quotes in a string", "'say \"x\"'", "\"say \\\"x\\\"\""},
	{"a backslash is a backslash", "'a\\n'", "\"a\\\\n\""},
	{"a string over two lines", "'a\nb'", "\"a\\u000Ab\""},
	{"letters of any alphabet", "'\xC3\xA9'", "\"\\u00E9\""},
	{"white space around", "  'a'\t\n", "\"a\""},
	{"a no-break space is white space", "\xC2\xA0true\xE3\x80\x80", "true"},
	{"a vertical tab is white space", "\v1\f", "1"},
};

static const struct expression_row texts[] = {
	{"null as text is empty", "format('[{0}]', null)", "\"[]\""},
	{"true as text", "format('{0}', true)", "\"true\""},
	{"false as text", "format('{0}', false)", "\"false\""},
	{"a number as text", "format('{0}', 1.50)", "\"1.5\""},
	{"negative zero as text", "format('{0}', -0)", "\"0\""},
	{"NaN as text", "format('{0}', NaN)", "\"NaN\""},
	{"infinity as text", "format('{0}', Infinity)", "\"Infinity\""},
	{"negative infinity as text", "format('{0}', -Infinity)", "\"-Infinity\""},
	{"15 digits as text", "format('{0}', 123456789012345)", "\"123456789012345\""},
	{"16 digits as text are an exponent", "format('{0}', 1234567890123456)",
		"\"1.23456789012346E+15\""},
	{"a large number as text", "format('{0}', 1e15)", "\"1E+15\""},
	{"a number just not large as text", "format('{0}', 1e14)", "\"100000000000000\""},
	{"a very large number as text", "format('{0}', 1.5e300)", "\"1.5E+300\""},
	{"a small number as text", "format('{0}', 0.0001)", "\"0.0001\""},
	{"a smaller number as text", "format('{0}', 0.00001)", "\"1E-05\""},
	{"a fraction is rounded to 15 digits", "format('{0}', 0.1234567890123456)",
		"\"0.123456789012346\""},
	{"a third as text", "format('{0}', 0.3333333333333333)", "\"0.333333333333333\""},
	{"a hexadecimal number as text is decimal", "format('{0}', 0xff)", "\"255\""},
	{"an array as text", "format('{0}', a)", "\"Array\""},
	{"an object as text", "format('{0}', o)", "\"Object\""},
	{"a number keeps its digits as a value", "0.1234567890123456", "0.1234567890123456"},
	{"a large number as a value", "1e20", "1E+20"},
};

/* `x == n` says which number a value is. */
static const struct expression_row numbers[] = {
	{"null is the number 0", "null == 0", "true"},
	{"true is the number 1", "true == 1", "true"},
	{"false is the number 0", "false == 0", "true"},
	{"empty text is the number 0", "'' == 0", "true"},
	{"white space is the number 0", "' \t\n' == 0", "true"},
	{"a text of digits is a number", "'42' == 42", "true"},
	{"white space around digits goes", "'  42\n' == 42", "true"},
	{"white space of any alphabet around digits goes",
		"'\xC2\xA0"
		"42\xE2\x80\x83' == 42",
		"true"},
	{"white space between digits does not", "'4 2' == 42", "false"},
	{"a text with a sign is a number", "'-42' == -42", "true"},
	{"a text with a plus is a number", "'+42' == 42", "true"},
	{"a text with a point is a number", "'1.5' == 1.5", "true"},
	{"a text that begins with its point is a number", "'.5' == 0.5", "true"},
	{"a text with an exponent is a number", "'1e3' == 1000", "true"},
	{"a text of hexadecimal digits is a number", "'0xff' == 255", "true"},
	{"a hexadecimal text of 32 bits is negative", "'0xFFFFFFFF' == -1", "true"},
	{"a hexadecimal text of more bits is none", "'0x100000000' == 4294967296", "false"},
	{"a hexadecimal text in upper case is none", "'0XFF' == 255", "false"},
	{"a negative hexadecimal text is none", "'-0xff' == -255", "false"},
	{"a text of octal digits is a number", "'0o17' == 15", "true"},
	{"an octal text with another digit is none", "'0o18' == 15", "false"},
	{"a binary text is none", "'0b1' == 1", "false"},
	{"the text Infinity is infinite", "'Infinity' == Infinity", "true"},
	{"the text -Infinity is negative", "'-Infinity' == -Infinity", "true"},
	{"the text NaN is NaN", "'NaN' == NaN", "false"},
	{"YAML's infinity is none", "'.inf' == Infinity", "false"},
	{"any other text is none", "'abc' == 0", "false"},
	{"digits with a word are none", "'1a' == 1", "false"},
	{"digits with a comma are none", "'1,000' == 1000", "false"},
	{"digits with a low line are none", "'1_000' == 1000", "false"},
	{"an exponent without digits is none", "'1e' == 1", "false"},
	{"a point alone is none", "'.' == 0", "false"},
	{"the text true is none", "'true' == true", "false"},
	{"the text false is none", "'false' == false", "false"},
	{"the text null is none", "'null' == null", "false"},
	{"an array is none", "a == 1", "false"},
	{"an object is none", "o == 0", "false"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("literals", literals, check_expression) +
	       ROWS_RUN("texts", texts, check_expression) +
	       ROWS_RUN("numbers", numbers, check_expression);
}
