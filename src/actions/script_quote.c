/* SPDX-License-Identifier: MIT */
#include "actions/script_quote.h"

#include "base/limits.h"

bool script_builder_init(struct script_builder *b, struct script_lexer *lexer)
{
	*b = (struct script_builder){.lexer = lexer};
	b->word = arena_alloc(lexer->arena, sizeof(*b->word));
	if (!b->word)
		return false;
	b->word->start = lexer->pos;
	return true;
}

struct script_word *script_builder_word(struct script_builder *b)
{
	b->word->end = b->lexer->pos;
	b->word->text = str_slice(b->lexer->text->text, b->word->start, b->word->end);
	return b->word;
}

struct script_part *script_add_part(
	struct script_builder *b, enum script_part_kind kind, size_t start, bool quoted)
{
	struct script_part *part = arena_alloc(b->lexer->arena, sizeof(*part));
	if (!part)
		return NULL;
	part->kind = kind;
	part->quoted = quoted;
	part->at = start;
	part->text = str_slice(b->lexer->text->text, start, b->lexer->pos);
	if (b->last)
		b->last->next = part;
	else
		b->word->parts = part;
	b->last = part;
	return part;
}

struct script_part *script_add_literal(
	struct script_builder *b, size_t from, size_t to, bool quoted)
{
	struct script_part *last = b->last;
	if (last && last->kind == PART_LITERAL && !last->escaped && last->quoted == quoted &&
		last->at + last->text.len == from) {
		last->text.len += to - from;
		return last;
	}
	struct script_part *part = script_add_part(b, PART_LITERAL, from, quoted);
	if (part)
		part->text = str_slice(b->lexer->text->text, from, to);
	return part;
}

struct script_part *script_add_hole(
	struct script_builder *b, const struct script_hole *hole, bool quoted)
{
	b->lexer->pos = hole->end;
	struct script_part *part = script_add_part(b, PART_HOLE, hole->start, quoted);
	if (part)
		part->value = hole->value;
	return part;
}

struct script_spot script_spot(const struct script_builder *b)
{
	return (struct script_spot){b->lexer->pos, b->last};
}

bool script_break(struct script_builder *b, const struct script_spot *spot)
{
	b->last = spot->last;
	if (b->last)
		b->last->next = NULL;
	else
		b->word->parts = NULL;
	b->lexer->pos = b->lexer->end;
	return script_add_part(b, PART_UNKNOWN, spot->at, true);
}

/* The offset of the next `c` at or behind `at` that no hole holds and no backslash hides. */
static size_t find_end(const struct script_lexer *lexer, size_t at, char c, bool backslashes)
{
	const char *ptr = lexer->text->text.ptr;
	while (at < lexer->end) {
		const bool hole = script_text_hole(lexer->text, at);
		if (!hole && ptr[at] == c)
			return at;
		if (!hole && backslashes && ptr[at] == '\\')
			at++;
		at = script_lexer_next(lexer, at);
	}
	return STR_NOWHERE;
}

/* The bytes up to `to` as quoted literals, and the holes between them. */
static bool add_raw(struct script_builder *b, size_t to, bool strip_tabs)
{
	struct script_lexer *lexer = b->lexer;
	const struct str text = lexer->text->text;
	bool line_start = true;
	while (lexer->pos < to) {
		const size_t at = lexer->pos;
		const struct script_hole *hole = script_text_hole(lexer->text, at);
		const bool skipped = strip_tabs && line_start && !hole && text.ptr[at] == '\t';
		lexer->pos = script_lexer_next(lexer, at);
		line_start = skipped || text.ptr[lexer->pos - 1] == '\n';
		if (skipped)
			continue;
		if (!(hole ? script_add_hole(b, hole, true)
			   : script_add_literal(b, at, lexer->pos, true)))
			return false;
	}
	return true;
}

struct script_word *script_lex_raw(struct script_lexer *lexer, size_t to, bool strip_tabs)
{
	struct script_builder b;
	if (!script_builder_init(&b, lexer) || !add_raw(&b, to, strip_tabs))
		return NULL;
	return script_builder_word(&b);
}

/* What makes `""` a word: a quoted literal without a byte. */
static bool add_empty(struct script_builder *b)
{
	return script_add_literal(b, b->lexer->pos, b->lexer->pos, true);
}

bool script_lex_single(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	const size_t end = find_end(lexer, spot.at + 1, '\'', false);
	if (end == STR_NOWHERE)
		return script_break(b, &spot);
	lexer->pos++;
	if (!add_empty(b) || !add_raw(b, end, false))
		return false;
	lexer->pos = end + 1;
	return true;
}

/* Here bash takes a pair for what hides other signs, and leaves it standing; sh takes it for text.
 */
bool script_lex_inner_single(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const size_t start = lexer->pos;
	const size_t end = find_end(lexer, start + 1, '\'', false);
	if (end == STR_NOWHERE) {
		lexer->pos++;
		return script_add_literal(b, start, lexer->pos, true);
	}
	lexer->pos = end + 1;
	return script_add_part(b, PART_UNKNOWN, start, true);
}

bool script_lex_double(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	lexer->pos++;
	if (lexer->depth >= LIMIT_SCRIPT_DEPTH)
		return script_break(b, &spot);
	if (!add_empty(b))
		return false;
	lexer->depth++;
	const bool read = script_lex_run(b, MODE_QUOTED);
	lexer->depth--;
	if (!read)
		return false;
	if (script_lexer_peek(lexer, 0) != '"')
		return script_break(b, &spot);
	lexer->pos++;
	return true;
}

static int digit_value(char c)
{
	if (char_is_digit(c))
		return c - '0';
	const char lower = char_lower(c);
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* A byte written in base 8 or 16, up to `max` digits from *at on; 0, which no value holds: none. */
static unsigned decode_number(struct str s, size_t *at, int base, size_t max)
{
	unsigned number = 0;
	const size_t start = *at;
	while (*at < s.len && *at - start < max) {
		const int digit = digit_value(s.ptr[*at]);
		if (digit < 0 || digit >= base)
			break;
		number = number * (unsigned)base + (unsigned)digit;
		(*at)++;
	}
	return number & 0xFFu;
}

/* What stands for what behind a backslash in $'…'. */
static const struct {
	char written;
	char meant;
} ansi_escapes[] = {
	{'n', '\n'},
	{'t', '\t'},
	{'r', '\r'},
	{'\\', '\\'},
	{'\'', '\''},
	{'"', '"'},
};

/* Decodes one escape at *at (behind its backslash); NUL when it is one that is not followed. */
static char decode_escape(struct str s, size_t *at)
{
	const char c = *at < s.len ? s.ptr[*at] : '\0';
	for (size_t i = 0; i < sizeof(ansi_escapes) / sizeof(ansi_escapes[0]); i++) {
		if (ansi_escapes[i].written == c) {
			(*at)++;
			return ansi_escapes[i].meant;
		}
	}
	if (c != 'x')
		return (char)decode_number(s, at, 8, 3);
	(*at)++;
	return (char)decode_number(s, at, 16, 2);
}

/* STR_NONE when something in it is not followed. */
static struct str decode_ansi(struct arena *arena, struct str s)
{
	struct strbuf out;
	strbuf_init(&out, arena, s.len);
	for (size_t at = 0; at < s.len;) {
		char c = s.ptr[at++];
		if (c == '\\' && (c = decode_escape(s, &at)) == '\0')
			return STR_NONE;
		strbuf_add_char(&out, c);
	}
	return strbuf_str(&out);
}

bool script_lex_ansi(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	const size_t end = find_end(lexer, spot.at + 2, '\'', true);
	if (end == STR_NOWHERE)
		return script_break(b, &spot);
	lexer->pos = end + 1;
	struct script_part *part = script_add_part(b, PART_UNKNOWN, spot.at, true);
	if (!part)
		return false;
	const struct str inner = str_slice(lexer->text->text, spot.at + 2, end);
	const struct str decoded = decode_ansi(lexer->kept, inner);
	if (!decoded.ptr)
		return !lexer->kept->exhausted;
	part->kind = PART_LITERAL;
	part->escaped = true;
	part->text = decoded;
	return true;
}

bool script_lex_backtick(struct script_builder *b, bool quoted)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	const size_t end = find_end(lexer, spot.at + 1, '`', true);
	if (end == STR_NOWHERE || lexer->depth >= LIMIT_SCRIPT_DEPTH)
		return script_break(b, &spot);
	struct script_lexer inner = *lexer;
	bool closed = false;
	inner.pos++;
	inner.end = end;
	inner.depth++;
	const struct script_tokens *body = script_lex_tokens(&inner, &closed);
	lexer->pos = end + 1;
	struct script_part *part = body ? script_add_part(b, PART_COMMAND, spot.at, quoted) : NULL;
	if (!part)
		return false;
	part->body = body;
	part->escaped = str_find_char(part->text, '\\', 0) != STR_NOWHERE;
	return true;
}

bool script_lex_bracket(struct script_builder *b, bool quoted)
{
	const struct script_spot spot = script_spot(b);
	const size_t end = find_end(b->lexer, spot.at, ']', false);
	if (end == STR_NOWHERE)
		return script_break(b, &spot);
	b->lexer->pos = end + 1;
	return script_add_part(b, PART_UNKNOWN, spot.at, quoted);
}

size_t script_arithmetic_end(const struct script_lexer *lexer, size_t at)
{
	const struct str text = lexer->text->text;
	size_t depth = 0;
	while (at < lexer->end) {
		const bool hole = script_text_hole(lexer->text, at);
		const char c = hole ? '\0' : text.ptr[at];
		at = script_lexer_next(lexer, at);
		if (c == '(')
			depth++;
		if (c != ')')
			continue;
		depth--;
		if (depth == 1)
			return at < lexer->end && text.ptr[at] == ')' ? at + 1 : 0;
	}
	return 0;
}

/* $(…) or <(…): a command whose tokens are read at once. */
static bool lex_command(struct script_builder *b, bool quoted)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	if (lexer->depth >= LIMIT_SCRIPT_DEPTH)
		return script_break(b, &spot);
	bool closed = false;
	lexer->pos += 2;
	lexer->depth++;
	const struct script_tokens *body = script_lex_tokens(lexer, &closed);
	lexer->depth--;
	if (!body)
		return false;
	if (!closed)
		return script_break(b, &spot);
	struct script_part *part = script_add_part(b, PART_COMMAND, spot.at, quoted);
	if (part)
		part->body = body;
	return part;
}

bool script_lex_parenthesis(struct script_builder *b, bool quoted)
{
	struct script_lexer *lexer = b->lexer;
	const size_t start = lexer->pos;
	const bool doubled = lexer->text->text.ptr[start] == '$' && start + 2 < lexer->end &&
			     lexer->text->text.ptr[start + 2] == '(';
	const size_t end = doubled ? script_arithmetic_end(lexer, start + 1) : 0;
	if (end == 0)
		return lex_command(b, quoted);
	lexer->pos = end;
	return script_add_part(b, PART_UNKNOWN, start, quoted);
}
