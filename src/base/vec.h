/* SPDX-License-Identifier: MIT */
#ifndef BASE_VEC_H
#define BASE_VEC_H

/* A growing row of pointers in an arena. It owns the row, never what the pointers point at. */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct vec {
	struct arena *arena;
	const void **items;
	size_t len;
	size_t cap;
};

void vec_init(struct vec *vec, struct arena *arena);

/* False when the arena is exhausted; the row is then as it was. */
bool vec_push(struct vec *vec, const void *item);

/* Sorts by `compare` (of two items, not of pointers to them); equal items keep their order. */
bool vec_sort(struct vec *vec, int (*compare)(const void *a, const void *b));

#endif
