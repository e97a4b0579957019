/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_JSON_TREE_H
#define HARNESS_JSON_TREE_H

/* JSON that the program wrote, looked into with jansson; and values that a test gives as YAML. */

#include <jansson.h>

#include "actions/value.h"
#include "base/diag.h"

/* What stands under a path of names and indices ("runs/0/results"), or NULL. */
json_t *json_under(json_t *json, const char *path);

/* Compares with JSON on one line, where ' stands for " too; `wanted` NULL: there is nothing. */
void json_assert(const json_t *found, const char *wanted);

/* A YAML mapping of github, vars, inputs as the command line hands it on; NULL for NULL. */
const struct value *context_of_yaml(struct arena *arena, struct diags *diags, const char *text);

#endif
