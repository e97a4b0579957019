/* SPDX-License-Identifier: MIT */
#ifndef YAML_TAG_H
#define YAML_TAG_H

/*
 * The tags of YAML's core schema, which are all that GitHub takes, and where each may stand.
 * Source: https://yaml.org/spec/1.2.2/#103-core-schema
 */

#include "base/diag.h"
#include "yaml/node.h"
#include "yaml/scalar.h"

struct tag {
	const char *name;      /* resolved: "tag:yaml.org,2002:str" */
	enum scalar_type type; /* ANY: of a collection */
	enum node_kind kind;   /* of a collection */
};

/*
 * The row of a tag that stands at `node`. NULL, reported at `at` as it is `written`, when there is
 * no such tag or it does not stand at such a node.
 */
const struct tag *tag_find(struct diags *diags, struct place at, const char *name,
	struct str written, const struct node *node);

/* Reports a scalar that does not fit, at its own place: `result` is what scalar_resolve says of it.
 */
void tag_unfit(struct diags *diags, struct place at, enum scalar_result result,
	const struct node *node, struct str written);

#endif
