/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCRIPT_READER_H
#define ACTIONS_SCRIPT_READER_H

/*
 * What the parts of the script reader share. It walks the tokens once, as the shell would run them,
 * and keeps what it knows in one struct. Functions that return nothing leave an exhausted arena to
 * the caller at the end: it stays exhausted.
 *
 *   script_word.c      words → fields            script_command.c   a simple command
 *   script_vars.c      variables                 script_builtin.c   builtins that set names
 *   script_output.c    what goes to GITHUB_ENV   script_wrapper.c   bash sh exec env sudo nohup
 * time script_flow.c      lists, branches           script_compound.c  if, for, case, { },
 * functions
 */

#include "actions/script.h"
#include "actions/script_lex.h"
#include "actions/script_vars.h"

/* One word of a command after expansion. */
struct script_field {
	struct str text;
	const struct script_hole *holes; /* what is unknown in it */
	size_t hole_count;
	bool many; /* something unknown and unquoted in it may make it no word, or several */
	bool raw;  /* of NAME=value of a declaration: this is the value */
	const struct script_word *word;
};

struct script_fields {
	struct script_field *items;
	size_t count;
	size_t cap;
};

/* A view of fields: a command's name and its arguments. */
struct script_words {
	const struct script_field *items;
	size_t count;
};

/* Something that a command prints. */
struct script_chunk {
	struct script_field field;
	bool opaque; /* nobody knows what */
	enum tri runs;
	const struct place *at;
};

/* What has been written to GITHUB_ENV. */
struct script_file {
	struct map written;
	struct str open_name; /* of a last line without its LF */
	bool open;
	struct str name; /* of NAME<<DELIMITER while its lines come */
	struct str delimiter;
	bool in_document;
	bool document_known;
	bool lost;                     /* nobody knows what is a line of its own */
	size_t writes;                 /* how often something was written */
	struct script_fields document; /* its lines so far */
};

enum script_end {
	END_NONE,
	END_LEFT,   /* break, continue, return: what was set stays set elsewhere */
	END_EXITED, /* exit, exec: nothing comes after */
};

/* Behind the first command that may fail: a shell that fails there comes to nothing of it. */
struct script_point {
	bool set;
	size_t calls;
	size_t chunks;
	size_t writes;
};

/* A text that runs in this shell when the script ends. */
struct script_trap {
	struct script_field text;
	const struct script_tokens *tokens; /* where its word stands */
	struct script_trap *older;
};

struct script_reader {
	struct arena *arena;   /* of what the reading gives, and of all texts and values */
	struct arena *scratch; /* of tokens, fields and states, which go with the reader */
	const struct script_start *start;
	struct script_vars vars;
	const struct script_tokens *tokens;
	size_t at;                         /* index of the token that comes next */
	struct script_function *functions; /* the newest */

	enum tri runs;     /* whether what is read now runs */
	bool maybe_exited; /* a branch before this may have ended the script in peace */
	enum script_end end;
	bool end_fails; /* … with a status that fails the step */
	bool after_or;  /* behind ||: the status is one of failure */
	bool harmless;  /* the command that was read last does not fail */
	bool left;      /* the loop or function at hand may end before its end */
	bool pipefail;  /* a pipeline fails when any of its parts does */
	struct script_point failed;
	struct script_trap *traps;
	bool muted; /* read for what it sets; calls and output do not count */
	bool lost;  /* too deep or no shell: all is unknown from here on */
	bool posix; /* sh, which has no $'…' and whose echo follows backslashes */
	bool in_function;
	unsigned depth;
	size_t steps;  /* commands read, functions' and loops' bodies again each time */
	size_t budget; /* bytes that expansion may still make */

	struct script_chunk *chunks; /* what the commands of the present pipeline printed */
	size_t chunk_count;
	size_t chunk_cap;
	size_t input_from; /* the chunks that the present command reads */
	size_t input_to;
	struct script_file file;

	struct script_call *calls;
	size_t call_count;
	size_t call_cap;
};

/* Whether an allocation failed: nothing that is read from then on counts. */
static inline bool script_exhausted(const struct script_reader *reader)
{
	return reader->arena->exhausted || reader->scratch->exhausted;
}

/* What was kept while a subshell, a branch or another text is read. */
struct script_branch {
	struct script_mark mark;
	enum tri runs;
	enum script_end end;
	bool muted;
	bool maybe_exited;
	bool open; /* of the file */
	bool in_document;
};

/* --- script_word.c, script_marks.c --- */

/* Appends what a word becomes; `split`: unquoted expansions may become several fields. */
void script_expand(struct script_reader *reader, const struct script_word *word, bool split,
	struct script_fields *fields);

/* The one field that a word becomes from `from` of its first part's text on, without splitting. */
struct script_field script_expand_value(
	struct script_reader *reader, const struct script_word *word, size_t from);

bool script_fields_add(
	struct script_reader *reader, struct script_fields *fields, struct script_field field);

/* The marks of everything that stands in a word or in the commands of a substitution. */
unsigned script_word_marks(struct script_reader *reader, const struct script_word *word);
unsigned script_tokens_marks(struct script_reader *reader, const struct script_tokens *tokens);

/* A field as a value. NULL when exhausted. */
const struct value *script_field_value(
	struct script_reader *reader, const struct script_field *field, const struct place *origin);

bool script_field_known(const struct script_field *field);
bool script_field_is(const struct script_field *field, const char *text);

/* Where the first unknown piece begins, else the length. */
size_t script_field_known_to(const struct script_field *field);

/* The bytes from `from` to `to`. */
struct script_field script_field_slice(
	struct script_reader *reader, const struct script_field *field, size_t from, size_t to);

/* All fields as one, a separator between each two. */
struct script_field script_words_join(
	struct script_reader *reader, const struct script_words *words, struct str separator);

/* A place in the text that is read now. NULL when exhausted or muted. */
const struct place *script_place(struct script_reader *reader, size_t offset);

/* --- script_assign.c, script_builtin.c --- */

/* Gives a name a value; it stays exported, or becomes so under set -a. */
void script_assign(struct script_reader *reader, struct str name, const struct value *value);

/* The same; TRI_TRUE exports it, TRI_UNKNOWN may. */
void script_assign_as(struct script_reader *reader, struct str name, const struct value *value,
	enum tri exported);

/* The name is an array or the like from here on. */
void script_type(struct script_reader *reader, struct str name);

/* The assignment that a word is; under set -a too, it is exported as script_assign_as says. The
 * value that it was expanded to before, or NULL. */
void script_assign_word(struct script_reader *reader, const struct script_word *word,
	const struct script_assignment *form, const struct script_field *expanded,
	enum tri exported);

/* Makes every name in arithmetic that sets one unknown. */
void script_taint_arithmetic(struct script_reader *reader, struct str text);

/* Nothing is known of any name behind this word's command. */
void script_spoil(struct script_reader *reader, const struct script_word *word);

enum script_trait {
	TRAIT_HARMLESS = 1u << 0, /* what stands behind its && runs */
	TRAIT_QUIET = 1u << 1,    /* prints nothing */
	TRAIT_SPECIAL = 1u << 2,  /* assignments before it may stay */
	TRAIT_DECLARES = 1u << 3, /* its arguments NAME=value are not split */
	TRAIT_READS = 1u << 4,    /* its arguments are not written to */
	TRAIT_PRINTS = 1u << 5,   /* what it prints is followed */
};

struct script_builtin {
	const char *name;
	unsigned traits; /* of enum script_trait */
	void (*run)(struct script_reader *reader, const struct script_words *words); /* or NULL */
};

/* The row of a command, or NULL. */
const struct script_builtin *script_builtin_find(struct str name);

/* export, readonly, declare, typeset and local, whose arguments are words as they are written. */
void script_declare(struct script_reader *reader, const struct script_words *words);

/* --- script_output.c, script_file.c --- */

/* Adds what a command prints. */
void script_print(struct script_reader *reader, const struct script_field *field);
void script_print_opaque(struct script_reader *reader, const struct script_word *word);

void script_echo(struct script_reader *reader, const struct script_words *words);
void script_printf(struct script_reader *reader, const struct script_words *words);
void script_cat(struct script_reader *reader, const struct script_words *words);
void script_tee(struct script_reader *reader, const struct script_words *words);

/* Whether a field is the path of GITHUB_ENV. */
bool script_field_is_github_env(const struct script_field *field);

/* Takes what was printed since `from` to where the redirections say. */
void script_route(struct script_reader *reader, size_t from, const struct script_token *redirects,
	size_t count);

/* What these chunks are to the file; `truncate`: nothing that was in it stays. */
void script_file_write(struct script_reader *reader, size_t from, size_t to, bool truncate);

/* Any name may have been written, by the command of this word. */
void script_file_any(struct script_reader *reader, const struct script_word *word);

/* What was written so far may not be there at the end. */
void script_file_blur(struct script_reader *reader);

/* A document that has not ended leaves its name unknown. */
void script_file_end(struct script_reader *reader);

/* Whether a branch that may not run has begun or ended a line or document that goes on behind it.
 */
void script_file_join(struct script_reader *reader, const struct script_branch *branch);

/* --- script_command.c, script_wrapper.c --- */

/* Reads the simple command that begins at `at`. */
void script_simple(struct script_reader *reader);

/* Runs a command that is already fields. */
void script_run(struct script_reader *reader, const struct script_words *words);

/* Runs what is not followed: it may print anything, call what it is told of and write to it. */
void script_program(struct script_reader *reader, const struct script_words *words);

/* Runs a wrapper (bash sh exec env sudo nohup time). False when the name is none of them. */
bool script_wrapper(
	struct script_reader *reader, struct str name, const struct script_words *words);

/* Reads a text as the script of a new shell. */
void script_inner(struct script_reader *reader, const struct script_field *field);

/* Reads a text that may run in this shell, of which nothing is known then. */
void script_inner_here(struct script_reader *reader, const struct script_field *field);

/* Reads those that trap keeps for the end. */
void script_traps_end(struct script_reader *reader);

/* The arguments from `from` on. */
struct script_words script_words_from(const struct script_words *words, size_t from);

/* The last path element of a command's word; STR_NONE when that is unknown. */
struct str script_command_name(const struct script_field *field);

/* Whether what is read now runs, exits before it minded. */
enum tri script_runs(const struct script_reader *reader);

/* --- script_flow.c, script_compound.c --- */

/* Reads commands up to the end or to a word that ends the list, which it leaves standing. */
void script_list(struct script_reader *reader);

/* Reads one command. */
void script_command(struct script_reader *reader);

/* Reads other tokens as a subshell. */
void script_subshell(struct script_reader *reader, const struct script_tokens *tokens);

const struct script_token *script_peek(const struct script_reader *reader, size_t ahead);

/* The word that comes next when it is one unquoted literal, else STR_NONE. */
struct str script_peek_plain(const struct script_reader *reader);

/* Whether the words that come next end a list: then, fi, done, }, … */
bool script_is_closer(struct str word);

/* From here on nothing is known, and every command may run. */
void script_lose(struct script_reader *reader);

/* Keeps what a subshell takes back; a branch is one that may not run. */
struct script_branch script_branch_save(const struct script_reader *reader);
struct script_branch script_branch_open(struct script_reader *reader);

/* Takes the branch's changes back; what it may leave goes to `outcome` unless it exits. */
void script_branch_close(struct script_reader *reader, const struct script_branch *branch,
	struct script_outcome *outcome);

/* What the variables are behind a loop's or function's body, which break or return may cut short.
 */
void script_branch_join(struct script_reader *reader, const struct script_outcome *outcome);

/* Takes all back: what a subshell does stays in it. */
void script_branch_drop(struct script_reader *reader, const struct script_branch *branch);

/* --- script_function.c --- */

struct script_function {
	struct str name;
	const struct script_tokens *tokens;
	size_t at; /* of its body */
	bool active;
	bool called;
	unsigned count; /* with all that are older */
	struct script_function *older;
};

/* Reads `NAME ( ) body` or `function NAME body`; false when none stands here. */
bool script_function_define(struct script_reader *reader);

/* Calls a function if there is one of that name. */
bool script_function_call(struct script_reader *reader, struct str name);

/* Reads those that nothing called, in a state in which nothing is known. */
void script_functions_end(struct script_reader *reader);

/* --- script_other.c --- */

enum script_shell {
	SHELL_BASH,
	SHELL_SH,
	SHELL_OTHER
};

/* Which shell a script is for; *ret_allexport when it turns `-a` on. */
enum script_shell script_shell_of(
	const struct script_start *start, const struct scope *scope, bool *ret_allexport);

/* Reads the script of another shell: calls alone, and all that they see unknown. */
void script_other(struct script_reader *reader, const struct script_text *text);

/* Adds a call. */
void script_call_add(struct script_reader *reader, struct script_call call);

#endif
