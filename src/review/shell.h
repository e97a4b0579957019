/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_SHELL_H
#define REVIEW_SHELL_H

/*
 * The simple commands of a shell script, for looking at: what each is called with, where its output
 * goes, whether it always runs. Nothing is expanded. The planner reads scripts with
 * actions/script.h, which knows values; here only the shape counts.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/script_lex.h"
#include "base/arena.h"
#include "base/str.h"

struct shell_command {
	const struct script_text *text;
	const struct script_token *tokens; /* words and redirections, in their order */
	size_t count;
	size_t first; /* the token of the command's word, behind assignments; `count`: none */
	const struct script_token *outer; /* the redirections of the group that it is in */
	size_t outer_count;
	unsigned depth;  /* 0: it runs when the script comes to it; else it is in a branch, … */
	bool or_else;    /* it stands behind ||, */
	bool and_then;   /* or behind && */
	bool piped;      /* its output goes into a pipe */
	bool captured;   /* or becomes part of a word: $(…) */
	bool background; /* nobody waits for it */
	bool condition;  /* it is what a `while` or `until` asks */
	bool until;      /* until */
	bool leaves;     /* of a condition: the loop's body may end the loop */
};

struct shell_commands {
	const struct shell_command *items; /* in the order of the text */
	size_t count;
};

/* The commands of a text, those inside substitutions included. False when exhausted. */
bool shell_read(struct arena *arena, const struct script_text *text, struct shell_commands *ret);

/* The same of a text that no expression is in. */
bool shell_read_plain(struct arena *arena, struct str text, struct shell_commands *ret);

/* The text of a word without its quotes when all of it is known; else STR_NONE. */
struct str shell_word_text(struct arena *arena, const struct script_word *word);

/* The token of the command's next word behind `index`; `count`: there is none. */
size_t shell_next_word(const struct shell_command *command, size_t index);

/* The last path element of a token's word: "sleep" of "/bin/sleep"; STR_NONE: it is not known. */
struct str shell_name(struct arena *arena, const struct shell_command *command, size_t index);

/* The token of the word that is run, behind `exec sudo env nohup command time`; `count`: none. */
size_t shell_main_word(struct arena *arena, const struct shell_command *command);

/*
 * Whether the script surely never ends, run with no input: "sleep infinity", "tail -f", "while
 * true" without a way out, each where the script must come to it. *ret_at is where.
 */
bool shell_never_ends(struct arena *arena, struct str script, size_t *ret_at);

#endif
