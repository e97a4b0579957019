/* SPDX-License-Identifier: MIT */

/* The problem matcher that users add to a run, against what diag_text prints. */

#include <jansson.h>
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/diag.h"
#include "base/limits.h"
#include "harness/hostile.h"
#include "harness/rows.h"

#define MATCHER ".github/precache-matcher.json"
#define GROUPS 9

static json_t *matchers;

static struct str group_text(
	const json_t *pattern, const char *name, const char *line, const regmatch_t groups[GROUPS])
{
	const json_t *number = json_object_get(pattern, name);
	if (!number)
		return STR("");
	const regmatch_t group = groups[json_integer_value(number)];
	if (group.rm_so < 0)
		return STR("");
	return str_slice(str_of(line), (size_t)group.rm_so, (size_t)group.rm_eo);
}

/* What the runner makes of a line, "owner|file|line|column|severity|message|code"; STR_NONE:
 * nothing. */
static struct str match(struct arena *arena, const json_t *matcher, const char *line)
{
	static const char *const names[] = {
		"file", "line", "column", "severity", "message", "code"};
	regex_t regex;
	regmatch_t groups[GROUPS];
	struct strbuf issue;
	const json_t *pattern = json_array_get(json_object_get(matcher, "pattern"), 0);
	const char *expression = json_string_value(json_object_get(pattern, "regexp"));
	assert_int_equal(regcomp(&regex, expression, REG_EXTENDED), 0);
	const bool matches = regexec(&regex, line, GROUPS, groups, 0) == 0;
	regfree(&regex);
	if (!matches)
		return STR_NONE;
	strbuf_init(&issue, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&issue, str_of(json_string_value(json_object_get(matcher, "owner"))));
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		strbuf_add_char(&issue, '|');
		strbuf_add(&issue, group_text(pattern, names[i], line, groups));
	}
	return strbuf_str(&issue);
}

/* Runs every matcher over every line of the text: there is one issue. */
static struct str issue_of(struct arena *arena, struct str text)
{
	struct str issue = STR_NONE;
	for (size_t at = 0; at < text.len;) {
		const size_t end = str_find_char(text, '\n', at);
		const struct str line = str_dup(arena, str_slice(text, at, end));
		for (size_t i = 0; i < json_array_size(matchers); i++) {
			const struct str found =
				match(arena, json_array_get(matchers, i), line.ptr);
			assert_true(!found.ptr || !issue.ptr);
			issue = found.ptr ? found : issue;
		}
		at = end + 1;
	}
	assert_non_null(issue.ptr);
	return issue;
}

struct one_row {
	const char *name;
	enum diag_rule rule;
	struct place at;
	const char *message;
	const char *issue;
};

#define SOURCE STR_ROW("on: push\nx:9:9: error: no [PC0001]\n")

static const struct one_row rows[] = {
	{"an error at its place", RULE_IMAGE, {STR_ROW("a/w.yml"), SOURCE, 1, 5}, "'x' is no image",
		"precache|a/w.yml|1|5|error|'x' is no image|PC0404"},
	{"a warning", RULE_CREDENTIAL_HOST, {STR_ROW("a/w.yml"), SOURCE, 1, 5}, "x",
		"precache|a/w.yml|1|5|warning|x|PC0510"},
	{"a note has a matcher of its own, since the runner knows no such severity",
		RULE_ENVIRONMENT_UNREAD, {STR_ROW("a/w.yml"), SOURCE, 1, 5}, "x",
		"precache-note|a/w.yml|1|5||x|PC0004"},
	{"a message with colons, brackets and another place", RULE_IMAGE,
		{STR_ROW("a b.yml"), SOURCE, 1, 5}, "'y.yml:7:7: error: [z]' [PC0001] is: none",
		"precache|a b.yml|1|5|error|'y.yml:7:7: error: [z]' [PC0001] is: none|PC0404"},
	{"a source line that looks like a finding is none", RULE_IMAGE,
		{STR_ROW("w.yml"), SOURCE, 2, 1}, "x", "precache|w.yml|2|1|error|x|PC0404"},
	{"a line without a column", RULE_IMAGE, {STR_ROW("w.yml"), SOURCE, 1, 0}, "x",
		"precache|w.yml|1||error|x|PC0404"},
	{"a file as a whole", RULE_IMAGE, {STR_ROW("w.yml"), SOURCE, 0, 0}, "x",
		"precache|w.yml|||error|x|PC0404"},
};

static struct str print(struct arena *arena, const struct diag *diag)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	diag_text(&out, diag, STR("precache"), DIAG_PLAIN);
	return strbuf_str(&out);
}

static void check_one(void **state)
{
	const struct one_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, row->rule, row->at, "%s", row->message);
	diag_hint(&diags, diag, "v.yml:1:1: error: a hint [PC0001]");
	diag_relate(&diags, diag, row->at, "u.yml:1:1: error: a place [PC0001]");
	assert_string_equal(issue_of(&arena, print(&arena, diag)).ptr, row->issue);
	arena_release(&arena);
}

/* Hostile text in the message, the hint and the source: there is one issue, of the right rule. */
static void check_hostile(void **state)
{
	const struct hostile_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct place at = {STR("w.yml"), row->text, 1, 1};
	struct diag *diag = diag_add(&diags, RULE_IMAGE, at, "x");
	diag->message = row->text;
	diag->hint = row->text;
	const struct str issue = issue_of(&arena, print(&arena, diag));
	assert_true(str_starts(issue, STR("precache|w.yml|1|1|error|")));
	assert_true(str_ends(issue, STR("|PC0404")));
	arena_release(&arena);
}

int main(void)
{
	json_error_t error;
	json_t *file = json_load_file(MATCHER, 0, &error);
	if (!file) {
		print_error("%s:%d: %s\n", MATCHER, error.line, error.text);
		return 1;
	}
	matchers = json_object_get(file, "problemMatcher");
	const int failed = ROWS_RUN("the problem matcher", rows, check_one) +
			   HOSTILE_RUN("the problem matcher and hostile text", check_hostile);
	json_decref(file);
	return failed;
}
