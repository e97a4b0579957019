/* SPDX-License-Identifier: MIT */
#ifndef YAML_CURSOR_H
#define YAML_CURSOR_H

/*
 * A place in a source under every name that somebody has for it: libyaml counts code points, the
 * tree bytes, people lines and columns. Moving forward costs the distance; moving back starts anew.
 *
 * Lines end with LF, CR LF or CR, as editors see them: libyaml's other breaks (U+0085, U+2028,
 * U+2029) are characters here. A byte order mark at the start takes neither index nor column.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/str.h"

struct cursor {
	struct str source;
	size_t offset; /* bytes */
	size_t index;  /* code points behind the byte order mark: libyaml's `mark.index` */
	unsigned line; /* 1-based, as is the column */
	unsigned column;
	bool simple;  /* the source is ASCII, and `feeds`, so that nothing need be counted */
	bool feeds;   /* its only line break is LF */
	size_t ascii; /* the bytes from `offset` up to here are ASCII; below `offset`: not known */
};

/* At the first character, behind a byte order mark. */
struct cursor cursor_begin(struct str source);

/* Moves to a place inside the source, or to its end when that comes first. */
void cursor_to_index(struct cursor *cursor, size_t index);
void cursor_to_offset(struct cursor *cursor, size_t offset);

/* As cursor_to_index, to a place inside the source of which line and column are known. */
void cursor_to_mark(struct cursor *cursor, size_t index, unsigned line, unsigned column);

struct place cursor_place(const struct cursor *cursor, struct str file);

#endif
