/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_PERMISSION_H
#define ACTIONS_PERMISSION_H

/*
 * What the job's token may do. Scopes are rows of a table with the levels that each takes. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */

#include <stdbool.h>

#include "actions/value.h"
#include "base/diag.h"
#include "yaml/node.h"

/* Reports a scope or level that GitHub does not have, or a wrong type. */
bool permissions_check(struct arena *arena, struct diags *diags, const struct document *document,
	const struct node *permissions);

/*
 * The permissions of a job as a plan bears them: the job's block replaces the workflow's;
 * "read-all", "write-all", "default" when neither says anything, or an object sorted by bytes
 * without the scopes that are none. Either node may be NULL. NULL when exhausted.
 */
const struct value *permissions_value(struct arena *arena, const struct document *document,
	const struct node *workflow, const struct node *job);

enum permission_level {
	PERMISSION_NONE,
	PERMISSION_READ,
	PERMISSION_WRITE,
	PERMISSION_UNKNOWN
};

/* What such a value grants for a scope ("packages"); "default" is unknown. */
enum permission_level permission_granted(const struct value *permissions, struct str scope);

/* A scope for which one set of permissions asks for more than another one has. */
struct permission_excess {
	struct str scope;
	struct str asked;       /* "write" */
	struct str had;         /* "none" */
	const struct place *at; /* where it is asked for; NULL: unknown */
};

/*
 * Whether `asked` grants more than `had` does, both as permissions_value makes them; *ret_excess is
 * then the first such scope. What is unknown of either is no excess.
 */
bool permissions_exceed(
	const struct value *asked, const struct value *had, struct permission_excess *ret_excess);

#endif
