/* SPDX-License-Identifier: MIT */
#include "harness/failing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"

static bool must_fail(const struct failing *failing)
{
	if (failing->fail_at == 0)
		return false;
	return failing->calls == failing->fail_at ||
	       (failing->forever && failing->calls > failing->fail_at);
}

static void *failing_alloc(void *ctx, size_t size)
{
	struct failing *failing = ctx;
	failing->calls++;
	void *ptr = must_fail(failing) ? NULL : malloc(size);
	if (!ptr)
		return NULL;
	failing->live++;
	failing->bytes += size;
	return memset(ptr, 0xA5, size);
}

static void failing_release(void *ctx, void *ptr, size_t size)
{
	struct failing *failing = ctx;
	failing->live--;
	failing->back += size;
	free(ptr);
}

struct allocator failing_allocator(struct failing *failing)
{
	return (struct allocator){failing_alloc, failing_release, failing};
}

void failing_each(bool (*work)(struct arena *arena, const void *row), const void *row)
{
	size_t calls = 1;

	for (size_t fail_at = 0; fail_at <= calls; fail_at++) {
		struct failing failing = {.fail_at = fail_at};
		struct arena arena;
		arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		assert_int_equal(work(&arena, row), fail_at == 0);
		if (fail_at == 0)
			calls = failing.calls;
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
	}
}
