/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/json_out.h"
#include "harness/rows.h"

#define ROOM ((size_t)4 * 1024 * 1024)

struct fixture {
	struct arena arena;
	struct strbuf buf;
	struct json_out json;
};

static void set_up(struct fixture *fixture)
{
	arena_init(&fixture->arena, ROOM);
	strbuf_init(&fixture->buf, &fixture->arena, ROOM);
	json_out_init(&fixture->json, &fixture->buf);
}

static struct str finish(struct fixture *fixture)
{
	json_out_finish(&fixture->json);
	return strbuf_str(&fixture->buf);
}

/* What jansson reads from the bytes; the test fails when it reads nothing. */
static json_t *read_back(struct str text)
{
	json_error_t error;
	const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES;
	json_t *value = json_loadb(text.ptr, text.len, flags, &error);
	if (!value)
		fail_msg("%s in %s", error.text, text.ptr);
	return value;
}

struct string_row {
	const char *name;
	struct str text;
	const char *bytes;
	struct str read; /* what a reader gets; no text: the same */
};

static const struct string_row string_rows[] = {
	{"empty text", STR_ROW(""), "\"\"\n", {NULL, 0}},
	{"no text is written as empty text", {NULL, 0}, "\"\"\n", STR_ROW("")},
	{"text that stands for itself", STR_ROW(" az~/'<>&"), "\" az~/'<>&\"\n", {NULL, 0}},
	{"quotes and backslashes are escaped", STR_ROW("\"\\"), "\"\\\"\\\\\"\n", {NULL, 0}},
	{"controls have no short form", STR_ROW("\b\f\n\r\t"),
		"\"\\u0008\\u000C\\u000A\\u000D\\u0009\"\n", {NULL, 0}},
	{"NUL is written", STR_ROW("a\0z"), "\"a\\u0000z\"\n", {NULL, 0}},
	{"DEL is escaped", STR_ROW("\x7F"), "\"\\u007F\"\n", {NULL, 0}},
	{"a letter above ASCII is escaped", STR_ROW("\xC3\xA9"), "\"\\u00E9\"\n", {NULL, 0}},
	{"an override of direction is escaped", STR_ROW("\xE2\x80\xAE"), "\"\\u202E\"\n",
		{NULL, 0}},
	{"the last of the basic plane is escaped", STR_ROW("\xEF\xBF\xBF"), "\"\\uFFFF\"\n",
		{NULL, 0}},
	{"the first above is a pair", STR_ROW("\xF0\x90\x80\x80"), "\"\\uD800\\uDC00\"\n",
		{NULL, 0}},
	{"the last of all is a pair", STR_ROW("\xF4\x8F\xBF\xBF"), "\"\\uDBFF\\uDFFF\"\n",
		{NULL, 0}},
	{"a byte that is not UTF-8 is replaced", STR_ROW("a\xFFz"), "\"a\\uFFFDz\"\n",
		STR_ROW("a\xEF\xBF\xBDz")},
	{"each byte of a surrogate is replaced", STR_ROW("\xED\xA0\x80"),
		"\"\\uFFFD\\uFFFD\\uFFFD\"\n", STR_ROW("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD")},
};

static void check_string(void **state)
{
	const struct string_row *row = *state;
	const struct str read = row->read.ptr ? row->read : row->text;
	struct fixture fixture;
	set_up(&fixture);
	json_out_string(&fixture.json, row->text);
	const struct str text = finish(&fixture);
	assert_string_equal(text.ptr, row->bytes);
	json_t *value = read_back(text);
	assert_int_equal(json_string_length(value), read.len);
	assert_memory_equal(json_string_value(value), read.ptr, read.len);
	json_decref(value);
	arena_release(&fixture.arena);
}

/* Every code point of a range, as elements of one array. */
struct points_row {
	const char *name;
	uint32_t first;
	uint32_t last;
};

static const struct points_row points_rows[] = {
	{"every character of one byte is read back", 0x0, 0x7F},
	{"every character of two bytes is read back", 0x80, 0x7FF},
	{"characters below the surrogates are read back", 0xD000, 0xD7FF},
	{"characters above the surrogates are read back", 0xE000, 0xE0FF},
	{"characters around the end of the basic plane are read back", 0xFF00, 0x100FF},
	{"the last characters are read back", 0x10FF00, 0x10FFFF},
};

/* An encoder of the test's own: the module under test must not be its own oracle. */
static struct str encode(char bytes[4], uint32_t point)
{
	if (point < 0x80) {
		bytes[0] = (char)point;
		return (struct str){bytes, 1};
	}
	const size_t len = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, point >>= 6)
		bytes[i] = (char)(0x80 | (point & 0x3F));
	bytes[0] = (char)((0xF00u >> len & 0xFFu) | point);
	return (struct str){bytes, len};
}

static void check_points(void **state)
{
	const struct points_row *row = *state;
	struct fixture fixture;
	char bytes[4];
	set_up(&fixture);
	json_out_open_array(&fixture.json);
	for (uint32_t point = row->first; point <= row->last; point++)
		json_out_string(&fixture.json, encode(bytes, point));
	json_out_close_array(&fixture.json);
	const struct str text = finish(&fixture);
	for (size_t i = 0; i < text.len; i++)
		assert_true(text.ptr[i] == '\n' || (text.ptr[i] >= 0x20 && text.ptr[i] <= 0x7E));
	json_t *array = read_back(text);
	assert_int_equal(json_array_size(array), row->last - row->first + 1);
	for (uint32_t point = row->first; point <= row->last; point++) {
		const json_t *item = json_array_get(array, point - row->first);
		const struct str expected = encode(bytes, point);
		assert_int_equal(json_string_length(item), expected.len);
		assert_memory_equal(json_string_value(item), expected.ptr, expected.len);
	}
	json_decref(array);
	arena_release(&fixture.arena);
}

/*
 * A document as a script: { } [ ] open and close, k a key, s a text, i a number, n a number given
 * as text, t true, f false, 0 null. `same` is the document as a person would write it.
 */
struct tree_row {
	const char *name;
	const char *script;
	const char *bytes;
	const char *same;
};

static const struct tree_row tree_rows[] = {
	{"an empty object", "{}", "{}\n", "{}"},
	{"an empty array", "[]", "[]\n", "[]"},
	{"a null", "0", "null\n", "null"},
	{"a true", "t", "true\n", "true"},
	{"a false", "f", "false\n", "false"},
	{"a number at the top", "i", "-9223372036854775808\n", "-9223372036854775808"},
	{"a number that is given as text", "n", "1.5e300\n", "1.5e300"},
	{"a member on its own line", "{ks}", "{\n  \"a\\\"\": \"s\"\n}\n", "{\"a\\\"\":\"s\"}"},
	{"two members with a comma", "{ksk0}", "{\n  \"a\\\"\": \"s\",\n  \"b\\\"\": null\n}\n",
		"{\"a\\\"\":\"s\",\"b\\\"\":null}"},
	{"elements on their own lines", "[tf]", "[\n  true,\n  false\n]\n", "[true,false]"},
	{"empty ones inside", "[{}[]]", "[\n  {},\n  []\n]\n", "[{},[]]"},
	{"an array in an object, and what follows it", "{k[s]kt}",
		"{\n  \"a\\\"\": [\n    \"s\"\n  ],\n  \"b\\\"\": true\n}\n",
		"{\"a\\\"\":[\"s\"],\"b\\\"\":true}"},
	{"objects in an array", "[{k0}{k{}}]",
		"[\n  {\n    \"a\\\"\": null\n  },\n  {\n    \"b\\\"\": {}\n  }\n]\n",
		"[{\"a\\\"\":null},{\"b\\\"\":{}}]"},
};

static void put_s(struct json_out *json)
{
	json_out_string(json, STR("s"));
}

static void put_i(struct json_out *json)
{
	json_out_integer(json, INT64_MIN);
}

static void put_n(struct json_out *json)
{
	json_out_number_text(json, STR("1.5e300"));
}

static void put_t(struct json_out *json)
{
	json_out_boolean(json, true);
}

static void put_f(struct json_out *json)
{
	json_out_boolean(json, false);
}

static void (*const words[128])(struct json_out *json) = {
	['{'] = json_out_open_object,
	['}'] = json_out_close_object,
	['['] = json_out_open_array,
	[']'] = json_out_close_array,
	['s'] = put_s,
	['i'] = put_i,
	['n'] = put_n,
	['t'] = put_t,
	['f'] = put_f,
	['0'] = json_out_null,
};

static void play(struct json_out *json, const char *script)
{
	char key[] = "a\"";
	for (const char *word = script; *word; word++) {
		if (*word == 'k') {
			json_out_key(json, str_of(key));
			key[0]++;
		} else {
			words[(unsigned char)*word](json);
		}
	}
}

static void check_tree(void **state)
{
	const struct tree_row *row = *state;
	struct fixture fixture;
	set_up(&fixture);
	play(&fixture.json, row->script);
	const struct str text = finish(&fixture);
	assert_string_equal(text.ptr, row->bytes);
	json_t *value = read_back(text);
	json_t *same = read_back(str_of(row->same));
	assert_true(json_equal(value, same));
	json_decref(value);
	json_decref(same);
	arena_release(&fixture.arena);
}

struct number_row {
	const char *name;
	int64_t number;
	const char *bytes;
};

static const struct number_row number_rows[] = {
	{"zero", 0, "0\n"},
	{"a negative number", -1, "-1\n"},
	{"the largest number", INT64_MAX, "9223372036854775807\n"},
};

static void check_number(void **state)
{
	const struct number_row *row = *state;
	struct fixture fixture;
	set_up(&fixture);
	json_out_integer(&fixture.json, row->number);
	const struct str text = finish(&fixture);
	assert_string_equal(text.ptr, row->bytes);
	json_t *value = read_back(text);
	assert_true(json_integer_value(value) == row->number);
	json_decref(value);
	arena_release(&fixture.arena);
}

struct depth_row {
	const char *name;
	unsigned depth;
	size_t max; /* of the buffer */
	bool fails;
};

static const struct depth_row depth_rows[] = {
	{"the deepest nesting is written", JSON_OUT_DEPTH, ROOM, false},
	{"deeper nesting makes the buffer fail", JSON_OUT_DEPTH + 1, ROOM, true},
	{"much deeper nesting makes the buffer fail", JSON_OUT_DEPTH * 4, ROOM, true},
	{"a full buffer fails at any depth", JSON_OUT_DEPTH, 500, true},
	{"a full buffer fails at the top", 1, 0, true},
};

static void check_depth(void **state)
{
	const struct depth_row *row = *state;
	struct fixture fixture;
	set_up(&fixture);
	fixture.buf.max = row->max;
	for (unsigned i = 0; i < row->depth; i++) {
		json_out_open_object(&fixture.json);
		json_out_key(&fixture.json, STR("k"));
	}
	json_out_null(&fixture.json);
	for (unsigned i = 0; i < row->depth; i++)
		json_out_close_object(&fixture.json);
	const struct str text = finish(&fixture);
	assert_int_equal(text.ptr == NULL, row->fails);
	if (text.ptr)
		json_decref(read_back(text));
	arena_release(&fixture.arena);
}

int main(void)
{
	return ROWS_RUN("text is written", string_rows, check_string) +
	       ROWS_RUN("every character is written", points_rows, check_points) +
	       ROWS_RUN("a document is written", tree_rows, check_tree) +
	       ROWS_RUN("a number is written", number_rows, check_number) +
	       ROWS_RUN("nesting has a limit", depth_rows, check_depth);
}
