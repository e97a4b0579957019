/* SPDX-License-Identifier: MIT */
#include "actions/expression_lex.h"

#include <math.h>

#include "actions/letters.h"
#include "base/limits.h"

struct symbol_row {
	struct str text;
	enum token_kind kind;
};

/* The longer ones first. */
static const struct symbol_row symbols[] = {
	{STR_ROW("!="), TOKEN_NOT_EQUAL},
	{STR_ROW("<="), TOKEN_LESS_EQUAL},
	{STR_ROW(">="), TOKEN_GREATER_EQUAL},
	{STR_ROW("=="), TOKEN_EQUAL},
	{STR_ROW("&&"), TOKEN_AND},
	{STR_ROW("||"), TOKEN_OR},
	{STR_ROW("("), TOKEN_OPEN},
	{STR_ROW(")"), TOKEN_CLOSE},
	{STR_ROW("["), TOKEN_OPEN_INDEX},
	{STR_ROW("]"), TOKEN_CLOSE_INDEX},
	{STR_ROW(","), TOKEN_COMMA},
	{STR_ROW("."), TOKEN_DOT},
	{STR_ROW("*"), TOKEN_STAR},
	{STR_ROW("!"), TOKEN_NOT},
	{STR_ROW("<"), TOKEN_LESS},
	{STR_ROW(">"), TOKEN_GREATER},
};

/* Words that are literals, in this case of letters only. */
struct word_row {
	struct str text;
	struct value value;
};

static const struct word_row words[] = {
	{STR_ROW("null"), {.kind = VALUE_NULL}},
	{STR_ROW("true"), {.kind = VALUE_BOOLEAN, .boolean = true}},
	{STR_ROW("false"), {.kind = VALUE_BOOLEAN}},
	{STR_ROW("NaN"), {.kind = VALUE_NUMBER, .number = NAN}},
	{STR_ROW("Infinity"), {.kind = VALUE_NUMBER, .number = INFINITY}},
	{STR_ROW("+Infinity"), {.kind = VALUE_NUMBER, .number = INFINITY}},
	{STR_ROW("-Infinity"), {.kind = VALUE_NUMBER, .number = -INFINITY}},
};

void lexer_init(struct lexer *lexer, struct arena *arena, struct str text)
{
	*lexer = (struct lexer){.arena = arena, .text = text, .last = TOKEN_START};
}

/* What most of an expression is made of: asked first, since an expression is read several times. */
static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-';
}

static bool is_boundary(struct str text, size_t at)
{
	switch (text.ptr[at]) {
	case '(':
	case ')':
	case '[':
	case ']':
	case ',':
	case '.':
	case '!':
	case '<':
	case '>':
	case '=':
	case '&':
	case '|':
		return true;
	default:
		return letters_skip_space(text, at) > at;
	}
}

/* Makes the bytes up to `end` the token. */
static void take(struct lexer *lexer, struct token *token, enum token_kind kind, size_t end)
{
	token->kind = kind;
	token->text = str_slice(lexer->text, token->offset, end);
	lexer->at = end;
}

static const struct value *find_word(struct str text)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (str_eq(words[i].text, text))
			return &words[i].value;
	return NULL;
}

bool text_is_name(struct str text)
{
	if (text.len == 0 || (!char_is_alpha(text.ptr[0]) && text.ptr[0] != '_'))
		return false;
	for (size_t i = 1; i < text.len; i++)
		if (!is_name_char(text.ptr[i]))
			return false;
	return true;
}

/* A name, a literal, or what is none of them, up to where the next token may begin. */
static void read_word(struct lexer *lexer, struct token *token)
{
	size_t end = token->offset + 1;
	while (end < lexer->text.len &&
		(is_name_char(lexer->text.ptr[end]) || !is_boundary(lexer->text, end)))
		end++;
	take(lexer, token, TOKEN_UNEXPECTED, end);
	if (!text_is_name(token->text))
		return;
	token->kind = TOKEN_NAME;
	if (lexer->last == TOKEN_DOT)
		return;
	token->literal = find_word(token->text);
	if (token->literal)
		token->kind = TOKEN_LITERAL;
}

/* Whether the language has such a number: it has YAML's forms but for `.inf` and `.nan`. */
static bool read_double(struct str text, double *ret)
{
	const size_t sign = text.ptr[0] == '-' || text.ptr[0] == '+';
	const size_t point = text.len > sign && text.ptr[sign] == '.';
	if (text.len <= sign + point || !char_is_digit(text.ptr[sign + point]))
		return false;
	return number_parse(text, ret);
}

static bool read_number(struct lexer *lexer, struct token *token)
{
	size_t end = token->offset + 1;
	while (end < lexer->text.len &&
		(lexer->text.ptr[end] == '.' || !is_boundary(lexer->text, end)))
		end++;
	take(lexer, token, TOKEN_LITERAL, end);
	double number;
	if (read_double(token->text, &number)) {
		token->literal = value_number(lexer->arena, number, NULL);
		return token->literal != NULL;
	}
	token->literal = find_word(token->text);
	if (!token->literal)
		token->kind = TOKEN_UNEXPECTED;
	return true;
}

/* The content between the quotes, '' made one. */
static struct str unquote(struct arena *arena, struct str inner)
{
	if (str_find_char(inner, '\'', 0) == STR_NOWHERE)
		return inner;
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_EXPRESSION_BYTES);
	for (size_t i = 0; i < inner.len; i++) {
		strbuf_add_char(&out, inner.ptr[i]);
		if (inner.ptr[i] == '\'')
			i++;
	}
	return strbuf_str(&out);
}

static bool read_string(struct lexer *lexer, struct token *token)
{
	const struct str text = lexer->text;
	size_t end = str_find_char(text, '\'', token->offset + 1);
	while (end != STR_NOWHERE && end + 1 < text.len && text.ptr[end + 1] == '\'')
		end = str_find_char(text, '\'', end + 2);
	if (end == STR_NOWHERE) {
		take(lexer, token, TOKEN_UNEXPECTED, text.len);
		return true;
	}
	take(lexer, token, TOKEN_LITERAL, end + 1);
	const struct str content = unquote(lexer->arena, str_slice(text, token->offset + 1, end));
	token->literal = content.ptr ? value_string(lexer->arena, content, NULL) : NULL;
	return token->literal != NULL;
}

static const struct symbol_row *find_symbol(struct str rest)
{
	for (size_t i = 0; i < sizeof(symbols) / sizeof(symbols[0]); i++)
		if (rest.ptr[0] == symbols[i].text.ptr[0] && str_starts(rest, symbols[i].text))
			return &symbols[i];
	return NULL;
}

/* Whether a value may begin here, so that a point is that of a number. */
static bool may_begin_value(enum token_kind last)
{
	return last == TOKEN_START || last == TOKEN_COMMA || last == TOKEN_OPEN ||
	       last == TOKEN_OPEN_INDEX || (last >= TOKEN_NOT && last <= TOKEN_OR);
}

static bool read_token(struct lexer *lexer, struct token *token)
{
	const char c = lexer->text.ptr[token->offset];
	if (c == '\'')
		return read_string(lexer, token);
	if (char_is_digit(c) || c == '-' || c == '+' || (c == '.' && may_begin_value(lexer->last)))
		return read_number(lexer, token);
	const struct symbol_row *symbol = NULL;
	if (!is_name_char(c))
		symbol = find_symbol(str_slice(lexer->text, token->offset, lexer->text.len));
	if (symbol)
		take(lexer, token, symbol->kind, token->offset + symbol->text.len);
	else
		read_word(lexer, token);
	return true;
}

bool lexer_next(struct lexer *lexer, struct token *ret)
{
	const size_t behind = lexer->at;
	const size_t at = letters_skip_space(lexer->text, behind);
	*ret = (struct token){.kind = TOKEN_END, .offset = behind, .text = STR("")};
	if (at == lexer->text.len)
		return true;
	ret->offset = at;
	if (!read_token(lexer, ret))
		return false;
	lexer->last = ret->kind;
	return true;
}
