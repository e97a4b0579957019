/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

/*
 * The file behind GITHUB_ENV: lines NAME=value, or NAME<<DELIMITER, lines, DELIMITER. A later line
 * wins. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */

static bool written_unknown(struct script_reader *reader, struct str name, unsigned marks)
{
	const struct value *old = map_get(&reader->file.written, name);
	const struct value *value =
		script_vars_unknown(&reader->vars, name, marks | (old ? old->marks : 0));
	return value && map_put(&reader->file.written, name, value);
}

static void write_value(
	struct script_reader *reader, struct str name, const struct value *value, enum tri runs)
{
	if (!value || reader->muted)
		return;
	if (runs == TRI_TRUE)
		map_put(&reader->file.written, name, value);
	else
		written_unknown(reader, name, value->marks);
}

void script_file_blur(struct script_reader *reader)
{
	struct map *written = &reader->file.written;
	for (size_t i = 0; i < written->len; i++) {
		const struct value *value = written->entries[i].value;
		if (written->entries[i].key.len > 0 && !(value->marks & MARK_UNKNOWN))
			written_unknown(reader, written->entries[i].key, value->marks);
	}
}

void script_file_any(struct script_reader *reader, const struct script_word *word)
{
	if (reader->muted)
		return;
	reader->file.writes++;
	script_file_blur(reader);
	const struct value *any = value_unknown(reader->arena, STR("$GITHUB_ENV"),
		word ? script_word_marks(reader, word) : 0, WHY_SCRIPT, NULL);
	if (any)
		map_put(&reader->file.written, STR(""), any);
	/* What was written last may have no LF. */
	reader->file.open = true;
	reader->file.open_name = STR_NONE;
}

static void end_document(struct script_reader *reader, enum tri runs, const struct place *at)
{
	struct script_file *file = &reader->file;
	const struct script_words lines = {file->document.items, file->document.count};
	const struct script_field whole = script_words_join(reader, &lines, STR("\n"));
	const struct value *value = script_field_value(reader, &whole, at);
	write_value(reader, file->name, value, file->document_known ? runs : TRI_UNKNOWN);
	file->in_document = false;
	file->document = (struct script_fields){.items = NULL};
}

void script_file_end(struct script_reader *reader)
{
	struct script_file *file = &reader->file;
	file->document_known = false;
	if (file->in_document)
		end_document(reader, TRI_UNKNOWN, NULL);
}

void script_file_join(struct script_reader *reader, const struct script_branch *branch)
{
	struct script_file *file = &reader->file;
	file->open |= branch->open;
	if (file->in_document == branch->in_document)
		return;
	/* What comes now is a line of a document, or is none. */
	script_file_end(reader);
	script_file_any(reader, NULL);
	file->lost = true;
}

/* A line NAME=… or NAME<<…; any other that is not empty is one that nobody can know. */
static void write_entry(struct script_reader *reader, const struct script_field *line,
	const struct script_chunk *chunk)
{
	struct script_file *file = &reader->file;
	const struct str known = str_slice(line->text, 0, script_field_known_to(line));
	const size_t equals = str_find_char(known, '=', 0);
	const size_t arrows = str_find(known, STR("<<"), 0);
	if (arrows < equals) {
		file->in_document = true;
		file->document_known = true;
		file->name = str_slice(known, 0, arrows);
		file->delimiter = str_slice(line->text, arrows + 2, line->text.len);
	} else if (equals != STR_NOWHERE && equals > 0) {
		file->open_name = str_slice(known, 0, equals);
		const struct script_field value =
			script_field_slice(reader, line, equals + 1, line->text.len);
		write_value(reader, file->open_name, script_field_value(reader, &value, chunk->at),
			chunk->runs);
	} else if (line->text.len > 0) {
		script_file_any(reader, chunk->field.word);
	}
}

static void write_line(struct script_reader *reader, const struct script_field *line,
	const struct script_chunk *chunk)
{
	struct script_file *file = &reader->file;
	if (!file->in_document) {
		write_entry(reader, line, chunk);
		return;
	}
	file->document_known &= chunk->runs == TRI_TRUE;
	if (str_eq(line->text, file->delimiter))
		end_document(reader, chunk->runs, chunk->at);
	else
		script_fields_add(reader, &file->document, *line);
}

/* The next LF that stands outside of what is unknown; the length: none. */
static size_t next_line_feed(const struct script_field *field, size_t from, size_t *hole)
{
	for (size_t at = from; at < field->text.len; at++) {
		while (*hole < field->hole_count && field->holes[*hole].end <= at)
			(*hole)++;
		if (*hole < field->hole_count && field->holes[*hole].start <= at) {
			at = field->holes[*hole].end - 1;
			continue;
		}
		if (field->text.ptr[at] == '\n')
			return at;
	}
	return field->text.len;
}

static void write_chunk(struct script_reader *reader, const struct script_chunk *chunk)
{
	struct script_file *file = &reader->file;
	const struct script_field *field = &chunk->field;
	struct script_chunk first = *chunk;
	if (file->open) {
		/* What comes now goes on in a line that was taken for a whole one. */
		if (file->open_name.len > 0)
			written_unknown(reader, file->open_name, 0);
		script_file_any(reader, field->word);
		first.runs = TRI_UNKNOWN;
	}
	size_t hole = 0;
	for (size_t at = 0; at < field->text.len;) {
		const size_t end = next_line_feed(field, at, &hole);
		const struct script_field line = script_field_slice(reader, field, at, end);
		write_line(reader, &line, at > 0 ? chunk : &first);
		file->open = end == field->text.len;
		at = end + 1;
	}
}

static void write_opaque(struct script_reader *reader, const struct script_chunk *chunk)
{
	struct script_file *file = &reader->file;
	if (file->in_document) {
		file->document_known = false;
		return;
	}
	script_file_any(reader, chunk->field.word);
}

static void truncate_file(struct script_reader *reader)
{
	struct script_file *file = &reader->file;
	if (script_runs(reader) == TRI_TRUE) {
		*file = (struct script_file){.writes = file->writes};
		map_init(&file->written, reader->arena);
	} else {
		script_file_blur(reader);
	}
}

void script_file_write(struct script_reader *reader, size_t from, size_t to, bool truncate)
{
	if (reader->muted)
		return;
	if (truncate)
		truncate_file(reader);
	reader->file.writes++;
	for (size_t i = from; i < to; i++) {
		/* A copy: what a line needs may make the row of chunks grow. */
		struct script_chunk chunk = reader->chunks[i];
		if (chunk.field.word)
			chunk.at = script_place(reader, chunk.field.word->start);
		if (chunk.opaque || reader->file.lost)
			write_opaque(reader, &chunk);
		else
			write_chunk(reader, &chunk);
	}
}
