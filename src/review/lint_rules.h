/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_LINT_RULES_H
#define REVIEW_LINT_RULES_H

/* The rows of the table of rules, a file each group, sorted by id. */

#include "review/linting.h"

struct lint_rules {
	const struct lint_rule *rows;
	size_t count;
};

extern const struct lint_rules lint_rules_builder;
extern const struct lint_rules lint_rules_time;
extern const struct lint_rules lint_rules_rights;
extern const struct lint_rules lint_rules_reading;
extern const struct lint_rules lint_rules_allowance;
extern const struct lint_rules lint_rules_content;

#define LINT_DOCS "https://docs.github.com/en/actions/"
#define LINT_BUILDER_DOCS "https://github.com/coder/envbuilder/blob/main/docs/"

#endif
