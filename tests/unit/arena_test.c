/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "harness/failing.h"
#include "harness/rows.h"

#define KIB ((size_t)1024)
#define MANY ((size_t)256 * 1024 * 1024)

/* The chunks that a row of equal requests takes. */
struct chunk_row {
	const char *name;
	size_t size;
	size_t times;
	size_t chunks;
	size_t taken;
};

static const struct chunk_row chunk_rows[] = {
	{"an arena that is not used takes nothing", 0, 0, 0, 0},
	{"the first request takes a chunk of 16 KiB", 1, 1, 1, 16 * KIB},
	{"small requests share a chunk", 100, 100, 1, 16 * KIB},
	{"a full chunk is followed by one of twice the size", 1000, 20, 2, 48 * KIB},
	{"chunks grow no further than 256 KiB", 8 * KIB, 150, 8, 1264 * KIB},
	{"a request larger than a chunk gets its own", 1024 * KIB, 1, 1, 1024 * KIB + 24},
	{"an empty request is served", 0, 3, 1, 16 * KIB},
};

static void check_chunks(void **state)
{
	const struct chunk_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	for (size_t i = 0; i < row->times; i++)
		assert_non_null(arena_alloc(&arena, row->size));
	assert_int_equal(failing.calls, row->chunks);
	assert_int_equal(arena.taken, row->taken);
	assert_int_equal(failing.bytes, row->taken);
	assert_false(arena.exhausted);
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
	assert_int_equal(failing.back, failing.bytes);
	assert_int_equal(arena.taken, 0);
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

/* One request of a size under a limit. */
struct limit_row {
	const char *name;
	size_t limit;
	size_t count;
	size_t size;
	bool served;
};

static const struct limit_row limit_rows[] = {
	{"a request within the limit is served", 16 * KIB, 1, 100, true},
	{"a limit below the first chunk still serves what fits", KIB, 1, 900, true},
	{"the limit counts the chunk's own bytes", KIB, 1, KIB, false},
	{"a request over the limit is refused", 16 * KIB, 1, 17 * KIB, false},
	{"nothing fits under a limit of nothing", 0, 1, 1, false},
	{"a size near the largest number is refused", MANY, 1, SIZE_MAX, false},
	{"a size that rounds past the largest number is refused", SIZE_MAX, 1, SIZE_MAX - 15,
		false},
	{"a product that overflows is refused", SIZE_MAX, SIZE_MAX / 2, 3, false},
	{"elements of no size are served", KIB, SIZE_MAX, 0, true},
};

static void check_limit(void **state)
{
	const struct limit_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), row->limit);
	void *ptr = arena_array(&arena, row->count, row->size);
	assert_int_equal(ptr != NULL, row->served);
	assert_int_equal(arena.exhausted, !row->served);
	assert_true(arena.taken <= row->limit);
	if (!row->served)
		assert_null(arena_alloc(&arena, 1));
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
	assert_false(arena.exhausted);
}

struct grow_row {
	const char *name;
	size_t old_size;
	size_t new_size;
	size_t between; /* bytes allocated between the two */
	bool in_place;
};

static const struct grow_row grow_rows[] = {
	{"what was allocated last grows in place", 100, 1000, 0, true},
	{"an odd size grows in place too", 7, 9, 0, true},
	{"what was not allocated last is copied", 100, 1000, 1, false},
	{"what outgrows its chunk is copied", 100, 20 * KIB, 0, false},
	{"what outgrows every chunk is copied", 100, 1024 * KIB, 0, false},
	{"growing by nothing stays in place", 100, 100, 0, true},
};

static void check_grow(void **state)
{
	const struct grow_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	unsigned char *old = arena_grow(&arena, NULL, 0, row->old_size);
	assert_non_null(old);
	memset(old, 0x42, row->old_size);
	if (row->between > 0)
		assert_non_null(arena_alloc(&arena, row->between));
	const unsigned char *grown = arena_grow(&arena, old, row->old_size, row->new_size);
	assert_non_null(grown);
	assert_int_equal(grown == old, row->in_place);
	for (size_t i = 0; i < row->new_size; i++)
		assert_int_equal(grown[i], i < row->old_size ? 0x42 : 0);
	assert_int_equal(old[0], 0x42);
	const unsigned char *next = arena_alloc(&arena, 1);
	assert_true(next + 1 <= grown || next >= grown + row->new_size);
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

/* Which request for a chunk fails. Each of eight requests needs a chunk. */
struct fail_row {
	const char *name;
	size_t fail_at;
	bool forever;
	size_t served;
};

static const struct fail_row fail_rows[] = {
	{"an allocator that never fails serves all", 0, false, 8},
	{"a failed first request leaves an empty arena", 1, true, 0},
	{"after one failure an arena stays exhausted", 3, false, 2},
	{"an allocator that fails for ever leaks nothing", 5, true, 4},
};

static void check_fail(void **state)
{
	const struct fail_row *row = *state;
	struct failing failing = {.fail_at = row->fail_at, .forever = row->forever};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	size_t served = 0;
	for (int i = 0; i < 8; i++)
		served += arena_alloc(&arena, 300 * KIB) != NULL;
	assert_int_equal(served, row->served);
	assert_int_equal(failing.live, row->served);
	assert_int_equal(arena.exhausted, row->served < 8);
	if (arena.exhausted) {
		assert_null(arena_copy(&arena, "x", 1));
		assert_null(arena_grow(&arena, NULL, 0, 1));
		assert_int_equal(failing.calls, row->fail_at);
	}
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

struct zero_row {
	const char *name;
	size_t size;
};

static const struct zero_row zero_rows[] = {
	{"one byte is zero and aligned", 1},
	{"an odd number of bytes is zero and aligned", 333},
	{"a chunk of its own is zero and aligned", 300 * KIB},
};

static void check_zero(void **state)
{
	const struct zero_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	for (int times = 0; times < 3; times++) {
		const unsigned char *bytes = arena_alloc(&arena, row->size);
		assert_non_null(bytes);
		assert_int_equal((uintptr_t)bytes % alignof(uint64_t), 0);
		for (size_t i = 0; i < row->size; i++)
			assert_int_equal(bytes[i], 0);
		const unsigned char *copy = arena_copy(&arena, bytes, row->size);
		assert_memory_equal(copy, bytes, row->size);
		assert_int_equal((uintptr_t)copy % alignof(uint64_t), 0);
	}
	arena_release(&arena);
}

struct heap_row {
	const char *name;
	const char *text;
};

static const struct heap_row heap_rows[] = {
	{"an arena over malloc copies bytes", "text"},
	{"an arena over malloc copies no bytes", ""},
};

static void check_heap(void **state)
{
	const struct heap_row *row = *state;
	struct arena arena;
	arena_init(&arena, MANY);
	const char *copy = arena_copy(&arena, row->text, strlen(row->text));
	assert_non_null(copy);
	assert_ptr_not_equal(copy, row->text);
	assert_memory_equal(copy, row->text, strlen(row->text));
	assert_non_null(arena_copy(&arena, NULL, 0));
	arena_release(&arena);
}

/* Room in the present chunk is used after a request that needed a chunk of its own. */
static void check_room(void **state)
{
	(void)state;
	struct failing failing = {0};
	struct arena arena;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	const char *before = arena_alloc(&arena, 16);
	assert_non_null(arena_alloc(&arena, 1024 * KIB));
	const char *after = arena_alloc(&arena, 16);
	assert_ptr_equal(after, before + 16);
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

static const struct heap_row room_rows[] = {
	{"a chunk of its own leaves the present one in use", NULL},
};

/* Work of `size` bytes, done and forgotten `times` times over. */
struct rewind_row {
	const char *name;
	size_t before; /* bytes that are kept, allocated first; 0: none */
	size_t size;
	size_t times;
	size_t chunks; /* that all of it takes */
};

static const struct rewind_row rewind_rows[] = {
	{"work that is forgotten leaves its room", 10, 1000, 1000, 1},
	{"so does work in an arena that held nothing", 0, 1000, 1000, 1},
	{"work that takes another chunk takes it once", 15 * KIB, 10 * KIB, 1000, 2},
	{"work that needs a chunk of its own takes one each time", 10, 300 * KIB, 3, 4},
};

static void check_rewind(void **state)
{
	const struct rewind_row *row = *state;
	struct failing failing = {0};
	struct arena arena;
	unsigned char *kept = NULL;
	arena_init_with(&arena, failing_allocator(&failing), MANY);
	if (row->before > 0) {
		kept = arena_alloc(&arena, row->before);
		assert_non_null(kept);
		memset(kept, 'k', row->before);
	}
	for (size_t i = 0; i < row->times; i++) {
		const struct arena_mark mark = arena_mark(&arena);
		unsigned char *work = arena_alloc(&arena, row->size);
		assert_non_null(work);
		for (size_t j = 0; j < row->size; j++)
			assert_int_equal(work[j], 0);
		memset(work, 'w', row->size);
		arena_rewind(&arena, mark);
	}
	for (size_t i = 0; i < row->before; i++)
		assert_int_equal(kept[i], 'k');
	assert_int_equal(failing.calls, row->chunks);
	arena_release(&arena);
	assert_int_equal(failing.live, 0);
}

int main(void)
{
	return ROWS_RUN("an arena grows by chunks", chunk_rows, check_chunks) +
	       ROWS_RUN("an arena has a limit", limit_rows, check_limit) +
	       ROWS_RUN("an allocation grows", grow_rows, check_grow) +
	       ROWS_RUN("an arena outlives failures", fail_rows, check_fail) +
	       ROWS_RUN("an arena hands out zeroes", zero_rows, check_zero) +
	       ROWS_RUN("an arena over the heap", heap_rows, check_heap) +
	       ROWS_RUN("an arena wastes no room", room_rows, check_room) +
	       ROWS_RUN("an arena forgets", rewind_rows, check_rewind);
}
