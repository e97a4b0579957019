/* SPDX-License-Identifier: MIT */
#include "actions/uses.h"

#include "base/limits.h"

static bool is_local(struct str text)
{
	return str_starts(text, STR("./")) || str_starts(text, STR("$/")) ||
	       str_starts(text, STR(".\\"));
}

static bool is_separator(char c)
{
	return c == '/' || c == '\\';
}

static size_t part_end(struct str text, size_t from)
{
	while (from < text.len && !is_separator(text.ptr[from]))
		from++;
	return from;
}

/* Adds the parts that lead somewhere. False when one leads up. */
static bool add_parts(struct strbuf *path, struct str text)
{
	for (size_t from = 0; from < text.len;) {
		const size_t end = part_end(text, from);
		const struct str part = str_slice(text, from, end);
		from = end + 1;
		if (str_is(part, ".."))
			return false;
		if (!part.len || str_is(part, "."))
			continue;
		if (path->len)
			strbuf_add_char(path, '/');
		strbuf_add(path, part);
	}
	return true;
}

bool uses_read(struct arena *arena, struct str text, struct uses *ret)
{
	struct strbuf path;

	*ret = (struct uses){USES_REMOTE, STR_NONE};
	if (str_starts(text, STR("docker://")))
		ret->kind = USES_IMAGE;
	if (!is_local(text))
		return true;
	ret->kind = USES_LOCAL;
	strbuf_init(&path, arena, LIMIT_TEXT_BYTES);
	if (!add_parts(&path, str_slice(text, 1, text.len)))
		return true;
	ret->path = strbuf_str(&path);
	return ret->path.ptr != NULL;
}
