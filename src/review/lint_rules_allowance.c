/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

static const struct lint_rule rows[] = {
	{RULE_ALLOW_UNKNOWN, LINT_ALLOWANCE, DIAG_WARNING,
		"An allowance with a mistyped id silences nothing, and whoever reads it believes "
		"that it does.",
		"Write an id of this table. What the planner refuses cannot be allowed.",
		"https://github.com/bmorton/precache#lint", {NULL}},
	{RULE_ALLOW_REASON, LINT_ALLOWANCE, DIAG_WARNING,
		"Without its reason nobody can tell later whether the allowance still holds.",
		"Write '# precache: allow PC0000 because …' with the reason.",
		"https://github.com/bmorton/precache#lint", {NULL}},
	{RULE_ALLOW_UNUSED, LINT_ALLOWANCE, DIAG_WARNING,
		"An allowance that silences nothing today silences the next mistake on its line.",
		"Take the allowance out.", "https://github.com/bmorton/precache#lint", {NULL}},
};

const struct lint_rules lint_rules_allowance = {rows, sizeof(rows) / sizeof(rows[0])};
