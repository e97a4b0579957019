/* SPDX-License-Identifier: MIT */
#include "review/shell.h"

#define CAP_FIRST ((size_t)16)
#define GROUP_DEPTH 32u /* deeper groups count as if they were not redirected */

struct shell_reading {
	struct arena *arena;
	struct shell_command *items;
	size_t count;
	size_t cap;
};

/* A row of tokens that is being cut into commands. */
struct cutting {
	struct shell_reading *reading;
	const struct script_tokens *tokens;
	size_t at;
	bool captured;
	unsigned depth;
	size_t opened[GROUP_DEPTH]; /* how many commands there were when a group was opened */
	bool in_condition;          /* between while and do */
	bool until;
	bool leaves;
	bool or_else;
	bool and_then;
};

enum reserved {
	RESERVED_NO,
	RESERVED_OPEN,   /* if, {: what follows is inside */
	RESERVED_CLOSE,  /* fi, done, esac, } */
	RESERVED_MIDDLE, /* then, else, !, time */
	RESERVED_DO,
	RESERVED_LOOP,   /* while, until */
	RESERVED_HEADER, /* for, select, case: their words are no command */
};

static const struct {
	const char *name;
	enum reserved reserved;
} reserved_words[] = {
	{"if", RESERVED_OPEN},
	{"then", RESERVED_MIDDLE},
	{"elif", RESERVED_MIDDLE},
	{"else", RESERVED_MIDDLE},
	{"fi", RESERVED_CLOSE},
	{"while", RESERVED_LOOP},
	{"until", RESERVED_LOOP},
	{"do", RESERVED_DO},
	{"done", RESERVED_CLOSE},
	{"for", RESERVED_HEADER},
	{"select", RESERVED_HEADER},
	{"case", RESERVED_HEADER},
	{"esac", RESERVED_CLOSE},
	{"{", RESERVED_OPEN},
	{"}", RESERVED_CLOSE},
	{"!", RESERVED_MIDDLE},
	{"time", RESERVED_MIDDLE},
};

static enum reserved reserved_of(const struct script_token *token)
{
	const struct str word =
		token->kind == TOKEN_WORD ? script_word_plain(token->word) : STR_NONE;

	for (size_t i = 0; i < sizeof(reserved_words) / sizeof(reserved_words[0]); i++) {
		if (str_is(word, reserved_words[i].name))
			return reserved_words[i].reserved;
	}
	return RESERVED_NO;
}

static const struct script_token *token_at(const struct cutting *cut, size_t index)
{
	const size_t last = cut->tokens->count - 1;
	return &cut->tokens->items[index < last ? index : last];
}

/* Whether what stands between `do` and its `done` may end the loop that begins at `at`. */
static bool loop_leaves(const struct cutting *cut, size_t at)
{
	static const char *const ways[] = {"break", "exit", "return", "exec", "kill"};
	unsigned open = 0;

	for (size_t i = at; i < cut->tokens->count; i++) {
		const struct script_token *token = token_at(cut, i);
		const struct str word =
			token->kind == TOKEN_WORD ? script_word_plain(token->word) : STR_NONE;
		open += str_is(word, "do");
		if (str_is(word, "done") && --open == 0)
			return false;
		for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
			if (str_is(word, ways[way]))
				return true;
		}
	}
	return true;
}

static void open_group(struct cutting *cut)
{
	if (cut->depth < GROUP_DEPTH)
		cut->opened[cut->depth] = cut->reading->count;
	cut->depth++;
}

static bool is_redirect(const struct script_token *token)
{
	return token->kind == TOKEN_REDIRECT;
}

/* What stands behind a group is for all that is in it. */
static void close_group(struct cutting *cut)
{
	const size_t start = cut->at;

	if (!cut->depth)
		return;
	cut->depth--;
	while (is_redirect(token_at(cut, cut->at)))
		cut->at++;
	const bool piped = token_at(cut, cut->at)->kind == TOKEN_PIPE;
	if ((cut->at == start && !piped) || cut->depth >= GROUP_DEPTH)
		return;
	for (size_t i = cut->opened[cut->depth]; i < cut->reading->count; i++) {
		struct shell_command *command = &cut->reading->items[i];
		command->piped = command->piped || piped;
		if (cut->at > start && !command->outer_count) {
			command->outer = &cut->tokens->items[start];
			command->outer_count = cut->at - start;
		}
	}
}

static bool ends_header(const struct script_token *token)
{
	return token->kind == TOKEN_SEMICOLON || token->kind == TOKEN_NEWLINE ||
	       token->kind == TOKEN_END;
}

static void enter(struct cutting *cut, enum reserved reserved)
{
	const struct script_token *token = token_at(cut, cut->at);

	cut->at++;
	if (reserved == RESERVED_CLOSE) {
		close_group(cut);
		return;
	}
	if (reserved == RESERVED_DO)
		cut->in_condition = false;
	if (reserved == RESERVED_DO || reserved == RESERVED_MIDDLE)
		return;
	if (reserved == RESERVED_LOOP) {
		cut->in_condition = true;
		cut->until = str_is(script_word_plain(token->word), "until");
		cut->leaves = loop_leaves(cut, cut->at);
	}
	open_group(cut);
	while (reserved == RESERVED_HEADER && !ends_header(token_at(cut, cut->at)))
		cut->at++;
}

static struct shell_command *new_command(struct shell_reading *reading)
{
	if (reading->count == reading->cap) {
		const size_t cap = reading->cap ? reading->cap * 2 : CAP_FIRST;
		struct shell_command *grown = arena_grow(reading->arena, reading->items,
			reading->cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return NULL;
		reading->items = grown;
		reading->cap = cap;
	}
	return &reading->items[reading->count++];
}

static bool cut_tokens(
	struct shell_reading *reading, const struct script_tokens *tokens, bool captured);

/* The commands that stand in the substitutions of a word. */
static bool cut_word(struct shell_reading *reading, const struct script_word *word)
{
	const struct script_part *part = word ? word->parts : NULL;

	for (; part; part = part->next) {
		if (part->kind == PART_COMMAND && part->body &&
			!cut_tokens(reading, part->body, true))
			return false;
		if (part->operand && !cut_word(reading, part->operand))
			return false;
	}
	return true;
}

static bool is_part(const struct script_token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_REDIRECT ||
	       token->kind == TOKEN_ARITHMETIC;
}

static bool is_assignment(const struct script_token *token)
{
	struct script_assignment assignment;
	return token->kind == TOKEN_WORD && script_word_assignment(token->word, &assignment);
}

/* Takes the words and redirections from `at` on as one command. */
static bool take_command(struct cutting *cut)
{
	const size_t start = cut->at;
	struct shell_command *command = new_command(cut->reading);
	size_t first;

	if (!command)
		return false;
	while (is_part(token_at(cut, cut->at)))
		cut->at++;
	for (first = start; first < cut->at; first++) {
		const struct script_token *token = token_at(cut, first);
		if (token->kind == TOKEN_WORD && !is_assignment(token))
			break;
	}
	*command = (struct shell_command){.text = cut->tokens->text,
		.tokens = &cut->tokens->items[start],
		.count = cut->at - start,
		.first = first - start,
		.depth = cut->depth,
		.or_else = cut->or_else,
		.and_then = cut->and_then,
		.piped = token_at(cut, cut->at)->kind == TOKEN_PIPE,
		.captured = cut->captured,
		.background = token_at(cut, cut->at)->kind == TOKEN_BACKGROUND,
		.condition = cut->in_condition,
		.until = cut->until,
		.leaves = cut->leaves};
	for (size_t i = start; i < cut->at; i++) {
		if (!cut_word(cut->reading, token_at(cut, i)->word))
			return false;
	}
	return true;
}

static void take_sign(struct cutting *cut, const struct script_token *token)
{
	cut->at++;
	cut->or_else = token->kind == TOKEN_OR;
	cut->and_then = token->kind == TOKEN_AND;
	if (token->kind == TOKEN_OPEN)
		open_group(cut);
	if (token->kind == TOKEN_CLOSE)
		close_group(cut);
}

static bool cut_tokens(
	struct shell_reading *reading, const struct script_tokens *tokens, bool captured)
{
	struct cutting cut = {.reading = reading, .tokens = tokens, .captured = captured};

	while (token_at(&cut, cut.at)->kind != TOKEN_END) {
		const struct script_token *token = token_at(&cut, cut.at);
		const enum reserved reserved = reserved_of(token);
		if (reserved)
			enter(&cut, reserved);
		else if (!is_part(token))
			take_sign(&cut, token);
		else if (!take_command(&cut))
			return false;
	}
	return true;
}

bool shell_read(struct arena *arena, const struct script_text *text, struct shell_commands *ret)
{
	struct shell_reading reading = {.arena = arena};
	const struct script_tokens *tokens = script_lex(arena, arena, text);

	if (!tokens || !cut_tokens(&reading, tokens, false))
		return false;
	*ret = (struct shell_commands){reading.items, reading.count};
	return true;
}

bool shell_read_plain(struct arena *arena, struct str text, struct shell_commands *ret)
{
	struct script_text *plain = arena_alloc(arena, sizeof(*plain));

	if (!plain)
		return false;
	plain->text = text;
	return shell_read(arena, plain, ret);
}
