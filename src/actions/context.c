/* SPDX-License-Identifier: MIT */
#include "actions/context.h"

#include "actions/expression.h"
#include "base/near.h"

static const struct context_row rows[] = {
	{STR_ROW("github"), CONTEXT_PARTIAL, WHY_EXPRESSION, STR_ROW("token")},
	{STR_ROW("env"), CONTEXT_ENV, WHY_EXPRESSION, {0}},
	{STR_ROW("vars"), CONTEXT_PARTIAL, WHY_EXPRESSION, {0}},
	{STR_ROW("job"), CONTEXT_PARTIAL, WHY_EXPRESSION, {0}},
	{STR_ROW("jobs"), CONTEXT_PARTIAL, WHY_STEP_OUTPUT, {0}},
	{STR_ROW("steps"), CONTEXT_PARTIAL, WHY_STEP_OUTPUT, {0}},
	{STR_ROW("runner"), CONTEXT_PARTIAL, WHY_EXPRESSION, {0}},
	{STR_ROW("secrets"), CONTEXT_SECRETS, WHY_EXPRESSION, STR_ROW("GITHUB_TOKEN")},
	{STR_ROW("strategy"), CONTEXT_PARTIAL, WHY_EXPRESSION, {0}},
	{STR_ROW("matrix"), CONTEXT_WHOLE, WHY_MATRIX, {0}},
	{STR_ROW("needs"), CONTEXT_PARTIAL, WHY_STEP_OUTPUT, {0}},
	{STR_ROW("inputs"), CONTEXT_PARTIAL, WHY_EXPRESSION, {0}},
};

const struct context_row *context_find(struct str name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq_nocase(rows[i].name, name))
			return &rows[i];
	return NULL;
}

struct str context_hint(struct arena *arena, struct str name)
{
	const struct str near =
		near_row(name, rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0]));
	return near.ptr ? str_printf(arena, "did you mean '%.*s'?", STR_ARG(near)) : STR_NONE;
}
