/* SPDX-License-Identifier: MIT */
#include "actions/script.h"

#include "actions/script_reader.h"
#include "base/limits.h"

/* What executors take for "not dry". */
static const struct str live_words[] = {
	STR_ROW(""), STR_ROW("0"), STR_ROW("false"), STR_ROW("no"), STR_ROW("off")};

enum tri dry_run_value(const struct value *value)
{
	if (!value || value->kind == VALUE_NULL)
		return TRI_FALSE;
	if (value_is_unknown(value))
		return TRI_UNKNOWN;
	if (value->kind == VALUE_BOOLEAN)
		return value->boolean ? TRI_TRUE : TRI_FALSE;
	if (value->kind == VALUE_NUMBER)
		return value->number < 0 || value->number > 0 ? TRI_TRUE : TRI_FALSE;
	if (value->kind != VALUE_STRING)
		return TRI_TRUE;
	for (size_t i = 0; i < sizeof(live_words) / sizeof(live_words[0]); i++)
		if (str_eq_nocase(value->text, live_words[i]))
			return TRI_FALSE;
	return TRI_TRUE;
}

static void report_size(struct diags *diags, const struct script_start *start)
{
	struct diag *diag = diag_add(diags, RULE_TOO_MANY, node_place(start->document, start->run),
		"script is too long: %zu bytes, the limit is %u", start->run->text.len,
		LIMIT_SCRIPT_BYTES);
	diag_hint(diags, diag, "move a part of it into a file of the repository and call that");
}

static void read_shell(struct script_reader *reader, const struct script_text *text)
{
	const struct script_tokens *tokens = script_lex(reader->scratch, reader->arena, text);
	if (!tokens)
		return;
	reader->tokens = tokens;
	while (script_peek(reader, 0)->kind != TOKEN_END && !script_exhausted(reader)) {
		script_list(reader);
		/* A word that ends nothing is one at which a shell gives up. */
		if (script_peek(reader, 0)->kind != TOKEN_END)
			script_lose(reader);
	}
	reader->chunk_count = 0;
	script_traps_end(reader);
	script_functions_end(reader);
	script_file_end(reader);
}

static bool begin(struct script_reader *reader, struct arena *scratch,
	const struct script_start *start, const struct scope *scope)
{
	*reader = (struct script_reader){.arena = scope->arena,
		.scratch = scratch,
		.start = start,
		.runs = TRI_TRUE,
		.budget = LIMIT_TEXT_BYTES};
	map_init(&reader->file.written, scope->arena);
	return script_vars_init(&reader->vars, scope->arena, scratch, start->env);
}

static void read_text(
	struct script_reader *reader, const struct script_text *text, const struct scope *scope)
{
	bool allexport = false;
	const enum script_shell shell = script_shell_of(reader->start, scope, &allexport);
	reader->posix = shell == SHELL_SH;
	/* GitHub calls a shell that is named bash with it, and others as they stand. */
	reader->pipefail = reader->start->shell && str_is(reader->start->shell->text, "bash");
	if (allexport)
		reader->vars.horizon.allexport = TRI_TRUE;
	if (shell == SHELL_OTHER)
		script_other(reader, text);
	else
		read_shell(reader, text);
}

bool script_read(struct diags *diags, const struct script_start *start, const struct scope *scope,
	struct script_reading *ret)
{
	const bool fits = start->run->text.len <= LIMIT_SCRIPT_BYTES;
	const struct script_text *text =
		fits ? script_text_make(start->document, start->run, scope) : NULL;
	struct script_reader reader;
	struct arena scratch;
	if (!text) {
		if (!scope->arena->exhausted)
			report_size(diags, start);
		return false;
	}
	arena_init_with(&scratch, scope->arena->allocator, LIMIT_ARENA_BYTES);
	if (begin(&reader, &scratch, start, scope))
		read_text(&reader, text, scope);
	struct map *written = arena_copy(scope->arena, &reader.file.written, sizeof(*written));
	*ret = (struct script_reading){reader.calls, reader.call_count, written};
	scope->arena->exhausted = script_exhausted(&reader);
	arena_release(&scratch);
	return !scope->arena->exhausted;
}
