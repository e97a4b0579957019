/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_LEX_H
#define ACTIONS_SCRIPT_LEX_H

/*
 * The tokens of a shell script: words made of parts, operators, redirections with their target or
 * here-document. Nothing is expanded. The body of a command substitution is a row of tokens of its
 * own, so that every byte is looked at once. A quote that does not end takes the rest of the text
 * as one unknown part, because bash would run none of it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/script_text.h"

enum script_part_kind {
	PART_LITERAL,
	PART_PARAMETER, /* $NAME, ${NAME}, ${NAME<operator>operand} */
	PART_COMMAND,   /* $(…), `…`, <(…), >(…) */
	PART_UNKNOWN,   /* arithmetic, $1, ~, an array's words, a broken quote */
	PART_HOLE,      /* an expression that GitHub knows and we do not */
};

/* What stands behind the name in ${NAME…}. */
enum script_operator {
	OPERATOR_NONE,
	OPERATOR_DEFAULT,   /* - */
	OPERATOR_ASSIGN,    /* = */
	OPERATOR_ERROR,     /* ? */
	OPERATOR_ALTERNATE, /* + */
	OPERATOR_OTHER,     /* lengths, cuts, replacements, subscripts, indirection */
};

struct script_word;
struct script_tokens;

struct script_part {
	enum script_part_kind kind;
	bool quoted;
	size_t at;       /* offset of its first byte, behind an opening quote */
	struct str text; /* a literal without its quotes; of others: as they are written */
	struct str name; /* of a parameter; STR_NONE when it is not a name */
	enum script_operator op;
	bool colon;                        /* an empty value counts as none: ${NAME:-…} */
	const struct script_word *operand; /* NULL: none */
	const struct script_tokens *body;  /* of a command; the words of an array */
	bool escaped; /* a literal: written $'…'; a command: with backslashes that the shell takes
		       */
	const struct value *value; /* of a hole */
	struct script_part *next;
};

struct script_word {
	struct script_part *parts;
	size_t start;
	size_t end;
	struct str text; /* as it is written */
	bool braces;     /* holds {a,b} or {1..2}, which bash may make several words of */
	bool pattern;    /* holds `*`, `?` or `[`: it may become names of files */
};

enum script_token_kind {
	TOKEN_END,
	TOKEN_NEWLINE,
	TOKEN_WORD,
	TOKEN_REDIRECT,
	TOKEN_ARITHMETIC, /* ((…)); `word` has its text */
	TOKEN_SEMICOLON,
	TOKEN_BACKGROUND, /* & */
	TOKEN_AND,
	TOKEN_OR,
	TOKEN_PIPE,
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_ARM_END,  /* ;; */
	TOKEN_ARM_FALL, /* ;& and ;;& */
};

enum script_redirect {
	REDIRECT_IN,
	REDIRECT_OUT,    /* > and >| */
	REDIRECT_APPEND, /* >> */
	REDIRECT_BOTH,   /* &> */
	REDIRECT_BOTH_APPEND,
	REDIRECT_COPY, /* >& and <& */
	REDIRECT_HERE, /* `word` is the document */
	REDIRECT_HERE_WORD,
};

struct script_token {
	enum script_token_kind kind;
	enum script_redirect redirect;
	int fd; /* of a redirection; -1: the operator's own */
	size_t start;
	const struct script_word *word; /* of a word or redirection; NULL: its target is missing */
};

/* The last one is TOKEN_END. */
struct script_tokens {
	const struct script_text *text;
	const struct script_token *items;
	size_t count;
};

/*
 * All tokens of a text, in `arena`. What a word says is a part of the text, or stands in `kept`: it
 * may outlive the tokens. NULL when exhausted.
 */
const struct script_tokens *script_lex(
	struct arena *arena, struct arena *kept, const struct script_text *text);

/* The word's text when it is one unquoted literal, as reserved words are; else STR_NONE. */
struct str script_word_plain(const struct script_word *word);

/* The bytes of a name ([A-Za-z_][A-Za-z0-9_]*) at the offset; 0: none. */
size_t script_name_length(struct str text, size_t from);

/*
 * Whether a word has the form NAME=…, NAME+=… or NAME[…]=…: what it is made of. `value_at` is where
 * in the first part's text the value begins.
 */
struct script_assignment {
	struct str name;
	size_t value_at;
	bool append;
	bool element; /* of an array */
};

bool script_word_assignment(const struct script_word *word, struct script_assignment *ret);

#endif
