/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_MATRIX_H
#define ACTIONS_MATRIX_H

/*
 * The legs of a job's matrix: the product of its vectors in the file's order, first key outermost,
 * less `exclude`, then `include`, by GitHub's rules (loose comparison). Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression.h"
#include "actions/value.h"
#include "base/diag.h"
#include "yaml/node.h"

struct leg {
	const struct value *values; /* the object that `matrix` is in this leg; NULL: no matrix */
	struct str label;           /* "v1, v2", the part in parentheses; STR_NONE: no matrix */
};

struct matrix {
	bool known; /* false: it hangs on something unknown; then there is one leg, whose values
		       are the matrix as it is written, as far as it can be evaluated */
	const struct leg *legs;
	size_t count;                 /* 1 when there is no matrix */
	const struct value *strategy; /* all of it, evaluated; NULL: there is none */
};

/*
 * Expands `strategy` (NULL: no matrix). False when GitHub refuses it (reported at its place): a
 * vector that is no sequence or is empty, an exclude key that is no vector, over LIMIT_MATRIX_LEGS;
 * or when the arena is exhausted.
 */
bool matrix_expand(struct diags *diags, const struct document *document,
	const struct node *strategy, const struct scope *scope, struct matrix *ret);

#endif
