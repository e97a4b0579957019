/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_EXPRESSION_LEX_H
#define ACTIONS_EXPRESSION_LEX_H

/*
 * Cuts an expression into tokens as GitHub does: whether `.5` is a number or a dereference, and
 * whether `null` is a literal or a property's name, hangs on the token before.
 */

#include <stddef.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/str.h"

enum token_kind {
	TOKEN_START, /* nothing was read yet */
	TOKEN_END,
	TOKEN_LITERAL,
	TOKEN_NAME,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_OPEN_INDEX,
	TOKEN_CLOSE_INDEX,
	TOKEN_COMMA,
	TOKEN_DOT,
	TOKEN_STAR,
	TOKEN_NOT,
	TOKEN_LESS,
	TOKEN_LESS_EQUAL,
	TOKEN_GREATER,
	TOKEN_GREATER_EQUAL,
	TOKEN_EQUAL,
	TOKEN_NOT_EQUAL,
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_UNEXPECTED, /* something that no token is */
};

struct token {
	enum token_kind kind;
	size_t offset;
	struct str text; /* as it is written */
	const struct value *literal;
};

struct lexer {
	struct arena *arena;
	struct str text;
	size_t at;
	enum token_kind last;
};

void lexer_init(struct lexer *lexer, struct arena *arena, struct str text);

/* Whether a text may stand behind a point: a letter or _, then letters, digits, - and _. */
bool text_is_name(struct str text);

/* The next token; TOKEN_END, behind the last one, again and again. False when exhausted. */
bool lexer_next(struct lexer *lexer, struct token *ret);

#endif
