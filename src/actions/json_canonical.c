/* SPDX-License-Identifier: MIT */
#include "actions/json_canonical.h"

#include <string.h>

/* A whole number of more digits may not be a double of its own. */
#define DIGITS_MAX ((size_t)15)

struct reader {
	struct arena *arena;
	const struct place *at;
	char *next; /* in a copy of the text, which becomes the texts in it */
	const char *end;
	unsigned depth;
	struct map_entry *open; /* members and elements of all open levels */
	size_t open_len;
	size_t open_cap;
};

static const struct value *read_value(struct reader *r);

static bool take(struct reader *r, struct str wanted)
{
	if ((size_t)(r->end - r->next) < wanted.len || memcmp(r->next, wanted.ptr, wanted.len) != 0)
		return false;
	r->next += wanted.len;
	return true;
}

/* A line's end and the indent of the level. */
static bool take_line(struct reader *r)
{
	const size_t spaces = (size_t)r->depth * 2;

	if ((size_t)(r->end - r->next) < spaces + 1 || *r->next != '\n')
		return false;
	for (size_t i = 1; i <= spaces; i++) {
		if (r->next[i] != ' ')
			return false;
	}
	r->next += spaces + 1;
	return true;
}

/* Four digits of upper-case hexadecimal. */
static bool take_unit(struct reader *r, uint32_t *ret)
{
	*ret = 0;
	if (!take(r, STR("\\u")) || r->end - r->next < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		const char c = *r->next++;
		if (!char_is_digit(c) && (c < 'A' || c > 'F'))
			return false;
		*ret = *ret << 4 | (uint32_t)(char_is_digit(c) ? c - '0' : c - 'A' + 10);
	}
	return true;
}

/* A code point that json_out escapes: no NUL, nothing that stands for itself. */
static bool take_point(struct reader *r, uint32_t *ret)
{
	uint32_t low;

	if (!take_unit(r, ret) || *ret == 0 || (*ret >= 0x20 && *ret <= 0x7E))
		return false;
	if (*ret < 0xD800 || *ret > 0xDFFF)
		return true;
	if (*ret > 0xDBFF || !take_unit(r, &low) || low < 0xDC00 || low > 0xDFFF)
		return false;
	*ret = 0x10000 + ((*ret - 0xD800) << 10) + (low - 0xDC00);
	return true;
}

/* Appends the point in UTF-8; returns the end. What is escaped is longer, so there is room. */
static char *add_point(char *out, uint32_t point)
{
	if (point < 0x80) {
		*out++ = (char)point;
		return out;
	}
	if (point < 0x800) {
		*out++ = (char)(0xC0 | point >> 6);
	} else if (point < 0x10000) {
		*out++ = (char)(0xE0 | point >> 12);
		*out++ = (char)(0x80 | (point >> 6 & 0x3F));
	} else {
		*out++ = (char)(0xF0 | point >> 18);
		*out++ = (char)(0x80 | (point >> 12 & 0x3F));
		*out++ = (char)(0x80 | (point >> 6 & 0x3F));
	}
	*out++ = (char)(0x80 | (point & 0x3F));
	return out;
}

/* Whether a byte stands for itself between quotes. */
static bool is_plain(char c)
{
	return c >= 0x20 && c <= 0x7E && c != '"' && c != '\\';
}

/* The rest of a text that has an escape, behind the plain bytes from `start`. */
static bool read_escaped(struct reader *r, const char *start, struct str *ret)
{
	const char *close = r->next;
	char *out;
	char *end;

	while (close < r->end && *close != '"')
		close += *close == '\\' && r->end - close > 1 ? 2 : 1;
	if (close >= r->end)
		return false;
	out = arena_alloc(r->arena, (size_t)(close - start) + 1);
	if (!out)
		return false;
	memcpy(out, start, (size_t)(r->next - start));
	end = out + (r->next - start);
	while (*r->next != '"') {
		uint32_t point;
		if (is_plain(*r->next))
			*end++ = *r->next++;
		else if (take(r, STR("\\\"")) || take(r, STR("\\\\")))
			*end++ = r->next[-1];
		else if (take_point(r, &point))
			end = add_point(end, point);
		else
			return false;
	}
	r->next++;
	*ret = (struct str){out, (size_t)(end - out)};
	return true;
}

/* A text that has no escape is a view of what is read; a NUL takes the place of its last quote,
 * since names and arguments end in one where the system wants them. */
static bool read_text(struct reader *r, struct str *ret)
{
	const char *start = r->next + 1;

	if (!take(r, STR("\"")))
		return false;
	while (r->next < r->end && is_plain(*r->next))
		r->next++;
	if (r->next == r->end)
		return false;
	if (*r->next != '"')
		return read_escaped(r, start, ret);
	*ret = (struct str){start, (size_t)(r->next - start)};
	*r->next++ = '\0';
	return true;
}

static const struct value *read_string(struct reader *r)
{
	struct str text;

	return read_text(r, &text) ? value_string(r->arena, text, r->at) : NULL;
}

/* "-12": digits without a leading zero, and no minus zero. */
static const struct value *read_number(struct reader *r)
{
	const bool negative = take(r, STR("-"));
	const char *start = r->next;
	double number = 0;

	while (r->next < r->end && char_is_digit(*r->next))
		number = number * 10 + (*r->next++ - '0');
	const size_t digits = (size_t)(r->next - start);
	if (digits == 0 || digits > DIGITS_MAX || (*start == '0' && (digits > 1 || negative)))
		return NULL;
	return value_number(r->arena, negative ? -number : number, r->at);
}

static const struct value *read_word(struct reader *r)
{
	if (take(r, STR("true")))
		return value_boolean(r->arena, true, r->at);
	if (take(r, STR("false")))
		return value_boolean(r->arena, false, r->at);
	return take(r, STR("null")) ? value_null(r->arena, r->at) : NULL;
}

static bool push(struct reader *r, struct str key, const struct value *value)
{
	const size_t size = sizeof(*r->open);

	if (r->open_len == r->open_cap) {
		const size_t cap = r->open_cap ? r->open_cap * 2 : 256;
		struct map_entry *grown =
			arena_grow(r->arena, r->open, r->open_cap * size, cap * size);
		if (!grown)
			return false;
		r->open = grown;
		r->open_cap = cap;
	}
	r->open[r->open_len++] = (struct map_entry){key, value};
	return true;
}

/* One member or element; `keyed`: of an object. */
static bool read_item(struct reader *r, bool keyed)
{
	struct str key = STR_NONE;
	const struct value *value;

	if (keyed && (!read_text(r, &key) || !take(r, STR(": "))))
		return false;
	value = read_value(r);
	return value && push(r, key, value);
}

/* What stands between the brackets, the closing one included. */
static bool read_items(struct reader *r, bool keyed)
{
	if (++r->depth > JSON_OUT_DEPTH)
		return false;
	do {
		if (!take_line(r) || !read_item(r, keyed))
			return false;
	} while (take(r, STR(",")));
	r->depth--;
	return take_line(r) && take(r, keyed ? STR("}") : STR("]"));
}

static const struct value *read_array(struct reader *r)
{
	const size_t start = r->open_len;
	const struct value **items;
	size_t count;

	r->next++;
	if (!take(r, STR("]")) && !read_items(r, false))
		return NULL;
	count = r->open_len - start;
	items = arena_array(r->arena, count, sizeof(*items));
	for (size_t i = 0; items && i < count; i++)
		items[i] = r->open[start + i].value;
	r->open_len = start;
	return items ? value_array(r->arena, items, count, r->at) : NULL;
}

/* A name that came before is found in place of the later one. */
static bool is_twice(const struct map *members)
{
	for (size_t i = 0; i < members->len; i++) {
		if (map_find(members, members->entries[i].key) != &members->entries[i])
			return true;
	}
	return false;
}

static const struct value *read_object(struct reader *r)
{
	const size_t start = r->open_len;
	struct map *members;
	struct map from;

	r->next++;
	if (!take(r, STR("}")) && !read_items(r, true))
		return NULL;
	map_init(&from, r->arena);
	from.entries = r->open ? r->open + start : NULL;
	from.len = r->open_len - start;
	r->open_len = start;
	members = arena_alloc(r->arena, sizeof(*members));
	if (!members || !map_copy(members, r->arena, &from) || is_twice(members))
		return NULL;
	return value_object(r->arena, members, r->at);
}

static const struct value *read_value(struct reader *r)
{
	switch (r->next < r->end ? *r->next : '\0') {
	case '{':
		return read_object(r);
	case '[':
		return read_array(r);
	case '"':
		return read_string(r);
	case 't':
	case 'f':
	case 'n':
		return read_word(r);
	default:
		return read_number(r);
	}
}

const struct value *json_canonical(struct arena *arena, struct str text, const struct place *at)
{
	char *kept = arena_copy(arena, text.ptr, text.len);
	struct reader reader = {.arena = arena, .at = at, .next = kept};
	const struct value *value;

	if (!kept)
		return NULL;
	reader.end = kept + text.len;
	value = read_value(&reader);
	return value && take(&reader, STR("\n")) && reader.next == reader.end ? value : NULL;
}
