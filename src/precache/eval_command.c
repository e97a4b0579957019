/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "actions/expression.h"
#include "actions/template.h"
#include "base/json_out.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "precache/command_line.h"
#include "precache/eval_context.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/output.h"
#include "precache/root.h"
#include "precache/root_files.h"

/* The expression as it was given, and what of it is evaluated. */
struct evaluation {
	const struct invocation *in;
	struct str given;
	struct str text;
	size_t start; /* of `text` in `given` */
};

static struct place place_at(const struct evaluation *e, size_t offset)
{
	const struct str before = str_slice(e->given, 0, offset);
	struct place at = {STR("<expression>"), e->given, 1, 1};
	size_t line = 0;

	for (size_t i = 0; i < before.len; i++) {
		if (before.ptr[i] == '\n') {
			at.line++;
			line = i + 1;
		}
	}
	at.column = 1 + (unsigned)utf8_count(str_slice(before, line, before.len));
	return at;
}

static int refuse(
	const struct evaluation *e, enum diag_rule rule, const struct expression_error *error)
{
	struct diag *diag;

	if (error->message.len == 0)
		return EXIT_SURROUNDINGS;
	diag = diag_add(e->in->diags, rule, place_at(e, e->start + error->offset), "%.*s",
		STR_ARG(error->message));
	if (error->hint.ptr)
		diag_hint(e->in->diags, diag, "%.*s", STR_ARG(error->hint));
	return EXIT_INPUT;
}

/* `${{ x }}` is x. */
static void unwrap(struct evaluation *e)
{
	const struct str trimmed = str_trim(e->given);
	struct span span;

	e->text = e->given;
	e->start = 0;
	if (!text_is_expression(trimmed, &span))
		return;
	e->text = span.inner;
	e->start = (size_t)(span.inner.ptr - e->given.ptr);
}

static struct str kind_name(const struct value *value)
{
	static const struct str names[] = {
		[VALUE_NULL] = STR_ROW("null"),
		[VALUE_BOOLEAN] = STR_ROW("boolean"),
		[VALUE_NUMBER] = STR_ROW("number"),
		[VALUE_STRING] = STR_ROW("string"),
		[VALUE_ARRAY] = STR_ROW("array"),
		[VALUE_OBJECT] = STR_ROW("object"),
	};
	return value_is_unknown(value) ? STR("unknown") : names[value->kind];
}

/* The expression that is left, without its `${{ }}`. */
static struct str left_of(const struct evaluation *e, const struct value *value)
{
	struct span span;

	if (value->marks & MARK_UNKNOWN && text_is_expression(value->text, &span))
		return span.inner;
	return str_trim(e->text);
}

static int print(const struct evaluation *e, const struct value *value)
{
	struct strbuf out;
	struct json_out json;
	struct str text;

	strbuf_init(&out, e->in->arena, LIMIT_PLAN_BYTES);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	json_out_key(&json, STR("kind"));
	json_out_string(&json, kind_name(value));
	json_out_key(&json, STR("value"));
	if (value_is_unknown(value))
		json_out_string(&json, left_of(e, value));
	else
		value_json(&json, value);
	json_out_close_object(&json);
	json_out_finish(&json);
	text = strbuf_str(&out);
	if (!text.ptr && !e->in->arena->exhausted) {
		const struct expression_error error = {
			.message = STR("the value is too large, or nested too deep")};
		return refuse(e, RULE_EVALUATION, &error);
	}
	return output_write(e->in, text);
}

static int evaluate(
	const struct evaluation *e, const struct map *contexts, const struct files *files)
{
	const struct value *env = map_get(contexts, STR("env"));
	const struct scope scope = {.arena = e->in->arena,
		.contexts = contexts,
		.env = env && env->kind == VALUE_OBJECT ? env->members : NULL,
		.files = files,
		.members_whole = true};
	const struct expression *expression;
	const struct value *value;
	struct expression_error error = {.message = STR("")};

	expression = expression_parse_with(e->in->arena, e->text, contexts, &error);
	if (!expression)
		return refuse(e, RULE_EXPRESSION, &error);
	value = expression_value(expression, &scope, NULL, &error);
	if (!value)
		return refuse(e, RULE_EVALUATION, &error);
	return print(e, value);
}

/* hashFiles() sees the files of a repository that is named, of no other. */
static int evaluate_in_root(const struct evaluation *e, const struct map *contexts)
{
	const struct str repo = given_value(e->in->args, OPT_REPO);
	struct root_files files;
	int code;

	if (!repo.ptr)
		return evaluate(e, contexts, NULL);
	code = input_check_repo(e->in);
	if (code)
		return code;
	root_files_open(&files, root_of(e->in->arena, repo.ptr, repo));
	code = evaluate(e, contexts, &files.calls);
	root_files_close(&files);
	return code;
}

int eval_command(const struct invocation *in)
{
	struct evaluation e = {.in = in};
	struct map contexts;
	int code;

	if (in->args->operand_count == 0)
		return usage_error(in, "no expression");
	if (in->args->operand_count > 1)
		return usage_error(in, "one expression at a time, not '%.*s' too",
			STR_ARG(in->args->operands[1]));
	e.given = in->args->operands[0];
	unwrap(&e);
	if (utf8_check(e.given) != STR_NOWHERE) {
		const struct expression_error error = {
			.offset = 0, .message = STR("the expression is not UTF-8")};
		return refuse(&e, RULE_EXPRESSION, &error);
	}
	code = eval_contexts(in, &contexts);
	return code ? code : evaluate_in_root(&e, &contexts);
}
