/* SPDX-License-Identifier: MIT */
#include "harness/findings.h"

#include "base/limits.h"

struct str findings_text(struct arena *arena, const struct diags *diags)
{
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		strbuf_printf(&buf, "%s%u:%u %s %.*s", i > 0 ? "\n" : "", diag->at.line,
			diag->at.column, diag_rule_row(diag->rule)->name, STR_ARG(diag->message));
		if (diag->hint.len > 0)
			strbuf_printf(&buf, " (%.*s)", STR_ARG(diag->hint));
	}
	return strbuf_str(&buf);
}

struct str value_line(struct arena *arena, const struct value *value)
{
	struct strbuf pretty;
	struct strbuf line;
	struct json_out json;
	strbuf_init(&pretty, arena, LIMIT_TEXT_BYTES);
	strbuf_init(&line, arena, LIMIT_TEXT_BYTES);
	json_out_init(&json, &pretty);
	value_json(&json, value);
	bool in_string = false;
	for (size_t i = 0; i < pretty.len; i++) {
		const char c = pretty.ptr[i];
		if (c == '"' && (i == 0 || pretty.ptr[i - 1] != '\\'))
			in_string = !in_string;
		if (in_string || !char_is_space(c))
			strbuf_add_char(&line, c);
	}
	return strbuf_str(&line);
}
