/* SPDX-License-Identifier: MIT */
#ifndef BASE_STR_H
#define BASE_STR_H

/*
 * Text. `struct str` is a view: it owns nothing, need not end in NUL, may hold any byte. What made
 * it says how long it lives; in the planner that is nearly always the arena. `struct strbuf` builds
 * text in an arena up to a limit; it remembers a failure, so that a writer looks only at the end.
 *
 * Nothing here knows a locale: letters and digits are those of ASCII.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"

struct str {
	const char *ptr; /* NULL: there is no text at all, which differs from an empty one */
	size_t len;      /* bytes */
};

/* A view of a string literal. STR_ROW is the same for initialisers of static tables. */
#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define STR_ROW(literal)                                                                           \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}
#define STR_NONE ((struct str){NULL, 0})

/* The pair of arguments that "%.*s" wants. */
#define STR_ARG(s) (int)(s).len, (s).ptr

/* What str_find and its kin return when there is nothing to find. */
#define STR_NOWHERE SIZE_MAX

/* A view of a C string; STR_NONE of NULL. */
struct str str_of(const char *text);

/* Equal byte by byte; str_is compares with a C string. No text equals only no text or empty text.
 */
static inline bool str_eq(struct str a, struct str b)
{
	/* Most names differ in their first byte, and need no call to say so. */
	return a.len == b.len &&
	       (a.len == 0 || (a.ptr[0] == b.ptr[0] && memcmp(a.ptr, b.ptr, a.len) == 0));
}
bool str_is(struct str s, const char *text);

/* The same but for the case of ASCII letters, of two texts of one length. */
bool str_same_letters(struct str a, struct str b);

/* Equal but for the case of ASCII letters. */
static inline bool str_eq_nocase(struct str a, struct str b)
{
	/* Upper and lower case differ in one bit. */
	return a.len == b.len &&
	       (a.len == 0 || ((a.ptr[0] | 0x20) == (b.ptr[0] | 0x20) && str_same_letters(a, b)));
}

/* Order by bytes, the shorter first: negative, 0, positive. */
int str_compare(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Offset of the first `needle` (or byte) at or behind `from`, or STR_NOWHERE. */
size_t str_find(struct str s, struct str needle, size_t from);
size_t str_find_char(struct str s, char c, size_t from);
/* Offset of the last byte `c`, or STR_NOWHERE. */
size_t str_find_last(struct str s, char c);

/* The bytes from `from` up to, not including, `to`; both are cut to the length. */
struct str str_slice(struct str s, size_t from, size_t to);

/* Without the spaces, tabs, CR and LF at both ends. */
struct str str_trim(struct str s);

/* Whether every byte is one of `set`'s; true of empty text. */
bool str_all_in(struct str s, const char *set);

/* A copy in the arena with a NUL behind it; STR_NONE when exhausted. */
struct str str_dup(struct arena *arena, struct str s);

/* Formatted as printf does; no %f and no locale's business. STR_NONE when exhausted. */
struct str str_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str str_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/* The parts behind one another, with a NUL behind the last. STR_NONE when exhausted. */
struct str str_join(struct arena *arena, const struct str *parts, size_t count);

/* The number in decimal. STR_NONE when exhausted. */
struct str str_integer(struct arena *arena, int64_t number);

/* A whole decimal number, optional sign, no spaces, in 64 bits. Writes *ret only on success. */
bool str_to_int64(struct str s, int64_t *ret);

/* Whether a switch's text says off: none, empty, "0", "false", "no", "off", in any case. */
bool str_is_off(struct str s);

/* Asked of nearly every byte that is read, so they are no calls. */
static inline bool char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline char char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool char_is_alpha(char c)
{
	const char lower = char_lower(c);
	return lower >= 'a' && lower <= 'z';
}

static inline bool char_is_alnum(char c)
{
	return char_is_digit(c) || char_is_alpha(c);
}

/* Space, tab, CR, LF. */
static inline bool char_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct strbuf {
	struct arena *arena;
	char *ptr;
	size_t len;
	size_t cap;
	size_t max;  /* bytes that it may hold, without the NUL */
	bool failed; /* arena exhausted, or over max; stays set, later additions do nothing */
};

void strbuf_init(struct strbuf *buf, struct arena *arena, size_t max);
/* Makes room for so many bytes at once, for a text whose size can be told beforehand. */
void strbuf_reserve(struct strbuf *buf, size_t bytes);
void strbuf_add(struct strbuf *buf, struct str s);
void strbuf_add_char(struct strbuf *buf, char c);
/* Makes the text so many bytes longer. Where they stand, for the caller to write all of them at
 * once; NULL when the buffer has failed. */
char *strbuf_extend(struct strbuf *buf, size_t bytes);
void strbuf_add_times(struct strbuf *buf, char c, size_t times);
void strbuf_printf(struct strbuf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What was built, with a NUL behind it, alive as long as the arena; STR_NONE when it failed. */
struct str strbuf_str(struct strbuf *buf);

#endif
