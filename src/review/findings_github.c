/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "review/finding.h"

/* A kind of annotation that the runner counts for itself. */
struct kind {
	enum diag_severity severity;
	struct str command;
	const char *noun;
};

static const struct kind kinds[] = {
	{DIAG_ERROR, STR_ROW("error"), "error"},
	{DIAG_WARNING, STR_ROW("warning"), "warning"},
	{DIAG_NOTE, STR_ROW("notice"), "note"},
};

/* Adds text with the bytes of `special` as %XX, as the runner takes them back. */
static void add_encoded(struct strbuf *out, struct str text, const char *special)
{
	for (size_t i = 0; i < text.len; i++) {
		const struct str byte = str_slice(text, i, i + 1);
		if (str_all_in(byte, special))
			strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)*byte.ptr);
		else
			strbuf_add(out, byte);
	}
}

static void add_data(struct strbuf *out, struct str text)
{
	add_encoded(out, text, "%\r\n");
}

static struct str shown(struct arena *arena, struct str text)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	utf8_show(&out, text);
	return strbuf_str(&out);
}

static void add_text_property(
	struct strbuf *out, struct arena *arena, const char *name, struct str value)
{
	strbuf_printf(out, "%s=", name);
	add_encoded(out, shown(arena, value), "%\r\n:,");
}

/* "file=…,line=…,col=…,", as much of it as GitHub could show beside the file. */
static void add_place(struct strbuf *out, const struct findings *findings, const struct diag *diag)
{
	struct arena *arena = out->arena;
	if (!finding_in_file(diag->at))
		return;
	const struct str path = finding_path(arena, findings, diag->at.file);
	out->failed = out->failed || !path.ptr;
	add_text_property(out, arena, "file", path);
	strbuf_printf(out, ",line=%u,", diag->at.line);
	/* The runner takes columns only for what begins and ends on one line. */
	const bool one_line = diag->end_line == 0 || diag->end_line == diag->at.line;
	if (diag->end_line > diag->at.line)
		strbuf_printf(out, "endLine=%u,", diag->end_line);
	if (one_line && diag->at.column > 0)
		strbuf_printf(out, "col=%u,", diag->at.column);
	if (one_line && diag->at.column > 0 && diag->end_column > 0)
		strbuf_printf(out, "endColumn=%u,", diag->end_column);
}

/* "x.yml:3:14: ", of a place that is no property of its own. */
static void add_name(struct strbuf *text, struct place at)
{
	if (!at.file.ptr)
		return;
	finding_show(text, at.file, GITHUB_MESSAGE_UNITS);
	if (at.line > 0)
		strbuf_printf(text, ":%u:%u", at.line, at.column);
	strbuf_add(text, STR(": "));
}

static struct str message_of(struct arena *arena, const struct diag *diag)
{
	struct strbuf text;
	strbuf_init(&text, arena, LIMIT_TEXT_BYTES);
	if (!finding_in_file(diag->at))
		add_name(&text, diag->at);
	finding_show(&text, diag->message, GITHUB_MESSAGE_UNITS);
	if (diag->related_message.ptr) {
		strbuf_add_char(&text, '\n');
		add_name(&text, diag->related);
		finding_show(&text, diag->related_message, GITHUB_MESSAGE_UNITS);
	}
	if (diag->hint.ptr) {
		strbuf_add(&text, STR("\nhint: "));
		finding_show(&text, diag->hint, GITHUB_MESSAGE_UNITS);
	}
	return finding_cut(arena, strbuf_str(&text), GITHUB_MESSAGE_UNITS);
}

static void add_annotation(struct strbuf *out, const struct findings *findings,
	const struct kind *kind, const struct diag *diag)
{
	const struct str message = message_of(out->arena, diag);
	out->failed = out->failed || !message.ptr;
	strbuf_printf(out, "::%.*s ", STR_ARG(kind->command));
	add_place(out, findings, diag);
	strbuf_printf(out, "title=precache %s::", diag_rule_row(diag->rule)->id);
	add_data(out, message);
	strbuf_add_char(out, '\n');
}

static void add_kind(struct strbuf *out, const struct findings *findings, const struct kind *kind)
{
	const struct diags *diags = findings->diags;
	size_t count = 0;
	for (size_t i = 0; i < diags->len && count < GITHUB_ANNOTATIONS; i++) {
		if (diags->items[i]->severity != kind->severity)
			continue;
		add_annotation(out, findings, kind, diags->items[i]);
		count++;
	}
	const size_t more = findings_found(diags, kind->severity) - count;
	if (more > 0)
		strbuf_printf(out, "::%.*s title=precache::and %zu more %s%s\n",
			STR_ARG(kind->command), more, kind->noun, more == 1 ? "" : "s");
}

struct str findings_github(struct arena *arena, const struct findings *findings)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_FINDINGS_BYTES);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		add_kind(&out, findings, &kinds[i]);
	return strbuf_str(&out);
}
