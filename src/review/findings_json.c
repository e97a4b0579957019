/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"
#include "base/limits.h"
#include "review/finding.h"

static void put_text(struct json_out *json, struct str key, struct str text)
{
	if (!text.ptr)
		return;
	json_out_key(json, key);
	json_out_string(json, text);
}

/* A number of which 0 says that it is not known. */
static void put_number(struct json_out *json, struct str key, unsigned number)
{
	if (number == 0)
		return;
	json_out_key(json, key);
	json_out_integer(json, number);
}

static void put_count(struct json_out *json, struct str key, size_t count)
{
	json_out_key(json, key);
	json_out_integer(json, (int64_t)count);
}

static void put_place(struct json_out *json, struct place at)
{
	put_text(json, STR("file"), at.file);
	put_number(json, STR("line"), at.line);
	put_number(json, STR("column"), at.column);
}

static void put_related(struct json_out *json, const struct diag *diag)
{
	if (!diag->related_message.ptr)
		return;
	json_out_key(json, STR("related"));
	json_out_open_object(json);
	put_place(json, diag->related);
	put_text(json, STR("message"), diag->related_message);
	json_out_close_object(json);
}

static void put_finding(struct json_out *json, const struct diag *diag)
{
	const struct diag_rule_row *rule = diag_rule_row(diag->rule);
	json_out_open_object(json);
	put_text(json, STR("rule"), str_of(rule->id));
	put_text(json, STR("name"), str_of(rule->name));
	put_text(json, STR("severity"), finding_severity(diag->severity));
	put_place(json, diag->at);
	put_number(json, STR("end_line"), diag->end_line);
	put_number(json, STR("end_column"), diag->end_column);
	put_text(json, STR("message"), diag->message);
	put_text(json, STR("hint"), diag->hint);
	put_related(json, diag);
	json_out_close_object(json);
}

static void put_counts(struct json_out *json, const struct diags *diags)
{
	json_out_key(json, STR("counts"));
	json_out_open_object(json);
	for (int severity = DIAG_ERROR; severity >= DIAG_NOTE; severity--)
		put_count(json, finding_severity((enum diag_severity)severity),
			findings_found(diags, (enum diag_severity)severity));
	json_out_close_object(json);
	put_count(json, STR("omitted"), diags->errors + diags->warnings - diags->len);
}

struct str findings_json(struct arena *arena, const struct findings *findings)
{
	const struct diags *diags = findings->diags;
	struct strbuf out;
	struct json_out json;
	strbuf_init(&out, arena, LIMIT_FINDINGS_BYTES);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	put_text(&json, STR("schema"), STR(FINDINGS_SCHEMA));
	put_counts(&json, diags);
	json_out_key(&json, STR("findings"));
	json_out_open_array(&json);
	for (size_t i = 0; i < diags->len; i++)
		put_finding(&json, diags->items[i]);
	json_out_close_array(&json);
	json_out_close_object(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}
