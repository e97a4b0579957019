/* SPDX-License-Identifier: MIT */
#include "apply/redact.h"

#include <assert.h>
#include <string.h>

void redactor_init(struct redactor *r, const struct str *needles, size_t needle_count, char *held,
	size_t held_size)
{
	*r = (struct redactor){needles, needle_count, held, 0, held_size};
}

/* The longest needle that stands at `from`, 0 when none does; *ret_partial: one may have begun. */
static size_t match(const struct redactor *r, struct str text, size_t from, bool *ret_partial)
{
	const struct str rest = str_slice(text, from, text.len);
	size_t longest = 0;

	*ret_partial = false;
	for (size_t i = 0; i < r->needle_count; i++) {
		const struct str needle = r->needles[i];
		if (str_starts(rest, needle) && needle.len > longest)
			longest = needle.len;
		else if (rest.len < needle.len && str_starts(needle, rest))
			*ret_partial = true;
	}
	return longest;
}

bool redactor_feed(struct redactor *r, struct str bytes, bool end,
	bool (*write)(void *ctx, struct str bytes), void *ctx)
{
	size_t clean = 0;
	size_t at = 0;
	bool taken = true;

	assert(bytes.len <= r->held_size - r->held_len);
	if (bytes.len)
		memcpy(r->held + r->held_len, bytes.ptr, bytes.len);
	const struct str text = {r->held, r->held_len + bytes.len};
	while (at < text.len && taken) {
		bool partial;
		const size_t found = match(r, text, at, &partial);
		/* A longer secret may have begun where a shorter one ends. */
		if (partial && !end)
			break;
		if (!found) {
			at++;
			continue;
		}
		taken = (at == clean || write(ctx, str_slice(text, clean, at))) &&
			write(ctx, STR("***"));
		at += found;
		clean = at;
	}
	if (taken && at > clean)
		taken = write(ctx, str_slice(text, clean, at));
	memmove(r->held, r->held + at, text.len - at);
	r->held_len = text.len - at;
	return taken;
}
