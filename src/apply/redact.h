/* SPDX-License-Identifier: MIT */
#ifndef APPLY_REDACT_H
#define APPLY_REDACT_H

/*
 * A filter that replaces secrets in a stream of bytes by "***", also across the borders of chunks.
 * It holds back only what may be the beginning of a secret. Pure: bytes in, bytes out, state in a
 * struct.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define REDACT_MIN 4u /* shorter texts are no secrets, and would blank every other word */
#define REDACT_CHUNK 65536u

struct redactor {
	const struct str *needles; /* each at least REDACT_MIN bytes */
	size_t needle_count;
	char *held; /* REDACT_CHUNK + the longest needle */
	size_t held_len;
	size_t held_size;
};

/* `held` is memory for REDACT_CHUNK bytes and the longest needle; the caller wipes it. */
void redactor_init(struct redactor *r, const struct str *needles, size_t needle_count, char *held,
	size_t held_size);

/*
 * Takes at most REDACT_CHUNK bytes and hands what is clean to `write`; `end`: nothing follows, so
 * all that was held back goes out. Returns what `write` returned, false at its first refusal.
 */
bool redactor_feed(struct redactor *r, struct str bytes, bool end,
	bool (*write)(void *ctx, struct str bytes), void *ctx);

#endif
