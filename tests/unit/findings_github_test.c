/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "harness/failing.h"
#include "harness/hostile.h"
#include "harness/rows.h"
#include "review/findings.h"

/* One diagnostic and its annotation. */
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
};

#define W STR_ROW(".github/workflows/w.yml")
#define NONE                                                                                       \
	{                                                                                          \
		NULL, 0                                                                            \
	}

static const struct one_row one_rows[] = {
	{.name = "an error at its place",
		.rule = RULE_IMAGE,
		.at = {W, NONE, 3, 14},
		.message = "'X' is no image",
		.text = "::error file=.github/workflows/w.yml,line=3,col=14,"
			"title=precache PC0404::'X' is no image\n"},
	{.name = "a warning",
		.rule = RULE_CREDENTIAL_HOST,
		.at = {W, NONE, 3, 14},
		.message = "x",
		.text = "::warning file=.github/workflows/w.yml,line=3,col=14,"
			"title=precache PC0510::x\n"},
	{.name = "a note is a notice",
		.rule = RULE_ENVIRONMENT_UNREAD,
		.at = {W, NONE, 3, 14},
		.message = "x",
		.text = "::notice file=.github/workflows/w.yml,line=3,col=14,"
			"title=precache PC0004::x\n"},
	{.name = "the end on the same line is a column",
		.rule = RULE_IMAGE,
		.at = {W, NONE, 3, 14},
		.end_line = 3,
		.end_column = 20,
		.message = "x",
		.text = "::error file=.github/workflows/w.yml,line=3,col=14,endColumn=20,"
			"title=precache PC0404::x\n"},
	{.name = "over several lines the runner takes no columns",
		.rule = RULE_IMAGE,
		.at = {W, NONE, 3, 14},
		.end_line = 5,
		.end_column = 2,
		.message = "x",
		.text = "::error file=.github/workflows/w.yml,line=3,endLine=5,"
			"title=precache PC0404::x\n"},
	{.name = "a line without a column",
		.rule = RULE_IMAGE,
		.at = {W, NONE, 3, 0},
		.message = "x",
		.text = "::error file=.github/workflows/w.yml,line=3,title=precache PC0404::x\n"},
	{.name = "the hint and the second place are lines of the message",
		.rule = RULE_IMAGE,
		.at = {W, NONE, 3, 14},
		.message = "'X' is no image",
		.hint = "write 'x'",
		.related = {STR_ROW("a.yml"), NONE, 7, 2},
		.related_message = "the value comes from here",
		.text = "::error file=.github/workflows/w.yml,line=3,col=14,title=precache PC0404::"
			"'X' is no image%0Aa.yml:7:2: the value comes from here%0Ahint: write "
			"'x'\n"},
	{.name = "an option is no file: its name is said",
		.rule = RULE_TTL,
		.at = {STR_ROW("-e"), NONE, 0, 0},
		.message = "'0' is no number of days",
		.text = "::error title=precache PC0405::-e: '0' is no number of days\n"},
	{.name = "standard input is no file: its name is said",
		.rule = RULE_TTL,
		.at = {STR_ROW("<stdin>"), NONE, 2, 3},
		.message = "x",
		.text = "::error title=precache PC0405::<stdin>:2:3: x\n"},
	{.name = "without any place there is the message",
		.rule = RULE_NO_MEMORY,
		.message = "out of memory",
		.text = "::error title=precache PC0001::out of memory\n"},
	{.name = "a file is named from the root, wherever precache was started",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("../.github/./workflows/w.yml"), NONE, 1, 1},
		.message = "x",
		.root = "/home/me/repo",
		.folder = "/home/me/repo/tools",
		.text = "::error file=.github/workflows/w.yml,line=1,col=1,"
			"title=precache PC0404::x\n"},
	{.name = "an absolute name is named from the root too",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("/home/me/repo/w.yml"), NONE, 1, 1},
		.message = "x",
		.root = "/home/me/repo",
		.folder = "/tmp",
		.text = "::error file=w.yml,line=1,col=1,title=precache PC0404::x\n"},
	{.name = "a folder that only begins like the root is another",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("../repository/w.yml"), NONE, 1, 1},
		.message = "x",
		.root = "/home/me/repo",
		.folder = "/home/me/repo",
		.text = "::error file=/home/me/repository/w.yml,line=1,col=1,"
			"title=precache PC0404::x\n"},
	{.name = "the root may be the root of all",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("w.yml"), NONE, 1, 1},
		.message = "x",
		.root = "/",
		.folder = "/a",
		.text = "::error file=a/w.yml,line=1,col=1,title=precache PC0404::x\n"},
	{.name = "what is said of a text is not left to its colons",
		.rule = RULE_IMAGE,
		.at = {STR_ROW("a:b,c%.yml"), NONE, 1, 1},
		.message = "50%: a, b",
		.text = "::error file=a%3Ab%2Cc%25.yml,line=1,col=1,title=precache PC0404::"
			"50%25: a, b\n"},
};

static struct findings findings_of(const struct diags *diags, const struct one_row *row)
{
	return (struct findings){diags, str_of(row->root), str_of(row->folder)};
}

static void add_one(struct diags *diags, const struct one_row *row)
{
	struct diag *diag = diag_add(diags, row->rule, row->at, "%s", row->message);
	diag_until(diag, row->end_line, row->end_column);
	if (row->hint)
		diag_hint(diags, diag, "%s", row->hint);
	if (row->related_message)
		diag_relate(diags, diag, row->related, "%s", row->related_message);
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
	assert_string_equal(findings_github(&arena, &findings).ptr, row->text);
	arena_release(&arena);
}

/* How many of each there are, and how many lines say so. */
struct many_row {
	const char *name;
	size_t errors;
	size_t warnings;
	size_t notes;
	size_t lines;
	const char *holds;
};

static const struct many_row many_rows[] = {
	{"nothing was found", 0, 0, 0, 0, ""},
	{"nine of a kind are all shown", 9, 9, 9, 27, ""},
	{"of ten nine are shown, and that there is one more", 10, 0, 0, 10,
		"::error title=precache::and 1 more error\n"},
	{"kinds are counted apart", 9, 12, 0, 19,
		"::warning title=precache::and 3 more warnings\n"},
	{"notes have their own rest", 0, 0, 20, 10, "::notice title=precache::and 11 more notes\n"},
	{"what was found and not kept counts", 30, 0, 0, 10,
		"::error title=precache::and 21 more errors\n"},
};

static size_t count_lines(struct str text)
{
	size_t lines = 0;
	for (size_t i = 0; i < text.len; i++)
		lines += text.ptr[i] == '\n';
	return lines;
}

/* Notes first, so that the order of severities is not that of the finds. */
static void check_many(void **state)
{
	const struct many_row *row = *state;
	const struct place at = {W, NONE, 1, 1};
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	for (size_t i = 0; i < row->notes; i++)
		(void)diag_add(&diags, RULE_ENVIRONMENT_UNREAD, at, "note");
	for (size_t i = 0; i < row->warnings; i++)
		(void)diag_add(&diags, RULE_CREDENTIAL_HOST, at, "warning");
	for (size_t i = 0; i < row->errors; i++)
		(void)diag_add(&diags, RULE_IMAGE, at, "error");
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	const struct str text = findings_github(&arena, &findings);
	assert_non_null(text.ptr);
	assert_int_equal(count_lines(text), row->lines);
	assert_non_null(strstr(text.ptr, row->holds));
	const size_t warning = str_find(text, STR("::warning"), 0);
	const size_t error = str_find_last(text, 'E');
	assert_true(error == STR_NOWHERE || warning == STR_NOWHERE || error < warning);
	arena_release(&arena);
}

/* A command as the runner reads it from a line. */
struct command {
	struct str name;
	struct str file;
	struct str title;
	struct str message;
};

/* %XX back to bytes: the runner knows %25, %0D, %0A and, in a property, %3A and %2C. */
static struct str decode(struct arena *arena, struct str text)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] != '%') {
			strbuf_add_char(&out, text.ptr[i]);
			continue;
		}
		const struct str code = str_slice(text, i + 1, i + 3);
		const char byte = str_is(code, "25")   ? '%'
				  : str_is(code, "0D") ? '\r'
				  : str_is(code, "0A") ? '\n'
				  : str_is(code, "3A") ? ':'
				  : str_is(code, "2C") ? ','
						       : '\0';
		assert_int_not_equal(byte, '\0');
		strbuf_add_char(&out, byte);
		i += 2;
	}
	return strbuf_str(&out);
}

static void take_property(struct arena *arena, struct command *command, struct str property)
{
	const size_t equals = str_find_char(property, '=', 0);
	const struct str name = str_slice(property, 0, equals);
	const struct str value = str_slice(property, equals + 1, property.len);
	assert_true(equals != STR_NOWHERE);
	if (str_is(name, "file"))
		command->file = decode(arena, value);
	else if (str_is(name, "title"))
		command->title = decode(arena, value);
	else
		assert_true(str_is(name, "line") || str_is(name, "col"));
}

static struct command read_command(struct arena *arena, struct str line)
{
	struct command command = {.name = STR_NONE};
	assert_true(str_starts(line, STR("::")));
	const size_t end = str_find(line, STR("::"), 2);
	assert_true(end != STR_NOWHERE);
	const struct str head = str_slice(line, 2, end);
	const size_t space = str_find_char(head, ' ', 0);
	command.name = str_slice(head, 0, space);
	for (size_t at = space + 1; at < head.len;) {
		size_t comma = str_find_char(head, ',', at);
		comma = comma == STR_NOWHERE ? head.len : comma;
		take_property(arena, &command, str_slice(head, at, comma));
		at = comma + 1;
	}
	command.message = decode(arena, str_slice(line, end + 2, line.len));
	return command;
}

static size_t utf16_units(struct str text)
{
	size_t units = 0;
	size_t len;
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t point;
		assert_true(utf8_decode(text, at, &point, &len));
		assert_true(point == '\n' || !utf8_is_hidden(point));
		units += point > 0xFFFF ? 2 : 1;
	}
	return units;
}

/* Hostile text in every field: one line, one command, and the text is what the reader sees. */
static void check_hostile(void **state)
{
	const struct hostile_row *row = *state;
	const struct str text = row->text;
	struct arena arena;
	struct diags diags;
	struct strbuf shown;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	struct diag *diag = diag_add(&diags, RULE_IMAGE, (struct place){text, text, 1, 1}, "x");
	diag->message = text;
	diag->hint = text;
	diag->related = diag->at;
	diag->related_message = text;
	const struct findings findings = {&diags, STR_NONE, STR_NONE};
	const struct str out = findings_github(&arena, &findings);
	assert_non_null(out.ptr);
	assert_int_equal(count_lines(out), 1);
	assert_int_equal(out.ptr[out.len - 1], '\n');
	const struct command command = read_command(&arena, str_slice(out, 0, out.len - 1));
	assert_true(str_is(command.name, "error"));
	assert_true(str_is(command.title, "precache PC0404"));
	assert_true(utf16_units(command.message) <= GITHUB_MESSAGE_UNITS);
	(void)utf16_units(command.file);
	strbuf_init(&shown, &arena, LIMIT_TEXT_BYTES);
	utf8_show(&shown, str_slice(text, 0, 1000));
	const struct str start = strbuf_str(&shown);
	if (text.len < 1000)
		assert_true(str_starts(command.message, start));
	arena_release(&arena);
}

/* There is the whole text, or none without a request for memory. */
static bool renders(struct arena *arena, const void *data)
{
	const struct one_row *row = data;
	struct arena ground;
	struct diags diags;

	arena_init(&ground, LIMIT_ARENA_BYTES);
	diags_init(&diags, &ground);
	add_one(&diags, row);
	const struct findings findings = findings_of(&diags, row);
	const struct str text = findings_github(arena, &findings);
	arena_release(&ground);
	return text.ptr != NULL;
}

static void check_memory(void **state)
{
	failing_each(renders, *state);
}

int main(void)
{
	return ROWS_RUN("an annotation", one_rows, check_one) +
	       ROWS_RUN("annotations of a run", many_rows, check_many) +
	       HOSTILE_RUN("an annotation of hostile text", check_hostile) +
	       ROWS_RUN("an annotation without memory", one_rows, check_memory);
}
