/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/expression_ast.h"
#include "actions/template.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* -- trees ------------------------------------------------------------------------------------ */

struct tree_row {
	const char *name;
	const char *text;
	const char *expected; /* (operator operands…), (. base index), (function arguments…) */
};

static const struct tree_row trees[] = {
	{"null is a literal", "null", "null"},
	{"booleans are literals", "true == false", "(== true false)"},
	{"a whole number is a literal", " 42 ", "42"},
	{"a negative number is a literal", "-1.5", "-1.5"},
	{"a number may begin with a plus", "+7", "7"},
	{"a number may begin with its point", ".5", "0.5"},
	{"a number may have an exponent", "1.5e+3", "1500"},
	{"a number may be hexadecimal", "0xff", "255"},
	{"a number may be octal", "0o17", "15"},
	{"NaN is a number", "NaN", "\"NaN\""},
	{"infinity is a number", "Infinity != -Infinity", "(!= \"Infinity\" \"-Infinity\")"},
	{"a string is in single quotes", "'a b'", "\"a b\""},
	{"a quote is doubled", "'it''s'''", "\"it's'\""},
	{"a string may be empty", "''", "\"\""},
	{"a string may hold symbols", "'(]}} \"'", "\"(]}} \\\"\""},
	{"a context is a name", "github", "github"},
	{"a context's case does not count", "GitHub.Actor", "(. github \"Actor\")"},
	{"a property has dashes", "steps.a-b._c", "(. (. steps \"a-b\") \"_c\")"},
	{"a property may be a literal's word", "env.true", "(. env \"true\")"},
	{"an index is any expression", "matrix[env.A]", "(. matrix (. env \"A\"))"},
	{"an index is the same as a property", "env['A']", "(. env \"A\")"},
	{"a wildcard stands for all", "github.*.x[*]", "(. (. (. github *) \"x\") *)"},
	{"spaces separate and mean nothing", "env . A [ 0 ]", "(. (. env \"A\") 0)"},
	{"a group may be indexed", "(env).A", "(. env \"A\")"},
	{"a call may be indexed", "fromJSON('{}').a[0]", "(. (. (fromJSON \"{}\") \"a\") 0)"},
	{"a function's case does not count", "TOJSON(env)", "(toJSON env)"},
	{"a space may stand before the arguments", "always ( )", "(always)"},
	{"arguments are expressions", "format('{0}{1}', 1 == 2, !env.A)",
		"(format \"{0}{1}\" (== 1 2) (! (. env \"A\")))"},
	{"and binds tighter than or", "1 || 2 && 3", "(|| 1 (&& 2 3))"},
	{"equality binds tighter than and", "1 && 2 == 3", "(&& 1 (== 2 3))"},
	{"relation binds tighter than equality", "1 == 2 < 3", "(== 1 (< 2 3))"},
	{"not binds tightest", "!env.A == 1", "(== (! (. env \"A\")) 1)"},
	{"not may repeat", "!!1", "(! (! 1))"},
	{"not may stand on the right", "1 == !2", "(== 1 (! 2))"},
	{"a group binds tighter than all", "!(1 || 2) && 3", "(&& (! (|| 1 2)) 3)"},
	{"relations group to the left", "1 < 2 >= 3", "(>= (< 1 2) 3)"},
	{"equalities group to the left", "1 == 2 != 3", "(!= (== 1 2) 3)"},
	{"a chain of one operator is one node", "1 && 2 && (3 || 4 || 5)", "(&& 1 2 (|| 3 4 5))"},
	{"no space is needed", "1<=2&&3>4||5!=6", "(|| (&& (<= 1 2) (> 3 4)) (!= 5 6))"},
	{"a number may follow an operator at once", "1<.5", "(< 1 0.5)"},
	{"case takes three", "case(true, 1, 2)", "(case true 1 2)"},
	{"every status function is known", "success() || failure() || cancelled() || always()",
		"(|| (success) (failure) (cancelled) (always))"},
	{"success may name jobs", "success('a', 'b')", "(success \"a\" \"b\")"},
	{"every other function is known",
		"join(contains('a', 'b'), startsWith('a', 'b')) == hashFiles(endsWith('a', 'b'))",
		"(== (join (contains \"a\" \"b\") (startsWith \"a\" \"b\")) "
		"(hashFiles (endsWith \"a\" \"b\")))"},
};

static const char *const operators[] = {
	[OPERATOR_NOT] = "!",
	[OPERATOR_LESS] = "<",
	[OPERATOR_LESS_EQUAL] = "<=",
	[OPERATOR_GREATER] = ">",
	[OPERATOR_GREATER_EQUAL] = ">=",
	[OPERATOR_EQUAL] = "==",
	[OPERATOR_NOT_EQUAL] = "!=",
	[OPERATOR_AND] = "&&",
	[OPERATOR_OR] = "||",
};

static void dump(struct strbuf *out, const struct ast *ast)
{
	if (ast->kind == AST_LITERAL) {
		strbuf_add(out, value_line(out->arena, ast->literal));
		return;
	}
	if (ast->kind == AST_CONTEXT || ast->kind == AST_WILDCARD) {
		strbuf_add(out, ast->kind == AST_CONTEXT ? ast->context->name : STR("*"));
		return;
	}
	strbuf_add_char(out, '(');
	if (ast->kind == AST_CALL)
		strbuf_add(out, ast->function->name);
	else
		strbuf_add(out, str_of(ast->kind == AST_INDEX ? "." : operators[ast->op]));
	for (size_t i = 0; i < ast->operand_count; i++) {
		strbuf_add_char(out, ' ');
		dump(out, ast_operand(ast, i));
	}
	strbuf_add_char(out, ')');
}

static void check_tree(void **state)
{
	const struct tree_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct expression_error error;
	const struct expression *expression = expression_parse(&arena, str_of(row->text), &error);
	if (!expression)
		fail_msg("at %zu: %.*s", error.offset, STR_ARG(error.message));
	struct strbuf out;
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	dump(&out, expression->root);
	assert_string_equal(strbuf_str(&out).ptr, row->expected);
	arena_release(&arena);
}

/* -- errors ----------------------------------------------------------------------------------- */

struct error_row {
	const char *name;
	const char *text;
	size_t offset;
	const char *message;
};

static const struct error_row errors[] = {
	{"nothing is no expression", "", 0, "an expression was expected"},
	{"white space is no expression", " \t", 0, "an expression was expected"},
	{"an operator wants a right side", "1 ==  ", 4, "unexpected end of expression"},
	{"an operator wants a left side", " == 1", 1, "unexpected symbol '=='"},
	{"two values are one too many", "1 2", 2, "unexpected symbol '2'"},
	{"a group is closed", "(1 || 2", 7, "unexpected end of expression"},
	{"a group is opened", "1)", 1, "unexpected symbol ')'"},
	{"a group is not empty", "()", 1, "unexpected symbol ')'"},
	{"an index is closed", "env['a'", 7, "unexpected end of expression"},
	{"an index is closed by its own bracket", "env['a')", 7, "unexpected symbol ')'"},
	{"an index is not empty", "env[]", 4, "unexpected symbol ']'"},
	{"a call is closed", "toJSON(env", 10, "unexpected end of expression"},
	{"an argument follows a comma", "join(1,)", 7, "unexpected symbol ')'"},
	{"an argument precedes a comma", "join(,1)", 5, "unexpected symbol ','"},
	{"a comma stands in calls alone", "1, 2", 1, "unexpected symbol ','"},
	{"a property has a name", "env.", 4, "unexpected end of expression"},
	{"a property is no number", "env.5", 4, "unexpected symbol '5'"},
	{"a property is no string", "env.'a'", 4, "unexpected symbol ''a''"},
	{"a wildcard stands in an index alone", "*", 0, "unexpected symbol '*'"},
	{"a literal has no index", "'abc'[0]", 5, "unexpected symbol '['"},
	{"a literal has no property", "'abc'.a", 5, "unexpected symbol '.'"},
	{"a method is no function", "env.a('x')", 5, "unexpected symbol '('"},
	{"double quotes are no quotes", "env.A == \"x\"", 9, "unexpected symbol '\"x\"'"},
	{"a string is closed", "env.A == 'x", 9, "unexpected symbol ''x'"},
	{"a string that ends in a doubled quote is open", "'x''", 0, "unexpected symbol ''x'''"},
	{"one = is no operator", "env.A = 1", 6, "unexpected symbol '='"},
	{"one & is no operator", "1 & 2", 2, "unexpected symbol '&'"},
	{"one | is no operator", "1 | 2", 2, "unexpected symbol '|'"},
	{"there is no arithmetic", "1 + 2", 2, "unexpected symbol '+'"},
	{"there is no other arithmetic", "env.A / 2", 6, "unexpected symbol '/'"},
	{"a number is a number", "12a", 0, "unexpected symbol '12a'"},
	{"a number has one point", "1.2.3", 0, "unexpected symbol '1.2.3'"},
	{"YAML's numbers are none here", ".inf", 0, "unexpected symbol '.inf'"},
	{"a sign is no number", "-", 0, "unexpected symbol '-'"},
	{"a name is of ASCII", "\xC3\xA9t\xC3\xA9", 0, "unexpected symbol '\xC3\xA9t\xC3\xA9'"},
	{"a name has no $", "env.A == $x", 9, "unexpected symbol '$x'"},
	{"an unknown name is no context", "1 && foo", 5, "unrecognized named-value 'foo'"},
	{"a literal is in lower case", "True", 0, "unrecognized named-value 'True'"},
	{"a function is no name", "format", 0, "unrecognized named-value 'format'"},
	{"an unknown function is told", "!bar(1)", 1, "unrecognized function 'bar'"},
	{"a context is no function", "env('A')", 0, "unrecognized function 'env'"},
	{"too few arguments are told", "1 == format()", 5,
		"too few parameters supplied to 'format'"},
	{"the function's own spelling is told", "CONTAINS('a')", 0,
		"too few parameters supplied to 'contains'"},
	{"too many arguments are told", "toJSON(1, 2)", 0,
		"too many parameters supplied to 'toJSON'"},
	{"always takes nothing", "always(1)", 0, "too many parameters supplied to 'always'"},
	{"case wants three", "case(true, 1)", 0, "too few parameters supplied to 'case'"},
	{"case wants an odd number", "case(true, 1, false, 2)", 0,
		"even number of parameters supplied, an odd number is required by 'case'"},
	{"a format's brace is closed", "format('a{0', 1)", 9,
		"the format string is invalid at '{'"},
	{"a format's brace is opened", "format('a}', 1)", 9, "the format string is invalid at '}'"},
	{"a format's brace has an index", "format('{}', 1)", 8,
		"the format string is invalid at '{'"},
	{"a doubled quote before a brace counts", "format('it''s }')", 14,
		"the format string is invalid at '}'"},
	{"a format's argument is there", "format('{0} {1}', 1)", 12,
		"the format string references more arguments than were supplied: '{1}'"},
	{"a format's huge index is not there", "format('{99999999999999999999999}', 1)", 8,
		"the format string references more arguments than were supplied: "
		"'{99999999999999999999999}'"},
};

static void check_error(void **state)
{
	const struct error_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct expression_error error;
	assert_null(expression_parse(&arena, str_of(row->text), &error));
	assert_string_equal(error.message.ptr, row->message);
	assert_int_equal(error.offset, row->offset);
	arena_release(&arena);
}

/* -- limits ----------------------------------------------------------------------------------- */

struct limit_row {
	const char *name;
	const char *before;
	const char *middle; /* `times` of it */
	const char *after;  /* and as many of this behind `end` */
	const char *end;
	size_t times;
	const char *message; /* NULL: it is well formed */
};

#define TOO_DEEP "exceeded max expression depth 50"

static const struct limit_row limits[] = {
	{"49 negations are in", "", "!", "", "1", 49, NULL},
	{"50 negations are too deep", "", "!", "", "1", 50, TOO_DEEP},
	{"20000 negations cost no stack", "", "!", "", "1", 20000, TOO_DEEP},
	{"50 groups are in", "", "(", ")", "1", 50, NULL},
	{"51 groups are too deep", "", "(", ")", "1", 51, TOO_DEEP},
	{"10000 groups cost no stack", "", "(", ")", "1", 10000, TOO_DEEP},
	{"49 groups that comparisons follow are in", "", "(", "==1)", "1", 49, NULL},
	{"50 groups that comparisons follow are too deep", "", "(", "==1)", "1", 50, TOO_DEEP},
	{"49 calls are in", "", "toJSON(", ")", "1", 49, NULL},
	{"1000 calls are too deep", "", "toJSON(", ")", "1", 1000, TOO_DEEP},
	{"1000 open indexes are too deep", "", "env[", "]", "1", 1000, TOO_DEEP},
	{"49 properties are in", "env", ".a", "", "", 49, NULL},
	{"50 properties are too deep", "env", ".a", "", "", 50, TOO_DEEP},
	{"50 equalities are too deep", "1", "==1", "", "", 50, TOO_DEEP},
	{"a long chain of && is one level", "1", "&&1", "", "", 5000, NULL},
	{"a long chain of || is one level", "1", "||1", "", "", 5000, NULL},
	{"21000 bytes are in", "'", "aa", "", "'", 10499, NULL},
	{"more than 21000 bytes are not", "'", "aa", "", " '", 10499,
		"exceeded max expression length 21000"},
};

static void check_limit(void **state)
{
	const struct limit_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct strbuf text;
	strbuf_init(&text, &arena, LIMIT_TEXT_BYTES);
	strbuf_add(&text, str_of(row->before));
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&text, str_of(row->middle));
	strbuf_add(&text, str_of(row->end));
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&text, str_of(row->after));
	struct expression_error error;
	const struct expression *expression = expression_parse(&arena, strbuf_str(&text), &error);
	assert_int_equal(expression == NULL, row->message != NULL);
	assert_string_equal(error.message.ptr, row->message ? row->message : "");
	arena_release(&arena);
}

/* -- exhaustion ------------------------------------------------------------------------------- */

/* Every limit up to one that is enough: told each time, never crashed on. */
static void check_exhaustion(void **state)
{
	(void)state;
	const struct str text = STR("format('it''s {0}{1}', matrix[env.A] == .5, toJSON(secrets))");
	bool done = false;
	for (size_t limit = 0; !done; limit += 32) {
		struct arena arena;
		arena_init(&arena, limit);
		struct expression_error error;
		const struct expression *expression = expression_parse(&arena, text, &error);
		const struct scope scope = {.arena = &arena};
		const struct value *value =
			expression ? expression_value(expression, &scope, NULL, &error) : NULL;
		assert_int_equal(error.message.len, 0);
		assert_int_equal(value == NULL, arena.exhausted);
		done = value != NULL;
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"an exhausted arena is told, not crashed on", check_exhaustion, NULL, NULL, NULL},
	};
	return ROWS_RUN("trees", trees, check_tree) + ROWS_RUN("errors", errors, check_error) +
	       ROWS_RUN("limits", limits, check_limit) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
