/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#include "base/limits.h"

/* Goes over a reserved word. Without it the text is no shell script any more. */
static void expect(struct script_reader *reader, const char *word)
{
	if (str_is(script_peek_plain(reader), word))
		reader->at++;
	else if (!reader->lost)
		script_lose(reader);
}

static bool take(struct script_reader *reader, enum script_token_kind kind)
{
	const bool there = script_peek(reader, 0)->kind == kind;
	reader->at += there;
	return there;
}

static void skip_newlines(struct script_reader *reader)
{
	while (take(reader, TOKEN_NEWLINE))
		continue;
}

/* What a word expands to does not matter here; what its substitutions call does. */
static unsigned take_word(struct script_reader *reader)
{
	const struct script_token *token = script_peek(reader, 0);
	if (token->kind != TOKEN_WORD)
		return 0;
	reader->at++;
	if (reader->end == END_NONE)
		script_expand_value(reader, token->word, 0);
	return script_word_marks(reader, token->word);
}

/* --- if --- */

/* How the branches of an `if` end. */
struct endings {
	struct script_outcome outcome;
	bool all_exit;
	bool all_fail;
};

static void read_arm(struct script_reader *reader, struct endings *endings)
{
	const struct script_branch branch = script_branch_open(reader);
	script_list(reader);
	endings->all_exit &= reader->end == END_EXITED;
	endings->all_fail &= reader->end_fails;
	script_branch_close(reader, &branch, &endings->outcome);
}

/* The condition of an elif: what it sets, it sets only when the ones before failed. */
static void read_elif(struct script_reader *reader)
{
	struct script_outcome outcome;
	script_outcome_init(&outcome, &reader->vars);
	const struct script_branch branch = script_branch_open(reader);
	script_list(reader);
	script_branch_close(reader, &branch, &outcome);
	script_vars_join(&reader->vars, &outcome);
}

static void read_if(struct script_reader *reader)
{
	struct endings endings = {.all_exit = reader->end == END_NONE, .all_fail = true};
	script_list(reader);
	expect(reader, "then");
	script_outcome_init(&endings.outcome, &reader->vars);
	read_arm(reader, &endings);
	while (str_is(script_peek_plain(reader), "elif")) {
		reader->at++;
		read_elif(reader);
		expect(reader, "then");
		read_arm(reader, &endings);
	}
	const bool has_else = str_is(script_peek_plain(reader), "else");
	if (has_else) {
		reader->at++;
		read_arm(reader, &endings);
	}
	expect(reader, "fi");
	script_vars_join(&reader->vars, &endings.outcome);
	if (has_else && endings.all_exit) {
		reader->end = END_EXITED;
		reader->end_fails = endings.all_fail;
	}
}

/* --- loops --- */

struct loop {
	bool condition; /* while, until: a list that runs at least once */
	bool braces;    /* for …; { …; } */
};

static void read_turn(struct script_reader *reader, const struct loop *loop)
{
	const bool left = reader->left;
	reader->left = false;
	if (loop->condition)
		script_list(reader);
	expect(reader, loop->braces ? "{" : "do");
	struct script_outcome outcome;
	script_outcome_init(&outcome, &reader->vars);
	const struct script_branch branch = script_branch_open(reader);
	script_list(reader);
	script_branch_close(reader, &branch, &outcome);
	script_branch_join(reader, &outcome);
	reader->left |= left;
	expect(reader, loop->braces ? "}" : "done");
}

/*
 * A loop's first reading is for the names that it sets: they are unknown in the second, which
 * counts. In a reading that does not count, one is enough.
 */
static void read_loop(struct script_reader *reader, const struct loop *loop)
{
	const size_t at = reader->at;
	if (!reader->muted) {
		struct script_outcome outcome;
		script_outcome_init(&outcome, &reader->vars);
		const struct script_branch branch = script_branch_open(reader);
		reader->muted = true;
		read_turn(reader, loop);
		script_branch_close(reader, &branch, &outcome);
		script_vars_taint_outcome(&reader->vars, &outcome);
	}
	if (reader->lost)
		return;
	reader->at = at;
	read_turn(reader, loop);
}

static void read_while(struct script_reader *reader)
{
	const struct loop loop = {.condition = true};
	read_loop(reader, &loop);
}

/* `for NAME in words`: the name may be any of them. */
static void read_for_words(struct script_reader *reader)
{
	const struct str name = script_peek_plain(reader);
	unsigned marks = 0;
	reader->at += name.ptr != NULL;
	skip_newlines(reader);
	if (str_is(script_peek_plain(reader), "in")) {
		reader->at++;
		while (script_peek(reader, 0)->kind == TOKEN_WORD)
			marks |= take_word(reader);
	}
	if (name.ptr && reader->end == END_NONE)
		script_assign(reader, name, script_vars_unknown(&reader->vars, name, marks));
}

static void read_for(struct script_reader *reader)
{
	const struct script_token *token = script_peek(reader, 0);
	if (take(reader, TOKEN_ARITHMETIC))
		script_taint_arithmetic(reader, token->word->text);
	else
		read_for_words(reader);
	while (take(reader, TOKEN_SEMICOLON) || take(reader, TOKEN_NEWLINE))
		continue;
	const struct loop loop = {.braces = str_is(script_peek_plain(reader), "{")};
	read_loop(reader, &loop);
}

/* --- case, { }, ( ) --- */

/* The patterns of an arm, and its list. */
static void read_case_arm(struct script_reader *reader, struct script_outcome *outcome)
{
	take(reader, TOKEN_OPEN);
	while (script_peek(reader, 0)->kind == TOKEN_WORD || take(reader, TOKEN_PIPE))
		take_word(reader);
	if (!take(reader, TOKEN_CLOSE)) {
		script_lose(reader);
		return;
	}
	const struct script_branch branch = script_branch_open(reader);
	script_list(reader);
	script_branch_close(reader, &branch, outcome);
	if (take(reader, TOKEN_ARM_FALL))
		script_vars_join(&reader->vars, outcome);
	else
		take(reader, TOKEN_ARM_END);
	skip_newlines(reader);
}

static void read_case(struct script_reader *reader)
{
	struct script_outcome outcome;
	take_word(reader);
	skip_newlines(reader);
	expect(reader, "in");
	skip_newlines(reader);
	script_outcome_init(&outcome, &reader->vars);
	while (!reader->lost && !str_is(script_peek_plain(reader), "esac"))
		read_case_arm(reader, &outcome);
	expect(reader, "esac");
	script_vars_join(&reader->vars, &outcome);
}

static void read_group(struct script_reader *reader)
{
	script_list(reader);
	expect(reader, "}");
}

static void read_parentheses(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	script_list(reader);
	if (!take(reader, TOKEN_CLOSE))
		script_lose(reader);
	else
		script_branch_drop(reader, &branch);
}

static const struct {
	const char *word;
	void (*read)(struct script_reader *reader);
} compounds[] = {
	{"if", read_if},
	{"while", read_while},
	{"until", read_while},
	{"for", read_for},
	{"select", read_for},
	{"case", read_case},
	{"{", read_group},
};

/* A compound command with the redirections behind it. */
static void read_compound(struct script_reader *reader, void (*read)(struct script_reader *reader))
{
	const size_t from = reader->chunk_count;
	if (reader->depth >= LIMIT_SCRIPT_DEPTH) {
		script_lose(reader);
		return;
	}
	reader->at++;
	reader->depth++;
	read(reader);
	reader->depth--;
	reader->harmless = false;
	const struct script_token *redirects = script_peek(reader, 0);
	size_t count = 0;
	while (take(reader, TOKEN_REDIRECT))
		count++;
	if (count > 0 && reader->end == END_NONE)
		script_route(reader, from, redirects, count);
}

static void read_arithmetic(struct script_reader *reader)
{
	const struct script_token *token = script_peek(reader, 0);
	reader->at++;
	if (reader->end == END_NONE)
		script_taint_arithmetic(reader, token->word->text);
}

void script_command(struct script_reader *reader)
{
	const struct str word = script_peek_plain(reader);
	const enum script_token_kind kind = script_peek(reader, 0)->kind;
	if (reader->lost)
		return;
	for (size_t i = 0; word.ptr && i < sizeof(compounds) / sizeof(compounds[0]); i++) {
		if (str_is(word, compounds[i].word)) {
			read_compound(reader, compounds[i].read);
			return;
		}
	}
	if (kind == TOKEN_OPEN)
		read_compound(reader, read_parentheses);
	else if (kind == TOKEN_ARITHMETIC)
		read_arithmetic(reader);
	else if (script_function_define(reader))
		reader->harmless = true;
	else if (script_is_closer(word) || (kind != TOKEN_WORD && kind != TOKEN_REDIRECT))
		script_lose(reader);
	else
		script_simple(reader);
}
