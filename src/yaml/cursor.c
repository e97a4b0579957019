/* SPDX-License-Identifier: MIT */
#include "yaml/cursor.h"

#include <stdint.h>
#include <string.h>

struct cursor cursor_begin(struct str source)
{
	const struct str mark = STR("\xEF\xBB\xBF");
	const size_t offset = str_starts(source, mark) ? mark.len : 0;
	return (struct cursor){.source = source, .offset = offset, .line = 1, .column = 1};
}

/* One code point further; there is one. */
static void step(struct cursor *cursor)
{
	const struct str source = cursor->source;
	const char c = source.ptr[cursor->offset++];
	while (cursor->offset < source.len &&
		((unsigned char)source.ptr[cursor->offset] & 0xC0) == 0x80)
		cursor->offset++;
	cursor->index++;
	cursor->column++;
	/* The CR of a CR LF is the last column of its line. */
	const bool pair =
		c == '\r' && cursor->offset < source.len && source.ptr[cursor->offset] == '\n';
	if (c == '\n' || (c == '\r' && !pair)) {
		cursor->line++;
		cursor->column = 1;
	}
}

/* Code points that begin in a part of the source. */
static size_t count_points(const struct cursor *cursor, size_t from, size_t to)
{
	if (cursor->simple)
		return to - from;
	size_t count = 0;
	for (size_t at = from; at < to; at++)
		count += ((unsigned char)cursor->source.ptr[at] & 0xC0) != 0x80;
	return count;
}

/* Up to `offset`, where a character begins, or to the end, in a source whose breaks are LF. */
static void leap(struct cursor *cursor, size_t offset)
{
	const struct str source = cursor->source;
	const size_t to = offset < source.len ? offset : source.len;
	size_t at = cursor->offset;
	cursor->index += count_points(cursor, at, to);
	for (;;) {
		const char *feed = memchr(source.ptr + at, '\n', to - at);
		if (!feed)
			break;
		at = (size_t)(feed - source.ptr) + 1;
		cursor->line++;
		cursor->column = 1;
	}
	cursor->column += (unsigned)count_points(cursor, at, to);
	cursor->offset = to;
}

static void start_anew(struct cursor *cursor)
{
	const struct cursor before = *cursor;
	*cursor = cursor_begin(cursor->source);
	cursor->simple = before.simple;
	cursor->feeds = before.feeds;
}

void cursor_to_index(struct cursor *cursor, size_t index)
{
	if (index < cursor->index)
		start_anew(cursor);
	if (cursor->simple && index > cursor->index)
		leap(cursor, cursor->offset + (index - cursor->index));
	while (cursor->index < index && cursor->offset < cursor->source.len)
		step(cursor);
}

/* Offset of the first byte at or behind `at` that is not ASCII, or of the end. */
static size_t skip_ascii(struct str source, size_t at)
{
	const uint64_t tops = UINT64_C(0x8080808080808080);
	uint64_t word = 0;
	for (; source.len - at >= sizeof(word); at += sizeof(word)) {
		memcpy(&word, source.ptr + at, sizeof(word));
		if (word & tops)
			break;
	}
	while (at < source.len && (unsigned char)source.ptr[at] < 0x80)
		at++;
	return at;
}

/* Offset of the character behind the one at `at`. */
static size_t next_character(struct str source, size_t at)
{
	at++;
	while (at < source.len && ((unsigned char)source.ptr[at] & 0xC0) == 0x80)
		at++;
	return at;
}

void cursor_to_mark(struct cursor *cursor, size_t index, unsigned line, unsigned column)
{
	const struct str source = cursor->source;
	cursor->line = line;
	cursor->column = column;
	if (cursor->simple) {
		cursor->offset += index - cursor->index;
		cursor->index = index;
		return;
	}
	if (index < cursor->index) {
		start_anew(cursor);
		cursor->line = line;
		cursor->column = column;
	}
	while (cursor->index < index && cursor->offset < source.len) {
		if (cursor->ascii <= cursor->offset)
			cursor->ascii = skip_ascii(source, cursor->offset);
		const size_t run = cursor->ascii - cursor->offset;
		const size_t left = index - cursor->index;
		const size_t taken = run < left ? run : left;
		cursor->offset += taken;
		cursor->index += taken;
		if (taken == left)
			break;
		cursor->offset = next_character(source, cursor->offset);
		cursor->index++;
	}
}

void cursor_to_offset(struct cursor *cursor, size_t offset)
{
	if (offset < cursor->offset)
		start_anew(cursor);
	if (cursor->feeds && offset > cursor->offset)
		leap(cursor, offset);
	while (cursor->offset < offset && cursor->offset < cursor->source.len)
		step(cursor);
}

struct place cursor_place(const struct cursor *cursor, struct str file)
{
	return (struct place){
		.file = file,
		.source = cursor->source,
		.line = cursor->line,
		.column = cursor->column,
	};
}
