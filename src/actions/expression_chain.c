/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"

/*
 * `&&` gives its first operand that is false, or its last; `||` the first that is true, or its
 * last. An operand that is known to be neither that nor the last goes. Behind one that cannot be
 * told, the others may not be evaluated at all.
 */
bool chain_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	const enum tri end = ast->op == OPERATOR_AND ? TRI_FALSE : TRI_TRUE;
	const size_t count = ast->operand_count;
	struct term *kept = arena_array(r->scope->arena, count, sizeof(*kept));
	size_t kept_count = 0;
	bool ended = false;
	if (!kept)
		return false;
	for (size_t i = 0; i < count && !ended; i++) {
		struct term *term = &kept[kept_count];
		const struct ast *operand = ast_operand(ast, i);
		if (!(kept_count > 0 ? ast_reduce_maybe(r, operand, term)
				     : ast_reduce(r, operand, term)))
			return false;
		const enum tri truth = term_truth(term);
		ended = truth == end || i + 1 == count;
		kept_count += ended || truth == TRI_UNKNOWN;
	}
	if (kept_count > 1)
		return term_left(r, ast, kept, kept_count, ret);
	*ret = kept[0];
	return true;
}
