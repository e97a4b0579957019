/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_PAGES_H
#define PRECACHE_PAGES_H

/*
 * Where the command line's arenas get their chunks. The system hands out memory page by page, each
 * when it is first written to; of a large workflow that is a thousand interruptions, a tenth of the
 * time that its plan takes. A chunk of the arena's usual large size is written from end to end, so
 * its pages are asked for together. What is smaller, or so large that much of it may stay
 * untouched, comes from malloc.
 */

#include "base/arena.h"

struct allocator pages_allocator(void);

#endif
