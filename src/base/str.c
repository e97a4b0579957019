/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <stdio.h>
#include <string.h>

struct str str_of(const char *text)
{
	return text ? (struct str){text, strlen(text)} : STR_NONE;
}

bool str_is(struct str s, const char *text)
{
	if (!text)
		return s.len == 0;
	for (size_t i = 0; i < s.len; i++)
		if (text[i] != s.ptr[i] || text[i] == '\0')
			return false;
	return text[s.len] == '\0';
}

bool str_same_letters(struct str a, struct str b)
{
	for (size_t i = 0; i < a.len; i++)
		if (a.ptr[i] != b.ptr[i] && char_lower(a.ptr[i]) != char_lower(b.ptr[i]))
			return false;
	return true;
}

int str_compare(struct str a, struct str b)
{
	const size_t both = a.len < b.len ? a.len : b.len;
	const int order = both > 0 ? memcmp(a.ptr, b.ptr, both) : 0;
	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	       (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool str_ends(struct str s, struct str suffix)
{
	return s.len >= suffix.len && str_eq(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find(struct str s, struct str needle, size_t from)
{
	if (from > s.len || needle.len > s.len - from)
		return STR_NOWHERE;
	if (needle.len == 0)
		return from;
	size_t at = str_find_char(s, needle.ptr[0], from);
	const size_t last = needle.len - 1;
	while (at != STR_NOWHERE && s.len - at >= needle.len) {
		if (s.ptr[at + last] == needle.ptr[last] &&
			memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
			return at;
		at = str_find_char(s, needle.ptr[0], at + 1);
	}
	return STR_NOWHERE;
}

size_t str_find_char(struct str s, char c, size_t from)
{
	if (from >= s.len)
		return STR_NOWHERE;
	const char *found = memchr(s.ptr + from, (unsigned char)c, s.len - from);
	return found ? (size_t)(found - s.ptr) : STR_NOWHERE;
}

size_t str_find_last(struct str s, char c)
{
	for (size_t i = s.len; i > 0; i--)
		if (s.ptr[i - 1] == c)
			return i - 1;
	return STR_NOWHERE;
}

struct str str_slice(struct str s, size_t from, size_t to)
{
	if (!s.ptr)
		return STR_NONE;
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.ptr + from, to - from};
}

struct str str_trim(struct str s)
{
	size_t from = 0;
	size_t to = s.len;
	while (from < to && char_is_space(s.ptr[from]))
		from++;
	while (to > from && char_is_space(s.ptr[to - 1]))
		to--;
	return str_slice(s, from, to);
}

bool str_all_in(struct str s, const char *set)
{
	const struct str allowed = str_of(set);
	for (size_t i = 0; i < s.len; i++)
		if (str_find_char(allowed, s.ptr[i], 0) == STR_NOWHERE)
			return false;
	return true;
}

struct str str_dup(struct arena *arena, struct str s)
{
	if (!s.ptr)
		return STR_NONE;
	char *copy = arena_alloc(arena, s.len + 1);
	if (!copy)
		return STR_NONE;
	memcpy(copy, s.ptr, s.len);
	return (struct str){copy, s.len};
}

struct str str_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const struct str made = str_vprintf(arena, format, args);
	va_end(args);
	return made;
}

struct str str_join(struct arena *arena, const struct str *parts, size_t count)
{
	size_t len = 0;
	for (size_t i = 0; i < count; i++)
		len += parts[i].len;
	char *text = arena_take(arena, len + 1);
	char *end = text;
	for (size_t i = 0; text && i < count; i++) {
		if (parts[i].len > 0)
			memcpy(end, parts[i].ptr, parts[i].len);
		end += parts[i].len;
	}
	if (!text)
		return STR_NONE;
	*end = '\0';
	return (struct str){text, len};
}

/* Most texts are short: they are formatted once, and copied. */
struct str str_vprintf(struct arena *arena, const char *format, va_list args)
{
	char shorter[256];
	va_list again;
	va_copy(again, args);
	const int len = vsnprintf(shorter, sizeof(shorter), format, args);
	char *text = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
	if (text && (size_t)len < sizeof(shorter))
		memcpy(text, shorter, (size_t)len);
	else if (text)
		vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text ? (struct str){text, (size_t)len} : STR_NONE;
}

struct str str_integer(struct arena *arena, int64_t number)
{
	char digits[sizeof("-9223372036854775808")];
	size_t first = sizeof(digits);
	/* The lowest number has no positive one of its size. */
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do {
		digits[--first] = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (number < 0)
		digits[--first] = '-';
	return str_dup(arena, (struct str){digits + first, sizeof(digits) - first});
}

bool str_to_int64(struct str s, int64_t *ret)
{
	const bool negative = s.len > 0 && s.ptr[0] == '-';
	const size_t start = negative || (s.len > 0 && s.ptr[0] == '+');
	if (start == s.len)
		return false;
	/* Counted downwards: the negative side has one number more. */
	int64_t number = 0;
	for (size_t i = start; i < s.len; i++) {
		if (!char_is_digit(s.ptr[i]))
			return false;
		const int64_t digit = s.ptr[i] - '0';
		if (number < (INT64_MIN + digit) / 10)
			return false;
		number = number * 10 - digit;
	}
	if (!negative && number == INT64_MIN)
		return false;
	*ret = negative ? number : -number;
	return true;
}

bool str_is_off(struct str s)
{
	return !s.len || str_is(s, "0") || str_eq_nocase(s, STR("false")) ||
	       str_eq_nocase(s, STR("no")) || str_eq_nocase(s, STR("off"));
}
