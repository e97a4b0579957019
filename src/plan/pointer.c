/* SPDX-License-Identifier: MIT */
#include "plan/pointer.h"

#include "base/limits.h"

struct pointer pointer_member(const struct pointer *up, struct str key)
{
	return (struct pointer){up, key, 0};
}

struct pointer pointer_item(const struct pointer *up, size_t index)
{
	return (struct pointer){up, STR_NONE, index};
}

static void add_escaped(struct strbuf *out, struct str key)
{
	for (size_t i = 0; i < key.len; i++) {
		if (key.ptr[i] == '~')
			strbuf_add(out, STR("~0"));
		else if (key.ptr[i] == '/')
			strbuf_add(out, STR("~1"));
		else
			strbuf_add_char(out, key.ptr[i]);
	}
}

/* As deep as the walk that made the pointer, which the parser's own limit bounds. */
static void add_parts(struct strbuf *out, const struct pointer *pointer)
{
	if (!pointer)
		return;
	add_parts(out, pointer->up);
	strbuf_add_char(out, '/');
	if (pointer->key.ptr)
		add_escaped(out, pointer->key);
	else
		strbuf_printf(out, "%zu", pointer->index);
}

struct str pointer_text(struct arena *arena, const struct pointer *pointer)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	add_parts(&out, pointer);
	return strbuf_str(&out);
}
