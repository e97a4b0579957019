/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_FAILING_H
#define HARNESS_FAILING_H

/*
 * An allocator for arenas that fails when it is told to, hands out memory full of rubbish, and
 * counts what is still alive, so that a test can ask for a leak.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

struct failing {
	size_t fail_at; /* which request fails, from 1; 0: none */
	bool forever;   /* all behind it fail too */
	size_t calls;   /* requests so far, failed ones included */
	size_t live;    /* allocations that were not given back */
	size_t bytes;   /* sum of the sizes that were handed out */
	size_t back;    /* and of those that were given back */
};

/* `failing` must outlive the allocator. */
struct allocator failing_allocator(struct failing *failing);

/*
 * Does some work with all the memory that it asks for, and then once for each of its requests with
 * that one failing. `work` says whether it was done: it must be with all memory, and must not be
 * without. What it took from the arena is given back each time, and nothing of it may be left.
 */
void failing_each(bool (*work)(struct arena *arena, const void *row), const void *row);

#endif
