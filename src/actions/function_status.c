/* SPDX-License-Identifier: MIT */
#include "actions/function_rows.h"

static bool not_told(const struct ast *call, struct term *ret)
{
	*ret = (struct term){.left = call, .marks = MARK_UNKNOWN, .why = WHY_EXPRESSION};
	return true;
}

static bool in_usual_run(struct reduction *r, const struct ast *call, bool holds, struct term *ret)
{
	if (r->scope->usual_run)
		return term_boolean(r, ret, call, holds);
	return not_told(call, ret);
}

bool reduce_success(struct reduction *r, const struct ast *call, struct term *ret)
{
	if (r->scope->unmet == TRI_UNKNOWN)
		return not_told(call, ret);
	return in_usual_run(r, call, r->scope->unmet == TRI_FALSE, ret);
}

bool reduce_cancelled(struct reduction *r, const struct ast *call, struct term *ret)
{
	return in_usual_run(r, call, false, ret);
}

bool reduce_always(struct reduction *r, const struct ast *call, struct term *ret)
{
	return term_boolean(r, ret, call, true);
}

/* Whether something before has failed, no plan tells, also where it tells that nothing has to. */
bool reduce_failure(struct reduction *r, const struct ast *call, struct term *ret)
{
	(void)r;
	return not_told(call, ret);
}
