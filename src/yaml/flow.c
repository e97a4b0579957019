/* SPDX-License-Identifier: MIT */
#include "yaml/flow.h"

#include "yaml/source.h"

/* A piece of source that becomes a piece of text. */
struct piece {
	size_t source; /* bytes */
	size_t text;
	bool same; /* byte for byte */
};

/* How an escape's bytes are counted: of `digits` hex digits, or fixed. */
struct escape {
	char name;
	unsigned char digits;
	unsigned char text;
};

static const struct escape escapes[] = {
	{'x', 2, 0}, {'u', 4, 0}, {'U', 8, 0}, {'N', 0, 2}, /* U+0085 */
	{'_', 0, 2},                                        /* U+00A0 */
	{'L', 0, 3},                                        /* U+2028 */
	{'P', 0, 3},                                        /* U+2029 */
};

/* Bytes of the code point that the hex digits write. */
static size_t hex_text(struct str digits)
{
	uint32_t point = 0;
	for (size_t i = 0; i < digits.len; i++) {
		const char c = char_lower(digits.ptr[i]);
		point = point * 16 + (uint32_t)(char_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

static struct piece escape_piece(struct str raw, size_t at)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
		const struct escape *escape = &escapes[i];
		if (at + 1 >= raw.len || raw.ptr[at + 1] != escape->name)
			continue;
		const size_t end = at + 2 + escape->digits;
		const size_t text =
			escape->digits > 0 ? hex_text(str_slice(raw, at + 2, end)) : escape->text;
		return (struct piece){.source = end - at, .text = text};
	}
	return (struct piece){.source = 2, .text = 1};
}

/* U+2028 and U+2029 stay what they are; every other break is a LF. */
static size_t break_text(size_t len)
{
	return len == 3 ? 3 : 1;
}

/*
 * The breaks from `at` on and the blanks around them. One break alone is a space, of several the
 * first is nothing; so is one behind a backslash (`escaped`). When `target` is inside of the text
 * that they make, *ret_at becomes the place of its break.
 */
static struct piece fold_piece(
	struct str raw, size_t at, bool escaped, size_t target, size_t *ret_at)
{
	const size_t first = source_break(raw, at);
	size_t text = escaped || first < 3 ? 0 : 3;
	if (target < text)
		*ret_at = at;
	size_t end = source_skip_blanks(raw, at + first);
	for (size_t len = source_break(raw, end); len > 0; len = source_break(raw, end)) {
		if (target >= text && target < text + break_text(len))
			*ret_at = end;
		text += break_text(len);
		end = source_skip_blanks(raw, end + len);
	}
	if (text == 0 && !escaped) {
		text = 1;
		if (target == 0)
			*ret_at = at;
	}
	return (struct piece){.source = end - at, .text = text};
}

/* What stands at `at`, when it is neither a break nor blanks before one. */
static struct piece plain_piece(struct str raw, size_t at, enum node_style style)
{
	const size_t blanks = source_skip_blanks(raw, at) - at;
	if (blanks > 0)
		return (struct piece){blanks, blanks, true};
	if (style == NODE_SINGLE_QUOTED && raw.ptr[at] == '\'')
		return (struct piece){.source = 2, .text = 1};
	if (style == NODE_DOUBLE_QUOTED && raw.ptr[at] == '\\')
		return escape_piece(raw, at);
	return (struct piece){1, 1, true};
}

/* Offset of the break that ends the text at `at`, with nothing but blanks before it; else `at`. */
static size_t find_break(struct str raw, size_t at, enum node_style style, bool *ret_escaped)
{
	if (style == NODE_DOUBLE_QUOTED && raw.ptr[at] == '\\') {
		*ret_escaped = source_break(raw, at + 1) > 0;
		return at + 1;
	}
	*ret_escaped = false;
	return source_skip_blanks(raw, at);
}

size_t flow_offset(struct str source, const struct node *scalar, size_t target)
{
	const bool quoted = scalar->style != NODE_PLAIN;
	const struct str raw = str_slice(source, 0, scalar->end - quoted);
	size_t at = scalar->start + quoted;
	size_t done = 0;
	while (at < raw.len) {
		bool escaped;
		const size_t end = find_break(raw, at, scalar->style, &escaped);
		const bool fold = source_break(raw, end) > 0;
		size_t place = at;
		const struct piece piece =
			fold ? fold_piece(raw, end, escaped, target - done, &place)
			     : plain_piece(raw, at, scalar->style);
		if (target - done < piece.text)
			return piece.same ? at + (target - done) : place;
		done += piece.text;
		at = (fold ? end : at) + piece.source;
	}
	return at;
}
