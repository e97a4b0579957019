/* SPDX-License-Identifier: MIT */
#include "base/near.h"

#include <string.h>

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool same(char a, char b)
{
	return char_lower(a) == char_lower(b);
}

/* What the rows of the table of distances are made of: rows[0] is the one before the last. */
struct table {
	struct str a;
	struct str b;
	size_t rows[3][NEAR_NAME_BYTES + 1];
};

static size_t cell(const struct table *table, size_t i, size_t j)
{
	const struct str a = table->a;
	const struct str b = table->b;
	const size_t replaced = table->rows[1][j - 1] + !same(a.ptr[i - 1], b.ptr[j - 1]);
	const size_t best =
		smaller(replaced, smaller(table->rows[1][j], table->rows[2][j - 1]) + 1);
	if (i > 1 && j > 1 && same(a.ptr[i - 1], b.ptr[j - 2]) && same(a.ptr[i - 2], b.ptr[j - 1]))
		return smaller(best, table->rows[0][j - 2] + 1);
	return best;
}

/* Optimal string alignment: Levenshtein's distance in which a swap of neighbours is one. */
size_t near_distance(struct str a, struct str b)
{
	struct table table = {.a = a, .b = b};

	if (a.len > NEAR_NAME_BYTES || b.len > NEAR_NAME_BYTES)
		return SIZE_MAX;
	for (size_t j = 0; j <= b.len; j++)
		table.rows[2][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		memcpy(table.rows[0], table.rows[1], sizeof(table.rows[0]));
		memcpy(table.rows[1], table.rows[2], sizeof(table.rows[1]));
		table.rows[2][0] = i;
		for (size_t j = 1; j <= b.len; j++)
			table.rows[2][j] = cell(&table, i, j);
	}
	return table.rows[2][b.len];
}

struct str near_row(struct str name, const void *rows, size_t count, size_t size)
{
	struct str nearest = STR_NONE;
	size_t best = (name.len + 2) / 3 + 1;
	for (size_t i = 0; i < count; i++) {
		const struct str *candidate = (const void *)((const char *)rows + i * size);
		const size_t away = near_distance(name, *candidate);
		if (away < best) {
			best = away;
			nearest = *candidate;
		}
	}
	return nearest;
}
