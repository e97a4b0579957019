/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#define CAP_FIRST ((size_t)8)

/* How a script may write the path of the file; nobody knows what it is. */
static const char *const github_env_texts[] = {"$GITHUB_ENV", "${GITHUB_ENV}", "${{ github.env }}"};

static void add_chunk(struct script_reader *reader, struct script_chunk chunk)
{
	if (reader->muted)
		return;
	if (reader->chunk_count == reader->chunk_cap) {
		const size_t cap = reader->chunk_cap ? reader->chunk_cap * 2 : CAP_FIRST;
		struct script_chunk *grown = arena_grow(reader->arena, reader->chunks,
			reader->chunk_cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return;
		reader->chunks = grown;
		reader->chunk_cap = cap;
	}
	chunk.runs = script_runs(reader);
	reader->chunks[reader->chunk_count++] = chunk;
}

void script_print(struct script_reader *reader, const struct script_field *field)
{
	add_chunk(reader, (struct script_chunk){.field = *field});
}

void script_print_opaque(struct script_reader *reader, const struct script_word *word)
{
	add_chunk(reader, (struct script_chunk){.field = {.word = word}, .opaque = true});
}

/* What echo's option words turn on: -n, -e and their like. False: it is no option. */
static bool echo_option(const struct script_field *field, bool *newline, bool *escapes)
{
	const struct str text = field->text;
	if (!script_field_known(field) || text.len < 2 || text.ptr[0] != '-' ||
		!str_all_in(str_slice(text, 1, text.len), "neE"))
		return false;
	*newline &= str_find_char(text, 'n', 0) == STR_NOWHERE;
	*escapes |= str_find_char(text, 'e', 0) != STR_NOWHERE;
	return true;
}

void script_echo(struct script_reader *reader, const struct script_words *words)
{
	bool newline = true;
	bool escapes = reader->posix;
	size_t first = 1;
	while (first < words->count && echo_option(&words->items[first], &newline, &escapes))
		first++;
	const struct script_words rest = script_words_from(words, first);
	const struct script_field line = script_words_join(reader, &rest, STR(" "));
	if (escapes && str_find_char(line.text, '\\', 0) != STR_NOWHERE) {
		script_print_opaque(reader, words->items[0].word);
		return;
	}
	const struct script_field pieces[] = {line, {.text = newline ? STR("\n") : STR("")}};
	const struct script_words both = {pieces, 2};
	const struct script_field printed = script_words_join(reader, &both, STR(""));
	script_print(reader, &printed);
}

/* What stands for what in a format of printf. */
static const struct {
	struct str written;
	struct str meant;
} format_escapes[] = {
	{STR_ROW("\\n"), STR_ROW("\n")},
	{STR_ROW("\\t"), STR_ROW("\t")},
	{STR_ROW("\\\\"), STR_ROW("\\")},
	{STR_ROW("\\\""), STR_ROW("\"")},
	{STR_ROW("%%"), STR_ROW("%")},
};

struct formatting {
	struct script_reader *reader;
	struct script_words arguments;
	size_t next; /* the argument that comes next */
	struct script_fields pieces;
};

/* The piece of the format at `at`; 0: one that is not followed, else its length. */
static size_t format_piece(struct formatting *f, struct str format, size_t at)
{
	const struct str rest = str_slice(format, at, format.len);
	struct script_field piece = {.text = str_slice(rest, 0, 1)};
	size_t length = 1;
	for (size_t i = 0; i < sizeof(format_escapes) / sizeof(format_escapes[0]); i++) {
		if (str_starts(rest, format_escapes[i].written)) {
			piece.text = format_escapes[i].meant;
			length = 2;
		}
	}
	if (str_starts(rest, STR("%s"))) {
		piece.text = STR("");
		if (f->next < f->arguments.count)
			piece = f->arguments.items[f->next++];
		length = 2;
	} else if (length == 1 && (rest.ptr[0] == '%' || rest.ptr[0] == '\\')) {
		return 0;
	}
	return script_fields_add(f->reader, &f->pieces, piece) ? length : 0;
}

/* Goes over the format once, and again while it takes arguments and some are left. */
static bool format_all(struct formatting *f, struct str format)
{
	size_t before = 0;
	do {
		before = f->next;
		for (size_t at = 0; at < format.len;) {
			const size_t length = format_piece(f, format, at);
			if (length == 0)
				return false;
			at += length;
		}
	} while (f->next > before && f->next < f->arguments.count);
	return true;
}

void script_printf(struct script_reader *reader, const struct script_words *words)
{
	size_t first = 1;
	if (words->count > 2 && script_field_is(&words->items[1], "-v")) {
		if (script_field_known(&words->items[2]))
			script_vars_taint(&reader->vars, words->items[2].text);
		else
			script_spoil(reader, words->items[2].word);
		return;
	}
	if (words->count > first && script_field_is(&words->items[first], "--"))
		first++;
	const struct script_words rest = script_words_from(words, first);
	struct formatting f = {.reader = reader, .arguments = script_words_from(&rest, 1)};
	const bool known = rest.count > 0 && script_field_known(&rest.items[0]);
	if (!known || !format_all(&f, rest.items[0].text)) {
		script_print_opaque(reader, words->items[0].word);
		return;
	}
	const struct script_words pieces = {f.pieces.items, f.pieces.count};
	const struct script_field printed = script_words_join(reader, &pieces, STR(""));
	script_print(reader, &printed);
}

/* What the present command reads, printed again. */
static void print_input(struct script_reader *reader, const struct script_word *word)
{
	if (reader->input_from == reader->input_to)
		script_print_opaque(reader, word);
	for (size_t i = reader->input_from; i < reader->input_to; i++)
		add_chunk(reader, reader->chunks[i]);
}

void script_cat(struct script_reader *reader, const struct script_words *words)
{
	const bool input =
		words->count == 1 || (words->count == 2 && script_field_is(&words->items[1], "-"));
	if (input)
		print_input(reader, words->items[0].word);
	else
		script_print_opaque(reader, words->items[0].word);
}

bool script_field_is_github_env(const struct script_field *field)
{
	if (field->hole_count != 1 ||
		field->holes[0].end - field->holes[0].start != field->text.len)
		return false;
	for (size_t i = 0; i < sizeof(github_env_texts) / sizeof(github_env_texts[0]); i++)
		if (str_is(field->text, github_env_texts[i]))
			return true;
	return false;
}

void script_tee(struct script_reader *reader, const struct script_words *words)
{
	bool append = false;
	for (size_t i = 1; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		append |= script_field_is(field, "-a") || script_field_is(field, "--append");
		if (!script_field_is_github_env(field))
			continue;
		if (reader->input_from == reader->input_to)
			script_file_any(reader, field->word);
		script_file_write(reader, reader->input_from, reader->input_to, !append);
	}
	print_input(reader, words->items[0].word);
}

/* Where a redirection takes standard output. */
enum target {
	TARGET_NONE,
	TARGET_ELSEWHERE,
	TARGET_ENV,
	TARGET_ENV_NEW
};

static enum target target_of(struct script_reader *reader, const struct script_token *token)
{
	const enum script_redirect kind = token->redirect;
	const bool out = kind == REDIRECT_OUT || kind == REDIRECT_APPEND || kind == REDIRECT_BOTH ||
			 kind == REDIRECT_BOTH_APPEND || kind == REDIRECT_COPY;
	if (!out || !token->word || (token->fd != -1 && token->fd != 1))
		return TARGET_NONE;
	if (kind == REDIRECT_COPY && reader->tokens->text->text.ptr[token->start] == '<')
		return TARGET_NONE;
	const bool append = kind == REDIRECT_APPEND || kind == REDIRECT_BOTH_APPEND;
	const struct script_field field = script_expand_value(reader, token->word, 0);
	if (script_field_is_github_env(&field))
		return append ? TARGET_ENV : TARGET_ENV_NEW;
	return kind == REDIRECT_COPY && script_field_is(&field, "1") ? TARGET_NONE
								     : TARGET_ELSEWHERE;
}

void script_route(struct script_reader *reader, size_t from, const struct script_token *redirects,
	size_t count)
{
	enum target target = TARGET_NONE;
	for (size_t i = 0; i < count; i++) {
		const enum target next = redirects[i].kind == TOKEN_REDIRECT
						 ? target_of(reader, &redirects[i])
						 : TARGET_NONE;
		target = next == TARGET_NONE ? target : next;
	}
	if (target == TARGET_NONE)
		return;
	if (target != TARGET_ELSEWHERE)
		script_file_write(reader, from, reader->chunk_count, target == TARGET_ENV_NEW);
	reader->chunk_count = from;
}
