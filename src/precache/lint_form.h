/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_LINT_FORM_H
#define PRECACHE_LINT_FORM_H

/* The forms in which lint prints what it found, as a table: a row is what --format names. */

#include "base/diag.h"
#include "precache/command_line.h"

struct lint_form {
	const char *name;
	/* What was found as the form has it; STR_NONE when the arena is exhausted. */
	struct str (*findings)(const struct invocation *in, const struct diags *findings);
	/* The table of rules; NULL: the form has none. */
	struct str (*rules)(struct arena *arena);
	/* --fail-on, when nobody says it. */
	const char *fail_on;
};

/* The form of that name, the first one without a name; NULL: there is none. */
const struct lint_form *lint_form_find(struct str name);

#endif
