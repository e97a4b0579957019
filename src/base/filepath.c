/* SPDX-License-Identifier: MIT */
#include "base/filepath.h"

static void drop_part(struct strbuf *out)
{
	const size_t slash = str_find_last((struct str){out->ptr, out->len}, '/');
	out->len = slash == STR_NOWHERE ? 0 : slash;
	out->ptr[out->len] = '\0';
}

/* Adds one part; returns 1 for a ".." that has nothing to take away. */
static size_t add_part(struct strbuf *out, struct str part)
{
	const bool up = str_is(part, "..");
	if (part.len == 0 || str_is(part, "."))
		return 0;
	if (up && out->len == 0)
		return 1;
	if (up) {
		drop_part(out);
		return 0;
	}
	if (out->len > 0)
		strbuf_add_char(out, '/');
	strbuf_add(out, part);
	return 0;
}

size_t filepath_add(struct strbuf *out, struct str path)
{
	size_t above = 0;
	for (size_t at = 0; at <= path.len;) {
		size_t end = str_find_char(path, '/', at);
		end = end == STR_NOWHERE ? path.len : end;
		above += add_part(out, str_slice(path, at, end));
		at = end + 1;
	}
	return above;
}
