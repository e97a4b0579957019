/* SPDX-License-Identifier: MIT */
#include "actions/json_text.h"

#include <math.h>

#include "base/utf8.h"

struct writer {
	struct strbuf *out;
	enum json_text_style style;
	size_t depth;
};

struct escape_row {
	char byte;
	struct str text;
};

static const struct escape_row escapes[] = {
	{'"', STR_ROW("\\\"")},
	{'\\', STR_ROW("\\\\")},
	{'\b', STR_ROW("\\b")},
	{'\f', STR_ROW("\\f")},
	{'\n', STR_ROW("\\n")},
	{'\r', STR_ROW("\\r")},
	{'\t', STR_ROW("\\t")},
};

/* Lines end at these for some readers, so Newtonsoft escapes them too. */
static bool is_line_end(uint32_t point)
{
	return point == 0x85 || point == 0x2028 || point == 0x2029;
}

static void write_point(struct strbuf *out, struct str bytes, uint32_t point)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		if (point == (unsigned char)escapes[i].byte) {
			strbuf_add(out, escapes[i].text);
			return;
		}
	}
	if (point < 0x20 || is_line_end(point))
		strbuf_printf(out, "\\u%04x", (unsigned)point);
	else
		strbuf_add(out, bytes);
}

static void write_string(struct strbuf *out, struct str text)
{
	strbuf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		uint32_t point;
		size_t len;
		if (!utf8_decode(text, at, &point, &len))
			point = 0xFFFD;
		write_point(out, str_slice(text, at, at + len), point);
		at += len;
	}
	strbuf_add_char(out, '"');
}

static void write_number(struct writer *writer, double number)
{
	struct arena *arena = writer->out->arena;
	struct str text = STR("0");
	if (writer->style == JSON_TEXT_COMPACT)
		text = number_exact(arena, number);
	else if (number != 0)
		text = number_string(arena, number);
	if (!text.ptr)
		writer->out->failed = true;
	strbuf_add(writer->out, text);
}

static void break_line(struct writer *writer)
{
	if (writer->style == JSON_TEXT_COMPACT)
		return;
	strbuf_add_char(writer->out, '\n');
	strbuf_add_times(writer->out, ' ', 2 * writer->depth);
}

static void open_level(struct writer *writer, char bracket)
{
	strbuf_add_char(writer->out, bracket);
	writer->depth++;
}

/* Before each item: the comma behind the one before. */
static void next_item(struct writer *writer, size_t index)
{
	if (index > 0)
		strbuf_add_char(writer->out, ',');
	break_line(writer);
}

static void close_level(struct writer *writer, char bracket, size_t count)
{
	writer->depth--;
	if (count > 0)
		break_line(writer);
	strbuf_add_char(writer->out, bracket);
}

static void write_value(struct writer *writer, const struct value *value);

static void write_array(struct writer *writer, const struct value *array)
{
	open_level(writer, '[');
	for (size_t i = 0; i < array->count && !writer->out->failed; i++) {
		next_item(writer, i);
		write_value(writer, array->items[i]);
	}
	close_level(writer, ']', array->count);
}

static void write_object(struct writer *writer, const struct map *members)
{
	open_level(writer, '{');
	for (size_t i = 0; i < members->len && !writer->out->failed; i++) {
		next_item(writer, i);
		write_string(writer->out, members->entries[i].key);
		strbuf_add(writer->out, writer->style == JSON_TEXT_COMPACT ? STR(":") : STR(": "));
		write_value(writer, members->entries[i].value);
	}
	close_level(writer, '}', members->len);
}

static void write_value(struct writer *writer, const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		strbuf_add(writer->out, STR("null"));
		break;
	case VALUE_BOOLEAN:
		strbuf_add(writer->out, value->boolean ? STR("true") : STR("false"));
		break;
	case VALUE_NUMBER:
		write_number(writer, value->number);
		break;
	case VALUE_STRING:
		write_string(writer->out, value->text);
		break;
	case VALUE_ARRAY:
		write_array(writer, value);
		break;
	case VALUE_OBJECT:
		write_object(writer, value->members);
		break;
	}
}

void json_text(struct strbuf *out, const struct value *value, enum json_text_style style)
{
	struct writer writer = {.out = out, .style = style};
	write_value(&writer, value);
}

bool value_has_json(const struct value *value)
{
	if (value->marks & MARK_UNKNOWN || (value->kind == VALUE_OBJECT && value->exact))
		return false;
	if (value->kind == VALUE_NUMBER)
		return isfinite(value->number);
	if (value->kind == VALUE_ARRAY)
		for (size_t i = 0; i < value->count; i++)
			if (!value_has_json(value->items[i]))
				return false;
	if (value->kind == VALUE_OBJECT)
		for (size_t i = 0; i < value->members->len; i++)
			if (!value_has_json(value->members->entries[i].value))
				return false;
	return true;
}
