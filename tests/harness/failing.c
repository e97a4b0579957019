/* SPDX-License-Identifier: MIT */
#include "harness/failing.h"

#include <stdlib.h>
#include <string.h>

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
