/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

static const struct lint_rule rows[] = {
	{RULE_BIDI, LINT_READING, DIAG_ERROR,
		"A line with a bidirectional control is shown in another order than it runs: what "
		"looks like a comment may be code, and the other way round.",
		"Take the character out. Where a value needs it, write it as an escape in double "
		"quotes: \"\\u202E\".",
		"https://trojansource.codes", {.file = lint_bidi}},
	{RULE_INVISIBLE, LINT_READING, DIAG_WARNING,
		"An invisible character makes two names that look the same differ, and can carry "
		"text that a reviewer does not see.",
		"Take the character out. Where a value needs it, write it as an escape in double "
		"quotes.",
		"https://www.unicode.org/reports/tr36/", {.file = lint_invisible}},
	{RULE_ODD_SPACE, LINT_READING, DIAG_WARNING,
		"YAML and the shell take a non-breaking or wide space for a letter, so that a "
		"command or a key gets another name than it seems to have.",
		"Type an ordinary space. In comments, quotes and names such a space is not "
		"reported.",
		"https://yaml.org/spec/1.2.2/#white-space-characters", {.file = lint_odd_space}},
};

const struct lint_rules lint_rules_reading = {rows, sizeof(rows) / sizeof(rows[0])};
