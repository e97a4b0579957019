/* SPDX-License-Identifier: MIT */
#include "actions/expression.h"
#include "actions/json_value.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz/fuzz.h"

/* What an expression knows: some contexts in part, one whole, one of nobody's. */
static const char known[] =
	"{\"github\": {\"actor\": \"bob\", \"event\": {\"n\": 7, \"list\": [{\"id\": 1}, {\"id\": "
	"\"x\"}]}},"
	"\"matrix\": {\"os\": \"linux\", \"n\": 1.5, \"list\": [\"a\", 3, null], \"deep\": {\"k\": "
	"[\"v\"]}},"
	"\"env\": {\"A\": \"a\", \"X\": \"{0}{\"}, \"foo\": [[1], {\"a\": \"it's\"}]}";

static void evaluate(struct arena *arena, const struct map *contexts, struct str text, bool again)
{
	struct expression_error error;
	const struct value *env = map_get(contexts, STR("env"));
	const struct scope scope = {.arena = arena, .contexts = contexts, .env = env->members};
	const struct expression *expression = expression_parse_with(arena, text, contexts, &error);
	PROMISE(expression || arena->exhausted ||
		(error.message.len > 0 && error.offset <= text.len));
	PROMISE(expression || again);
	if (!expression)
		return;
	const struct value *value = expression_value(expression, &scope, NULL, &error);
	PROMISE(value || arena->exhausted || (error.message.len > 0 && error.offset <= text.len));
	if (!value)
		return;
	PROMISE(value_to_string(arena, value).ptr);
	PROMISE(!value_is_secret(value) || value_is_unknown(value));
	const enum tri truth = expression_truth(expression, &scope, &error);
	PROMISE(value_is_unknown(value) || truth != TRI_UNKNOWN);
	if (!(value->marks & MARK_UNKNOWN))
		return;
	/* What is left is an expression again, of which nothing more is known. */
	const struct str left = str_slice(value->text, 4, value->text.len - 3);
	PROMISE(str_starts(value->text, STR("${{ ")) && str_ends(value->text, STR(" }}")));
	if (again)
		evaluate(arena, contexts, left, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str text = {(const char *)data, size};
	struct arena arena;
	struct diags diags;
	struct map contexts;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct value *given =
		json_value(&arena, &diags, RULE_CONTEXT, STR("known"), str_of(known));
	map_init_nocase(&contexts, &arena);
	for (size_t i = 0; i < given->members->len; i++)
		map_put(&contexts, given->members->entries[i].key,
			given->members->entries[i].value);
	evaluate(&arena, &contexts, text, true);
	arena_release(&arena);
	return 0;
}
