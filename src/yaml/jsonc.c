/* SPDX-License-Identifier: MIT */
#include "yaml/jsonc.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "yaml/cursor.h"

/* A text that is being read; `at` is the next byte. */
struct reader {
	struct arena *arena;
	struct diags *diags;
	enum diag_rule rule;
	struct document *document;
	struct str source;
	size_t at;
	unsigned depth;
	size_t nodes;
	struct cursor cursor;
};

static const struct node *read_value(struct reader *reader);

/* What stands at the next byte: 0 at the end. */
static char peek(const struct reader *reader)
{
	return reader->at < reader->source.len ? reader->source.ptr[reader->at] : '\0';
}

static struct place place_of(struct reader *reader, size_t offset)
{
	cursor_to_offset(&reader->cursor, offset);
	return cursor_place(&reader->cursor, reader->document->file);
}

/* Always NULL: one mistake ends the reading. */
static const struct node *fail(struct reader *reader, size_t offset, const char *what)
{
	(void)diag_add(reader->diags, reader->rule, place_of(reader, offset),
		"not JSON with comments: %s", what);
	return NULL;
}

static bool starts(const struct reader *reader, const char *text)
{
	return str_starts(str_slice(reader->source, reader->at, reader->source.len), str_of(text));
}

static void skip_line(struct reader *reader)
{
	while (reader->at < reader->source.len && peek(reader) != '\n')
		reader->at++;
}

/* Skips space and comments. False, with an error, when a comment has no end. */
static bool skip(struct reader *reader)
{
	for (;;) {
		while (reader->at < reader->source.len && char_is_space(peek(reader)))
			reader->at++;
		if (starts(reader, "//")) {
			skip_line(reader);
		} else if (starts(reader, "/*")) {
			const size_t end = str_find(reader->source, STR("*/"), reader->at + 2);
			if (end == STR_NOWHERE) {
				(void)fail(reader, reader->at, "this comment has no end");
				return false;
			}
			reader->at = end + 2;
		} else {
			return true;
		}
	}
}

static struct node *new_node(struct reader *reader, enum node_kind kind, size_t start)
{
	const struct place place = place_of(reader, start);
	struct node *node = arena_alloc(reader->arena, sizeof(*node));
	if (++reader->nodes > LIMIT_YAML_NODES) {
		(void)fail(reader, start, "it has too many values");
		return NULL;
	}
	if (node)
		*node = (struct node){.kind = (uint8_t)kind,
			.style = NODE_PLAIN,
			.line = place.line,
			.column = place.column,
			.start = (uint32_t)start};
	return node;
}

/* Four hex digits at an offset, or -1. */
static int32_t hex4(struct str source, size_t at)
{
	int32_t point = 0;
	for (size_t i = at; i < at + 4; i++) {
		const char c = i < source.len ? char_lower(source.ptr[i]) : '\0';
		if (char_is_digit(c))
			point = point * 16 + (c - '0');
		else if (c >= 'a' && c <= 'f')
			point = point * 16 + (c - 'a' + 10);
		else
			return -1;
	}
	return point;
}

/* "\u" at the next byte; a lone surrogate becomes U+FFFD, as Go makes of it. */
static bool read_unicode(struct reader *reader, struct strbuf *text)
{
	int32_t point = hex4(reader->source, reader->at + 2);
	if (point < 0)
		return false;
	reader->at += 6;
	if (point >= 0xD800 && point <= 0xDBFF && starts(reader, "\\u")) {
		const int32_t low = hex4(reader->source, reader->at + 2);
		if (low >= 0xDC00 && low <= 0xDFFF) {
			reader->at += 6;
			point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
		}
	}
	if (point >= 0xD800 && point <= 0xDFFF)
		point = 0xFFFD;
	utf8_add(text, (uint32_t)point);
	return true;
}

/* A backslash and what follows. */
static bool read_escape(struct reader *reader, struct strbuf *text)
{
	static const char escapes[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	const char c =
		reader->at + 1 < reader->source.len ? reader->source.ptr[reader->at + 1] : '\0';
	if (c == 'u')
		return read_unicode(reader, text);
	for (size_t i = 0; c && escapes[i]; i++) {
		if (escapes[i] == c) {
			strbuf_add_char(text, meanings[i]);
			reader->at += 2;
			return true;
		}
	}
	return false;
}

static const struct node *read_string(struct reader *reader)
{
	const size_t start = reader->at++;
	struct node *node = new_node(reader, NODE_STRING, start);
	struct strbuf text;
	strbuf_init(&text, reader->arena, LIMIT_FILE_BYTES);
	while (node && peek(reader) != '"') {
		if (reader->at == reader->source.len || (unsigned char)peek(reader) < 0x20)
			return fail(reader, start, "this string has no end on its line");
		if (peek(reader) != '\\')
			strbuf_add_char(&text, reader->source.ptr[reader->at++]);
		else if (!read_escape(reader, &text))
			return fail(reader, reader->at, "JSON has no such escape");
	}
	if (!node || text.failed)
		return NULL;
	node->style = NODE_DOUBLE_QUOTED;
	node->text = strbuf_str(&text);
	node->dollar = str_find_char(node->text, '$', 0) != STR_NOWHERE;
	node->end = (uint32_t)++reader->at;
	return node;
}

/* null, true, false or a number. */
static const struct node *read_word(struct reader *reader)
{
	const size_t start = reader->at;
	while (char_is_alnum(peek(reader)) || starts(reader, "+") || starts(reader, "-") ||
		starts(reader, "."))
		reader->at++;
	const struct str word = str_slice(reader->source, start, reader->at);
	double number = 0;
	enum node_kind kind = NODE_NUMBER;
	if (str_is(word, "null"))
		kind = NODE_NULL;
	else if (str_is(word, "true") || str_is(word, "false"))
		kind = NODE_BOOLEAN;
	else if (word.len == 0 || !str_all_in(word, "0123456789+-.eE") ||
		 !number_parse(word, &number))
		return fail(reader, start, "a value is expected here");
	struct node *node = new_node(reader, kind, start);
	if (!node)
		return NULL;
	node->text = word;
	node->boolean = str_is(word, "true");
	node->number = number;
	node->end = (uint32_t)reader->at;
	return node;
}

/* A member's name and its colon. */
static const struct node *read_name(struct reader *reader)
{
	if (peek(reader) != '"')
		return fail(reader, reader->at, "a name in double quotes is expected here");
	const struct node *name = read_string(reader);
	if (!name || !skip(reader))
		return NULL;
	if (peek(reader) != ':')
		return fail(reader, reader->at, "':' is expected here");
	reader->at++;
	return skip(reader) ? name : NULL;
}

/* An item of an array, or a name and its value; false when reading has to end. */
static bool read_item(struct reader *reader, struct vec *items, bool named)
{
	if (named) {
		const struct node *name = read_name(reader);
		if (!name || !vec_push(items, name))
			return false;
	}
	const struct node *value = read_value(reader);
	return value && vec_push(items, value) && skip(reader);
}

/* Everything between the brackets, in `items`. */
static bool read_items(struct reader *reader, struct vec *items, char close)
{
	reader->at++;
	if (!skip(reader))
		return false;
	while (peek(reader) != close) {
		if (!read_item(reader, items, close == '}'))
			return false;
		if (peek(reader) == ',') {
			reader->at++;
			if (!skip(reader))
				return false;
		} else if (peek(reader) != close) {
			(void)fail(reader, reader->at,
				close == '}' ? "',' or '}' is expected here"
					     : "',' or ']' is expected here");
			return false;
		}
	}
	reader->at++;
	return true;
}

static bool take_members(struct arena *arena, struct node *object, const struct vec *items)
{
	struct node_member *members = arena_array(arena, items->len / 2, sizeof(*members));
	for (size_t i = 0; members && i < items->len / 2; i++)
		members[i] = (struct node_member){items->items[2 * i], items->items[2 * i + 1]};
	object->members = members;
	object->count = (uint32_t)(items->len / 2);
	return members != NULL;
}

static bool take_items(struct arena *arena, struct node *array, const struct vec *items)
{
	const struct node **nodes = arena_array(arena, items->len, sizeof(*nodes));
	for (size_t i = 0; nodes && i < items->len; i++)
		nodes[i] = items->items[i];
	array->items = nodes;
	array->count = (uint32_t)items->len;
	return nodes != NULL;
}

static const struct node *read_collection(struct reader *reader, enum node_kind kind)
{
	struct node *node = new_node(reader, kind, reader->at);
	struct vec items;
	if (!node)
		return NULL;
	if (reader->depth == LIMIT_YAML_DEPTH)
		return fail(reader, reader->at, "it is nested too deep");
	vec_init(&items, reader->arena);
	reader->depth++;
	if (!read_items(reader, &items, kind == NODE_MAPPING ? '}' : ']'))
		return NULL;
	reader->depth--;
	node->style = NODE_COLLECTION;
	node->end = (uint32_t)reader->at;
	if (kind == NODE_MAPPING)
		return take_members(reader->arena, node, &items) ? node : NULL;
	return take_items(reader->arena, node, &items) ? node : NULL;
}

static const struct node *read_value(struct reader *reader)
{
	switch (peek(reader)) {
	case '{':
		return read_collection(reader, NODE_MAPPING);
	case '[':
		return read_collection(reader, NODE_SEQUENCE);
	case '"':
		return read_string(reader);
	default:
		return read_word(reader);
	}
}

static const struct node *read_root(struct reader *reader)
{
	const size_t bad = utf8_check(reader->source);
	if (bad != STR_NOWHERE)
		return fail(reader, bad, "a byte that is not UTF-8");
	if (str_starts(reader->source, STR("\xEF\xBB\xBF")))
		reader->at = 3;
	if (!skip(reader))
		return NULL;
	const struct node *root = read_value(reader);
	if (!root || !skip(reader))
		return NULL;
	if (reader->at < reader->source.len)
		return fail(reader, reader->at, "nothing may follow the value");
	return root;
}

const struct document *jsonc_read(struct arena *arena, struct diags *diags, enum diag_rule rule,
	struct str file, struct str source)
{
	struct document *document = arena_alloc(arena, sizeof(*document));
	struct reader reader = {.arena = arena,
		.diags = diags,
		.rule = rule,
		.document = document,
		.source = source,
		.cursor = cursor_begin(source)};
	if (!document)
		return NULL;
	*document = (struct document){.file = file, .source = source};
	document->root = read_root(&reader);
	return document->root ? document : NULL;
}

static const struct node_member *find_member(const struct node *object, const char *name)
{
	if (!object || object->kind != NODE_MAPPING)
		return NULL;
	for (size_t i = object->count; i > 0; i--)
		if (str_eq_nocase(object->members[i - 1].key->text, str_of(name)))
			return &object->members[i - 1];
	return NULL;
}

const struct node *jsonc_get(const struct node *object, const char *name)
{
	const struct node_member *member = find_member(object, name);
	return member ? member->value : NULL;
}

const struct node *jsonc_name(const struct node *object, const char *name)
{
	const struct node_member *member = find_member(object, name);
	return member ? member->key : NULL;
}
