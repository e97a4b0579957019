/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_COMPUTE_H
#define ACTIONS_EXPRESSION_COMPUTE_H

#include <stdbool.h>

#include "actions/expression.h"
#include "actions/expression_ast.h"

/*
 * The value of a node: known, or an unknown one that a name of the scope bears. *ret NULL: it
 * cannot be told. False when the arena is exhausted.
 */
bool ast_compute(const struct ast *ast, const struct scope *scope, const struct value **ret);

/* The same, but *ret is NULL for an unknown value too. */
bool ast_compute_known(const struct ast *ast, const struct scope *scope, const struct value **ret);

#endif
