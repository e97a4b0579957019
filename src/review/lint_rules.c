/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/map.h"
#include "review/lint.h"
#include "review/linting.h"

#define DOCS "https://docs.github.com/en/actions/"
#define SECURE DOCS "reference/security/secure-use"

/* By id. What a rule demands stands in base/rules.h. */
static const struct lint_rule rules[] = {
	{RULE_BIDI, LINT_READING, DIAG_ERROR,
		"A line with a bidirectional control is shown in another order than it runs: what "
		"looks like a comment may be code, and the other way round.",
		"Take the character out. Where a value needs it, write it as an escape in double "
		"quotes: \"\\u202E\".",
		"https://trojansource.codes", lint_bidi},
	{RULE_INVISIBLE, LINT_READING, DIAG_WARNING,
		"An invisible character makes two names that look the same differ, and can carry "
		"text that a reviewer does not see.",
		"Take the character out. Where a value needs it, write it as an escape in double "
		"quotes.",
		"https://www.unicode.org/reports/tr36/", lint_invisible},
	{RULE_ODD_SPACE, LINT_READING, DIAG_WARNING,
		"YAML and the shell take a non-breaking or wide space for a letter, so that a "
		"command or a key gets another name than it seems to have.",
		"Type an ordinary space. In comments, quotes and names such a space is not "
		"reported.",
		"https://yaml.org/spec/1.2.2/#white-space-characters", lint_odd_space},
	{RULE_ALLOW_UNKNOWN, LINT_ALLOWANCE, DIAG_WARNING,
		"An allowance with a mistyped id silences nothing, and whoever reads it believes "
		"that it does.",
		"Write an id of this table. What the planner refuses cannot be allowed.",
		"https://github.com/bmorton/precache#lint", NULL},
	{RULE_ALLOW_REASON, LINT_ALLOWANCE, DIAG_WARNING,
		"Without its reason nobody can tell later whether the allowance still holds.",
		"Write '# precache: allow PC0000 because …' with the reason.",
		"https://github.com/bmorton/precache#lint", NULL},
	{RULE_ALLOW_UNUSED, LINT_ALLOWANCE, DIAG_WARNING,
		"An allowance that silences nothing today silences the next mistake on its line.",
		"Take the allowance out.", "https://github.com/bmorton/precache#lint", NULL},
};
#define RULES (sizeof(rules) / sizeof(rules[0]))

static const struct str group_names[LINT_GROUP_COUNT] = {
	[LINT_BUILDER] = STR_ROW("builder"),
	[LINT_TIME] = STR_ROW("time"),
	[LINT_RIGHTS] = STR_ROW("rights"),
	[LINT_READING] = STR_ROW("reading"),
	[LINT_ALLOWANCE] = STR_ROW("allowance"),
	[LINT_CONTENT] = STR_ROW("content"),
};

const struct lint_rule *lint_rules(size_t *ret_count)
{
	*ret_count = RULES;
	return rules;
}

const struct lint_rule *lint_rule_of(enum diag_rule rule)
{
	for (size_t i = 0; i < RULES; i++) {
		if (rules[i].rule == rule)
			return &rules[i];
	}
	return NULL;
}

const struct lint_rule *lint_rule_find(struct str id)
{
	for (size_t i = 0; i < RULES; i++) {
		if (str_is(id, diag_rule_row(rules[i].rule)->id))
			return &rules[i];
	}
	return NULL;
}

struct str lint_group_name(enum lint_group group)
{
	return group_names[group];
}
