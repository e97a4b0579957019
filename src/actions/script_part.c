/* SPDX-License-Identifier: MIT */
#include "actions/script_lexer.h"
#include "actions/script_quote.h"
#include "base/limits.h"

/* The forms of ${NAME<operator>…} that are followed; a ':' may stand before each. */
static const struct {
	char sign;
	enum script_operator op;
} operators[] = {
	{'-', OPERATOR_DEFAULT},
	{'=', OPERATOR_ASSIGN},
	{'?', OPERATOR_ERROR},
	{'+', OPERATOR_ALTERNATE},
};

static bool is_quoted(enum script_mode mode)
{
	return mode != MODE_WORD && mode != MODE_OPERAND;
}

static bool is_here(enum script_mode mode)
{
	return mode == MODE_HERE || mode == MODE_HERE_TABS;
}

static bool is_operand(enum script_mode mode)
{
	return mode == MODE_OPERAND || mode == MODE_OPERAND_QUOTED;
}

static bool one_of(const char *set, char c)
{
	return str_find_char(str_of(set), c, 0) != STR_NOWHERE;
}

/* Whether the byte at `pos` ends a word of this mode. */
static bool stops(const struct script_lexer *lexer, enum script_mode mode, char c)
{
	if (is_here(mode))
		return false;
	if (mode != MODE_WORD)
		return c == (mode == MODE_QUOTED ? '"' : '}');
	if (c == '<' || c == '>')
		return script_lexer_peek(lexer, 1) != '(';
	return one_of(" \t\n;&|()", c);
}

/* Follows {a,b} and {1..2}: which of their signs was the last. */
static void note_brace(struct script_builder *b, char c)
{
	const bool dots = c == '.' && script_lexer_peek(b->lexer, 1) == '.';
	if (c == '{' && b->brace == BRACE_NONE)
		b->brace = BRACE_OPEN;
	else if ((c == ',' || dots) && b->brace == BRACE_OPEN)
		b->brace = BRACE_LIST;
	else if (c == '}' && b->brace == BRACE_LIST)
		b->word->braces = true;
}

static void skip_tabs(struct script_lexer *lexer)
{
	while (script_lexer_peek(lexer, 0) == '\t')
		lexer->pos++;
}

static bool lex_plain(struct script_builder *b, enum script_mode mode, char c)
{
	struct script_lexer *lexer = b->lexer;
	if (mode == MODE_WORD) {
		note_brace(b, c);
		b->word->pattern |= one_of("*?[", c);
	}
	if (!script_add_literal(b, lexer->pos, lexer->pos + 1, is_quoted(mode)))
		return false;
	lexer->pos++;
	if (mode == MODE_HERE_TABS && c == '\n')
		skip_tabs(lexer);
	return true;
}

static bool lex_backslash(struct script_builder *b, enum script_mode mode)
{
	struct script_lexer *lexer = b->lexer;
	const size_t at = lexer->pos + 1;
	const char c = script_lexer_peek(lexer, 1);
	if (at >= lexer->end)
		return lex_plain(b, mode, '\\');
	if (c == '\n' || script_text_hole(lexer->text, at)) {
		lexer->pos += c == '\n' ? 2 : 1;
		return true;
	}
	const char *special = mode == MODE_QUOTED ? "$`\"\\" : is_here(mode) ? "$`\\" : "$`\"\\}";
	if (is_quoted(mode) && !one_of(special, c))
		return lex_plain(b, mode, '\\');
	lexer->pos = at + 1;
	return script_add_literal(b, at, at + 1, true);
}

/* A `~` where the shell would put a home folder. */
static bool is_tilde(const struct script_builder *b, enum script_mode mode)
{
	const struct script_lexer *lexer = b->lexer;
	if (is_quoted(mode))
		return false;
	if (lexer->pos == b->word->start)
		return true;
	struct script_assignment assignment;
	return mode == MODE_WORD && one_of("=:", lexer->text->text.ptr[lexer->pos - 1]) &&
	       script_word_assignment(b->word, &assignment);
}

static bool lex_tilde(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const size_t start = lexer->pos++;
	while (char_is_alnum(script_lexer_peek(lexer, 0)) ||
		one_of("_-+.", script_lexer_peek(lexer, 0)))
		lexer->pos++;
	return script_add_part(b, PART_UNKNOWN, start, false);
}

/* NAME=( … ): an array, whose words are kept for what they hold. */
static bool lex_array(struct script_builder *b)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	bool closed = false;
	lexer->pos++;
	const struct script_tokens *words = script_lex_tokens(lexer, &closed);
	if (!words)
		return false;
	if (!closed)
		return script_break(b, &spot);
	struct script_part *part = script_add_part(b, PART_UNKNOWN, spot.at, true);
	if (part)
		part->body = words;
	return part;
}

static bool begins_array(const struct script_builder *b, enum script_mode mode)
{
	struct script_assignment assignment;
	return mode == MODE_WORD && script_lexer_peek(b->lexer, 0) == '(' &&
	       script_word_assignment(b->word, &assignment) && !b->word->parts->next &&
	       assignment.value_at == b->word->parts->text.len;
}

/* The rest of ${NAME: its operator, if any, and its operand. */
static bool lex_operand(struct script_builder *b, struct script_part *part)
{
	struct script_lexer *lexer = b->lexer;
	const bool colon = script_lexer_peek(lexer, 0) == ':';
	const char sign = script_lexer_peek(lexer, colon);
	part->op = OPERATOR_OTHER;
	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]); i++)
		if (part->name.ptr && sign == operators[i].sign)
			part->op = operators[i].op;
	if (part->op != OPERATOR_OTHER) {
		part->colon = colon;
		lexer->pos += colon ? 2 : 1;
	}
	part->operand = script_lex_word(lexer, part->quoted ? MODE_OPERAND_QUOTED : MODE_OPERAND);
	return part->operand;
}

/* ${…}. */
static bool lex_braced(struct script_builder *b, bool quoted)
{
	struct script_lexer *lexer = b->lexer;
	const struct script_spot spot = script_spot(b);
	const struct str text = lexer->text->text;
	struct script_part *part = script_add_part(b, PART_PARAMETER, spot.at, quoted);
	if (!part)
		return false;
	lexer->pos += 2;
	const bool prefixed =
		one_of("#!", script_lexer_peek(lexer, 0)) && script_lexer_peek(lexer, 1) != '}';
	lexer->pos += prefixed;
	const size_t length = script_name_length(text, lexer->pos);
	if (length > 0)
		part->name = str_slice(text, lexer->pos, lexer->pos + length);
	lexer->pos += length;
	if (length > 0 && !prefixed && script_lexer_peek(lexer, 0) == '}')
		part->op = OPERATOR_NONE;
	else if (!lex_operand(b, part))
		return false;
	if (prefixed)
		part->op = OPERATOR_OTHER;
	if (script_lexer_peek(lexer, 0) != '}')
		return script_break(b, &spot);
	lexer->pos++;
	part->text = str_slice(text, spot.at, lexer->pos);
	return true;
}

static bool lex_name(struct script_builder *b, bool quoted)
{
	struct script_lexer *lexer = b->lexer;
	const size_t start = lexer->pos;
	const size_t length = script_name_length(lexer->text->text, start + 1);
	lexer->pos += 1 + length;
	struct script_part *part = script_add_part(b, PART_PARAMETER, start, quoted);
	if (part)
		part->name = str_slice(lexer->text->text, start + 1, lexer->pos);
	return part;
}

static bool lex_dollar(struct script_builder *b, enum script_mode mode)
{
	struct script_lexer *lexer = b->lexer;
	const bool quoted = is_quoted(mode);
	const char c = script_lexer_peek(lexer, 1);
	if (script_text_hole(lexer->text, lexer->pos + 1))
		return lex_plain(b, mode, '$');
	if (c == '(')
		return script_lex_parenthesis(b, quoted);
	if (c == '{')
		return lex_braced(b, quoted);
	if (c == '[')
		return script_lex_bracket(b, quoted);
	if (c == '\'' && !quoted)
		return script_lex_ansi(b);
	if (c == '"' && !quoted) {
		lexer->pos++;
		return script_lex_double(b);
	}
	if (script_name_length(lexer->text->text, lexer->pos + 1) > 0)
		return lex_name(b, quoted);
	if (!one_of("@*#?-$!0123456789", c))
		return lex_plain(b, mode, '$');
	lexer->pos += 2;
	return script_add_part(b, PART_UNKNOWN, lexer->pos - 2, quoted);
}

static bool lex_one(struct script_builder *b, enum script_mode mode, char c)
{
	if (c == '\\')
		return lex_backslash(b, mode);
	if (c == '\'' && !is_quoted(mode))
		return script_lex_single(b);
	if (c == '\'' && mode == MODE_OPERAND_QUOTED)
		return script_lex_inner_single(b);
	if (c == '"' && (mode == MODE_WORD || is_operand(mode)))
		return script_lex_double(b);
	if (c == '$')
		return lex_dollar(b, mode);
	if (c == '`')
		return script_lex_backtick(b, is_quoted(mode));
	if (c == '~' && is_tilde(b, mode))
		return lex_tilde(b);
	if (mode == MODE_WORD && (c == '<' || c == '>'))
		return script_lex_parenthesis(b, false);
	return lex_plain(b, mode, c);
}

/* Offset behind the bytes at `pos` that mean nothing but themselves, whatever the mode. */
static size_t plain_end(const struct script_lexer *lexer)
{
	const size_t hole = script_text_next_hole(lexer->text, lexer->pos);
	const size_t end = hole < lexer->end ? hole : lexer->end;
	const char *ptr = lexer->text->text.ptr;
	size_t at = lexer->pos;
	while (at < end &&
		(char_is_alnum(ptr[at]) || ptr[at] == '_' || ptr[at] == '-' || ptr[at] == '/'))
		at++;
	return at;
}

/* Most bytes of a script are read here. False when exhausted. */
static bool lex_plain_run(struct script_builder *b, enum script_mode mode)
{
	struct script_lexer *lexer = b->lexer;
	const size_t start = lexer->pos;
	lexer->pos = plain_end(lexer);
	return lexer->pos == start || script_add_literal(b, start, lexer->pos, is_quoted(mode));
}

bool script_lex_run(struct script_builder *b, enum script_mode mode)
{
	struct script_lexer *lexer = b->lexer;
	if (mode == MODE_HERE_TABS)
		skip_tabs(lexer);
	while (lex_plain_run(b, mode) && lexer->pos < lexer->end) {
		const struct script_hole *hole = script_text_hole(lexer->text, lexer->pos);
		const char c = script_lexer_peek(lexer, 0);
		bool read = true;
		if (hole)
			read = script_add_hole(b, hole, is_quoted(mode));
		else if (begins_array(b, mode))
			read = lex_array(b);
		else if (stops(lexer, mode, c))
			return true;
		else
			read = lex_one(b, mode, c);
		if (!read)
			return false;
	}
	return !lexer->arena->exhausted;
}

struct script_word *script_lex_word(struct script_lexer *lexer, enum script_mode mode)
{
	struct script_builder b;
	if (!script_builder_init(&b, lexer))
		return NULL;
	if (lexer->depth >= LIMIT_SCRIPT_DEPTH) {
		const struct script_spot spot = script_spot(&b);
		return script_break(&b, &spot) ? script_builder_word(&b) : NULL;
	}
	lexer->depth++;
	const bool read = script_lex_run(&b, mode);
	lexer->depth--;
	return read ? script_builder_word(&b) : NULL;
}
