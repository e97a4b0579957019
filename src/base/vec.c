/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

#include <string.h>

/* Most rows are short: the two sides of an operator, the steps of a job. */
#define CAP_FIRST ((size_t)2)

void vec_init(struct vec *vec, struct arena *arena)
{
	*vec = (struct vec){.arena = arena};
}

bool vec_push(struct vec *vec, const void *item)
{
	if (vec->len == vec->cap) {
		const size_t cap = vec->cap ? vec->cap * 2 : CAP_FIRST;
		const void **grown = arena_stretch(vec->arena, vec->items,
			vec->cap * sizeof(*vec->items), cap * sizeof(*vec->items));
		if (!grown)
			return false;
		vec->items = grown;
		vec->cap = cap;
	}
	vec->items[vec->len++] = item;
	return true;
}

/* Merges the sorted runs [from, middle) and [middle, to) of `in` into `out`; the left wins ties. */
static void merge(const void **in, const void **out, size_t from, size_t middle, size_t to,
	int (*compare)(const void *a, const void *b))
{
	size_t left = from;
	size_t right = middle;
	for (size_t i = from; i < to; i++) {
		const bool take_left =
			left < middle && (right == to || compare(in[left], in[right]) <= 0);
		out[i] = take_left ? in[left++] : in[right++];
	}
}

bool vec_sort(struct vec *vec, int (*compare)(const void *a, const void *b))
{
	const size_t len = vec->len;
	if (len < 2)
		return true;
	const void **in = vec->items;
	const void **out = arena_array(vec->arena, len, sizeof(*out));
	if (!out)
		return false;
	for (size_t run = 1; run < len; run *= 2) {
		for (size_t from = 0; from < len; from += 2 * run) {
			const size_t middle = len - from > run ? from + run : len;
			const size_t to = len - middle > run ? middle + run : len;
			merge(in, out, from, middle, to, compare);
		}
		const void **const swap = in;
		in = out;
		out = swap;
	}
	if (in != vec->items)
		memcpy(vec->items, in, len * sizeof(*in));
	return true;
}
