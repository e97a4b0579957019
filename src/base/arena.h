/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

/*
 * An arena owns everything that one plan is made of. Nothing in it is freed on its own: it grows by
 * chunks and goes as a whole. It never exits, prints, or asks for more than its limit.
 *
 * An arena that could not serve one request stays exhausted: later requests fail too, so a pipeline
 * may look once, at its end, at `exhausted`. Callers still test for NULL before they write.
 */

#include <stdbool.h>
#include <stddef.h>

/* The size of all chunks of a large arena but the first few, and those of one large request. */
#define ARENA_CHUNK ((size_t)256 * 1024)

/* Where chunks come from. `alloc` returns NULL when it cannot; `release` takes what alloc gave, and
 * the size that was asked for. */
struct allocator {
	void *(*alloc)(void *ctx, size_t size);
	void (*release)(void *ctx, void *ptr, size_t size);
	void *ctx;
};

struct arena_chunk;

struct arena {
	struct allocator allocator;
	struct arena_chunk *chunk; /* the one that is being filled; the others hang behind it */
	size_t limit;              /* bytes that all chunks together may take */
	size_t taken;              /* bytes that they take now */
	bool exhausted;            /* a request failed; every later one fails too */
};

/* An empty arena over malloc and free that takes at most `limit` bytes. Takes nothing yet. */
void arena_init(struct arena *arena, size_t limit);

/* The same over another allocator: tests make it fail at a chosen request. */
void arena_init_with(struct arena *arena, struct allocator allocator, size_t limit);

/* Gives every chunk back. The arena is then as after init; releasing twice is harmless. */
void arena_release(struct arena *arena);

/* A moment in the life of an arena. */
struct arena_mark {
	const struct arena_chunk *chunk;
	size_t used;
};

struct arena_mark arena_mark(const struct arena *arena);

/*
 * Makes the room that was given since the mark, or the most of it, room for later requests. Nothing
 * that was allocated since may be in use, also not by what was there before: rows and maps that
 * have grown. For work whose result is one answer.
 */
void arena_rewind(struct arena *arena, struct arena_mark mark);

/*
 * `size` zeroed bytes, aligned for pointers, doubles and integers of 64 bits, that live until
 * arena_release; NULL when exhausted. Of size 0 too it is a pointer that differs from NULL.
 */
void *arena_alloc(struct arena *arena, size_t size);

/* The same, but the bytes are what they are: for a caller that writes all of them at once. */
void *arena_take(struct arena *arena, size_t size);

/* `count` zeroed elements of `size` bytes; NULL when exhausted or when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of `size` bytes at `from`; NULL when exhausted. */
void *arena_copy(struct arena *arena, const void *from, size_t size);

/*
 * The `old_size` bytes at `ptr` (NULL when 0) made `new_size` long, the new ones zeroed: in place
 * when nothing was allocated since, else as a copy, and the old bytes stay valid. NULL when
 * exhausted. For rows and buffers that grow.
 */
void *arena_grow(struct arena *arena, void *ptr, size_t old_size, size_t new_size);

/* The same for bytes that are written before they are read: the new ones hold anything. */
void *arena_stretch(struct arena *arena, void *ptr, size_t old_size, size_t new_size);

#endif
