/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "review/explain.h"
#include "review/wrap.h"

#define LABEL_AT 4u
#define SOURCE_AT ((size_t)13) /* "    shadows  " */

struct sheet {
	struct arena *arena;
	struct strbuf out;
	unsigned width;
};

/* A value as people read it: a text as it is, with hidden characters escaped; all else as JSON. */
static void add_value(const struct sheet *sheet, struct strbuf *line, const struct value *value)
{
	struct strbuf text;
	struct json_out json;

	if (value->kind == VALUE_STRING) {
		utf8_show(line, value->text);
		return;
	}
	strbuf_init(&text, sheet->arena, LIMIT_TEXT_BYTES);
	json_out_init(&json, &text);
	value_json(&json, value);
	strbuf_add(line, strbuf_str(&text));
}

static void put_head(struct sheet *sheet, const struct explain_entry *entry)
{
	struct strbuf line;

	strbuf_init(&line, sheet->arena, LIMIT_TEXT_BYTES);
	utf8_show(&line, entry->at);
	if (entry->value) {
		strbuf_add(&line, STR(" = "));
		add_value(sheet, &line, entry->value);
	} else {
		strbuf_add(&line, STR(" is not set"));
	}
	wrap_labelled(&sheet->out, STR(""), LABEL_AT, strbuf_str(&line), sheet->width);
}

/* `shows`: the value stands behind its place, as it is not the one of the plan. */
static void put_source(
	struct sheet *sheet, const char *label, const struct explain_source *source, bool shows)
{
	struct strbuf line;
	struct str labelled = str_printf(sheet->arena, "%*s%s", (int)LABEL_AT, "", label);

	strbuf_init(&line, sheet->arena, LIMIT_TEXT_BYTES);
	utf8_show(&line, source->text);
	if (shows && source->secret)
		strbuf_add(&line, STR(", a secret"));
	else if (shows && source->value.ptr && !source->value.len)
		strbuf_add(&line, STR(", which is empty"));
	else if (shows && source->value.ptr) {
		strbuf_add(&line, STR(" = "));
		utf8_show(&line, source->value);
	}
	wrap_labelled(&sheet->out, labelled, SOURCE_AT, strbuf_str(&line), sheet->width);
}

static void put_entry(struct sheet *sheet, const struct explain_entry *entry)
{
	put_head(sheet, entry);
	for (size_t i = 0; i < entry->count; i++)
		put_source(
			sheet, i ? "shadows" : "from", &entry->sources[i], i > 0 || !entry->value);
}

/* What was asked for may be decided elsewhere. */
static void put_asked(struct sheet *sheet, const struct explanation *explanation)
{
	struct strbuf line;

	if (explanation->count != 1 || str_starts(explanation->entries[0].at, explanation->asked))
		return;
	strbuf_init(&line, sheet->arena, LIMIT_TEXT_BYTES);
	utf8_show(&line, explanation->asked);
	strbuf_add(&line, STR(" is decided in "));
	utf8_show(&line, explanation->entries[0].at);
	wrap_labelled(&sheet->out, STR(""), LABEL_AT, strbuf_str(&line), sheet->width);
}

struct str explain_text(struct arena *arena, const struct explanation *explanation, unsigned width)
{
	struct sheet sheet = {.arena = arena, .width = width};

	strbuf_init(&sheet.out, arena, LIMIT_PLAN_BYTES);
	put_asked(&sheet, explanation);
	for (size_t i = 0; i < explanation->count; i++)
		put_entry(&sheet, &explanation->entries[i]);
	return strbuf_str(&sheet.out);
}
