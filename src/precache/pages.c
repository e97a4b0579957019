/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, MAP_POPULATE */
#include "precache/pages.h"

#include <stdlib.h>
#include <sys/mman.h>

#ifndef MAP_POPULATE
#define MAP_POPULATE 0 /* Linux alone has it */
#endif

static void *take(void *ctx, size_t size)
{
	(void)ctx;
	if (size != ARENA_CHUNK)
		return malloc(size);
	void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	return pages == MAP_FAILED ? NULL : pages;
}

static void release(void *ctx, void *ptr, size_t size)
{
	(void)ctx;
	if (size == ARENA_CHUNK)
		munmap(ptr, size);
	else
		free(ptr);
}

struct allocator pages_allocator(void)
{
	return (struct allocator){take, release, NULL};
}
