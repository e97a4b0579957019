/* SPDX-License-Identifier: MIT */
#include "actions/glob.h"
#include "actions/letters.h"
#include "base/limits.h"

/*
 * The literal name of a part; STR_NONE when it is a pattern. A set of one character is that
 * character, and one of none is its brackets.
 */
static struct str literal_of(struct arena *arena, struct str part)
{
	struct strbuf out;
	strbuf_init(&out, arena, part.len);
	for (size_t i = 0; i < part.len; i++) {
		const char c = part.ptr[i];
		if (c == '*' || c == '?')
			return STR_NONE;
		if (c == '[') {
			const size_t close = str_find_char(part, ']', i + 1);
			if (close != STR_NOWHERE && close > i + 2)
				return STR_NONE;
			if (close == i + 2) {
				strbuf_add_char(&out, part.ptr[i + 1]);
				i = close;
				continue;
			}
		}
		if (c == '\\' && i + 1 < part.len)
			i++;
		strbuf_add_char(&out, part.ptr[i]);
	}
	return strbuf_str(&out);
}

static bool add_part(struct arena *arena, struct vec *parts, struct str part)
{
	struct str *copy = arena_copy(arena, &part, sizeof(part));
	return copy && vec_push(parts, copy);
}

/* The parts between the slashes, of which several are one; a leading "." is the root. */
static bool split(struct arena *arena, struct str text, struct vec *parts)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = str_find_char(text, '/', at);
		if (end == STR_NOWHERE)
			end = text.len;
		const struct str part = str_slice(text, at, end);
		const bool root = at == 0 && str_is(part, ".");
		if (part.len > 0 && !root && !add_part(arena, parts, part))
			return false;
		at = end + 1;
	}
	return true;
}

static bool is_dots(struct str part)
{
	return str_is(part, ".") || str_is(part, "..");
}

/* Fills the folder at which the runner begins to look. */
static bool find_folder(struct arena *arena, struct glob *glob)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < glob->part_count; i++) {
		const struct str literal = literal_of(arena, glob->parts[i]);
		if (!literal.ptr)
			break;
		if (i > 0)
			strbuf_add_char(&out, '/');
		strbuf_add(&out, literal);
	}
	glob->folder = arena->exhausted ? STR_NONE : strbuf_str(&out);
	return glob->folder.ptr != NULL;
}

static bool fill(struct arena *arena, const struct vec *parts, struct glob *ret)
{
	struct str *row = arena_array(arena, parts->len, sizeof(*row));
	if (!row)
		return false;
	for (size_t i = 0; i < parts->len; i++)
		row[i] = *(const struct str *)parts->items[i];
	ret->parts = row;
	ret->part_count = parts->len;
	return find_folder(arena, ret);
}

enum glob_form glob_read(struct arena *arena, struct str line, struct glob *ret)
{
	struct str text = letters_trim(line);
	struct vec parts;
	*ret = (struct glob){.folder = STR_NONE};
	if (text.len == 0 || text.ptr[0] == '#')
		return GLOB_NOTHING;
	while (str_starts(text, STR("!"))) {
		ret->negated = !ret->negated;
		text = letters_trim(str_slice(text, 1, text.len));
	}
	if (text.len == 0)
		return GLOB_INVALID;
	if (str_starts(text, STR("/")) || str_is(text, "~") || str_starts(text, STR("~/")))
		return GLOB_OUTSIDE;
	ret->folders = str_ends(text, STR("/"));
	vec_init(&parts, arena);
	if (!split(arena, text, &parts))
		return GLOB_PATTERN;
	for (size_t i = 0; i < parts.len; i++)
		if (is_dots(literal_of(arena, *(const struct str *)parts.items[i])))
			return GLOB_INVALID;
	if (!fill(arena, &parts, ret))
		ret->folder = STR_NONE;
	return GLOB_PATTERN;
}
