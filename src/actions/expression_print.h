/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_PRINT_H
#define ACTIONS_EXPRESSION_PRINT_H

#include "actions/expression_ast.h"
#include "base/str.h"

/*
 * Appends the expression that a tree says, in one form: parentheses where they are needed alone, a
 * property behind a point where it is a name. A literal that is an array or an object becomes a
 * call of fromJSON; it must be one that value_has_json takes. What comes out is parsed to an equal
 * tree again.
 */
void ast_print(struct strbuf *out, const struct ast *ast);

#endif
