/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#include "base/limits.h"

/* Commands that one script may come to, bodies of loops and functions counted each time. */
#define STEPS_MAX ((size_t)4 * LIMIT_SCRIPT_BYTES)

/* Reserved words that end a list. */
static const char *const closers[] = {"then", "elif", "else", "fi", "do", "done", "esac", "}"};

bool script_is_closer(struct str word)
{
	for (size_t i = 0; i < sizeof(closers) / sizeof(closers[0]); i++)
		if (str_is(word, closers[i]))
			return true;
	return false;
}

const struct script_token *script_peek(const struct script_reader *reader, size_t ahead)
{
	const size_t last = reader->tokens->count - 1;
	const size_t at = reader->at + ahead;
	return &reader->tokens->items[at < last ? at : last];
}

struct str script_peek_plain(const struct script_reader *reader)
{
	const struct script_token *token = script_peek(reader, 0);
	return token->kind == TOKEN_WORD ? script_word_plain(token->word) : STR_NONE;
}

struct script_branch script_branch_save(const struct script_reader *reader)
{
	return (struct script_branch){.mark = script_vars_mark(&reader->vars),
		.runs = reader->runs,
		.end = reader->end,
		.muted = reader->muted,
		.maybe_exited = reader->maybe_exited,
		.open = reader->file.open,
		.in_document = reader->file.in_document};
}

struct script_branch script_branch_open(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	if (reader->runs == TRI_TRUE)
		reader->runs = TRI_UNKNOWN;
	return branch;
}

void script_branch_close(struct script_reader *reader, const struct script_branch *branch,
	struct script_outcome *outcome)
{
	if (reader->end != END_EXITED)
		script_outcome_add(outcome, &reader->vars, branch->mark);
	else if (branch->end == END_NONE && !reader->end_fails)
		reader->maybe_exited = true;
	script_file_join(reader, branch);
	const bool maybe_exited = reader->maybe_exited && !reader->muted;
	script_branch_drop(reader, branch);
	reader->maybe_exited |= maybe_exited;
}

void script_branch_join(struct script_reader *reader, const struct script_outcome *outcome)
{
	if (reader->left)
		script_vars_taint_outcome(&reader->vars, outcome);
	else
		script_vars_join(&reader->vars, outcome);
}

void script_branch_drop(struct script_reader *reader, const struct script_branch *branch)
{
	script_vars_rollback(&reader->vars, branch->mark);
	reader->runs = branch->runs;
	reader->end = branch->end;
	reader->muted = branch->muted;
	reader->maybe_exited = branch->maybe_exited;
}

void script_subshell(struct script_reader *reader, const struct script_tokens *tokens)
{
	struct script_reader kept = *reader;
	reader->tokens = tokens;
	reader->at = 0;
	reader->input_to = reader->input_from;
	script_list(reader);
	script_vars_rollback(&reader->vars, script_vars_mark(&kept.vars));
	reader->tokens = kept.tokens;
	reader->at = kept.at;
	reader->runs = kept.runs;
	reader->end = kept.end;
	reader->maybe_exited = kept.maybe_exited;
	reader->harmless = kept.harmless;
	reader->lost = kept.lost;
	reader->depth = kept.depth;
	reader->input_from = kept.input_from;
	reader->input_to = kept.input_to;
	reader->chunk_count = kept.chunk_count;
	reader->functions = kept.functions;
}

/* The tokens of a text that stands in a word. NULL: too deep, or exhausted. */
static const struct script_tokens *lex_inner(
	struct script_reader *reader, const struct script_field *field)
{
	struct script_text *text = arena_alloc(reader->scratch, sizeof(*text));
	if (!text || !field->word || reader->depth >= LIMIT_SCRIPT_DEPTH)
		return NULL;
	const struct script_part *part = field->word->parts;
	const bool verbatim = part && field->text.ptr == part->text.ptr && !part->escaped;
	*text = (struct script_text){.text = field->text,
		.holes = field->holes,
		.hole_count = field->hole_count,
		.outer = reader->tokens->text,
		.outer_at = verbatim ? part->at : field->word->start,
		.outer_verbatim = verbatim};
	return script_lex(reader->scratch, reader->arena, text);
}

static void read_inner(struct script_reader *reader, const struct script_tokens *tokens)
{
	reader->depth++;
	script_subshell(reader, tokens);
	reader->depth--;
}

void script_inner(struct script_reader *reader, const struct script_field *field)
{
	const struct script_tokens *tokens = lex_inner(reader, field);
	if (!tokens)
		return;
	struct script_function *functions = reader->functions;
	const struct script_mark mark = script_vars_mark(&reader->vars);
	const size_t from = reader->chunk_count;
	reader->functions = NULL;
	script_vars_hide(&reader->vars);
	read_inner(reader, tokens);
	script_vars_rollback(&reader->vars, mark);
	reader->functions = functions;
	reader->chunk_count = from;
	script_print_opaque(reader, field->word);
}

void script_inner_here(struct script_reader *reader, const struct script_field *field)
{
	const struct script_tokens *tokens = lex_inner(reader, field);
	if (!tokens)
		return;
	const struct script_branch branch = script_branch_open(reader);
	const size_t from = reader->chunk_count;
	script_spoil(reader, field->word);
	read_inner(reader, tokens);
	if (script_names_file(field->text))
		script_file_any(reader, field->word);
	script_branch_drop(reader, &branch);
	reader->chunk_count = from;
	script_print_opaque(reader, field->word);
}

void script_traps_end(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	const struct script_tokens *tokens = reader->tokens;
	for (; reader->traps && !script_exhausted(reader); reader->traps = reader->traps->older) {
		const struct script_field text = reader->traps->text;
		reader->end = END_NONE;
		reader->tokens = reader->traps->tokens;
		script_inner_here(reader, &text);
		reader->chunk_count = 0;
	}
	reader->tokens = tokens;
	script_branch_drop(reader, &branch);
}

/* Over `!` and `time`, which stand before a pipeline. */
static bool skip_prefixes(struct script_reader *reader)
{
	bool negated = false;
	for (;;) {
		const struct str word = script_peek_plain(reader);
		if (str_is(word, "!"))
			negated = true;
		else if (!str_is(word, "time"))
			return negated;
		reader->at++;
		if (str_is(word, "time") && str_is(script_peek_plain(reader), "-p"))
			reader->at++;
	}
}

static void skip_newlines(struct script_reader *reader)
{
	while (script_peek(reader, 0)->kind == TOKEN_NEWLINE)
		reader->at++;
}

/* Nobody sees that a part of a pipeline failed, but what stands behind that in it did not run. */
static void doubt_rest(struct script_reader *reader)
{
	const struct script_point *from = &reader->failed;
	if (!from->set)
		return;
	for (size_t i = from->calls; i < reader->call_count; i++)
		reader->calls[i].runs = TRI_UNKNOWN;
	for (size_t i = from->chunks; i < reader->chunk_count; i++)
		reader->chunks[i].runs = TRI_UNKNOWN;
	if (reader->file.writes > from->writes)
		script_file_blur(reader);
	reader->failed.set = false;
}

/* What a pipeline's element printed is what the next one reads; each is a subshell. */
static void read_pipes(
	struct script_reader *reader, const struct script_branch *branch, size_t from, bool negated)
{
	const size_t input_from = reader->input_from;
	const size_t input_to = reader->input_to;
	reader->input_from = from;
	script_branch_drop(reader, branch);
	while (script_peek(reader, 0)->kind == TOKEN_PIPE) {
		reader->at++;
		skip_newlines(reader);
		if (negated || !reader->pipefail)
			doubt_rest(reader);
		reader->input_to = reader->chunk_count;
		script_command(reader);
		script_branch_drop(reader, branch);
		const size_t read = reader->input_to;
		for (size_t i = read; i < reader->chunk_count; i++)
			reader->chunks[from + i - read] = reader->chunks[i];
		reader->chunk_count -= read - from;
	}
	reader->input_from = input_from;
	reader->input_to = input_to;
	reader->harmless = false;
}

static void read_pipeline(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	const bool negated = skip_prefixes(reader);
	const size_t from = reader->chunk_count;
	const struct script_point failed = reader->failed;
	reader->failed.set = false;
	reader->harmless = false;
	script_command(reader);
	if (script_peek(reader, 0)->kind == TOKEN_PIPE)
		read_pipes(reader, &branch, from, negated);
	reader->harmless &= !negated;
	reader->failed = failed;
	if (!failed.set && !reader->harmless)
		reader->failed = (struct script_point){
			true, reader->call_count, reader->chunk_count, reader->file.writes};
}

/* A pipeline behind && or ||, which may not run. */
static void read_conditional(struct script_reader *reader, bool is_or)
{
	struct script_outcome outcome;
	script_outcome_init(&outcome, &reader->vars);
	const struct script_branch branch = script_branch_open(reader);
	const bool after_or = reader->after_or;
	reader->after_or = is_or;
	read_pipeline(reader);
	reader->after_or = after_or;
	script_branch_close(reader, &branch, &outcome);
	script_vars_join(&reader->vars, &outcome);
	reader->harmless = false;
}

/* One list of && and ||; all of it is a subshell when `&` ends it. */
static void read_and_or(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	const bool after_or = reader->after_or;
	reader->after_or = false;
	read_pipeline(reader);
	bool harmless = reader->harmless;
	for (;;) {
		const enum script_token_kind kind = script_peek(reader, 0)->kind;
		if (kind != TOKEN_AND && kind != TOKEN_OR)
			break;
		reader->at++;
		skip_newlines(reader);
		if (kind == TOKEN_AND && harmless)
			read_pipeline(reader);
		else
			read_conditional(reader, kind == TOKEN_OR);
		harmless = harmless && kind == TOKEN_AND && reader->harmless;
	}
	reader->after_or = after_or;
	if (script_peek(reader, 0)->kind == TOKEN_BACKGROUND)
		script_branch_drop(reader, &branch);
}

void script_lose(struct script_reader *reader)
{
	reader->lost = true;
	script_spoil(reader, NULL);
	if (script_names_file(reader->tokens->text->text))
		script_file_any(reader, NULL);
	if (reader->runs == TRI_TRUE)
		reader->runs = TRI_UNKNOWN;
}

/* No structure any more: every command that stands anywhere may run, and nothing is known. */
static void read_lost(struct script_reader *reader)
{
	/* What stands before this in a pipeline stays: who reads it counts from there. */
	const size_t printed = reader->chunk_count;
	while (script_peek(reader, 0)->kind != TOKEN_END && !script_exhausted(reader)) {
		const struct script_token *token = script_peek(reader, 0);
		const struct str word = script_peek_plain(reader);
		reader->end = END_NONE;
		if (token->kind != TOKEN_WORD || script_is_closer(word) || str_is(word, "if") ||
			str_is(word, "while") || str_is(word, "until") || str_is(word, "{") ||
			str_is(word, "!") || str_is(word, "time")) {
			reader->at++;
			continue;
		}
		script_lose(reader);
		script_simple(reader);
		reader->chunk_count = printed;
	}
}

void script_list(struct script_reader *reader)
{
	for (;;) {
		const struct script_token *token = script_peek(reader, 0);
		const enum script_token_kind kind = token->kind;
		if (!reader->lost && reader->steps > STEPS_MAX)
			script_lose(reader);
		if (reader->lost)
			read_lost(reader);
		if (reader->lost || kind == TOKEN_END || script_exhausted(reader))
			return;
		if (kind == TOKEN_NEWLINE || kind == TOKEN_SEMICOLON || kind == TOKEN_BACKGROUND) {
			reader->at++;
			continue;
		}
		if (kind == TOKEN_CLOSE || kind == TOKEN_ARM_END || kind == TOKEN_ARM_FALL ||
			script_is_closer(script_peek_plain(reader)))
			return;
		read_and_or(reader);
	}
}
