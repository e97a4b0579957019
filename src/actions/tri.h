/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_TRI_H
#define ACTIONS_TRI_H

/* Whether something holds, as far as it can be told. */
enum tri {
	TRI_FALSE,
	TRI_TRUE,
	TRI_UNKNOWN
};

/* False wins over unknown, unknown over true. */
static inline enum tri tri_and(enum tri a, enum tri b)
{
	if (a == TRI_FALSE || b == TRI_FALSE)
		return TRI_FALSE;
	return a == TRI_UNKNOWN || b == TRI_UNKNOWN ? TRI_UNKNOWN : TRI_TRUE;
}

static inline enum tri tri_not(enum tri a)
{
	if (a == TRI_UNKNOWN)
		return TRI_UNKNOWN;
	return a == TRI_TRUE ? TRI_FALSE : TRI_TRUE;
}

#endif
