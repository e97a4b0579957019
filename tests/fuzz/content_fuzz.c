/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "review/content.h"
#include "review/findings.h"

/* The three files of a dev container, in one text with a NUL behind each. */
struct parts {
	struct str description;
	struct str dockerfile;
	struct str ignore;
};

static struct str read_part(void *context, struct arena *arena, struct str path)
{
	const struct parts *parts = context;

	if (str_is(path, ".devcontainer/devcontainer.json"))
		return str_dup(arena, parts->description);
	if (str_is(path, ".devcontainer/Dockerfile"))
		return str_dup(arena, parts->dockerfile);
	return str_is(path, ".dockerignore") ? str_dup(arena, parts->ignore) : STR_NONE;
}

static const struct str *list_parts(void *context, struct arena *arena, size_t *ret_count)
{
	(void)context;
	*ret_count = 0;
	return arena_array(arena, 1, sizeof(struct str));
}

static struct str cut(struct str *rest)
{
	const size_t end = str_find_char(*rest, '\0', 0);
	const struct str part = str_slice(*rest, 0, end);

	*rest = end == STR_NOWHERE ? STR("") : str_slice(*rest, end + 1, rest->len);
	return part;
}

/* Each line is a command of the runner's, whatever was found. */
static void check_commands(struct str text)
{
	PROMISE(text.ptr);
	for (size_t at = 0; at < text.len;) {
		const size_t end = str_find_char(text, '\n', at);
		const struct str line = str_slice(text, at, end);
		PROMISE(end != STR_NOWHERE);
		PROMISE(str_starts(line, STR("::error ")) || str_starts(line, STR("::warning ")) ||
			str_starts(line, STR("::notice ")));
		at = end + 1;
	}
}

/* Findings point into their files, and no form of them is broken by what was found. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = {(const char *)data, size};
	struct parts parts;
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init_max(&diags, &arena, LIMIT_FINDINGS);
	parts.description = cut(&rest);
	parts.dockerfile = cut(&rest);
	parts.ignore = cut(&rest);
	const struct files files = {.read = read_part, .list = list_parts, .context = &parts};
	const struct content_input input = {&files, STR(""), STR(""), true};
	const struct findings findings = {.diags = &diags};
	PROMISE(lint_content(&arena, &diags, &input));
	for (size_t i = 0; i < diags.len; i++)
		PROMISE(diags.items[i]->at.line >= 1 && diags.items[i]->at.column >= 1);
	check_commands(findings_github(&arena, &findings));
	PROMISE(findings_json(&arena, &findings).ptr);
	PROMISE(findings_sarif(&arena, &findings).ptr);
	arena_release(&arena);
	return 0;
}
