/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define CAP_FIRST ((size_t)64)

void strbuf_init(struct strbuf *buf, struct arena *arena, size_t max)
{
	*buf = (struct strbuf){.arena = arena, .max = max};
}

/* Room for `more` bytes and the NUL; NULL, and the buffer has failed, when there is none. */
static char *reserve(struct strbuf *buf, size_t more)
{
	if (buf->failed || more > buf->max - buf->len || more > SIZE_MAX - buf->len - 1) {
		buf->failed = true;
		return NULL;
	}
	const size_t need = buf->len + more + 1;
	if (need > buf->cap) {
		size_t cap = buf->cap ? buf->cap * 2 : CAP_FIRST;
		if (cap < need)
			cap = need;
		char *grown = arena_grow(buf->arena, buf->ptr, buf->cap, cap);
		if (!grown) {
			buf->failed = true;
			return NULL;
		}
		buf->ptr = grown;
		buf->cap = cap;
	}
	return buf->ptr + buf->len;
}

void strbuf_reserve(struct strbuf *buf, size_t bytes)
{
	char *grown;

	if (buf->failed || bytes < buf->cap || bytes > buf->max)
		return;
	grown = arena_grow(buf->arena, buf->ptr, buf->cap, bytes + 1);
	buf->failed = !grown;
	if (!grown)
		return;
	buf->ptr = grown;
	buf->cap = bytes + 1;
}

static void advance(struct strbuf *buf, size_t more)
{
	buf->len += more;
	buf->ptr[buf->len] = '\0';
}

void strbuf_add(struct strbuf *buf, struct str s)
{
	char *end = reserve(buf, s.len);
	if (!end)
		return;
	if (s.len > 0)
		memcpy(end, s.ptr, s.len);
	advance(buf, s.len);
}

void strbuf_add_char(struct strbuf *buf, char c)
{
	strbuf_add(buf, (struct str){&c, 1});
}

void strbuf_add_times(struct strbuf *buf, char c, size_t times)
{
	char *end = reserve(buf, times);
	if (!end)
		return;
	memset(end, (unsigned char)c, times);
	advance(buf, times);
}

void strbuf_printf(struct strbuf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const int len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0) {
		buf->failed = true;
		return;
	}
	char *end = reserve(buf, (size_t)len);
	if (!end)
		return;
	va_start(args, format);
	vsnprintf(end, (size_t)len + 1, format, args);
	va_end(args);
	advance(buf, (size_t)len);
}

struct str strbuf_str(struct strbuf *buf)
{
	if (buf->failed)
		return STR_NONE;
	return buf->ptr ? (struct str){buf->ptr, buf->len} : STR("");
}
