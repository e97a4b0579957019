/* SPDX-License-Identifier: MIT */
#include "actions/script_lex.h"

#include "actions/script_lexer.h"
#include "actions/script_quote.h"

#define CAP_FIRST ((size_t)16)

/* The longest comes first. */
static const struct {
	struct str text;
	enum script_token_kind kind;
	enum script_redirect redirect;
} signs[] = {
	{STR_ROW(";;&"), TOKEN_ARM_FALL, REDIRECT_IN},
	{STR_ROW(";;"), TOKEN_ARM_END, REDIRECT_IN},
	{STR_ROW(";&"), TOKEN_ARM_FALL, REDIRECT_IN},
	{STR_ROW(";"), TOKEN_SEMICOLON, REDIRECT_IN},
	{STR_ROW("&&"), TOKEN_AND, REDIRECT_IN},
	{STR_ROW("&>>"), TOKEN_REDIRECT, REDIRECT_BOTH_APPEND},
	{STR_ROW("&>"), TOKEN_REDIRECT, REDIRECT_BOTH},
	{STR_ROW("&"), TOKEN_BACKGROUND, REDIRECT_IN},
	{STR_ROW("||"), TOKEN_OR, REDIRECT_IN},
	{STR_ROW("|&"), TOKEN_PIPE, REDIRECT_IN},
	{STR_ROW("|"), TOKEN_PIPE, REDIRECT_IN},
	{STR_ROW("("), TOKEN_OPEN, REDIRECT_IN},
	{STR_ROW(")"), TOKEN_CLOSE, REDIRECT_IN},
	{STR_ROW("<<<"), TOKEN_REDIRECT, REDIRECT_HERE_WORD},
	{STR_ROW("<<"), TOKEN_REDIRECT, REDIRECT_HERE},
	{STR_ROW("<&"), TOKEN_REDIRECT, REDIRECT_COPY},
	{STR_ROW("<>"), TOKEN_REDIRECT, REDIRECT_IN},
	{STR_ROW("<"), TOKEN_REDIRECT, REDIRECT_IN},
	{STR_ROW(">>"), TOKEN_REDIRECT, REDIRECT_APPEND},
	{STR_ROW(">&"), TOKEN_REDIRECT, REDIRECT_COPY},
	{STR_ROW(">|"), TOKEN_REDIRECT, REDIRECT_OUT},
	{STR_ROW(">"), TOKEN_REDIRECT, REDIRECT_OUT},
};

#define SIGNS (sizeof(signs) / sizeof(signs[0]))

/* Words behind which a command begins. */
static const char *const openers[] = {
	"if", "then", "elif", "else", "while", "until", "do", "{", "!", "time"};

/* A here-document whose body has not come yet. */
struct pending {
	size_t token;
	struct str delimiter;
	bool quoted;
	bool strip_tabs;
	struct pending *next;
};

struct row {
	struct script_lexer *lexer;
	struct script_token *items;
	size_t count;
	size_t cap;
	struct pending *pending;
	struct pending *last_pending;
	size_t parentheses; /* open ones */
	size_t cases;       /* `case` without its `esac` */
	bool at_command;    /* a command begins here */
	bool after_for;
	bool closable; /* a `)` without its `(` ends the row */
	bool closed;
};

char script_lexer_peek(const struct script_lexer *lexer, size_t ahead)
{
	const size_t at = lexer->pos + ahead;
	return at < lexer->end ? lexer->text->text.ptr[at] : '\0';
}

size_t script_lexer_next(const struct script_lexer *lexer, size_t at)
{
	const struct script_hole *hole = script_text_hole(lexer->text, at);
	return hole ? hole->end : at + 1;
}

static struct script_token *add_token(struct row *row, enum script_token_kind kind, size_t start)
{
	if (row->count == row->cap) {
		const size_t cap = row->cap ? row->cap * 2 : CAP_FIRST;
		struct script_token *grown = arena_grow(row->lexer->arena, row->items,
			row->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return NULL;
		row->items = grown;
		row->cap = cap;
	}
	struct script_token *token = &row->items[row->count++];
	*token = (struct script_token){.kind = kind, .start = start, .fd = -1};
	return token;
}

/* Over blanks, continued lines and a comment. */
static void skip_blanks(struct script_lexer *lexer)
{
	while (lexer->pos < lexer->end && !script_text_hole(lexer->text, lexer->pos)) {
		const char c = script_lexer_peek(lexer, 0);
		if (c == '\\' && script_lexer_peek(lexer, 1) == '\n')
			lexer->pos++;
		else if (c != ' ' && c != '\t')
			break;
		lexer->pos++;
	}
}

static void skip_comment(struct script_lexer *lexer)
{
	while (lexer->pos < lexer->end && script_lexer_peek(lexer, 0) != '\n')
		lexer->pos = script_lexer_next(lexer, lexer->pos);
}

/* The end of the line at `at`: of its LF, or of the text. */
static size_t line_end(const struct script_lexer *lexer, size_t at)
{
	while (at < lexer->end && lexer->text->text.ptr[at] != '\n')
		at = script_lexer_next(lexer, at);
	return at < lexer->end ? at : lexer->end;
}

static bool is_delimiter(
	const struct script_lexer *lexer, const struct pending *pending, size_t from, size_t to)
{
	const struct str text = lexer->text->text;
	while (pending->strip_tabs && from < to && text.ptr[from] == '\t')
		from++;
	return str_eq(str_slice(text, from, to), pending->delimiter);
}

/* Reads the body that begins at `pos`; one without its delimiter ends with the text. */
static bool read_document(struct row *row, const struct pending *pending)
{
	struct script_lexer *lexer = row->lexer;
	struct script_lexer body = *lexer;
	size_t line = lexer->pos;
	size_t to = line_end(lexer, line);
	while (line < lexer->end && !is_delimiter(lexer, pending, line, to)) {
		line = to < lexer->end ? to + 1 : lexer->end;
		to = line_end(lexer, line);
	}
	body.end = line;
	lexer->pos = to < lexer->end ? to + 1 : lexer->end;
	struct script_token *token = &row->items[pending->token];
	if (pending->quoted)
		token->word = script_lex_raw(&body, line, pending->strip_tabs);
	else
		token->word =
			script_lex_word(&body, pending->strip_tabs ? MODE_HERE_TABS : MODE_HERE);
	return token->word;
}

static bool read_documents(struct row *row)
{
	const struct pending *pending = row->pending;
	row->pending = NULL;
	row->last_pending = NULL;
	for (; pending; pending = pending->next)
		if (!read_document(row, pending))
			return false;
	return true;
}

/* The delimiter of a here-document: its word without quotes, which expand nothing. */
static bool add_pending(struct row *row, const struct script_word *word, bool strip_tabs)
{
	struct script_lexer *lexer = row->lexer;
	struct pending *pending = arena_alloc(lexer->arena, sizeof(*pending));
	if (!pending)
		return false;
	struct strbuf delimiter;
	strbuf_init(&delimiter, lexer->arena, word->text.len);
	for (const struct script_part *part = word->parts; part; part = part->next) {
		strbuf_add(&delimiter, part->text);
		pending->quoted |= part->quoted;
	}
	pending->token = row->count - 1;
	pending->delimiter = strbuf_str(&delimiter);
	pending->strip_tabs = strip_tabs;
	if (row->last_pending)
		row->last_pending->next = pending;
	else
		row->pending = pending;
	row->last_pending = pending;
	return !delimiter.failed;
}

static bool read_redirect(struct row *row, enum script_redirect redirect, int fd, size_t start)
{
	struct script_lexer *lexer = row->lexer;
	struct script_token *token = add_token(row, TOKEN_REDIRECT, start);
	if (!token)
		return false;
	token->redirect = redirect;
	token->fd = fd;
	const bool strip_tabs = redirect == REDIRECT_HERE && script_lexer_peek(lexer, 0) == '-';
	lexer->pos += strip_tabs;
	skip_blanks(lexer);
	const struct script_word *word = script_lex_word(lexer, MODE_WORD);
	if (!word)
		return false;
	if (!word->parts)
		return true;
	if (redirect == REDIRECT_HERE)
		return add_pending(row, word, strip_tabs);
	token->word = word;
	return true;
}

/* The number (2>) or name ({fd}>) right before a redirection: its length, and its fd; 0: none. */
static size_t redirect_prefix(const struct script_lexer *lexer, int *ret_fd)
{
	const struct str text = str_slice(lexer->text->text, lexer->pos, lexer->end);
	size_t at = 0;
	int fd = 0;
	if (text.len > 0 && text.ptr[0] == '{') {
		at = 1 + script_name_length(text, 1);
		at = at > 1 && at < text.len && text.ptr[at] == '}' ? at + 1 : 0;
		fd = 10;
	}
	for (; at < 4 && fd < 10 && at < text.len && char_is_digit(text.ptr[at]); at++)
		fd = fd * 10 + (text.ptr[at] - '0');
	if (at == 0 || at >= text.len || (text.ptr[at] != '<' && text.ptr[at] != '>'))
		return 0;
	*ret_fd = fd;
	return at;
}

static void note_word(struct row *row, const struct script_word *word)
{
	const struct str text = script_word_plain(word);
	const bool at_command = row->at_command;
	row->after_for = at_command && str_is(text, "for");
	row->at_command = false;
	if (!at_command)
		return;
	if (str_is(text, "case"))
		row->cases++;
	else if (str_is(text, "esac") && row->cases > 0)
		row->cases--;
	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		row->at_command |= str_is(text, openers[i]);
}

static bool read_word(struct row *row)
{
	struct script_token *token = add_token(row, TOKEN_WORD, row->lexer->pos);
	const struct script_word *word = token ? script_lex_word(row->lexer, MODE_WORD) : NULL;
	if (!word)
		return false;
	row->items[row->count - 1].word = word;
	note_word(row, word);
	return true;
}

static bool read_arithmetic(struct row *row, size_t end)
{
	struct script_lexer *lexer = row->lexer;
	struct script_token *token = add_token(row, TOKEN_ARITHMETIC, lexer->pos);
	struct script_word *word = token ? script_lex_raw(lexer, end, false) : NULL;
	if (!word)
		return false;
	token->word = word;
	row->after_for = false;
	return true;
}

/* The `)` of a substitution, when no open parenthesis and no pattern of a `case` takes it. */
static bool closes(struct row *row, enum script_token_kind kind)
{
	if (kind == TOKEN_OPEN)
		row->parentheses++;
	if (kind != TOKEN_CLOSE)
		return false;
	if (row->parentheses > 0) {
		row->parentheses--;
		return false;
	}
	return row->closable && row->cases == 0;
}

/* The index of the operator at `pos`, or the table's length. */
static size_t find_sign(const struct script_lexer *lexer)
{
	const struct str rest = str_slice(lexer->text->text, lexer->pos, lexer->end);
	size_t i = 0;
	/* Most of what stands in a script is no operator. */
	if (str_find_char(STR(";&|()<>"), script_lexer_peek(lexer, 0), 0) == STR_NOWHERE)
		return SIGNS;
	while (i < SIGNS && !str_starts(rest, signs[i].text))
		i++;
	return i;
}

static bool read_sign(struct row *row, size_t i)
{
	struct script_lexer *lexer = row->lexer;
	const size_t start = lexer->pos;
	lexer->pos += signs[i].text.len;
	if (signs[i].kind == TOKEN_REDIRECT)
		return read_redirect(row, signs[i].redirect, -1, start);
	row->at_command = true;
	row->closed = closes(row, signs[i].kind);
	return add_token(row, row->closed ? TOKEN_END : signs[i].kind, start);
}

static bool read_newline(struct row *row)
{
	row->lexer->pos++;
	row->at_command = true;
	return add_token(row, TOKEN_NEWLINE, row->lexer->pos - 1) && read_documents(row);
}

/* What stands at `pos`, which is no blank. */
static bool read_token(struct row *row)
{
	struct script_lexer *lexer = row->lexer;
	const char c = script_lexer_peek(lexer, 0);
	int fd = -1;
	if (script_text_hole(lexer->text, lexer->pos))
		return read_word(row);
	if (c == '\n')
		return read_newline(row);
	if (c == '#') {
		skip_comment(lexer);
		return true;
	}
	if (c == '(' && script_lexer_peek(lexer, 1) == '(' && (row->at_command || row->after_for)) {
		const size_t end = script_arithmetic_end(lexer, lexer->pos);
		if (end > 0)
			return read_arithmetic(row, end);
	}
	const size_t prefix = redirect_prefix(lexer, &fd);
	const size_t start = lexer->pos;
	lexer->pos += prefix;
	const size_t sign = find_sign(lexer);
	const bool process = (c == '<' || c == '>') && script_lexer_peek(lexer, 1) == '(';
	if (sign == SIGNS || process)
		return read_word(row);
	if (prefix == 0)
		return read_sign(row, sign);
	lexer->pos += signs[sign].text.len;
	return read_redirect(row, signs[sign].redirect, fd, start);
}

/* Reads tokens into the row up to the end or the `)` that closes it. */
static bool read_row(struct row *row)
{
	struct script_lexer *lexer = row->lexer;
	while (!row->closed) {
		skip_blanks(lexer);
		if (lexer->pos >= lexer->end)
			break;
		if (!read_token(row))
			return false;
	}
	return row->closed || add_token(row, TOKEN_END, lexer->pos);
}

const struct script_tokens *script_lex_tokens(struct script_lexer *lexer, bool *ret_closed)
{
	struct row row = {.lexer = lexer, .at_command = true, .closable = true};
	struct script_tokens *tokens = arena_alloc(lexer->arena, sizeof(*tokens));
	if (!tokens || !read_row(&row))
		return NULL;
	*ret_closed = row.closed;
	*tokens = (struct script_tokens){lexer->text, row.items, row.count};
	return tokens;
}

const struct script_tokens *script_lex(
	struct arena *arena, struct arena *kept, const struct script_text *text)
{
	struct script_lexer lexer = {
		.arena = arena, .kept = kept, .text = text, .end = text->text.len};
	struct script_tokens *all = arena_alloc(arena, sizeof(*all));
	struct row row = {.lexer = &lexer, .at_command = true};
	if (!all || !read_row(&row))
		return NULL;
	*all = (struct script_tokens){text, row.items, row.count};
	return all;
}
