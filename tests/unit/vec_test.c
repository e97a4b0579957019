/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/vec.h"
#include "harness/failing.h"
#include "harness/rows.h"

#define ROOM ((size_t)1024 * 1024)

/* Items are text; only the first byte decides, so that the second shows whether order was kept. */
static int compare_first(const void *a, const void *b)
{
	const char *left = a;
	const char *right = b;
	return left[0] - right[0];
}

struct sort_row {
	const char *name;
	const char *items[12];
	const char *sorted; /* joined */
};

static const struct sort_row sort_rows[] = {
	{"nothing is sorted", {NULL}, ""},
	{"one item is sorted", {"a1"}, "a1"},
	{"two items change places", {"b1", "a1"}, "a1b1"},
	{"equal items keep their order", {"a2", "a1", "a3"}, "a2a1a3"},
	{"three items are sorted", {"c1", "b1", "a1"}, "a1b1c1"},
	{"an odd number is sorted", {"e1", "a1", "d1", "b1", "c1"}, "a1b1c1d1e1"},
	{"equal items keep their order among others",
		{"b1", "a1", "b2", "a2", "c1", "b3", "a3", "c2", "a4"}, "a1a2a3a4b1b2b3c1c2"},
	{"what is sorted stays", {"a1", "b1", "c1", "d1"}, "a1b1c1d1"},
};

static void check_sort(void **state)
{
	const struct sort_row *row = *state;
	struct arena arena;
	struct vec vec;
	char joined[64] = "";
	arena_init(&arena, ROOM);
	vec_init(&vec, &arena);
	for (size_t i = 0; row->items[i]; i++)
		assert_true(vec_push(&vec, row->items[i]));
	assert_true(vec_sort(&vec, compare_first));
	for (size_t i = 0; i < vec.len; i++)
		strcat(joined, vec.items[i]);
	assert_string_equal(joined, row->sorted);
	arena_release(&arena);
}

struct many_row {
	const char *name;
	size_t count;
	size_t step; /* item i is byte i * step % 251 of the pool, at i's own address */
};

static const struct many_row many_rows[] = {
	{"a power of two is sorted", 1024, 7},
	{"one more than a power of two is sorted", 1025, 7},
	{"one less than a power of two is sorted", 1023, 100},
	{"equal items by the hundred keep their order", 3000, 0},
};

static void check_many(void **state)
{
	const struct many_row *row = *state;
	struct arena arena;
	struct vec vec;
	arena_init(&arena, ROOM);
	vec_init(&vec, &arena);
	char *pool = arena_alloc(&arena, row->count);
	assert_non_null(pool);
	for (size_t i = 0; i < row->count; i++) {
		pool[i] = (char)(i * row->step % 127);
		assert_true(vec_push(&vec, &pool[i]));
		assert_ptr_equal(vec.items[i], &pool[i]);
	}
	assert_true(vec_sort(&vec, compare_first));
	assert_int_equal(vec.len, row->count);
	for (size_t i = 1; i < vec.len; i++) {
		const char *before = vec.items[i - 1];
		const char *item = vec.items[i];
		assert_true(*before < *item || (*before == *item && before < item));
	}
	arena_release(&arena);
}

struct memory_row {
	const char *name;
	size_t limit;
};

static const struct memory_row memory_rows[] = {
	{"without memory nothing is pushed", 0},
	{"with little memory some is pushed", 1000},
	{"with more memory more is pushed", 20000},
};

static void check_memory(void **state)
{
	const struct memory_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	struct vec vec;
	arena_init_with(&arena, failing_allocator(&failing), row->limit);
	vec_init(&vec, &arena);
	while (vec_push(&vec, "b"))
		assert_true(vec.len < row->limit);
	assert_true(arena.exhausted);
	assert_int_equal(vec.len == 0, row->limit == 0);
	const size_t len = vec.len;
	assert_false(vec_push(&vec, "c"));
	assert_int_equal(vec.len, len);
	assert_int_equal(vec_sort(&vec, compare_first), len < 2);
	for (size_t i = 0; i < vec.len; i++)
		assert_string_equal(vec.items[i], "b");
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

int main(void)
{
	return ROWS_RUN("a row is sorted", sort_rows, check_sort) +
	       ROWS_RUN("a long row is sorted", many_rows, check_many) +
	       ROWS_RUN("a row without memory", memory_rows, check_memory);
}
