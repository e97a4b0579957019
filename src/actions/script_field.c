/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "actions/script_reader.h"

#define CAP_FIRST ((size_t)4)

bool script_fields_add(
	struct script_reader *reader, struct script_fields *fields, struct script_field field)
{
	if (fields->count == fields->cap) {
		const size_t cap = fields->cap ? fields->cap * 2 : CAP_FIRST;
		struct script_field *grown = arena_grow(reader->scratch, fields->items,
			fields->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return false;
		fields->items = grown;
		fields->cap = cap;
	}
	fields->items[fields->count++] = field;
	return true;
}

unsigned script_word_marks(struct script_reader *reader, const struct script_word *word)
{
	unsigned marks = 0;
	for (const struct script_part *part = word->parts; part; part = part->next) {
		if (part->name.ptr)
			marks |= script_vars_marks(&reader->vars, part->name);
		if (part->operand)
			marks |= script_word_marks(reader, part->operand);
		if (part->body)
			marks |= script_tokens_marks(reader, part->body);
		if (part->value)
			marks |= part->value->marks;
	}
	return marks & ~(unsigned)MARK_UNKNOWN;
}

unsigned script_tokens_marks(struct script_reader *reader, const struct script_tokens *tokens)
{
	unsigned marks = 0;
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->items[i].word)
			marks |= script_word_marks(reader, tokens->items[i].word);
	return marks;
}

bool script_field_known(const struct script_field *field)
{
	return field->hole_count == 0;
}

bool script_field_is(const struct script_field *field, const char *text)
{
	return script_field_known(field) && str_is(field->text, text);
}

size_t script_field_known_to(const struct script_field *field)
{
	return field->hole_count > 0 ? field->holes[0].start : field->text.len;
}

const struct value *script_field_value(
	struct script_reader *reader, const struct script_field *field, const struct place *origin)
{
	if (script_field_known(field))
		return value_string(reader->arena, field->text, origin);
	unsigned marks = 0;
	for (size_t i = 0; i < field->hole_count; i++)
		marks |= field->holes[i].value->marks;
	return value_unknown(reader->arena, field->text, marks, field->holes[0].value->why, origin);
}

struct script_field script_field_slice(
	struct script_reader *reader, const struct script_field *field, size_t from, size_t to)
{
	struct script_field cut = {.text = str_slice(field->text, from, to), .word = field->word};
	size_t first = 0;
	while (first < field->hole_count && field->holes[first].end <= from)
		first++;
	size_t last = first;
	while (last < field->hole_count && field->holes[last].start < to)
		last++;
	struct script_hole *holes =
		last > first ? arena_array(reader->arena, last - first, sizeof(*holes)) : NULL;
	if (!holes)
		return cut;
	for (size_t i = first; i < last; i++) {
		const struct script_hole *hole = &field->holes[i];
		holes[i - first] =
			(struct script_hole){hole->start - from, hole->end - from, hole->value};
	}
	cut.holes = holes;
	cut.hole_count = last - first;
	return cut;
}

static size_t put_text(char *out, size_t at, struct str s)
{
	if (s.len > 0)
		memcpy(out + at, s.ptr, s.len);
	return at + s.len;
}

struct script_field script_words_join(
	struct script_reader *reader, const struct script_words *words, struct str separator)
{
	struct script_field joined = {.text = STR("")};
	size_t length = 0;
	size_t hole_count = 0;
	for (size_t i = 0; i < words->count; i++) {
		length += words->items[i].text.len + separator.len;
		hole_count += words->items[i].hole_count;
	}
	char *text = arena_alloc(reader->arena, length);
	struct script_hole *holes = arena_array(reader->arena, hole_count, sizeof(*holes));
	if (!text || !holes)
		return joined;
	size_t at = 0;
	for (size_t i = 0; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		for (size_t k = 0; k < field->hole_count; k++)
			holes[joined.hole_count++] =
				(struct script_hole){field->holes[k].start + at,
					field->holes[k].end + at, field->holes[k].value};
		at = put_text(text, at, field->text);
		if (i + 1 < words->count)
			at = put_text(text, at, separator);
	}
	joined.text = (struct str){text, at};
	joined.holes = holes;
	joined.word = words->count > 0 ? words->items[0].word : NULL;
	return joined;
}

const struct place *script_place(struct script_reader *reader, size_t offset)
{
	struct place *place = reader->muted ? NULL : arena_alloc(reader->arena, sizeof(*place));
	if (!place)
		return NULL;
	*place = node_place_at(reader->start->document, reader->start->run,
		script_text_origin(reader->tokens->text, offset));
	return place;
}
