/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_QUOTE_H
#define ACTIONS_SCRIPT_QUOTE_H

/*
 * The pieces of a word that have an end of their own: quotes, command substitutions, arithmetic. A
 * builder collects parts; a spot is where one began, so that a piece without an end can be taken
 * back and become one unknown part up to the end of the text. What returns false or NULL found the
 * arena exhausted.
 */

#include "actions/script_lexer.h"

enum script_brace {
	BRACE_NONE,
	BRACE_OPEN,
	BRACE_LIST
};

struct script_builder {
	struct script_lexer *lexer;
	struct script_word *word;
	struct script_part *last;
	enum script_brace brace;
};

struct script_spot {
	size_t at;
	struct script_part *last;
};

bool script_builder_init(struct script_builder *b, struct script_lexer *lexer);

/* The word, its end and its text set. */
struct script_word *script_builder_word(struct script_builder *b);

/* A part whose text is what stands from `start` to the lexer's position. */
struct script_part *script_add_part(
	struct script_builder *b, enum script_part_kind kind, size_t start, bool quoted);
struct script_part *script_add_literal(
	struct script_builder *b, size_t from, size_t to, bool quoted);
struct script_part *script_add_hole(
	struct script_builder *b, const struct script_hole *hole, bool quoted);

struct script_spot script_spot(const struct script_builder *b);

/* Takes back what came behind the spot; from there on all is one unknown part. */
bool script_break(struct script_builder *b, const struct script_spot *spot);

/* Reads parts until the mode's end, which it leaves standing. */
bool script_lex_run(struct script_builder *b, enum script_mode mode);

bool script_lex_single(struct script_builder *b);       /* '…' */
bool script_lex_inner_single(struct script_builder *b); /* "${NAME:-'…'}" */
bool script_lex_double(struct script_builder *b);       /* "…" */
bool script_lex_ansi(struct script_builder *b);         /* $'…' */
bool script_lex_backtick(struct script_builder *b, bool quoted);
bool script_lex_bracket(struct script_builder *b, bool quoted);     /* $[…] */
bool script_lex_parenthesis(struct script_builder *b, bool quoted); /* $(…), $((…)), <(…) */

/* The offset behind the `))` that ends the arithmetic whose `((` stands at `at`; 0: it is none. */
size_t script_arithmetic_end(const struct script_lexer *lexer, size_t at);

#endif
