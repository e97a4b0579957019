/* SPDX-License-Identifier: MIT */
#include "actions/function.h"

#include "actions/function_rows.h"
#include "base/near.h"

/* GitHub counts the arguments of most functions in one byte. */
#define BYTE_MAX 255u

static const struct function_row rows[] = {
	{STR_ROW("contains"), .min = 2, .max = 2, .marks = MARKS_OF_ARGUMENTS,
		.reduce = reduce_contains},
	{STR_ROW("startsWith"), .min = 2, .max = 2, .marks = MARKS_OF_ARGUMENTS,
		.reduce = reduce_starts_with},
	{STR_ROW("endsWith"), .min = 2, .max = 2, .marks = MARKS_OF_ARGUMENTS,
		.reduce = reduce_ends_with},
	{STR_ROW("format"), .min = 1, .max = BYTE_MAX, .marks = MARKS_OF_ARGUMENTS, .fails = true,
		.check = check_format, .reduce = reduce_format},
	{STR_ROW("join"), .min = 1, .max = 2, .marks = MARKS_OF_ARGUMENTS, .reduce = reduce_join},
	{STR_ROW("toJSON"), .min = 1, .max = 1, .marks = MARKS_OF_ARGUMENTS,
		.reduce = reduce_to_json},
	{STR_ROW("fromJSON"), .min = 1, .max = 1, .marks = MARKS_OF_ARGUMENTS, .fails = true,
		.reduce = reduce_from_json},
	{STR_ROW("case"), .min = 3, .max = BYTE_MAX, .odd = true, .marks = MARKS_OF_ARGUMENTS,
		.fails = true, .reduce = reduce_case},
	{STR_ROW("hashFiles"), .min = 1, .max = BYTE_MAX, .marks = MARKS_OF_ARGUMENTS,
		.fails = true, .reduce = reduce_hash_files},
	{STR_ROW("success"), .min = 0, .max = FUNCTION_UNLIMITED, .marks = MARKS_NONE,
		.reduce = reduce_success},
	{STR_ROW("failure"), .min = 0, .max = FUNCTION_UNLIMITED, .marks = MARKS_NONE,
		.reduce = reduce_failure},
	{STR_ROW("always"), .min = 0, .max = 0, .marks = MARKS_NONE, .reduce = reduce_always},
	{STR_ROW("cancelled"), .min = 0, .max = 0, .marks = MARKS_NONE, .reduce = reduce_cancelled},
};

const struct function_row *function_find(struct str name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (str_eq_nocase(rows[i].name, name))
			return &rows[i];
	return NULL;
}

struct str function_hint(struct arena *arena, struct str name)
{
	const struct str near =
		near_row(name, rows, sizeof(rows) / sizeof(rows[0]), sizeof(rows[0]));
	return near.ptr ? str_printf(arena, "did you mean '%.*s'?", STR_ARG(near)) : STR_NONE;
}
