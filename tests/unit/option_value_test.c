/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/option.h"
#include "harness/rows.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A value that every option of one type must take or refuse. */
struct type_row {
	enum option_type type;
	const char *what;
	const char *value;
	const char *planned; /* NULL: refused */
};

static const struct type_row types[] = {
	{OPTION_BOOLEAN, "1 as on", "1", "1"},
	{OPTION_BOOLEAN, "t as on", "t", "1"},
	{OPTION_BOOLEAN, "T as on", "T", "1"},
	{OPTION_BOOLEAN, "true as on", "true", "1"},
	{OPTION_BOOLEAN, "True as on", "True", "1"},
	{OPTION_BOOLEAN, "TRUE as on", "TRUE", "1"},
	{OPTION_BOOLEAN, "0 as off", "0", "0"},
	{OPTION_BOOLEAN, "f as off", "f", "0"},
	{OPTION_BOOLEAN, "F as off", "F", "0"},
	{OPTION_BOOLEAN, "false as off", "false", "0"},
	{OPTION_BOOLEAN, "False as off", "False", "0"},
	{OPTION_BOOLEAN, "FALSE as off", "FALSE", "0"},
	{OPTION_BOOLEAN, "no yes", "yes", NULL},
	{OPTION_BOOLEAN, "no no", "no", NULL},
	{OPTION_BOOLEAN, "no on", "on", NULL},
	{OPTION_BOOLEAN, "no off", "off", NULL},
	{OPTION_BOOLEAN, "no y", "y", NULL},
	{OPTION_BOOLEAN, "no mixed case", "tRUE", NULL},
	{OPTION_BOOLEAN, "no 2", "2", NULL},
	{OPTION_BOOLEAN, "no 01", "01", NULL},
	{OPTION_BOOLEAN, "no space in front", " 1", NULL},
	{OPTION_BOOLEAN, "no space behind", "true ", NULL},
	{OPTION_BOOLEAN, "no line feed behind", "true\n", NULL},
	{OPTION_BOOLEAN, "no CR behind", "true\r", NULL},
	{OPTION_INTEGER, "0", "0", "0"},
	{OPTION_INTEGER, "7", "7", "7"},
	{OPTION_INTEGER, "a plus sign", "+7", "7"},
	{OPTION_INTEGER, "a minus sign", "-7", "-7"},
	{OPTION_INTEGER, "minus 0", "-0", "0"},
	{OPTION_INTEGER, "leading zeros", "007", "7"},
	{OPTION_INTEGER, "many leading zeros", "00000000000000000000000000000042", "42"},
	{OPTION_INTEGER, "the highest number", "9223372036854775807", "9223372036854775807"},
	{OPTION_INTEGER, "the lowest number", "-9223372036854775808", "-9223372036854775808"},
	{OPTION_INTEGER, "no number above 64 bits", "9223372036854775808", NULL},
	{OPTION_INTEGER, "no number below 64 bits", "-9223372036854775809", NULL},
	{OPTION_INTEGER, "no very long number", "100000000000000000000000000000", NULL},
	{OPTION_INTEGER, "no fraction", "7.0", NULL},
	{OPTION_INTEGER, "no exponent", "1e3", NULL},
	{OPTION_INTEGER, "no hex", "0x10", NULL},
	{OPTION_INTEGER, "no underscore", "1_000", NULL},
	{OPTION_INTEGER, "no comma", "1,000", NULL},
	{OPTION_INTEGER, "no space in front", " 7", NULL},
	{OPTION_INTEGER, "no space behind", "7 ", NULL},
	{OPTION_INTEGER, "no line feed behind", "7\n", NULL},
	{OPTION_INTEGER, "no sign alone", "-", NULL},
	{OPTION_INTEGER, "no two signs", "+-7", NULL},
	{OPTION_INTEGER, "no word", "seven", NULL},
	{OPTION_INTEGER, "no digit that is not ASCII", "\xd9\xa7", NULL},
	{OPTION_STRING, "a word", "word", "word"},
	{OPTION_STRING, "spaces as they are", "  a  b  ", "  a  b  "},
	{OPTION_STRING, "quotes as they are", "'a' \"b", "'a' \"b"},
	{OPTION_STRING, "several lines", "set -e\n\tmake\n", "set -e\n\tmake\n"},
	{OPTION_STRING, "UTF-8", "caf\xc3\xa9", "caf\xc3\xa9"},
	{OPTION_STRING, "a CR", "a\r\nb", "a\r\nb"},
	{OPTION_STRING, "an escape byte", "\x1b[31m", "\x1b[31m"},
	{OPTION_STRING, "byte 1", "a\x01", "a\x01"},
	{OPTION_STRING, "byte 31", "a\x1f", "a\x1f"},
	{OPTION_STRING, "DEL", "a\x7f", "a\x7f"},
	{OPTION_LIST, "one value", "a", "a"},
	{OPTION_LIST, "several values", "a,b,c", "a,b,c"},
	{OPTION_LIST, "spaces as they are", "a, b ,c", "a, b ,c"},
	{OPTION_LIST, "a comma at the end", "a,", "a,"},
	{OPTION_LIST, "a comma alone", ",", ","},
	{OPTION_LIST, "a backslash", "a\\,b", "a\\,b"},
	{OPTION_LIST, "a tab", "a\tb", "a\tb"},
	{OPTION_LIST, "a value in quotes", "\"a\"", "\"a\""},
	{OPTION_LIST, "nothing in quotes", "\"\"", "\"\""},
	{OPTION_LIST, "a comma in quotes", "a,\"b,c\",d", "a,\"b,c\",d"},
	{OPTION_LIST, "doubled quotes", "\"a\"\"b\"", "\"a\"\"b\""},
	{OPTION_LIST, "doubled quotes alone", "\"\"\"\"", "\"\"\"\""},
	{OPTION_LIST, "a line feed in quotes", "\"a\nb\",c", "\"a\nb\",c"},
	{OPTION_LIST, "quotes at the end", "a,\"b\"", "a,\"b\""},
	{OPTION_LIST, "a line feed at the end", "a,b\n", "a,b\n"},
	{OPTION_LIST, "a line feed behind quotes", "\"a\"\n", "\"a\"\n"},
	{OPTION_LIST, "several line feeds at the end", "a,b\n\n\n", "a,b\n\n\n"},
	{OPTION_LIST, "line feeds in front", "\n\na,b", "\n\na,b"},
	{OPTION_LIST, "a second line", "a,b\nc", "a,b\nc"},
	{OPTION_LIST, "a second line that is broken", "a,b\n\"c", "a,b\n\"c"},
	{OPTION_LIST, "a CR LF at the end", "a,b\r\n", "a,b\r\n"},
	{OPTION_LIST, "a CR at the end", "a,b\r", "a,b\r"},
	{OPTION_LIST, "a CR behind quotes at the end", "\"a\"\r", "\"a\"\r"},
	{OPTION_LIST, "a CR inside", "a\rb", "a\rb"},
	{OPTION_LIST, "CR LF in front", "\r\n\r\na", "\r\n\r\na"},
	{OPTION_LIST, "a control byte", "a,\x02", "a,\x02"},
	{OPTION_LIST, "no CR behind quotes inside", "\"a\"\rb", NULL},
	{OPTION_LIST, "no CR alone", "\r", NULL},
	{OPTION_LIST, "no CR LF alone", "\r\n", NULL},
	{OPTION_LIST, "no line feed alone", "\n", NULL},
	{OPTION_LIST, "no line feeds alone", "\n\n", NULL},
	{OPTION_LIST, "no quote inside", "a\"b", NULL},
	{OPTION_LIST, "no quote at the end", "a\"", NULL},
	{OPTION_LIST, "no quote behind a space", "a, \"b\"", NULL},
	{OPTION_LIST, "no quote inside a later value", "a,b\"c\"", NULL},
	{OPTION_LIST, "no open quote", "\"a", NULL},
	{OPTION_LIST, "no open quote in a later value", "a,\"b", NULL},
	{OPTION_LIST, "no quote alone", "\"", NULL},
	{OPTION_LIST, "no three quotes", "\"\"\"", NULL},
	{OPTION_LIST, "no text behind quotes", "\"a\"b", NULL},
	{OPTION_LIST, "no space behind quotes", "\"a\" ,b", NULL},
};

/* One row of `types` for one option. */
struct value_row {
	const char *name;
	const struct option *option;
	const struct type_row *type;
};

static void assert_text(struct str actual, const char *expected)
{
	assert_non_null(actual.ptr);
	assert_int_equal(actual.len, str_of(expected).len);
	assert_memory_equal(actual.ptr, expected, actual.len);
}

static void check_value(void **state)
{
	const struct value_row *const row = *state;
	struct arena arena;
	struct str value = STR("untouched");
	struct refusal refusal = {STR_NONE, STR_NONE};

	arena_init(&arena, 1 << 16);
	const bool taken =
		option_value(&arena, row->option, str_of(row->type->value), &value, &refusal);
	assert_int_equal(taken, row->type->planned != NULL);
	assert_text(value, taken ? row->type->planned : "untouched");
	if (!taken) {
		assert_int_not_equal(str_find(refusal.message, row->option->name, 0), STR_NOWHERE);
		assert_int_equal(refusal.message.ptr[0], '\'');
	}
	arena_release(&arena);
}

/* Fills in a row for each option and each value of its type; returns how many. */
static size_t make_values(struct arena *arena, struct value_row *rows)
{
	size_t options = 0;
	size_t made = 0;
	const struct option *const table = option_table(&options);

	for (size_t i = 0; i < options * COUNT(types); i++) {
		const struct option *const option = &table[i / COUNT(types)];
		const struct type_row *const type = &types[i % COUNT(types)];
		if (option->type != type->type)
			continue;
		const struct str name =
			str_printf(arena, "%.*s takes %s", STR_ARG(option->name), type->what);
		rows[made++] = (struct value_row){name.ptr, option, type};
	}
	return made;
}

static int run_values(void)
{
	struct arena arena;
	size_t options = 0;
	int failed = 1;

	option_table(&options);
	arena_init(&arena, 1 << 20);
	struct value_row *const rows = arena_array(&arena, options * COUNT(types), sizeof(*rows));
	if (rows) {
		const size_t made = make_values(&arena, rows);
		if (!arena.exhausted)
			failed = rows_run("every option reads its type", rows, made, sizeof(*rows),
				check_value);
	}
	arena_release(&arena);
	return failed;
}

struct message_row {
	const char *name;
	const char *option;
	const char *value;
	const char *message;
	const char *hint; /* NULL: none */
};

#define QUOTING "put a value with a comma, quote or line end in quotes, and double those inside"
#define NO_LIST "is not a list that the builder reads: "

static const struct message_row messages[] = {
	{"a refused boolean is named", "ENVBUILDER_PUSH_IMAGE", "yes",
		"'ENVBUILDER_PUSH_IMAGE' must be a boolean, not 'yes'", "write 1 or 0"},
	{"a refused number is named", "ENVBUILDER_GIT_CLONE_DEPTH", "7.0",
		"'ENVBUILDER_GIT_CLONE_DEPTH' must be a whole number, not '7.0'",
		"write digits only"},
	{"a number that is too large is named", "ENVBUILDER_GIT_CLONE_DEPTH", "9223372036854775808",
		"'ENVBUILDER_GIT_CLONE_DEPTH' must fit into 64 bits, not be '9223372036854775808'",
		NULL},
	{"an open quote is explained", "ENVBUILDER_IGNORE_PATHS", "\"a",
		"'ENVBUILDER_IGNORE_PATHS' " NO_LIST "a quote is not closed", QUOTING},
	{"a bare quote is explained, and a secret list not repeated", "ENVBUILDER_BUILD_SECRETS",
		"KEY=s3\"cret",
		"'ENVBUILDER_BUILD_SECRETS' " NO_LIST
		"a quote stands inside a value without quotes",
		QUOTING},
	{"text behind a quote is explained", "CODER_AGENT_SUBSYSTEM", "\"a\"b",
		"'CODER_AGENT_SUBSYSTEM' " NO_LIST
		"text stands between a closing quote and the comma",
		QUOTING},
	{"blank lines alone are explained", "ENVBUILDER_IGNORE_PATHS", "\n",
		"'ENVBUILDER_IGNORE_PATHS' " NO_LIST "it is nothing but line ends",
		"take it out, or give it a value"},
};

static void check_message(void **state)
{
	const struct message_row *const row = *state;
	const struct option *const option = option_find(str_of(row->option));
	struct arena arena;
	struct str value;
	struct refusal refusal;

	arena_init(&arena, 1 << 16);
	assert_non_null(option);
	assert_false(option_value(&arena, option, str_of(row->value), &value, &refusal));
	assert_text(refusal.message, row->message);
	assert_int_equal(refusal.hint.ptr != NULL, row->hint != NULL);
	if (row->hint)
		assert_text(refusal.hint, row->hint);
	arena_release(&arena);
}

struct cut_row {
	const char *name;
	const char *option;
	const char *value;
	bool cut;
};

static const struct cut_row cuts[] = {
	{"a list of one line is read whole", "ENVBUILDER_IGNORE_PATHS", "/a,/b", false},
	{"a second line is dropped", "ENVBUILDER_IGNORE_PATHS", "/a\n/b", true},
	{"a second line behind a blank one is dropped", "ENVBUILDER_IGNORE_PATHS", "/a\n\n/b",
		true},
	{"a second line of spaces is dropped", "ENVBUILDER_IGNORE_PATHS", "/a\n ", true},
	{"a second line behind quotes is dropped", "ENVBUILDER_IGNORE_PATHS", "\"/a\"\r\n/b", true},
	{"blank lines at the end are nothing", "ENVBUILDER_IGNORE_PATHS", "/a\n\r\n\r", false},
	{"a line end in quotes ends no record", "ENVBUILDER_IGNORE_PATHS", "\"/a\n/b\"", false},
	{"a list that cannot be read is not cut", "ENVBUILDER_IGNORE_PATHS", "\"/a", false},
	{"a string is no list", "ENVBUILDER_INIT_SCRIPT", "a\nb", false},
};

static void check_cut(void **state)
{
	const struct cut_row *const row = *state;

	assert_int_equal(
		option_value_cut(option_find(str_of(row->option)), str_of(row->value)), row->cut);
}

struct nul_row {
	const char *name;
	const char *option; /* NULL: the workspace folder */
};

static const struct nul_row nuls[] = {
	{"a NUL in a string is refused", "ENVBUILDER_INIT_SCRIPT"},
	{"a NUL in a list is refused", "ENVBUILDER_IGNORE_PATHS"},
	{"a NUL behind a number is refused", "ENVBUILDER_GIT_CLONE_DEPTH"},
	{"a NUL behind a boolean is refused", "ENVBUILDER_PUSH_IMAGE"},
	{"a NUL in the folder is refused", NULL},
};

static void check_nul(void **state)
{
	const struct nul_row *const row = *state;
	struct arena arena;
	struct str value;
	struct refusal refusal;

	arena_init(&arena, 1 << 12);
	if (row->option)
		assert_false(option_value(
			&arena, option_find(str_of(row->option)), STR("1\0"), &value, &refusal));
	else
		assert_false(folder_check(&arena, STR("/a\0b"), &refusal));
	assert_int_not_equal(str_find(refusal.message, STR("0x00"), 0), STR_NOWHERE);
	arena_release(&arena);
}

struct memory_row {
	const char *name;
	const char *option; /* NULL: the time to live */
	const char *value;
};

static const struct memory_row memories[] = {
	{"without memory a number is refused without a message", "ENVBUILDER_GIT_CLONE_DEPTH", "7"},
	{"without memory a fault has no message", "ENVBUILDER_PUSH_IMAGE", "yes"},
	{"without memory a TTL is refused without a message", NULL, "7"},
};

static void check_memory(void **state)
{
	const struct memory_row *const row = *state;
	const struct str text = str_of(row->value);
	struct arena arena;
	struct str value;
	struct refusal refusal;

	arena_init(&arena, 0);
	if (row->option)
		assert_false(option_value(
			&arena, option_find(str_of(row->option)), text, &value, &refusal));
	else
		assert_false(ttl_parse(&arena, text, &value, &refusal));
	assert_null(refusal.message.ptr);
	arena_release(&arena);
}

int main(void)
{
	return run_values() + ROWS_RUN("a refused value is explained", messages, check_message) +
	       ROWS_RUN("what the builder drops", cuts, check_cut) +
	       ROWS_RUN("a NUL is refused", nuls, check_nul) +
	       ROWS_RUN("values without memory", memories, check_memory);
}
