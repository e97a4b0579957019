/* SPDX-License-Identifier: MIT */
#include "yaml/tag.h"

#include <string.h>

static const struct tag tags[] = {
	{"tag:yaml.org,2002:str", SCALAR_STRING, NODE_STRING},
	{"tag:yaml.org,2002:bool", SCALAR_BOOLEAN, NODE_BOOLEAN},
	{"tag:yaml.org,2002:int", SCALAR_INTEGER, NODE_NUMBER},
	{"tag:yaml.org,2002:float", SCALAR_FLOAT, NODE_NUMBER},
	{"tag:yaml.org,2002:null", SCALAR_NULL, NODE_NULL},
	{"tag:yaml.org,2002:seq", SCALAR_ANY, NODE_SEQUENCE},
	{"tag:yaml.org,2002:map", SCALAR_ANY, NODE_MAPPING},
};

const struct tag *tag_find(struct diags *diags, struct place at, const char *name,
	struct str written, const struct node *node)
{
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (strcmp(tags[i].name, name) != 0)
			continue;
		const bool collection = tags[i].type == SCALAR_ANY;
		if (collection ? node->kind == tags[i].kind : node_is_scalar(node))
			return &tags[i];
		diag_add(diags, RULE_WRONG_TYPE, at, "the tag '%.*s' stands at %s",
			STR_ARG(written),
			node_is_scalar(node) ? "a scalar" : node_kind_name(node->kind));
		return NULL;
	}
	struct diag *diag = diag_add(diags, RULE_YAML_TAG, at,
		"tag '%.*s' is not one of YAML's core schema", STR_ARG(written));
	/* `if: !cancelled()` is the usual one: the user meant no tag at all. */
	diag_hint(diags, diag,
		str_starts(written, STR("!!"))
			? "take it away, or use !!str, !!bool, !!int, !!float or !!null"
			: "put quotes around a text that starts with '!'");
	return NULL;
}

void tag_unfit(struct diags *diags, struct place at, enum scalar_result result,
	const struct node *node, struct str written)
{
	if (result == SCALAR_UNFIT)
		diag_add(diags, RULE_WRONG_TYPE, at, "the scalar is not what its tag '%.*s' says",
			STR_ARG(written));
	else
		diag_add(diags, RULE_VALUE_RANGE, at, "number '%.*s' has more than 32 bits",
			STR_ARG(node->text));
}
