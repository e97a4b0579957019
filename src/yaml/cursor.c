/* SPDX-License-Identifier: MIT */
#include "yaml/cursor.h"

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

void cursor_to_index(struct cursor *cursor, size_t index)
{
	if (index < cursor->index)
		*cursor = cursor_begin(cursor->source);
	while (cursor->index < index && cursor->offset < cursor->source.len)
		step(cursor);
}

void cursor_to_offset(struct cursor *cursor, size_t offset)
{
	if (offset < cursor->offset)
		*cursor = cursor_begin(cursor->source);
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
