/* SPDX-License-Identifier: MIT */
#include "actions/expression.h"
#include "base/limits.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str text = {(const char *)data, size};
	struct expression_error error = {.offset = 0};
	struct arena arena;
	struct map contexts;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	map_init_nocase(&contexts, &arena);
	const struct scope scope = {.arena = &arena, .contexts = &contexts, .env = &contexts};
	const struct expression *expression = expression_parse(&arena, text, &error);
	PROMISE(expression || (error.message.len > 0 && error.offset <= size));
	if (expression) {
		const struct value *value = expression_evaluate(expression, &scope, NULL);
		PROMISE(value && value_to_string(&arena, value).ptr);
		PROMISE(!value_is_secret(value) || value_is_unknown(value));
	}
	arena_release(&arena);
	return 0;
}
