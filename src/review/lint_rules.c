/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

static const struct lint_rules *const groups[] = {
	&lint_rules_builder,
	&lint_rules_time,
	&lint_rules_rights,
	&lint_rules_reading,
	&lint_rules_allowance,
	&lint_rules_content,
};
#define GROUPS (sizeof(groups) / sizeof(groups[0]))

static const struct str group_names[LINT_GROUP_COUNT] = {
	[LINT_BUILDER] = STR_ROW("builder"),
	[LINT_TIME] = STR_ROW("time"),
	[LINT_RIGHTS] = STR_ROW("rights"),
	[LINT_READING] = STR_ROW("reading"),
	[LINT_ALLOWANCE] = STR_ROW("allowance"),
	[LINT_CONTENT] = STR_ROW("content"),
};

const struct lint_rule *lint_rule_at(size_t index)
{
	for (size_t group = 0; group < GROUPS; group++) {
		if (index < groups[group]->count)
			return &groups[group]->rows[index];
		index -= groups[group]->count;
	}
	return NULL;
}

const struct lint_rule *lint_rule_of(enum diag_rule rule)
{
	const struct lint_rule *row = lint_rule_at(0);

	for (size_t i = 1; row && row->rule != rule; i++)
		row = lint_rule_at(i);
	return row;
}

const struct lint_rule *lint_rule_find(struct str id)
{
	const struct lint_rule *row = lint_rule_at(0);

	for (size_t i = 1; row && !str_is(id, diag_rule_row(row->rule)->id); i++)
		row = lint_rule_at(i);
	return row;
}

struct str lint_group_name(enum lint_group group)
{
	return group_names[group];
}
