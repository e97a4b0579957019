/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "review/review.h"

/* Text that YAML reads as itself: words of such bytes that begin with none of its signs. */
static bool is_plain(struct str text)
{
	static const char *const typed[] = {"null", "true", "false", "yes", "no", "on", "off"};
	const char *bytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
			    "_-./@+ ";

	if (!text.len || !str_all_in(text, bytes) || str_trim(text).len < text.len)
		return false;
	if (!char_is_alpha(text.ptr[0]) &&
		!(text.ptr[0] == '.' && text.len > 2 && text.ptr[1] == '.'))
		return false;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		if (str_eq_nocase(text, str_of(typed[i])))
			return false;
	}
	return true;
}

/* Between double quotes; whatever is not ASCII is escaped, since a case is read by people. */
static void add_quoted(struct strbuf *out, struct str text)
{
	size_t len;

	strbuf_add_char(out, '"');
	for (size_t i = 0; i < text.len; i += len) {
		uint32_t point;
		if (!utf8_decode(text, i, &point, &len))
			point = 0xFFFD;
		if (point == '"' || point == '\\')
			strbuf_printf(out, "\\%c", (char)point);
		else if (point == '\n')
			strbuf_add(out, STR("\\n"));
		else if (point >= 0x20 && point < 0x7F)
			strbuf_add_char(out, (char)point);
		else
			strbuf_printf(out, point > 0xFFFF ? "\\U%08X" : "\\u%04X", (unsigned)point);
	}
	strbuf_add_char(out, '"');
}

static void add_text(struct strbuf *out, struct str text)
{
	if (is_plain(text))
		strbuf_add(out, text);
	else
		add_quoted(out, text);
}

/* In flow style, on one line. */
static void add_value(struct strbuf *out, const struct value *value)
{
	switch (value->kind) {
	case VALUE_STRING:
		add_quoted(out, value->text);
		return;
	case VALUE_ARRAY:
		strbuf_add_char(out, '[');
		for (size_t i = 0; i < value->count; i++) {
			strbuf_add(out, i ? STR(", ") : STR(""));
			add_value(out, value->items[i]);
		}
		strbuf_add_char(out, ']');
		return;
	case VALUE_OBJECT:
		strbuf_add_char(out, '{');
		for (size_t i = 0; i < value->members->len; i++) {
			strbuf_add(out, i ? STR(", ") : STR(""));
			add_quoted(out, value->members->entries[i].key);
			strbuf_add(out, STR(": "));
			add_value(out, value->members->entries[i].value);
		}
		strbuf_add_char(out, '}');
		return;
	case VALUE_NULL:
		strbuf_add(out, STR("null"));
		return;
	case VALUE_BOOLEAN:
	case VALUE_NUMBER:
		strbuf_add(out, value_to_string(out->arena, value));
		return;
	}
}

static void add_member(struct strbuf *out, struct str indent, struct str name)
{
	strbuf_add(out, indent);
	add_text(out, name);
	strbuf_add(out, STR(": "));
}

static void add_overrides(struct strbuf *out, const struct golden_case *spec)
{
	if (spec->override_count)
		strbuf_add(out, STR("overrides:\n"));
	for (size_t i = 0; i < spec->override_count; i++) {
		add_member(out, STR("  "), spec->overrides[i].name);
		add_text(out, spec->overrides[i].value);
		strbuf_add_char(out, '\n');
	}
}

static void add_context(struct strbuf *out, const struct value *context)
{
	if (!context || !context->members->len)
		return;
	strbuf_add(out, STR("context:\n"));
	for (size_t i = 0; i < context->members->len; i++) {
		add_member(out, STR("  "), context->members->entries[i].key);
		add_value(out, context->members->entries[i].value);
		strbuf_add_char(out, '\n');
	}
}

static void add_executors(struct strbuf *out, const struct golden_case *spec)
{
	if (spec->executor_count)
		strbuf_add(out, STR("executors:\n"));
	for (size_t i = 0; i < spec->executor_count; i++) {
		strbuf_add(out, STR("  - "));
		add_text(out, spec->executors[i]);
		strbuf_add_char(out, '\n');
	}
}

static void add_line(struct strbuf *out, struct str name, struct str text)
{
	if (!text.ptr)
		return;
	add_member(out, STR(""), name);
	add_text(out, text);
	strbuf_add_char(out, '\n');
}

struct str golden_case_write(struct arena *arena, const struct golden_case *spec)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_FILE_BYTES);
	add_line(&out, STR("promise"), spec->promise);
	add_line(&out, STR("workflow"), spec->workflow);
	add_overrides(&out, spec);
	add_context(&out, spec->context);
	add_line(&out, STR("event"), spec->event);
	add_executors(&out, spec);
	if (spec->expect)
		strbuf_printf(&out, "expect: %d\n", spec->expect);
	return strbuf_str(&out);
}
