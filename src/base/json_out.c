/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

void json_out_init(struct json_out *json, struct strbuf *out)
{
	*json = (struct json_out){.out = out};
}

#define SPACES_32 "                                "

/* A comma, a line's end, and the indent of the deepest level. */
static const char break_and_indent[] = ",\n" SPACES_32 SPACES_32 SPACES_32 SPACES_32 SPACES_32;

/* Behind an element its comma, then a new line. */
static void new_line(struct json_out *json, bool comma)
{
	const struct str text = {break_and_indent, 2 + (size_t)json->depth * 2};
	static_assert(sizeof(break_and_indent) >= 3 + 2 * JSON_OUT_DEPTH, "an indent per level");

	strbuf_add(json->out, str_slice(text, comma ? 0 : 1, text.len));
}

/* What stands before a member or an element: the comma of the one before, and its own line. */
static void begin_item(struct json_out *json)
{
	bool *filled = &json->filled[json->depth - 1];
	new_line(json, *filled);
	*filled = true;
}

/* What stands before a value: nothing behind a key and at the top. */
static void begin_value(struct json_out *json)
{
	if (!json->after_key && json->depth > 0)
		begin_item(json);
	json->after_key = false;
}

static void open_level(struct json_out *json, char bracket)
{
	if (json->depth == JSON_OUT_DEPTH)
		json->out->failed = true;
	if (json->out->failed)
		return;
	begin_value(json);
	strbuf_add_char(json->out, bracket);
	json->filled[json->depth++] = false;
}

static void close_level(struct json_out *json, char bracket)
{
	if (json->out->failed)
		return;
	assert(json->depth > 0 && !json->after_key);
	if (json->filled[--json->depth])
		new_line(json, false);
	strbuf_add_char(json->out, bracket);
}

void json_out_open_object(struct json_out *json)
{
	open_level(json, '{');
}

void json_out_close_object(struct json_out *json)
{
	close_level(json, '}');
}

void json_out_open_array(struct json_out *json)
{
	open_level(json, '[');
}

void json_out_close_array(struct json_out *json)
{
	close_level(json, ']');
}

/* Whether a byte stands for itself between quotes. */
static bool is_plain(char c)
{
	return c >= 0x20 && c <= 0x7E && c != '"' && c != '\\';
}

#define EACH_BYTE(byte) (UINT64_MAX / 255 * (uint64_t)(byte))

/*
 * Whether eight bytes all stand for themselves. A byte's high bit is set where it is above 0x7E,
 * below 0x20, or one of the two signs: what is below n borrows from it, and a sign is what is below
 * 1 behind an exclusive or.
 */
static bool are_plain(const char *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof(word));
	const uint64_t quote = word ^ EACH_BYTE('"');
	const uint64_t backslash = word ^ EACH_BYTE('\\');
	const uint64_t special = word | (word + EACH_BYTE(1)) | (word - EACH_BYTE(0x20)) |
				 (quote - EACH_BYTE(1)) | (backslash - EACH_BYTE(1));
	return !(special & EACH_BYTE(0x80));
}

/* The offset of the first byte from `at` on that does not stand for itself; the length: none. */
static size_t find_special(struct str s, size_t at)
{
	const size_t wide = sizeof(uint64_t);
	while (s.len - at >= wide && are_plain(s.ptr + at))
		at += wide;
	/* The last of a text are looked at together with some before them. */
	if (s.len - at < wide && s.len >= wide && are_plain(s.ptr + s.len - wide))
		return s.len;
	while (at < s.len && is_plain(s.ptr[at]))
		at++;
	return at;
}

/* One code point that does not stand for itself; returns its length in bytes. */
static size_t add_special(struct strbuf *out, struct str s, size_t at)
{
	uint32_t point = 0;
	size_t len;
	if (!utf8_decode(s, at, &point, &len))
		point = 0xFFFD;
	if (point == '"' || point == '\\') {
		strbuf_add_char(out, '\\');
		strbuf_add_char(out, (char)point);
	} else {
		utf8_escape(out, point);
	}
	return len;
}

/* Text of which every byte stands for itself, and what follows its quotes. */
static void add_plain(struct strbuf *out, struct str s, struct str behind)
{
	char *end = strbuf_extend(out, s.len + 2 + behind.len);
	if (!end)
		return;
	*end++ = '"';
	if (s.len > 0)
		memcpy(end, s.ptr, s.len);
	end += s.len;
	*end++ = '"';
	if (behind.len > 0)
		memcpy(end, behind.ptr, behind.len);
}

static void add_quoted(struct strbuf *out, struct str s, struct str behind)
{
	if (find_special(s, 0) == s.len) {
		add_plain(out, s, behind);
		return;
	}
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < s.len;) {
		const size_t end = find_special(s, at);
		strbuf_add(out, (struct str){s.ptr + at, end - at});
		at = end;
		while (at < s.len && !is_plain(s.ptr[at]))
			at += add_special(out, s, at);
	}
	strbuf_add_char(out, '"');
	strbuf_add(out, behind);
}

void json_out_key(struct json_out *json, struct str key)
{
	if (json->out->failed)
		return;
	assert(json->depth > 0 && !json->after_key);
	begin_item(json);
	add_quoted(json->out, key, STR(": "));
	json->after_key = true;
}

void json_out_string(struct json_out *json, struct str s)
{
	begin_value(json);
	add_quoted(json->out, s, STR(""));
}

void json_out_integer(struct json_out *json, int64_t number)
{
	begin_value(json);
	strbuf_printf(json->out, "%" PRId64, number);
}

static void add_word(struct json_out *json, struct str word)
{
	begin_value(json);
	strbuf_add(json->out, word);
}

void json_out_boolean(struct json_out *json, bool value)
{
	add_word(json, value ? STR("true") : STR("false"));
}

void json_out_null(struct json_out *json)
{
	add_word(json, STR("null"));
}

void json_out_number_text(struct json_out *json, struct str text)
{
	add_word(json, text);
}

void json_out_finish(struct json_out *json)
{
	assert(json->out->failed || (json->depth == 0 && !json->after_key));
	strbuf_add_char(json->out, '\n');
}
