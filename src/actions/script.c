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
	const struct script_tokens *tokens = script_lex(reader->arena, text);
	if (!tokens)
		return;
	reader->tokens = tokens;
	while (script_peek(reader, 0)->kind != TOKEN_END && !reader->arena->exhausted) {
		script_list(reader);
		/* A word that ends nothing is one at which a shell gives up. */
		if (script_peek(reader, 0)->kind != TOKEN_END)
			script_lose(reader);
	}
	reader->chunk_count = 0;
	script_functions_end(reader);
	script_file_end(reader);
}

static bool begin(
	struct script_reader *reader, const struct script_start *start, const struct scope *scope)
{
	*reader = (struct script_reader){.arena = scope->arena,
		.start = start,
		.runs = TRI_TRUE,
		.budget = LIMIT_TEXT_BYTES};
	map_init(&reader->file.written, scope->arena);
	return script_vars_init(&reader->vars, scope->arena, start->env);
}

bool script_read(struct diags *diags, const struct script_start *start, const struct scope *scope,
	struct script_reading *ret)
{
	const bool fits = start->run->text.len <= LIMIT_SCRIPT_BYTES;
	const struct script_text *text =
		fits ? script_text_make(start->document, start->run, scope) : NULL;
	struct script_reader reader;
	bool allexport = false;
	if (!text) {
		if (!scope->arena->exhausted)
			report_size(diags, start);
		return false;
	}
	if (!begin(&reader, start, scope))
		return false;
	const enum script_shell shell = script_shell_of(start, scope, &allexport);
	reader.posix = shell == SHELL_SH;
	if (allexport)
		reader.vars.horizon.allexport = TRI_TRUE;
	if (shell == SHELL_OTHER)
		script_other(&reader, text);
	else
		read_shell(&reader, text);
	struct map *written = arena_copy(scope->arena, &reader.file.written, sizeof(*written));
	if (!written || scope->arena->exhausted)
		return false;
	*ret = (struct script_reading){reader.calls, reader.call_count, written};
	return true;
}
