/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/str.h"

#define CAP_FIRST ((size_t)64)

void strbuf_init(struct strbuf *buf, struct arena *arena, size_t max)
{
	*buf = (struct strbuf){.arena = arena, .max = max};
}

static bool grow(struct strbuf *buf, size_t cap)
{
	char *grown = arena_stretch(buf->arena, buf->ptr, buf->cap, cap);
	if (!grown) {
		buf->failed = true;
		return false;
	}
	buf->ptr = grown;
	buf->cap = cap;
	buf->ptr[buf->len] = '\0';
	return true;
}

static char *make_room(struct strbuf *buf, size_t more)
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
		if (!grow(buf, cap))
			return NULL;
	}
	return buf->ptr + buf->len;
}

/* Room for `more` bytes and the NUL; NULL, and the buffer has failed, when there is none. */
static inline char *reserve(struct strbuf *buf, size_t more)
{
	const bool fits = more < buf->cap - buf->len && more <= buf->max - buf->len;
	return fits && !buf->failed ? buf->ptr + buf->len : make_room(buf, more);
}

void strbuf_reserve(struct strbuf *buf, size_t bytes)
{
	if (!buf->failed && bytes >= buf->cap && bytes <= buf->max)
		grow(buf, bytes + 1);
}

static void advance(struct strbuf *buf, size_t more)
{
	buf->len += more;
	buf->ptr[buf->len] = '\0';
}

char *strbuf_extend(struct strbuf *buf, size_t bytes)
{
	char *end = reserve(buf, bytes);
	if (end)
		advance(buf, bytes);
	return end;
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
	char *end = reserve(buf, 1);
	if (!end)
		return;
	*end = c;
	advance(buf, 1);
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
	/* What fits into the room that is there anyway is formatted once. */
	const size_t room = buf->failed ? 0 : buf->cap - buf->len;
	const bool fits_max = room <= buf->max - buf->len;
	va_list args;
	va_start(args, format);
	const int len =
		vsnprintf(room ? buf->ptr + buf->len : NULL, fits_max ? room : 0, format, args);
	va_end(args);
	if (len < 0) {
		buf->failed = true;
		return;
	}
	if ((size_t)len < room && fits_max) {
		buf->len += (size_t)len;
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
