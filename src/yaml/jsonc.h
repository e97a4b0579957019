/* SPDX-License-Identifier: MIT */
#ifndef YAML_JSONC_H
#define YAML_JSONC_H

/*
 * JSON with comments, as dev containers are described in, as the same tree that YAML gives: each
 * node knows where it stands. Beside JSON it takes line comments, block comments and a comma behind
 * the last item, as envbuilder's reader does (https://github.com/tailscale/hujson). A name may
 * stand twice in an object; both are in the tree, and the last one counts.
 */

#include "yaml/node.h"

/*
 * Reads one value. NULL with one error of `rule` at its place when the text is no such JSON, is not
 * UTF-8, is nested deeper than LIMIT_YAML_DEPTH or has more than LIMIT_YAML_NODES nodes; NULL
 * without one when the arena is exhausted. `source` must outlive the document.
 */
const struct document *jsonc_read(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str source);

/* The last member of that name, letter case aside, as Go reads it; NULL: none, or no object. */
const struct node *jsonc_get(const struct node *object, const char *name);

/* The name itself of that member, to point at. */
const struct node *jsonc_name(const struct node *object, const char *name);

#endif
