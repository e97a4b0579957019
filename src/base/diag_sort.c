/* SPDX-License-Identifier: MIT */
#include "base/diag.h"

int diag_compare(const struct diag *a, const struct diag *b)
{
	const int files = str_compare(a->at.file, b->at.file);

	if (files)
		return files;
	if (a->at.line != b->at.line)
		return a->at.line < b->at.line ? -1 : 1;
	if (a->at.column != b->at.column)
		return a->at.column < b->at.column ? -1 : 1;
	return (int)a->rule - (int)b->rule;
}

/* Merges the sorted rows [from, middle) and [middle, to) into `out`. */
static void merge(struct diag **items, size_t from, size_t middle, size_t to, struct diag **out)
{
	size_t left = from;
	size_t right = middle;

	for (size_t i = from; i < to; i++) {
		const bool take_left = right == to || (left < middle && diag_compare(items[left],
										items[right]) <= 0);
		out[i] = take_left ? items[left++] : items[right++];
	}
}

bool diags_sort(struct diags *diags)
{
	const size_t len = diags->len;
	struct diag **other = arena_array(diags->arena, len, sizeof(struct diag *));

	if (!other)
		return false;
	for (size_t width = 1; width < len; width *= 2) {
		struct diag **const sorted = other;
		for (size_t from = 0; from < len; from += 2 * width) {
			const size_t middle = from + width < len ? from + width : len;
			const size_t to = middle + width < len ? middle + width : len;
			merge(diags->items, from, middle, to, sorted);
		}
		other = diags->items;
		diags->items = sorted;
		diags->cap = len;
	}
	return true;
}
