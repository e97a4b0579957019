/* SPDX-License-Identifier: MIT */

/* The table of lint's rules as text and as JSON. */

#include "base/json_out.h"
#include "base/limits.h"
#include "review/lint.h"

#define WIDTH 100u

static const struct str severity_names[] = {
	[DIAG_NOTE] = STR_ROW("note"),
	[DIAG_WARNING] = STR_ROW("warning"),
	[DIAG_ERROR] = STR_ROW("error"),
};

/* A paragraph behind a label, wrapped at blanks; the label's column is INDENT. */
#define INDENT 12u

static void add_paragraph(struct strbuf *out, const char *label, struct str text)
{
	size_t column = INDENT;
	size_t from = 0;

	strbuf_printf(out, "  %-*s", (int)(INDENT - 2), label);
	while (from < text.len) {
		const size_t blank = str_find_char(text, ' ', from);
		const struct str word = str_slice(text, from, blank);
		if (column > INDENT && column + 1 + word.len > WIDTH) {
			strbuf_add_char(out, '\n');
			strbuf_add_times(out, ' ', INDENT);
			column = INDENT;
		} else if (column > INDENT) {
			strbuf_add_char(out, ' ');
			column++;
		}
		strbuf_add(out, word);
		column += word.len;
		from += word.len + 1;
	}
	strbuf_add_char(out, '\n');
}

static void add_severity(struct strbuf *out, const struct lint_rule *rule)
{
	const enum diag_severity severity = diag_rule_row(rule->rule)->severity;

	strbuf_add(out, severity_names[severity]);
	if (rule->elsewhere != severity)
		strbuf_printf(out, " (%.*s where there is no build)",
			STR_ARG(severity_names[rule->elsewhere]));
}

struct str lint_rules_text(struct arena *arena)
{
	struct strbuf out;
	const struct lint_rule *rule;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; (rule = lint_rule_at(i)); i++) {
		const struct diag_rule_row *row = diag_rule_row(rule->rule);
		strbuf_printf(&out, "%s%s %.*s: %s\n", i ? "\n" : "", row->id,
			STR_ARG(lint_group_name(rule->group)), row->demand);
		strbuf_add(&out, STR("  severity  "));
		add_severity(&out, rule);
		strbuf_add_char(&out, '\n');
		add_paragraph(&out, "why", str_of(rule->why));
		add_paragraph(&out, "remedy", str_of(rule->remedy));
		add_paragraph(&out, "reference", str_of(rule->reference));
	}
	return strbuf_str(&out);
}

static void add_member(struct json_out *json, struct str key, struct str value)
{
	json_out_key(json, key);
	json_out_string(json, value);
}

static void add_rule(struct json_out *json, const struct lint_rule *rule)
{
	const struct diag_rule_row *row = diag_rule_row(rule->rule);

	json_out_open_object(json);
	add_member(json, STR("id"), str_of(row->id));
	add_member(json, STR("name"), str_of(row->name));
	add_member(json, STR("group"), lint_group_name(rule->group));
	add_member(json, STR("severity"), severity_names[row->severity]);
	add_member(json, STR("severity_without_build"), severity_names[rule->elsewhere]);
	add_member(json, STR("demand"), str_of(row->demand));
	add_member(json, STR("why"), str_of(rule->why));
	add_member(json, STR("remedy"), str_of(rule->remedy));
	add_member(json, STR("reference"), str_of(rule->reference));
	json_out_close_object(json);
}

struct str lint_rules_json(struct arena *arena)
{
	struct strbuf out;
	struct json_out json;
	const struct lint_rule *rule;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	add_member(&json, STR("schema"), STR(LINT_RULES_SCHEMA));
	json_out_key(&json, STR("rules"));
	json_out_open_array(&json);
	for (size_t i = 0; (rule = lint_rule_at(i)); i++)
		add_rule(&json, rule);
	json_out_close_array(&json);
	json_out_close_object(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}
