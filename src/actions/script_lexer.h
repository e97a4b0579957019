/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_LEXER_H
#define ACTIONS_SCRIPT_LEXER_H

/* What the two halves of the tokenizer share: script_lex.c (tokens) and script_part.c (words). */

#include "actions/script_lex.h"

struct script_lexer {
	struct arena *arena; /* of tokens, words and their parts */
	struct arena *kept;  /* of texts that the script does not have as they are */
	const struct script_text *text;
	size_t pos;
	size_t end;
	unsigned depth; /* of quotes and substitutions */
	bool failed;    /* an arena is exhausted */
};

/* Where a word is read, which says what ends it and what a quote means. */
enum script_mode {
	MODE_WORD,
	MODE_QUOTED,         /* "…" */
	MODE_OPERAND,        /* ${NAME:-…} */
	MODE_OPERAND_QUOTED, /* "${NAME:-…}" */
	MODE_HERE,           /* a here-document up to the lexer's end */
	MODE_HERE_TABS,      /* the same behind <<- */
};

/* The byte at an offset behind `pos`; NUL at the end. A hole has no bytes to look at. */
char script_lexer_peek(const struct script_lexer *lexer, size_t ahead);

/* The offset behind what stands at `at`: a byte, or a hole. */
size_t script_lexer_next(const struct script_lexer *lexer, size_t at);

/* Reads a word from `pos` on. NULL when exhausted. */
struct script_word *script_lex_word(struct script_lexer *lexer, enum script_mode mode);

/* A word that is one literal: the bytes up to `to`, holes apart. */
struct script_word *script_lex_raw(struct script_lexer *lexer, size_t to, bool strip_tabs);

/*
 * Reads tokens up to the end, or up to (and over) the `)` that closes a substitution. Sets
 * *ret_closed when it met that one. NULL when exhausted.
 */
const struct script_tokens *script_lex_tokens(struct script_lexer *lexer, bool *ret_closed);

#endif
