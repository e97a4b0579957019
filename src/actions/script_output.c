/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#define CAP_FIRST ((size_t)8)

/* Digits that fit a 64-bit number, whatever they are. */
#define DIGITS_MAX ((size_t)18)

/* How a script may write the path of the file; nobody knows what it is. The runner always sets it,
 * so that the words behind a `-`, `=` or `?` are never taken. */
static const char *const github_env_texts[] = {"$GITHUB_ENV", "${GITHUB_ENV}", "${{ github.env }}"};
static const char *const github_env_starts[] = {"${GITHUB_ENV-", "${GITHUB_ENV:-",
	"${GITHUB_ENV=", "${GITHUB_ENV:=", "${GITHUB_ENV?", "${GITHUB_ENV:?"};

static void add_chunk(struct script_reader *reader, struct script_chunk chunk)
{
	if (reader->muted)
		return;
	if (reader->chunk_count == reader->chunk_cap) {
		const size_t cap = reader->chunk_cap ? reader->chunk_cap * 2 : CAP_FIRST;
		struct script_chunk *grown = arena_grow(reader->scratch, reader->chunks,
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

/* What stands for what in a format of printf, and for echo when it follows backslashes. */
static const struct escape {
	struct str written;
	struct str meant;
	bool format; /* of a format alone */
} escapes[] = {
	{STR_ROW("\\n"), STR_ROW("\n"), false},
	{STR_ROW("\\t"), STR_ROW("\t"), false},
	{STR_ROW("\\\\"), STR_ROW("\\"), false},
	{STR_ROW("\\\""), STR_ROW("\""), true},
	{STR_ROW("%%"), STR_ROW("%"), true},
};

/* The escape at the beginning of a text, or NULL. */
static const struct escape *escape_at(struct str text, bool format)
{
	for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++)
		if (str_starts(text, escapes[i].written) && (format || !escapes[i].format))
			return &escapes[i];
	return NULL;
}

/* Puts what backslashes stand for in their place; false: one of them is not followed. */
static bool follow_backslashes(struct script_reader *reader, struct script_field *line)
{
	struct script_fields pieces = {.items = NULL};
	size_t hole = 0;
	size_t from = 0;
	for (size_t at = 0; at < line->text.len;) {
		while (hole < line->hole_count && line->holes[hole].end <= at)
			hole++;
		if (hole < line->hole_count && line->holes[hole].start <= at) {
			at = line->holes[hole].end;
			continue;
		}
		if (line->text.ptr[at] != '\\') {
			at++;
			continue;
		}
		const struct escape *escape =
			escape_at(str_slice(line->text, at, line->text.len), false);
		const struct script_field before = script_field_slice(reader, line, from, at);
		if (!escape || !script_fields_add(reader, &pieces, before) ||
			!script_fields_add(
				reader, &pieces, (struct script_field){.text = escape->meant}))
			return false;
		at += escape->written.len;
		from = at;
	}
	const struct script_field last = script_field_slice(reader, line, from, line->text.len);
	if (!script_fields_add(reader, &pieces, last))
		return false;
	const struct script_words all = {pieces.items, pieces.count};
	const struct script_word *word = line->word;
	*line = script_words_join(reader, &all, STR(""));
	line->word = word;
	return true;
}

void script_echo(struct script_reader *reader, const struct script_words *words)
{
	bool newline = true;
	bool follows = reader->posix;
	size_t first = 1;
	while (first < words->count && echo_option(&words->items[first], &newline, &follows))
		first++;
	const struct script_words rest = script_words_from(words, first);
	struct script_field line = script_words_join(reader, &rest, STR(" "));
	if (follows && str_find_char(line.text, '\\', 0) != STR_NOWHERE &&
		!follow_backslashes(reader, &line)) {
		script_print_opaque(reader, words->items[0].word);
		return;
	}
	const struct script_field pieces[] = {line, {.text = newline ? STR("\n") : STR("")}};
	const struct script_words both = {pieces, 2};
	const struct script_field printed = script_words_join(reader, &both, STR(""));
	script_print(reader, &printed);
}

struct formatting {
	struct script_reader *reader;
	struct script_words arguments;
	size_t next; /* the argument that comes next */
	bool many;   /* the one before it may be several, or none */
	struct script_fields pieces;
};

/* A number that printf prints as it is written: no octal one, and none that is too large. */
static bool is_decimal(const struct script_field *field)
{
	const struct str text = field->text;
	return script_field_known(field) && text.len > 0 && text.len <= DIGITS_MAX &&
	       str_all_in(text, "0123456789") && (text.len == 1 || text.ptr[0] != '0');
}

/* The piece of the format at `at`; 0: one that is not followed, else its length. */
static size_t format_piece(struct formatting *f, struct str format, size_t at)
{
	const struct str rest = str_slice(format, at, format.len);
	struct script_field piece = {.text = str_slice(rest, 0, 1)};
	size_t length = 1;
	const struct escape *escape = escape_at(rest, true);
	if (escape) {
		piece.text = escape->meant;
		length = escape->written.len;
	}
	const bool number = str_starts(rest, STR("%d"));
	if (number || str_starts(rest, STR("%s"))) {
		piece.text = number ? STR("0") : STR("");
		if (f->many)
			return 0;
		if (f->next < f->arguments.count)
			piece = f->arguments.items[f->next++];
		f->many = piece.many;
		if (number && !is_decimal(&piece))
			return 0;
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
		/* More words go through the format again, each in another place of it. */
		if (f->many && f->next > before + 1)
			return false;
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
	for (size_t i = 0; i < sizeof(github_env_starts) / sizeof(github_env_starts[0]); i++)
		if (str_starts(field->text, str_of(github_env_starts[i])))
			return true;
	return false;
}

/* -a, alone or among others, or --append. */
static bool appends(const struct script_field *field)
{
	const struct str text = field->text;
	return script_field_is(field, "--append") ||
	       (script_field_known(field) && str_starts(text, STR("-")) &&
		       !str_starts(text, STR("--")) && str_find_char(text, 'a', 0) != STR_NOWHERE);
}

void script_tee(struct script_reader *reader, const struct script_words *words)
{
	bool append = false;
	for (size_t i = 1; i < words->count; i++) {
		const struct script_field *field = &words->items[i];
		append |= appends(field);
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

/* `errors`: the command may say something on standard error. */
static enum target target_of(
	struct script_reader *reader, const struct script_token *token, bool errors)
{
	const enum script_redirect kind = token->redirect;
	const bool out = kind == REDIRECT_OUT || kind == REDIRECT_APPEND || kind == REDIRECT_BOTH ||
			 kind == REDIRECT_BOTH_APPEND || kind == REDIRECT_COPY;
	if (!out || !token->word)
		return TARGET_NONE;
	if (kind == REDIRECT_COPY && reader->tokens->text->text.ptr[token->start] == '<')
		return TARGET_NONE;
	const bool append = kind == REDIRECT_APPEND || kind == REDIRECT_BOTH_APPEND;
	const struct script_field field = script_expand_value(reader, token->word, 0);
	const bool is_file = script_field_is_github_env(&field);
	if (token->fd != -1 && token->fd != 1) {
		/* What goes there is not followed. */
		if (is_file && (token->fd > 2 || (token->fd == 2 && errors)))
			script_file_any(reader, token->word);
		return TARGET_NONE;
	}
	if (is_file)
		return append ? TARGET_ENV : TARGET_ENV_NEW;
	return kind == REDIRECT_COPY && script_field_is(&field, "1") ? TARGET_NONE
								     : TARGET_ELSEWHERE;
}

static bool copies(const struct script_token *redirects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (redirects[i].kind == TOKEN_REDIRECT && redirects[i].redirect == REDIRECT_COPY)
			return true;
	return false;
}

void script_route(struct script_reader *reader, size_t from, const struct script_token *redirects,
	size_t count)
{
	enum target target = TARGET_NONE;
	const bool errors = !reader->harmless || copies(redirects, count);
	for (size_t i = 0; i < count; i++) {
		const enum target next = redirects[i].kind == TOKEN_REDIRECT
						 ? target_of(reader, &redirects[i], errors)
						 : TARGET_NONE;
		target = next == TARGET_NONE ? target : next;
	}
	if (target == TARGET_NONE)
		return;
	if (target != TARGET_ELSEWHERE)
		script_file_write(reader, from, reader->chunk_count, target == TARGET_ENV_NEW);
	reader->chunk_count = from;
}
