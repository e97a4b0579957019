/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/hostile.h"
#include "harness/rows.h"
#include "harness/sarif.h"
#include "review/findings.h"
#include "review/lint.h"

static void assert_text(json_t *json, const char *path, const char *text)
{
	const json_t *found = json_under(json, path);
	if (!text) {
		assert_null(found);
		return;
	}
	assert_true(json_is_string(found));
	assert_string_equal(json_string_value(found), text);
}

static void assert_number(json_t *json, const char *path, json_int_t number)
{
	const json_t *found = json_under(json, path);
	if (number == 0) {
		assert_null(found);
		return;
	}
	assert_int_equal(json_integer_value(found), number);
}

#define RESULT "runs/0/results/0/"
#define LOCATION RESULT "locations/0/physicalLocation/"
#define RELATED RESULT "relatedLocations/0/"

/* One diagnostic and what the log says of it. */
struct one_row {
	const char *name;
	enum diag_rule rule;
	struct place at;
	unsigned end_line;
	unsigned end_column;
	const char *message;
	const char *hint;
	struct place related;
	const char *related_message;
	const char *root;
	const char *folder;
	const char *text;
	const char *level;
	const char *uri;
	json_int_t line; /* 0: there is no such member */
	json_int_t column;
	json_int_t last_line;
	json_int_t last_column;
	const char *related_uri;
};

#define NONE                                                                                       \
	{                                                                                          \
		NULL, 0                                                                            \
	}
#define SOURCE STR_ROW("on: push\nenv:\n  IMAGE:   ghcr.io/a/b:1\n")

static const struct one_row one_rows[] = {
	{.name = "an error at its place",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("a/w.yml"), SOURCE, 3, 12},
		.message = "'X' is no image",
		.text = "'X' is no image",
		.level = "error",
		.uri = "a/w.yml",
		.line = 3,
		.column = 12},
	{.name = "a warning with its end and what to do",
		.rule = RULE_CREDENTIAL_HOST,
		.at = {STR_ROW("a/w.yml"), SOURCE, 3, 12},
		.end_line = 3,
		.end_column = 26,
		.message = "it moves",
		.hint = "pin it",
		.text = "it moves; hint: pin it",
		.level = "warning",
		.uri = "a/w.yml",
		.line = 3,
		.column = 12,
		.last_line = 3,
		.last_column = 26},
	{.name = "a note with a second place, which the message links",
		.rule = RULE_ENVIRONMENT_UNREAD,
		.at = {STR_ROW("a/w.yml"), SOURCE, 3, 12},
		.message = "it is unread",
		.related = {STR_ROW("b.yml"), NONE, 2, 1},
		.related_message = "it comes [from] here",
		.text = "it is unread ([it comes \\[from\\] here](1))",
		.level = "note",
		.uri = "a/w.yml",
		.line = 3,
		.column = 12,
		.related_uri = "b.yml"},
	{.name = "a second place that is no file is only said",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("a/w.yml"), SOURCE, 3, 12},
		.message = "x",
		.related = {STR_ROW("-e"), NONE, 0, 0},
		.related_message = "the value comes from here",
		.text = "x (the value comes from here)",
		.level = "error",
		.uri = "a/w.yml",
		.line = 3,
		.column = 12},
	{.name = "a file as a whole is its first line",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("a/w.yml"), SOURCE, 1, 0},
		.message = "x",
		.text = "x",
		.level = "error",
		.uri = "a/w.yml",
		.line = 1},
	{.name = "an option is said, and a place found",
		.rule = RULE_TTL,
		.at = {STR_ROW("-e"), NONE, 0, 0},
		.message = "x",
		.text = "-e: x",
		.level = "error",
		.uri = ".",
		.line = 1},
	{.name = "what has no place gets one",
		.rule = RULE_NO_MEMORY,
		.message = "out of memory",
		.text = "out of memory",
		.level = "error",
		.uri = ".",
		.line = 1},
	{.name = "a file is named from the root, wherever precache was started",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("../w.yml"), NONE, 1, 1},
		.message = "x",
		.root = "/home/me/repo",
		.folder = "/home/me/repo/tools",
		.text = "x",
		.level = "error",
		.uri = "w.yml",
		.line = 1,
		.column = 1},
	{.name = "a file's name is a URI",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("a b/\xC3\xA4?#%:\\.yml"), NONE, 1, 1},
		.message = "x",
		.text = "x",
		.level = "error",
		.uri = "a%20b/%C3%A4%3F%23%25%3A%5C.yml",
		.line = 1,
		.column = 1},
};

static void add_one(struct diags *diags, const struct one_row *row)
{
	struct diag *diag = diag_add(diags, row->rule, row->at, "%s", row->message);
	diag_until(diag, row->end_line, row->end_column);
	if (row->hint)
		diag_hint(diags, diag, "%s", row->hint);
	if (row->related_message)
		diag_relate(diags, diag, row->related, "%s", row->related_message);
}

static struct findings findings_of(const struct diags *diags, const struct one_row *row)
{
	return (struct findings){diags, str_of(row->root), str_of(row->folder)};
}

static void check_one(void **state)
{
	const struct one_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	add_one(&diags, row);
	const struct findings findings = findings_of(&diags, row);
	json_t *log = sarif_log(&arena, &findings);
	const json_int_t rule = json_integer_value(json_under(log, RESULT "ruleIndex"));
	const json_t *described =
		json_array_get(json_under(log, "runs/0/tool/driver/rules"), (size_t)rule);
	assert_string_equal(json_string_value(json_object_get(described, "id")),
		json_string_value(json_under(log, RESULT "ruleId")));
	assert_text(log, RESULT "ruleId", diag_rule_row(row->rule)->id);
	assert_text(log, RESULT "level", row->level);
	assert_text(log, RESULT "message/text", row->text);
	assert_text(log, LOCATION "artifactLocation/uri", row->uri);
	assert_text(log, LOCATION "artifactLocation/uriBaseId", "%SRCROOT%");
	assert_number(log, LOCATION "region/startLine", row->line);
	assert_number(log, LOCATION "region/startColumn", row->column);
	assert_number(log, LOCATION "region/endLine", row->last_line);
	assert_number(log, LOCATION "region/endColumn", row->last_column);
	assert_text(log, RELATED "physicalLocation/artifactLocation/uri", row->related_uri);
	assert_number(log, RELATED "id", row->related_uri ? 1 : 0);
	json_decref(log);
	arena_release(&arena);
}

/* Hostile text in every field: the log is valid, and no name leads out of it. */
static void check_hostile(void **state)
{
	const struct hostile_row *row = *state;
	const struct str text = row->text;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, RULE_IMAGE, (struct place){text, text, 1, 1}, "x");
	diag->message = text;
	diag->hint = text;
	diag->related = diag->at;
	diag->related_message = text;
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	json_t *log = sarif_log(&arena, &findings);
	const char *uri = json_string_value(json_under(log, LOCATION "artifactLocation/uri"));
	assert_int_equal(strspn(uri, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "0123456789-._~/%"),
		strlen(uri));
	const char *message = json_string_value(json_under(log, RESULT "message/text"));
	const size_t links = text.len > 0 ? 1 : 0;
	size_t found = 0;
	for (const char *open = strchr(message, '['); open; open = strchr(open + 1, '['))
		found += open == message || open[-1] != '\\' ||
			 (open - message > 1 && open[-2] == '\\' && open[-3] != '\\');
	assert_true(found >= links && found <= 1);
	for (const char *byte = message; *byte; byte++)
		assert_true((unsigned char)*byte >= 0x20 && *byte != 0x7F);
	json_decref(log);
	arena_release(&arena);
}

/* Many results, of which GitHub keeps some. */
struct many_row {
	const char *name;
	size_t warnings;
	size_t errors; /* found behind them */
	size_t results;
	const char *missing;
};

static const struct many_row many_rows[] = {
	{"nothing was found, and every rule of lint is described", 0, 0, 0, NULL},
	{"as many as GitHub keeps are all there", 4900, 100, 5000, NULL},
	{"of more the gravest are there, and a word of the others", 5000, 7, 5000,
		"7 more results are not listed"},
};

static void check_many(void **state)
{
	const struct many_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init_max(&diags, &arena, LIMIT_FINDINGS);
	const struct place place = {STR_ROW("w.yml"), SOURCE, 1, 1};
	for (size_t i = 0; i < row->warnings; i++)
		(void)diag_add(&diags, RULE_CREDENTIAL_HOST, place, "w");
	for (size_t i = 0; i < row->errors; i++)
		(void)diag_add(&diags, RULE_IMAGE, place, "e");
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	json_t *log = sarif_log(&arena, &findings);
	assert_int_equal(json_array_size(json_under(log, "runs/0/results")), row->results);
	assert_text(log, "runs/0/invocations/0/toolExecutionNotifications/0/message/text",
		row->missing);
	if (row->errors)
		assert_text(log, RESULT "level", "error");
	size_t count = 0;
	while (lint_rule_at(count))
		count++;
	assert_true(json_array_size(json_under(log, "runs/0/tool/driver/rules")) >= count);
	json_decref(log);
	arena_release(&arena);
}

/* The members that GitHub requires of a rule, and where they come from. */
static void check_rules(void **state)
{
	(void)state;
	static const char *const members[] = {"id", "name", "shortDescription/text",
		"fullDescription/text", "help/text", "help/markdown", "helpUri",
		"defaultConfiguration/level", "properties/precision", "properties/problem.severity",
		"properties/tags/0"};
	struct arena arena;
	struct diags diags;
	size_t count = 0;
	while (lint_rule_at(count))
		count++;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	(void)diag_add(&diags, RULE_YAML_SYNTAX, place_of_file(STR("w.yml")), "m");
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	json_t *log = sarif_log(&arena, &findings);
	json_t *rules = json_under(log, "runs/0/tool/driver/rules");
	assert_int_equal(json_array_size(rules), count + 1);
	for (size_t i = 0; i < count + 1; i++) {
		json_t *rule = json_array_get(rules, i);
		for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
			assert_true(json_string_length(json_under(rule, members[m])) > 0);
		const struct lint_rule *const lint = i > 0 ? lint_rule_at(i - 1) : NULL;
		if (lint)
			assert_string_equal(json_string_value(json_under(rule, "id")),
				diag_rule_row(lint->rule)->id);
		const bool security =
			lint && (lint->group == LINT_RIGHTS || lint->group == LINT_READING);
		assert_int_equal(
			json_under(rule, "properties/security-severity") != NULL, security);
	}
	assert_text(log, "runs/0/tool/driver/rules/0/name", "YamlSyntax");
	json_decref(log);
	arena_release(&arena);
}

/* There is the whole log, or none without a request for memory. */
static bool renders(struct arena *arena, const void *data)
{
	const struct one_row *row = data;
	struct arena ground;
	struct diags diags;

	arena_init(&ground, LIMIT_ARENA_BYTES);
	diags_init(&diags, &ground);
	add_one(&diags, row);
	const struct findings findings = findings_of(&diags, row);
	const struct str text = findings_sarif(arena, &findings);
	arena_release(&ground);
	return text.ptr != NULL;
}

static void check_memory(void **state)
{
	failing_each(renders, *state);
}

struct whole_row {
	const char *name;
};

static const struct whole_row rule_rows[] = {
	{"each rule has all that GitHub wants of it"},
};

int main(void)
{
	return ROWS_RUN("a result", one_rows, check_one) +
	       HOSTILE_RUN("a log of hostile text", check_hostile) +
	       ROWS_RUN("results of a run", many_rows, check_many) +
	       ROWS_RUN("the rules of a run", rule_rows, check_rules) +
	       ROWS_RUN("a log without memory", one_rows, check_memory);
}
