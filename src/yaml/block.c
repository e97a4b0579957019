/* SPDX-License-Identifier: MIT */
#include "yaml/block.h"

#include <string.h>

#include "yaml/source.h"

/*
 * The walk goes through source and text side by side. The text says what the header of the scalar
 * would: how far the lines are indented, which breaks were folded, which ones chomping left.
 */
struct walk {
	struct str source; /* up to the end of the scalar */
	struct str text;
	size_t at;     /* in the source */
	size_t done;   /* of the text */
	size_t indent; /* of every line, spaces */
};

static size_t count_spaces(struct str s, size_t at)
{
	const size_t start = at;
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	return at - start;
}

/* Offset of the content of the line at `at`, which may be less indented when it has none. */
static size_t skip_indent(const struct walk *walk, size_t at)
{
	const size_t spaces = count_spaces(walk->source, at);
	return at + (spaces < walk->indent ? spaces : walk->indent);
}

/* Offset behind the break of the line at `at`. */
static size_t next_line(struct str source, size_t at)
{
	const size_t end = source_line_end(source, at);
	return end + source_break(source, end);
}

/* Breaks of the text from `at` on. */
static size_t count_breaks(struct str text, size_t at)
{
	size_t count = 0;
	for (size_t len = source_break(text, at); len > 0; len = source_break(text, at)) {
		at += len;
		count++;
	}
	return count;
}

/* The empty lines before the content, a break each. True when the target is one of them. */
static bool skip_first_breaks(struct walk *walk, size_t target)
{
	for (size_t len = source_break(walk->text, walk->done); len > 0;
		len = source_break(walk->text, walk->done)) {
		const size_t end = source_line_end(walk->source, walk->at);
		if (target < walk->done + len) {
			walk->at = end;
			return true;
		}
		walk->done += len;
		walk->at = end + source_break(walk->source, end);
	}
	return false;
}

/* Offset of the next line with content behind the break at `at`, or the end; counts the breaks. */
static size_t find_content(const struct walk *walk, size_t at, size_t *ret_breaks)
{
	size_t breaks = 0;
	for (size_t len = source_break(walk->source, at); len > 0;
		len = source_break(walk->source, at)) {
		breaks++;
		at = skip_indent(walk, at + len);
	}
	*ret_breaks = breaks;
	return at;
}

/*
 * The breaks between two lines with content, or behind the last. True when the target is one of
 * them; `at` is then where it stands.
 */
static bool skip_breaks(struct walk *walk, size_t target)
{
	size_t breaks;
	const size_t content = find_content(walk, walk->at, &breaks);
	const size_t kept = count_breaks(walk->text, walk->done);
	const bool last = walk->done + kept >= walk->text.len;
	/* Folding turned the only break into a space, or dropped the first of several. */
	if (kept == 0) {
		if (target == walk->done++)
			return true;
		walk->at = content;
		return false;
	}
	if (kept < breaks && !last)
		walk->at = skip_indent(walk, next_line(walk->source, walk->at));
	for (size_t i = 0; i < kept; i++) {
		const size_t len = source_break(walk->text, walk->done);
		if (target < walk->done + len)
			return true;
		walk->done += len;
		walk->at = skip_indent(walk, next_line(walk->source, walk->at));
	}
	if (!last)
		walk->at = content;
	return false;
}

/* The line at `at` without its LF. */
static struct str line_at(struct str s, size_t at)
{
	const char *feed = memchr(s.ptr + at, '\n', s.len - at);
	return str_slice(s, at, feed ? (size_t)(feed - s.ptr) : s.len);
}

size_t block_offset_literal(struct str source, const struct node *scalar, size_t target)
{
	const struct str raw = str_slice(source, 0, scalar->end);
	const struct str text = scalar->text;
	size_t at = scalar->start + line_at(raw, scalar->start).len + 1;
	size_t done = 0;
	if (target >= text.len)
		return block_offset(source, scalar, target);
	for (struct str line = line_at(text, 0); target - done > line.len;
		line = line_at(text, done)) {
		done += line.len + 1;
		at += line_at(raw, at).len + 1;
	}
	/* A line is its indentation and its text; an empty one may have less of the first. */
	const struct str line = line_at(raw, at);
	const struct str content = line_at(text, done);
	return at + (line.len - content.len) + (target - done);
}

size_t block_offset(struct str source, const struct node *scalar, size_t target)
{
	struct walk walk = {
		.source = str_slice(source, 0, scalar->end),
		.text = scalar->text,
	};
	walk.at = next_line(walk.source, scalar->start);
	if (skip_first_breaks(&walk, target))
		return walk.at;
	const size_t spaces = count_spaces(walk.source, walk.at);
	walk.indent = spaces - count_spaces(walk.text, walk.done);
	walk.at = skip_indent(&walk, walk.at);
	while (walk.done < walk.text.len) {
		const size_t len = source_line_end(walk.source, walk.at) - walk.at;
		if (target - walk.done < len)
			return walk.at + (target - walk.done);
		walk.at += len;
		walk.done += len;
		if (walk.done < walk.text.len && skip_breaks(&walk, target))
			return walk.at;
	}
	return walk.at;
}
