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
			       "e: []\n"
			       "o: {k: v}\n"
			       "none: {}\n"
			       "s: text\n"
			       "zero: 0\n";

static const struct expression_row nots[] = {
	{"not null", "!null", "true"},
	{"not true", "!true", "false"},
	{"not false", "!false", "true"},
	{"not 0", "!0", "true"},
	{"not negative zero", "!-0", "true"},
	{"not 1", "!1", "false"},
	{"not a fraction", "!0.1", "false"},
	{"not NaN", "!NaN", "true"},
	{"not infinity", "!Infinity", "false"},
	{"not an empty string", "!''", "true"},
	{"not white space", "!' '", "false"},
	{"not the text false", "!'false'", "false"},
	{"not the text 0", "!'0'", "false"},
	{"not an array", "!a", "false"},
	{"not an empty array", "!e", "false"},
	{"not an object", "!o", "false"},
	{"not an empty object", "!none", "false"},
	{"not something that is not there", "!o.missing", "true"},
	{"twice not is a boolean", "!!'a'", "true"},
	{"three times not", "!!!0", "true"},
	{"spaces between nots", "! ! true", "true"},
	{"not binds tighter than equality", "!0 == true", "true"},
	{"not of a group", "!(0 == true)", "true"},
};

static const struct expression_row ands[] = {
	{"two that are true give the last", "1 && 2", "2"},
	{"a text that is true gives the last", "'a' && 'b'", "\"b\""},
	{"null is given", "null && 1", "null"},
	{"false is given", "false && 1", "false"},
	{"0 is given", "0 && 1", "0"},
	{"NaN is given", "NaN && 1", "\"NaN\""},
	{"an empty string is given", "'' && 1", "\"\""},
	{"the last is given whatever it is", "1 && ''", "\"\""},
	{"the last is given as it is", "1 && null", "null"},
	{"an array is true", "a && 'x'", "\"x\""},
	{"an array is given", "true && a", "[1]"},
	{"an empty object is true", "none && 'x'", "\"x\""},
	{"three that are true", "1 && 'a' && true", "true"},
	{"the first that is false of three", "1 && 0 && ''", "0"},
	{"what is behind is not evaluated", "false && fromJSON('no')", "false"},
	{"nor behind that", "0 && fromJSON('no') && fromJSON('no')", "0"},
	{"what is before is", "fromJSON('no') && false",
		"error at 9: not JSON: invalid token near 'no'"},
};

static const struct expression_row ors[] = {
	{"the first that is true is given", "1 || 2", "1"},
	{"the second when the first is null", "null || 2", "2"},
	{"the second when the first is false", "false || 'a'", "\"a\""},
	{"the second when the first is 0", "0 || 'a'", "\"a\""},
	{"the second when the first is NaN", "NaN || 'a'", "\"a\""},
	{"the second when the first is empty", "'' || 'a'", "\"a\""},
	{"the first when it is white space", "' ' || 'a'", "\" \""},
	{"the last when none is true", "false || null", "null"},
	{"the last when none is true, as it is", "null || ''", "\"\""},
	{"0 at the end", "false || 0", "0"},
	{"an array is true", "a || 1", "[1]"},
	{"an empty array is true", "e || 1", "[]"},
	{"an object is true", "none || 1", "{}"},
	{"the first of three", "0 || '' || 'x'", "\"x\""},
	{"a default for something that is not there", "o.missing || 'default'", "\"default\""},
	{"what is behind is not evaluated", "true || fromJSON('no')", "true"},
	{"what is before is", "fromJSON('no') || true",
		"error at 9: not JSON: invalid token near 'no'"},
};

static const struct expression_row mixtures[] = {
	{"and binds tighter than or", "1 || 0 && 0", "1"},
	{"also on the left", "0 && 0 || 1", "1"},
	{"a choice", "s == 'text' && 'yes' || 'no'", "\"yes\""},
	{"the other choice", "s == 'other' && 'yes' || 'no'", "\"no\""},
	{"a choice of something false gives the other", "true && '' || 'no'", "\"no\""},
	{"a group of or in and", "(0 || 1) && 2", "2"},
	{"groups in groups", "((((1))))", "1"},
	{"a group with spaces", "( 1 )", "1"},
	{"equality binds tighter than and", "1 == 1 && 2 == 2", "true"},
	{"a group turns it", "1 == (1 && 2)", "false"},
	{"relation binds tighter than equality", "true == 2 > 1", "true"},
	{"not in a chain", "!zero && !s", "false"},
	{"and of a comparison gives a boolean", "1 && 1 == 2", "false"},
	{"no spaces", "1&&0||3", "3"},
	{"a group may be indexed", "(o || none).k", "\"v\""},
	{"a group may be filtered", "(a || e).*", "[1]"},
};

int main(void)
{
	expressions_contexts = contexts;
	return ROWS_RUN("not", nots, check_expression) + ROWS_RUN("and", ands, check_expression) +
	       ROWS_RUN("or", ors, check_expression) +
	       ROWS_RUN("mixtures", mixtures, check_expression);
}
