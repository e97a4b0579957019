/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"
#include "base/limits.h"
#include "review/finding.h"
#include "review/lint.h"
#include "review/sarif.h"

static void put(struct json_out *json, struct str key, struct str text)
{
	json->out->failed = json->out->failed || !text.ptr;
	json_out_key(json, key);
	json_out_string(json, text);
}

/* "IMAGE_FLOATS" as "ImageFloats", which is how SARIF wants names. */
static void put_name(struct json_out *json, struct str name)
{
	struct strbuf camel;
	bool first = true;
	strbuf_init(&camel, json->out->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] != '_')
			strbuf_add_char(&camel, first ? name.ptr[i] : char_lower(name.ptr[i]));
		first = name.ptr[i] == '_';
	}
	put(json, STR("name"), strbuf_str(&camel));
}

static void put_help(
	struct json_out *json, const struct diag_rule_row *row, const struct lint_rule *rule)
{
	struct arena *arena = json->out->arena;
	const char *const why = rule ? rule->why : "The input cannot be used otherwise.";
	const char *const remedy =
		rule ? rule->remedy : "Each result says at its place what is wrong and what to do.";
	const char *const reference = rule ? rule->reference : PRECACHE_HOME;
	sarif_message(json, STR("fullDescription"), str_of(why));
	json_out_key(json, STR("help"));
	json_out_open_object(json);
	put(json, STR("text"),
		str_printf(arena, "%s: %s.\n%s\n%s\n%s", row->id, row->demand, why, remedy,
			reference));
	put(json, STR("markdown"),
		str_printf(arena,
			"**%s**: %s.\n\n**Why?** %s\n\n**What to do?** %s\n\n"
			"**Where is that written?** %s",
			row->id, row->demand, why, remedy, reference));
	json_out_close_object(json);
	put(json, STR("helpUri"),
		str_of(str_starts(str_of(reference), STR("https://")) ? reference : PRECACHE_HOME));
}

/* Whether a finding may cost more than time: who can write the cache, what a reviewer cannot see.
 */
static bool is_security(const struct lint_rule *rule)
{
	return rule && (rule->group == LINT_RIGHTS || rule->group == LINT_READING);
}

struct grade {
	struct str problem;  /* GitHub's word for a severity */
	struct str security; /* its score: 7.0 and more is high, 4.0 medium, below low */
};

static const struct grade grades[] = {
	[DIAG_NOTE] = {STR_ROW("recommendation"), STR_ROW("3.0")},
	[DIAG_WARNING] = {STR_ROW("warning"), STR_ROW("5.0")},
	[DIAG_ERROR] = {STR_ROW("error"), STR_ROW("8.0")},
};

static void put_properties(
	struct json_out *json, const struct lint_rule *rule, enum diag_severity severity)
{
	json_out_key(json, STR("properties"));
	json_out_open_object(json);
	put(json, STR("precision"), STR("high"));
	put(json, STR("problem.severity"), grades[severity].problem);
	if (is_security(rule))
		put(json, STR("security-severity"), grades[severity].security);
	json_out_key(json, STR("tags"));
	json_out_open_array(json);
	json_out_string(json, rule ? lint_group_name(rule->group) : STR("input"));
	if (is_security(rule))
		json_out_string(json, STR("security"));
	json_out_close_array(json);
	json_out_close_object(json);
}

void sarif_rule(struct json_out *json, enum diag_rule rule)
{
	const struct diag_rule_row *row = diag_rule_row(rule);
	const struct lint_rule *lint = lint_rule_of(rule);
	json_out_open_object(json);
	put(json, STR("id"), str_of(row->id));
	put_name(json, str_of(row->name));
	sarif_message(json, STR("shortDescription"), str_of(row->demand));
	put_help(json, row, lint);
	json_out_key(json, STR("defaultConfiguration"));
	json_out_open_object(json);
	put(json, STR("level"), finding_severity(row->severity));
	json_out_close_object(json);
	put_properties(json, lint, row->severity);
	json_out_close_object(json);
}
