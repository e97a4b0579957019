/* SPDX-License-Identifier: MIT */

/* `precache eval` as a user runs it: what it prints, and where it says what is wrong. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define VALUE(kind, value) "{\n  \"kind\": \"" kind "\",\n  \"value\": " value "\n}\n"

struct eval_row {
	const char *name;
	const char *const *args;
	const char *file; /* c.yml in the folder; NULL: there is none */
	int exit_code;
	const char *out; /* all of standard output */
	const char *err; /* stands in standard error; "" nothing may stand there */
};

static const struct eval_row rows[] = {
	{"null", LIST("--", "null"), NULL, 0, VALUE("null", "null"), ""},
	{"a boolean", LIST("--", "1 < 2"), NULL, 0, VALUE("boolean", "true"), ""},
	{"a whole number is an integer", LIST("--", "1e3"), NULL, 0, VALUE("number", "1000"), ""},
	{"an expression may begin with a dash", LIST("--", "-1.5"), NULL, 0,
		VALUE("number", "-1.5"), ""},
	{"negative zero is zero", LIST("--", "-0"), NULL, 0, VALUE("number", "0"), ""},
	{"NaN is a string of kind number", LIST("NaN"), NULL, 0, VALUE("number", "\"NaN\""), ""},
	{"infinity too", LIST("--", "-Infinity"), NULL, 0, VALUE("number", "\"-Infinity\""), ""},
	{"a string, in ASCII", LIST("--", "'\xC3\xA9'"), NULL, 0, VALUE("string", "\"\\u00E9\""),
		""},
	{"an array", LIST("--", "fromJSON('[1, \"a\"]')"), NULL, 0,
		VALUE("array", "[\n    1,\n    \"a\"\n  ]"), ""},
	{"an object", LIST("--", "fromJSON('{\"b\": {}}')"), NULL, 0,
		VALUE("object", "{\n    \"b\": {}\n  }"), ""},
	{"braces around it", LIST("--", "${{ 'a' }}"), NULL, 0, VALUE("string", "\"a\""), ""},
	{"what is unknown is left", LIST("--", "format('{0}/{1}', github.actor, 1 == 1)"), NULL, 0,
		VALUE("unknown", "\"format('{0}/{1}', github.actor, true)\""), ""},
	{"without the braces", LIST("--", "${{ vars.X }}"), NULL, 0, VALUE("unknown", "\"vars.X\""),
		""},
	{"a context from a file", LIST("--context-file", "c.yml", "--", "github.ref"),
		"github: {ref: main}\n", 0, VALUE("string", "\"main\""), ""},
	{"a context from JSON", LIST("--context-file", "c.yml", "--", "github.n"),
		"{\"github\": {\"n\": 1.50}}", 0, VALUE("number", "1.5"), ""},
	{"a number in it may have more than 64 bits",
		LIST("--context-file", "c.yml", "--", "format('{0}', github.n)"),
		"{\"github\": {\"n\": 12345678901234567890}}", 0,
		VALUE("string", "\"1.23456789012346E+19\""), ""},
	{"a member that the file's context lacks is null",
		LIST("--context-file", "c.yml", "--", "github.sha"), "github: {ref: main}\n", 0,
		VALUE("null", "null"), ""},
	{"a context that the file lacks is unknown",
		LIST("--context-file", "c.yml", "--", "vars.X || github.ref"),
		"github: {ref: main}\n", 0, VALUE("unknown", "\"vars.X || 'main'\""), ""},
	{"a file's context has no members but its own",
		LIST("--context-file", "c.yml", "--", "contains(needs.*.result, 'failure')"),
		"needs: {a: {result: success}, b: {result: failure}}\n", 0,
		VALUE("boolean", "true"), ""},
	{"a member that no option gives is unknown",
		LIST("--context", "github.ref=main", "--", "github.sha"), NULL, 0,
		VALUE("unknown", "\"github.sha\""), ""},
	{"a name that GitHub has not", LIST("--context-file", "c.yml", "--", "foo.missing == null"),
		"foo: {bar: 1}\n", 0, VALUE("boolean", "true"), ""},
	{"a name that is no mapping", LIST("--context-file", "c.yml", "--", "FOO"), "foo: text\n",
		0, VALUE("string", "\"text\""), ""},
	{"braces in a file are text", LIST("--context-file", "c.yml", "--", "foo"),
		"foo: '${{ github.ref }}'\n", 0, VALUE("string", "\"${{ github.ref }}\""), ""},
	{"a member with a point in its name", LIST("--context-file", "c.yml", "--", "vars['a.b']"),
		"vars: {a.b: 1}\n", 0, VALUE("number", "1"), ""},
	{"env is whole, and its case counts",
		LIST("--context-file", "c.yml", "--", "env.a || env.A"), "env: {A: x}\n", 0,
		VALUE("string", "\"x\""), ""},
	{"secrets stay unknown", LIST("--context-file", "c.yml", "--", "secrets.A == 'x'"),
		"secrets: {A: x}\n", 0, VALUE("unknown", "\"secrets.A == 'x'\""), ""},
	{"so does the token", LIST("--context-file", "c.yml", "--", "github.token"),
		"github: {token: x}\n", 0, VALUE("unknown", "\"github.token\""), ""},
	{"two files, the later over the earlier",
		LIST("--context-file", "c.yml", "--context-file", "c.yml", "--", "foo"), "foo: 1\n",
		0, VALUE("number", "1"), ""},
	{"a value from an option", LIST("--context", "vars.A=b=c", "--", "vars.A"), NULL, 0,
		VALUE("string", "\"b=c\""), ""},
	{"an option over a file, beside what else it says",
		LIST("--context-file", "c.yml", "--context", "foo.a=2", "--",
			"format('{0}{1}', foo.a, foo.b)"),
		"foo: {a: 1, b: 3}\n", 0, VALUE("string", "\"23\""), ""},
	{"a name from an option", LIST("--context", "foo=a", "--", "foo"), NULL, 0,
		VALUE("string", "\"a\""), ""},
	{"no files without a root", LIST("--", "hashFiles('c.yml')"), "a: 1\n", 0,
		VALUE("unknown", "\"hashFiles('c.yml')\""), ""},
	{"files of a root", LIST("--repo", ".", "--", "hashFiles('c.yml')"), "hello\n", 0,
		VALUE("string", "\""
				"ecb65bb98f9d905b70458986c39fcbad7715e5f2fcc3b1f07767d7c83e2438cc"
				"\""),
		""},
	{"always is true, success unknown", LIST("--", "always() && success()"), NULL, 0,
		VALUE("unknown", "\"success()\""), ""},
	{"an unknown name is exit 3", LIST("--", "1 == foo"), NULL, 3, "",
		"<expression>:1:6: error: unrecognized named-value 'foo' [PC0204]\n"
		"    1 | 1 == foo\n      |      ^\n"},
	{"a name that is near another", LIST("--", "gihub.ref"), NULL, 3, "",
		"hint: did you mean 'github'?"},
	{"an unknown function is exit 3", LIST("--", "tojson2(1)"), NULL, 3, "",
		"<expression>:1:1: error: unrecognized function 'tojson2'"},
	{"the column counts braces", LIST("--", "${{ foo }}"), NULL, 3, "",
		"<expression>:1:5: error: unrecognized named-value 'foo'"},
	{"the second line has columns of its own", LIST("--", "'a' ==\n  foo"), NULL, 3, "",
		"<expression>:2:3: error: unrecognized named-value 'foo'"},
	{"columns are characters", LIST("--", "'\xC3\xA9' == foo"), NULL, 3, "",
		"<expression>:1:8: error: unrecognized named-value 'foo'"},
	{"an evaluation with an error is exit 3", LIST("--", "format('{1}', 1)"), NULL, 3, "",
		"<expression>:1:9: error: the format string references more arguments than were "
		"supplied: '{1}' [PC0230]"},
	{"nothing is no expression", LIST("--", ""), NULL, 3, "", "an expression was expected"},
	{"what is not UTF-8 is none", LIST("--", "'\xFF'"), NULL, 3, "",
		"<expression>:1:1: error: the expression is not UTF-8"},
	{"no expression is exit 2", LIST("-q"), NULL, 2, "", "no expression"},
	{"two expressions are exit 2", LIST("--", "1", "2"), NULL, 2, "", "not '2' too"},
	{"an option of another command is exit 2", LIST("--job", "a", "--", "1"), NULL, 2, "",
		"'--job'"},
	{"a context without a value is exit 2", LIST("--context", "foo", "--", "1"), NULL, 2, "",
		"'foo' is no context value"},
	{"a file that is not there is exit 3", LIST("--context-file", "c.yml", "--", "1"), NULL, 3,
		"", "cannot read 'c.yml'"},
	{"a file that is no mapping is exit 3", LIST("--context-file", "c.yml", "--", "1"), "- a\n",
		3, "", "c.yml:1:1: error: a context file is a mapping of contexts"},
};

static void check_row(void **state)
{
	const struct eval_row *row = *state;
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "eval"};
	char *folder = folder_make();
	char *file = path_of(folder, "c.yml");
	if (row->file)
		file_put(file, row->file);
	for (size_t i = 0; row->args[i]; i++)
		argv[i + 2] = row->args[i];
	struct process process =
		process_run(&(struct process_request){.argv = argv, .folder = folder});
	assert_string_equal(process.out, row->out);
	if (row->err[0] ? !strstr(process.err, row->err) : process.err[0] != '\0')
		fail_msg("%s", process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	process_free(&process);
	free(file);
	folder_remove(folder);
}

int main(void)
{
	return ROWS_RUN("eval", rows, check_row);
}
