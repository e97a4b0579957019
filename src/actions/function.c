/* SPDX-License-Identifier: MIT */
#include "actions/function.h"

#include "actions/expression_format.h"

/* GitHub counts the arguments of most functions in one byte. */
#define BYTE_MAX 255u

static const struct function_row rows[] = {
	{STR_ROW("contains"), .min = 2, .max = 2},
	{STR_ROW("startsWith"), .min = 2, .max = 2},
	{STR_ROW("endsWith"), .min = 2, .max = 2},
	{STR_ROW("format"), .min = 1, .max = BYTE_MAX, .check = format_check,
		.compute = format_compute},
	{STR_ROW("join"), .min = 1, .max = 2},
	{STR_ROW("toJSON"), .min = 1, .max = 1},
	{STR_ROW("fromJSON"), .min = 1, .max = 1},
	{STR_ROW("case"), .min = 3, .max = BYTE_MAX, .odd = true},
	{STR_ROW("hashFiles"), .min = 1, .max = BYTE_MAX},
	{STR_ROW("success"), .min = 0, .max = FUNCTION_UNLIMITED},
	{STR_ROW("failure"), .min = 0, .max = FUNCTION_UNLIMITED},
	{STR_ROW("always"), .min = 0, .max = 0},
	{STR_ROW("cancelled"), .min = 0, .max = 0},
};

const struct function_row *function_find(struct str name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq_nocase(rows[i].name, name))
			return &rows[i];
	return NULL;
}
