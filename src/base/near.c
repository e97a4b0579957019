/* SPDX-License-Identifier: MIT */
#include "base/near.h"

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Two names in lower case, and the last three rows of the table of their distances. */
struct table {
	char a[NEAR_NAME_BYTES];
	char b[NEAR_NAME_BYTES];
	const size_t *before;
	const size_t *above;
	size_t *row;
};

static void lower(char *to, struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		to[i] = char_lower(name.ptr[i]);
}

static size_t cell(const struct table *table, size_t i, size_t j)
{
	const char *const a = table->a + i - 1;
	const char *const b = table->b + j - 1;
	const size_t replaced = table->above[j - 1] + (*a != *b);
	const size_t best = smaller(replaced, smaller(table->above[j], table->row[j - 1]) + 1);

	if (i > 1 && j > 1 && a[0] == b[-1] && a[-1] == b[0])
		return smaller(best, table->before[j - 2] + 1);
	return best;
}

/* Optimal string alignment: Levenshtein's distance in which a swap of neighbours is one. */
size_t near_distance(struct str a, struct str b)
{
	size_t rows[3][NEAR_NAME_BYTES + 1];
	struct table table = {.row = rows[0]};

	if (a.len > NEAR_NAME_BYTES || b.len > NEAR_NAME_BYTES)
		return SIZE_MAX;
	lower(table.a, a);
	lower(table.b, b);
	for (size_t j = 0; j <= b.len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		table.before = table.above;
		table.above = table.row;
		table.row = rows[i % 3];
		table.row[0] = i;
		for (size_t j = 1; j <= b.len; j++)
			table.row[j] = cell(&table, i, j);
	}
	return table.row[b.len];
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
