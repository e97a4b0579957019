/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/template.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* What the expressions of the rows see. */
static const char contexts_yaml[] =
	"github: {actor: bob, event: {number: 7, list: [x], commits: [{id: 1}]}, token: t}\n"
	"vars: {V: v}\n"
	"inputs: {flag: true}\n"
	"secrets: {X: x}\n"
	"matrix:\n"
	"  os: linux\n"
	"  n: 3\n"
	"  none: ~\n"
	"  list: [a, b]\n"
	"  deep: {Key: v}\n"
	"  out: '${{ needs.a.outputs.b }}'\n";
static const char env_yaml[] = "A: a\n"
			       "small: lower\n"
			       "EMPTY: ''\n"
			       "NUMBER: 3.10\n"
			       "KEY: actor\n"
			       "BRACES: '{0}{'\n"
			       "OPEN: ${{ '${{ x' }}\n"
			       "MIXED: ${{ vars.X }}-a\n"
			       "OUTPUT: ${{ steps.s.outputs.o }}\n"
			       "TOKEN: x${{ github.token }}\n"
			       "SECRET: ${{ secrets.X }}\n";

static const struct value *yaml_value(struct arena *arena, const char *yaml)
{
	struct diags diags;
	diags_init(&diags, arena);
	const struct document *document = yaml_read(arena, &diags, STR("w.yml"), str_of(yaml));
	assert_non_null(document);
	const struct scope nothing = {.arena = arena};
	const struct value *value = template_value(document, document->root, &nothing);
	assert_non_null(value);
	return value;
}

static struct scope full_scope(struct arena *arena)
{
	const struct value *contexts = yaml_value(arena, contexts_yaml);
	return (struct scope){.arena = arena,
		.contexts = contexts->members,
		.env = yaml_value(arena, env_yaml)->members};
}

struct evaluate_row {
	const char *name;
	const char *text;
	const char *expected; /* JSON, and the marks and the reason when there are marks */
};

static const struct evaluate_row knowns[] = {
	{"a literal keeps its kind", "3.10", "3.1"},
	{"null is known", "null", "null"},
	{"a string is known", "'a'", "\"a\""},
	{"a known text that looks unknown is known", "'${{ github.actor }}'",
		"\"${{ github.actor }}\""},
	{"a group of a literal is known", "(('a'))", "\"a\""},
	{"env is looked up", "env.A", "\"a\""},
	{"env is looked up by index", "env['A']", "\"a\""},
	{"the case of an env name counts", "env.SMALL", "null"},
	{"an env name is found in its own case", "env.small", "\"lower\""},
	{"the case of env itself does not", "ENV.A", "\"a\""},
	{"an env name that is not there is null", "env.MISSING", "null"},
	{"an empty env value is known", "env.EMPTY", "\"\""},
	{"an env value with a `${{` of its own is known", "env.OPEN", "\"${{ x\""},
	{"an index that is known is followed", "github[env.KEY]", "\"bob\""},
	{"a context's member is found", "github.actor", "\"bob\""},
	{"the case of a context's member does not count", "GITHUB.ACTOR", "\"bob\""},
	{"a path is followed", "github.event.number", "7"},
	{"a path goes into arrays", "github.event.list[0]", "\"x\""},
	{"a member keeps its kind", "inputs.flag", "true"},
	{"an array of scalars is given whole", "github.event.list", "[\"x\"]"},
	{"a matrix is whole", "matrix.missing", "null"},
	{"a matrix's object is whole", "matrix.deep.missing.more", "null"},
	{"a matrix's null is null", "matrix.none.x", "null"},
	{"a matrix's object is a value", "matrix.deep", "{\"Key\":\"v\"}"},
	{"a matrix's object is gone into", "matrix.deep.key", "\"v\""},
	{"an item is found", "matrix.list[1]", "\"b\""},
	{"an item is found by text", "matrix.list['1']", "\"b\""},
	{"an item beyond the end is null", "matrix.list[2]", "null"},
	{"an item before the start is null", "matrix.list[-1]", "null"},
	{"an item by a name is null", "matrix.list.x", "null"},
	{"an index into a string is null", "matrix.os[0]", "null"},
	{"format puts arguments in", "format('{1}-{0}', 'a', matrix.n)", "\"3-a\""},
	{"format takes an argument twice", "format('{0}{0}', env.A)", "\"aa\""},
	{"format unescapes braces", "format('{{{0}}} {{', 1)", "\"{1} {\""},
	{"format makes strings", "format('{0},{1},{2},{3}', null, true, matrix.list, matrix.deep)",
		"\",true,Array,Object\""},
	{"format without arguments is text", "format('a')", "\"a\""},
	{"format's text may be any value", "format(5)", "\"5\""},
	{"format nests", "format('{0}', format('{0}', 'x'))", "\"x\""},
	{"format is an index", "env[format('{0}', 'A')]", "\"a\""},
};

static const struct evaluate_row unknowns[] = {
	{"the text is trimmed", "  vars.X  ", "\"${{ vars.X }}\" unknown expression"},
	{"github is partial", "github.sha", "\"${{ github.sha }}\" unknown expression"},
	{"github's objects are partial", "github.event.action",
		"\"${{ github.event.action }}\" unknown expression"},
	{"a partial object is no value", "github.event",
		"\"${{ github.event }}\" unknown expression"},
	{"an array of partial objects is no value", "github.event.commits",
		"\"${{ github.event.commits }}\" unknown expression"},
	{"vars are partial", "vars.W", "\"${{ vars.W }}\" unknown expression"},
	{"inputs are partial", "inputs.x", "\"${{ inputs.x }}\" unknown expression"},
	{"an unknown env value is that value", "env.MIXED",
		"\"${{ vars.X }}-a\" unknown expression"},
	{"an unknown env value keeps its reason", "env.OUTPUT",
		"\"${{ steps.s.outputs.o }}\" unknown step-output"},
	{"an unknown env value keeps its marks", "env.TOKEN",
		"\"x${{ github.token }}\" unknown secret job-token expression"},
	{"an unknown matrix value is that value", "matrix.out",
		"\"${{ needs.a.outputs.b }}\" unknown step-output"},
	{"what is under an unknown value is unknown", "matrix.out.x",
		"\"${{ needs.a.outputs.b.x }}\" unknown step-output"},
	{"format of something unknown stays", "format('{0}', github.sha)",
		"\"${{ format('{0}', github.sha) }}\" unknown expression"},
	{"format takes the marks of an env value", "format('{0}', env.TOKEN)",
		"\"${{ format('{0}', format('x{0}', github.token)) }}\" unknown secret job-token "
		"expression"},
	{"steps are a step's output", "steps.a.outputs.b",
		"\"${{ steps.a.outputs.b }}\" unknown step-output"},
	{"needs are a step's output", "needs.a.outputs.b",
		"\"${{ needs.a.outputs.b }}\" unknown step-output"},
	{"the first context is the reason", "format('{0}{1}', github.sha, needs.a.result)",
		"\"${{ format('{0}{1}', github.sha, needs.a.result) }}\" unknown expression"},
	{"a known context is no reason", "format('{0}{1}', github.actor, needs.a.result)",
		"\"${{ format('{0}{1}', 'bob', needs.a.result) }}\" unknown step-output"},
	{"an index is a reason", "env[steps.a.outputs.b] && true",
		"\"${{ env[steps.a.outputs.b] && true }}\" unknown secret job-token other-secret "
		"expression"},
};

static const struct evaluate_row secrets[] = {
	{"a secret is secret, whatever the scope holds", "secrets.X",
		"\"${{ secrets.X }}\" unknown secret other-secret expression"},
	{"a secret by index is secret", "secrets['X']",
		"\"${{ secrets['X'] }}\" unknown secret other-secret expression"},
	{"GITHUB_TOKEN is the job's token", "secrets.github_Token",
		"\"${{ secrets.github_Token }}\" unknown secret job-token expression"},
	{"github.token is the job's token, whatever the scope holds", "github.token",
		"\"${{ github.token }}\" unknown secret job-token expression"},
	{"github['token'] is the job's token", "github['TOKEN']",
		"\"${{ github['TOKEN'] }}\" unknown secret job-token expression"},
	{"all secrets are any secret", "toJSON(secrets)",
		"\"${{ toJSON(secrets) }}\" unknown secret job-token other-secret expression"},
	{"secrets.* is any secret", "join(secrets.*)",
		"\"${{ join(secrets.*) }}\" unknown secret job-token other-secret expression"},
	{"an unknown index is any secret", "secrets[github.sha]",
		"\"${{ secrets[github.sha] }}\" unknown secret job-token other-secret expression"},
	{"a known index is that secret", "secrets[env.A]",
		"\"${{ secrets.a }}\" unknown secret other-secret expression"},
	{"a secret's index is that secret", "secrets.X.y",
		"\"${{ secrets.X.y }}\" unknown secret other-secret expression"},
	{"github as a whole holds the token", "toJSON(github)",
		"\"${{ toJSON(github) }}\" unknown secret job-token expression"},
	{"github alone holds the token", "github",
		"\"${{ github }}\" unknown secret job-token expression"},
	{"github.* holds the token", "github.*",
		"\"${{ github.* }}\" unknown secret job-token expression"},
	{"an unknown index of github may be the token", "github[vars.X]",
		"\"${{ github[vars.X] }}\" unknown secret job-token expression"},
	{"a group hides no secret", "(secrets || vars).X",
		"\"${{ (secrets || vars).X }}\" unknown secret job-token other-secret expression"},
	{"an index hides no secret", "vars[secrets.X]",
		"\"${{ vars[secrets.X] }}\" unknown secret other-secret expression"},
	{"a comparison hides no secret", "secrets.X == 'a'",
		"\"${{ secrets.X == 'a' }}\" unknown secret other-secret expression"},
	{"a hash hides no secret", "hashFiles(secrets.X)",
		"\"${{ hashFiles(secrets.X) }}\" unknown secret other-secret expression"},
	{"an argument that is not used is not evaluated", "format('a', secrets.X)", "\"a\""},
	{"secrets of both kinds meet", "secrets.A || github.token",
		"\"${{ secrets.A || github.token }}\" unknown secret job-token other-secret "
		"expression"},
	{"env as a whole holds its secrets", "toJSON(env)",
		"\"${{ toJSON(env) }}\" unknown secret job-token other-secret expression"},
	{"an env value hides no secret", "env.SECRET == ''",
		"\"${{ format('{0}', secrets.X) == '' }}\" unknown secret other-secret expression"},
	{"a secret that is not evaluated leaves no mark", "false && secrets.X", "false"},
	{"nor does one behind what is true", "matrix.os || secrets.X", "\"linux\""},
	{"nor one in a value that is not chosen", "case(matrix.n == 3, 'a', secrets.X)", "\"a\""},
	{"nor a separator of one item", "join(fromJSON('[1]'), secrets.X)", "\"1\""},
	{"nor what is looked for in an object", "contains(matrix.deep, secrets.X)", "false"},
	{"nor an index into nothing", "matrix.none[secrets.X]", "null"},
	{"nor one that decides nothing", "!(secrets.X && false)", "true"},
	{"a secret before what is false marks it", "secrets.X && false",
		"\"${{ secrets.X && false }}\" unknown secret other-secret expression"},
	{"a negation hides no secret", "!secrets.X",
		"\"${{ !secrets.X }}\" unknown secret other-secret expression"},
	{"an order hides no secret", "secrets.X < 'a'",
		"\"${{ secrets.X < 'a' }}\" unknown secret other-secret expression"},
	{"contains hides no secret", "contains(secrets.X, 'a')",
		"\"${{ contains(secrets.X, 'a') }}\" unknown secret other-secret expression"},
	{"nor when it is looked for", "contains('a', secrets.X)",
		"\"${{ contains('a', secrets.X) }}\" unknown secret other-secret expression"},
	{"startsWith hides no secret", "startsWith(secrets.X, 'a')",
		"\"${{ startsWith(secrets.X, 'a') }}\" unknown secret other-secret expression"},
	{"endsWith hides no secret", "endsWith('a', secrets.X)",
		"\"${{ endsWith('a', secrets.X) }}\" unknown secret other-secret expression"},
	{"join hides no secret", "join(vars.X, secrets.X)",
		"\"${{ join(vars.X, secrets.X) }}\" unknown secret other-secret expression"},
	{"fromJSON hides no secret", "fromJSON(secrets.X).a",
		"\"${{ fromJSON(secrets.X).a }}\" unknown secret other-secret expression"},
	{"a predicate hides no secret", "case(secrets.X == 'a', 1, 2)",
		"\"${{ case(secrets.X == 'a', 1, 2) }}\" unknown secret other-secret expression"},
	{"a value that may be chosen hides no secret", "case(vars.X == 'a', secrets.X, 2)",
		"\"${{ case(vars.X == 'a', secrets.X, 2) }}\" unknown secret other-secret "
		"expression"},
	{"a status tells of no secret", "success(secrets.X)",
		"\"${{ success(secrets.X) }}\" unknown expression"},
	{"an error that may be one hides no secret",
		"vars.X && contains(fromJSON('no'), secrets.X)",
		"\"${{ vars.X && contains(fromJSON('no'), secrets.X) }}\" unknown secret "
		"other-secret expression"},
	{"text that names a secret is none", "format('secrets.X {0}', vars.X)",
		"\"${{ format('secrets.X {0}', vars.X) }}\" unknown expression"},
};

static const struct evaluate_row nothings[] = {
	{"without env, env is unknown", "env.A", "\"${{ env.A }}\" unknown expression"},
	{"without a context, it is unknown", "github.actor",
		"\"${{ github.actor }}\" unknown expression"},
	{"without a matrix, it is unknown", "matrix.os", "\"${{ matrix.os }}\" unknown matrix"},
	{"a literal is known without anything", "'a'", "\"a\""},
};

static struct str describe(struct arena *arena, const struct value *value)
{
	static const struct {
		unsigned mark;
		const char *text;
	} names[] = {
		{MARK_UNKNOWN, " unknown"},
		{MARK_SECRET, " secret"},
		{MARK_JOB_TOKEN, " job-token"},
		{MARK_OTHER_SECRET, " other-secret"},
	};
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&out, value_line(arena, value));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (value->marks & names[i].mark)
			strbuf_add(&out, str_of(names[i].text));
	if (value->marks)
		strbuf_printf(&out, " %.*s", STR_ARG(unknown_why_name(value->why)));
	return strbuf_str(&out);
}

static void evaluate(const struct evaluate_row *row, const struct scope *scope)
{
	static const struct place origin = {.line = 7, .column = 9};
	struct expression_error error;
	const struct expression *expression =
		expression_parse(scope->arena, str_of(row->text), &error);
	if (!expression)
		fail_msg("at %zu: %.*s", error.offset, STR_ARG(error.message));
	const struct value *value = expression_value(expression, scope, &origin, &error);
	assert_non_null(value);
	assert_string_equal(describe(scope->arena, value).ptr, row->expected);
	assert_ptr_equal(value->origin, &origin);
}

/* -- text with expressions in it --------------------------------------------------------------- */

static const struct evaluate_row mixtures[] = {
	{"known parts are put together", "a${{ env.A }}-${{ matrix.n }}", "\"aa-3\""},
	{"null is nothing", "[${{ matrix.none }}]", "\"[]\""},
	{"a boolean is a word", "${{ inputs.flag }}!", "\"true!\""},
	{"one expression keeps its kind", "${{ matrix.n }}", "3"},
	{"space around makes it text", " ${{ matrix.n }}", "\" 3\""},
	{"what is unknown stays beside what is known", "${{ matrix.os }}-${{ vars.W }}",
		"\"linux-${{ vars.W }}\" unknown expression"},
	{"a part of an expression is computed", "a-${{ format('{0}{1}', matrix.os, vars.W) }}",
		"\"a-${{ format('{0}{1}', 'linux', vars.W) }}\" unknown expression"},
	{"a known brace beside what is unknown is an expression", "${{ env.OPEN }}-${{ vars.W }}",
		"\"${{ '${{' }} x-${{ vars.W }}\" unknown expression"},
	{"also when two parts make it", "${{ '$' }}{{ x${{ vars.W }}",
		"\"${{ '${{' }} x${{ vars.W }}\" unknown expression"},
	{"alone it is text", "${{ env.OPEN }}-", "\"${{ x-\""},
	{"an unknown value is put in as it is", "a-${{ env.MIXED }}",
		"\"a-${{ vars.X }}-a\" unknown expression"},
	{"the first reason counts", "${{ needs.a.result }}${{ vars.W }}",
		"\"${{ needs.a.result }}${{ vars.W }}\" unknown step-output"},
	{"marks meet", "${{ vars.W }}${{ secrets.X }}${{ github.token }}",
		"\"${{ vars.W }}${{ secrets.X }}${{ github.token }}\" unknown secret job-token "
		"other-secret expression"},
};

static void check_mixture(void **state)
{
	const struct evaluate_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = full_scope(&arena);
	const struct value *value = template_text(str_of(row->text), &scope, NULL);
	assert_string_equal(describe(&arena, value).ptr, row->expected);
	arena_release(&arena);
}

/* -- where a secret comes in ------------------------------------------------------------------- */

struct secret_row {
	const char *name;
	const char *text;
	unsigned line; /* of a text at line 7; what env holds is from line 1; 0: no secret */
};

static const struct secret_row places[] = {
	{"in the expression itself", "${{ secrets.X }}", 7},
	{"in a part of it", "${{ vars.W == secrets.X }}", 7},
	{"in text around it", "a ${{ vars.W }} ${{ secrets.X }}", 7},
	{"where env took it in", "${{ env.SECRET }}", 11},
	{"where env took it in, in a part of it", "${{ env.SECRET == 'a' }}", 11},
	{"where env took it in, in text", "a ${{ env.TOKEN }}", 10},
	{"the first of several", "${{ env.SECRET || secrets.Y }}", 11},
	{"none that is not evaluated", "${{ false && secrets.X || vars.W }}", 0},
};

static void check_place(void **state)
{
	static const struct place origin = {.line = 7, .column = 9};
	const struct secret_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = full_scope(&arena);
	const struct value *value = template_text(str_of(row->text), &scope, &origin);
	assert_non_null(value);
	assert_int_equal(value->secret_at ? value->secret_at->line : 0, row->line);
	arena_release(&arena);
}

static void check_full(void **state)
{
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = full_scope(&arena);
	evaluate(*state, &scope);
	arena_release(&arena);
}

static void check_nothing(void **state)
{
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct scope scope = {.arena = &arena};
	evaluate(*state, &scope);
	arena_release(&arena);
}

static void check_env_may_change(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	struct scope scope = full_scope(&arena);
	struct expression_error error;
	const struct expression *hangs =
		expression_parse(&arena, STR("matrix.os && fromJSON(env.MISSING).a"), &error);
	const struct expression *fails =
		expression_parse(&arena, STR("fromJSON(matrix.os)"), &error);
	assert_null(expression_value(hangs, &scope, NULL, &error));
	assert_true(error.message.len > 0);
	scope.env_may_change = true;
	assert_string_equal(describe(&arena, expression_value(hangs, &scope, NULL, &error)).ptr,
		"\"${{ fromJSON(env.MISSING).a }}\" unknown expression");
	assert_null(expression_value(fails, &scope, NULL, &error));
	assert_true(error.message.len > 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"an error that hangs on env is none where env may change", check_env_may_change,
			NULL, NULL, NULL},
	};
	return ROWS_RUN("knowns", knowns, check_full) + ROWS_RUN("unknowns", unknowns, check_full) +
	       ROWS_RUN("secrets", secrets, check_full) +
	       ROWS_RUN("nothings", nothings, check_nothing) +
	       ROWS_RUN("mixtures", mixtures, check_mixture) +
	       ROWS_RUN("places of secrets", places, check_place) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
