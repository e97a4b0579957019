/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"

#include "base/limits.h"

static bool is_pair(const struct script_reader *reader, size_t ahead)
{
	return script_peek(reader, ahead)->kind == TOKEN_OPEN &&
	       script_peek(reader, ahead + 1)->kind == TOKEN_CLOSE;
}

/* Goes over `NAME ( )` or `function NAME`, newlines included; STR_NONE: none stands here. */
static struct str take_head(struct script_reader *reader)
{
	struct str name = script_peek_plain(reader);
	if (str_is(name, "function") && script_peek(reader, 1)->kind == TOKEN_WORD) {
		reader->at++;
		name = script_peek_plain(reader);
		reader->at += is_pair(reader, 1) ? 3 : 1;
	} else if (name.ptr && is_pair(reader, 1)) {
		reader->at += 3;
	} else {
		return STR_NONE;
	}
	while (script_peek(reader, 0)->kind == TOKEN_NEWLINE)
		reader->at++;
	return name.ptr ? name : STR("");
}

/* Goes over a body without taking anything of it for done. */
static void skip_body(struct script_reader *reader)
{
	const struct script_branch branch = script_branch_save(reader);
	const bool in_function = reader->in_function;
	reader->muted = true;
	reader->in_function = true;
	script_command(reader);
	reader->in_function = in_function;
	script_branch_drop(reader, &branch);
}

/* Whether the body at hand was a function's before that was called: a body which is read again, as
 * that of a function around it, defines nothing that nobody has called yet. */
static bool was_called(const struct script_reader *reader)
{
	for (const struct script_function *f = reader->functions; f; f = f->older)
		if (f->tokens == reader->tokens && f->at == reader->at)
			return f->called;
	return false;
}

bool script_function_define(struct script_reader *reader)
{
	const struct str name = take_head(reader);
	if (!name.ptr)
		return false;
	struct script_function *older = reader->functions;
	struct script_function *function = arena_alloc(reader->scratch, sizeof(*function));
	if (!function)
		return true;
	*function = (struct script_function){.name = name,
		.tokens = reader->tokens,
		.at = reader->at,
		.called = was_called(reader),
		.count = older ? older->count + 1 : 1,
		.older = older};
	if (function->count > LIMIT_SCRIPT_FUNCTIONS) {
		script_lose(reader);
		return true;
	}
	skip_body(reader);
	if (reader->end == END_NONE && !reader->muted)
		reader->functions = function;
	return true;
}

/* Reads the body in the present state; what it sets, it may have set. */
static void read_body(struct script_reader *reader, struct script_function *function)
{
	struct script_outcome outcome;
	const struct script_tokens *tokens = reader->tokens;
	const size_t at = reader->at;
	const bool in_function = reader->in_function;
	const bool lost = reader->lost;
	const bool left = reader->left;
	reader->left = false;
	script_outcome_init(&outcome, &reader->vars);
	const struct script_branch branch = script_branch_open(reader);
	function->active = true;
	reader->in_function = true;
	reader->tokens = function->tokens;
	reader->at = function->at;
	reader->depth++;
	script_command(reader);
	reader->depth--;
	reader->tokens = tokens;
	reader->at = at;
	reader->in_function = in_function;
	function->active = false;
	script_branch_close(reader, &branch, &outcome);
	reader->lost = lost;
	script_branch_join(reader, &outcome);
	reader->left = left;
}

bool script_function_call(struct script_reader *reader, struct str name)
{
	struct script_function *function = reader->functions;
	while (function && !str_eq(function->name, name))
		function = function->older;
	if (!function || name.len == 0)
		return false;
	/* A call of itself says nothing new. */
	if (function->active)
		return true;
	if (reader->depth >= LIMIT_SCRIPT_DEPTH) {
		script_spoil(reader, NULL);
		return true;
	}
	function->called |= !reader->muted;
	read_body(reader, function);
	return true;
}

/* The oldest that nothing called; NULL: none is left. */
static struct script_function *find_uncalled(const struct script_reader *reader)
{
	struct script_function *found = NULL;
	for (struct script_function *f = reader->functions; f; f = f->older)
		if (!f->called)
			found = f;
	return found;
}

void script_functions_end(struct script_reader *reader)
{
	struct script_function *function = find_uncalled(reader);
	const struct script_branch branch = script_branch_save(reader);
	while (function && !reader->lost && !reader->muted && !script_exhausted(reader)) {
		reader->end = END_NONE;
		script_spoil(reader, NULL);
		function->called = true;
		read_body(reader, function);
		reader->chunk_count = 0;
		function = find_uncalled(reader);
	}
	script_branch_drop(reader, &branch);
}
