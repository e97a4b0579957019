/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Chunks double from here to ARENA_CHUNK: a small plan stays small, a big one asks seldom. */
#define CHUNK_FIRST ((size_t)16 * 1024)

/* What stands in an arena: pointers and numbers, but no `long double`, which alone would need more.
 */
union aligned {
	void *pointer;
	uint64_t integer;
	double number;
};

struct arena_chunk {
	struct arena_chunk *next;
	size_t size; /* of `bytes` */
	size_t used;
	alignas(union aligned) unsigned char bytes[];
};

static void *heap_alloc(void *ctx, size_t size)
{
	(void)ctx;
	return malloc(size);
}

static void heap_release(void *ctx, void *ptr, size_t size)
{
	(void)ctx;
	(void)size;
	free(ptr);
}

void arena_init(struct arena *arena, size_t limit)
{
	arena_init_with(arena, (struct allocator){heap_alloc, heap_release, NULL}, limit);
}

void arena_init_with(struct arena *arena, struct allocator allocator, size_t limit)
{
	*arena = (struct arena){.allocator = allocator, .limit = limit};
}

void arena_release(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunk;
	while (chunk) {
		struct arena_chunk *next = chunk->next;
		arena->allocator.release(arena->allocator.ctx, chunk, sizeof(*chunk) + chunk->size);
		chunk = next;
	}
	arena_init_with(arena, arena->allocator, arena->limit);
}

struct arena_mark arena_mark(const struct arena *arena)
{
	return (struct arena_mark){arena->chunk, arena->chunk ? arena->chunk->used : 0};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
	/* No chunk goes back: the next piece of work would ask for it again. */
	if (arena->chunk)
		arena->chunk->used = arena->chunk == mark.chunk ? mark.used : 0;
}

/* The bytes that a request takes in a chunk; 0 when it is beyond what a size can say. */
static size_t round_up(size_t size)
{
	const size_t align = alignof(union aligned);
	if (size > SIZE_MAX - align)
		return 0;
	return size ? (size + align - 1) / align * align : align;
}

/* The size of a new chunk that holds `size` bytes, its head included; 0 when the limit forbids. */
static size_t chunk_size(const struct arena *arena, size_t size)
{
	const size_t head = sizeof(struct arena_chunk);
	const size_t left = arena->limit - arena->taken;
	if (left < head || size > left - head)
		return 0;
	size_t usual = CHUNK_FIRST;
	if (arena->chunk)
		usual = (arena->chunk->size + head) * 2;
	if (usual > ARENA_CHUNK)
		usual = ARENA_CHUNK;
	if (usual > left)
		usual = left;
	return usual < size + head ? size + head : usual;
}

static struct arena_chunk *add_chunk(struct arena *arena, size_t size)
{
	const size_t total = chunk_size(arena, size);
	if (total == 0)
		return NULL;
	struct arena_chunk *chunk = arena->allocator.alloc(arena->allocator.ctx, total);
	if (!chunk)
		return NULL;
	arena->taken += total;
	*chunk = (struct arena_chunk){.size = total - sizeof(struct arena_chunk)};
	if (chunk->size == size && arena->chunk) {
		/* Made for one request and full with it: the room in the present one is not lost.
		 */
		chunk->next = arena->chunk->next;
		arena->chunk->next = chunk;
	} else {
		chunk->next = arena->chunk;
		arena->chunk = chunk;
	}
	return chunk;
}

static void *refuse(struct arena *arena)
{
	arena->exhausted = true;
	return NULL;
}

void *arena_take(struct arena *arena, size_t size)
{
	const size_t need = round_up(size);
	if (arena->exhausted || need == 0)
		return refuse(arena);
	struct arena_chunk *chunk = arena->chunk;
	if (!chunk || chunk->size - chunk->used < need)
		chunk = add_chunk(arena, need);
	if (!chunk)
		return refuse(arena);
	unsigned char *ptr = chunk->bytes + chunk->used;
	chunk->used += need;
	return ptr;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	void *ptr = arena_take(arena, size);
	return ptr ? memset(ptr, 0, size) : NULL;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		return refuse(arena);
	return arena_alloc(arena, count * size);
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
	void *ptr = arena_take(arena, size);
	if (ptr && size > 0)
		memcpy(ptr, from, size);
	return ptr;
}

/* Whether the bytes at `ptr` are the last of the present chunk and have room for `need` bytes. */
static bool may_extend(const struct arena *arena, const void *ptr, size_t old_need, size_t need)
{
	const struct arena_chunk *chunk = arena->chunk;
	if (!chunk || !ptr || old_need > chunk->used)
		return false;
	const size_t start = chunk->used - old_need;
	return chunk->bytes + start == (const unsigned char *)ptr && need <= chunk->size - start;
}

void *arena_stretch(struct arena *arena, void *ptr, size_t old_size, size_t new_size)
{
	const size_t old_need = round_up(old_size);
	const size_t need = round_up(new_size);
	if (arena->exhausted || need == 0)
		return refuse(arena);
	if (may_extend(arena, ptr, old_need, need)) {
		arena->chunk->used = arena->chunk->used - old_need + need;
		return ptr;
	}
	unsigned char *grown = arena_take(arena, new_size);
	if (grown && old_size > 0)
		memcpy(grown, ptr, old_size);
	return grown;
}

void *arena_grow(struct arena *arena, void *ptr, size_t old_size, size_t new_size)
{
	unsigned char *grown = arena_stretch(arena, ptr, old_size, new_size);
	if (grown)
		memset(grown + old_size, 0, new_size - old_size);
	return grown;
}
