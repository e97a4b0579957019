/* SPDX-License-Identifier: MIT */
#include "harness/scripts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/script.h"
#include "actions/template.h"
#include "base/limits.h"
#include "harness/findings.h"

static const struct str executors[] = {STR_ROW("precache-apply"), STR_ROW("build-cache.sh")};

/* A document { run: script } in which a script's line and column are one and three less. */
static struct str document_text(struct arena *arena, struct str script, const char *shell)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&out, STR("run: |2-\n"));
	for (size_t at = 0; at <= script.len;) {
		const size_t found = str_find_char(script, '\n', at);
		const size_t end = found == STR_NOWHERE ? script.len : found;
		strbuf_add(&out, STR("  "));
		strbuf_add(&out, str_slice(script, at, end));
		strbuf_add_char(&out, '\n');
		at = end + 1;
	}
	if (shell)
		strbuf_printf(&out, "shell: %s\n", shell);
	return strbuf_str(&out);
}

static const struct value *text_value(struct arena *arena, const char *text)
{
	return value_string(arena, str_of(text), NULL);
}

static struct scope make_scope(struct arena *arena, struct map *contexts, struct map *env)
{
	struct map *github = arena_alloc(arena, sizeof(*github));
	map_init_nocase(contexts, arena);
	map_init(env, arena);
	map_init_nocase(github, arena);
	map_put(env, STR("KNOWN"), text_value(arena, "known"));
	map_put(env, STR("QUOTED"), text_value(arena, "a' b"));
	map_put(env, STR("EMPTY"), text_value(arena, ""));
	map_put(github, STR("repository"), text_value(arena, "o/r"));
	map_put(contexts, STR("github"), value_object(arena, github, NULL));
	return (struct scope){.arena = arena, .contexts = contexts, .env = env};
}

static void read_env(const struct scope *scope, struct str text, struct map *ret)
{
	map_init(ret, scope->arena);
	for (size_t at = 0; at < text.len;) {
		const size_t found = str_find_char(text, '\n', at);
		const size_t end = found == STR_NOWHERE ? text.len : found;
		const size_t equals = str_find_char(text, '=', at);
		map_put(ret, str_slice(text, at, equals),
			template_text(str_slice(text, equals + 1, end), scope, NULL));
		at = end + 1;
	}
}

static void add_value(struct strbuf *out, struct str name, const struct value *value)
{
	const struct str text = value_to_string(out->arena, value);
	if (!(value->marks & MARK_UNKNOWN)) {
		strbuf_printf(out, "%.*s=%.*s", STR_ARG(name), STR_ARG(text));
		return;
	}
	strbuf_printf(out, "%.*s?%.*s", STR_ARG(name), STR_ARG(text));
	if (value->why != WHY_SCRIPT)
		strbuf_printf(out, " %.*s", STR_ARG(unknown_why_name(value->why)));
	if (value->marks & MARK_SECRET)
		strbuf_add(out, STR(" secret"));
}

static void add_call(struct strbuf *out, const struct script_call *call)
{
	static const char *const dry[] = {"", " dry", " dry?"};
	strbuf_printf(out, "%s%.*s %u:%u%s%s", out->len > 0 ? "\n" : "", STR_ARG(call->executor),
		call->at.line - 1, call->at.column - 2, call->runs == TRI_UNKNOWN ? " maybe" : "",
		dry[call->dry_run]);
	for (size_t i = 0; i < call->env->len; i++) {
		strbuf_add_char(out, '\n');
		add_value(out, call->env->entries[i].key, call->env->entries[i].value);
	}
}

static struct str found_text(struct arena *arena, const struct script_reading *reading)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < reading->count; i++)
		add_call(&out, &reading->calls[i]);
	for (size_t i = 0; i < reading->written->len; i++) {
		strbuf_add(&out, out.len > 0 ? STR("\n> ") : STR("> "));
		add_value(
			&out, reading->written->entries[i].key, reading->written->entries[i].value);
	}
	return strbuf_str(&out);
}

struct str script_found(struct arena *arena, const char *script, const char *env, const char *shell)
{
	struct diags diags;
	struct map contexts;
	struct map known;
	struct map environment;
	struct script_reading reading;
	diags_init(&diags, arena);
	const struct scope scope = make_scope(arena, &contexts, &known);
	read_env(&scope, env ? str_of(env) : STR(""), &environment);
	const struct document *document =
		yaml_read(arena, &diags, STR("w.yml"), document_text(arena, str_of(script), shell));
	if (!document)
		return findings_text(arena, &diags);
	const struct script_start start = {.document = document,
		.run = node_get(document->root, "run"),
		.shell = node_get(document->root, "shell"),
		.env = &environment,
		.executors = executors,
		.executor_count = sizeof(executors) / sizeof(executors[0])};
	if (!script_read(&diags, &start, &scope, &reading))
		return findings_text(arena, &diags);
	return found_text(arena, &reading);
}

void script_row_check(void **state)
{
	const struct script_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str found = script_found(&arena, row->script, row->env, row->shell);
	assert_non_null(found.ptr);
	assert_string_equal(found.ptr, row->found);
	arena_release(&arena);
}
