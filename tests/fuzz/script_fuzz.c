/* SPDX-License-Identifier: MIT */
#include "actions/script.h"
#include "base/limits.h"
#include "fuzz/fuzz.h"

/* The bytes as a script: a literal block is the one YAML that takes most of them as they are. */
static const struct document *wrap(struct arena *arena, struct diags *diags, struct str text)
{
	struct strbuf yaml;

	strbuf_init(&yaml, arena, LIMIT_FILE_BYTES);
	strbuf_add(&yaml, STR("|\n  "));
	for (size_t i = 0; i < text.len; i++) {
		strbuf_add_char(&yaml, text.ptr[i]);
		if (text.ptr[i] == '\n')
			strbuf_add(&yaml, STR("  "));
	}
	return yaml_read(arena, diags, STR("fuzz"), strbuf_str(&yaml));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str executor = STR("precache-apply");
	struct script_reading reading;
	struct arena arena;
	struct diags diags;
	struct map env;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	map_init(&env, &arena);
	const struct scope scope = {.arena = &arena, .contexts = &env, .env = &env};
	const struct document *document =
		wrap(&arena, &diags, (struct str){(const char *)data, size});
	const struct script_start start = {.document = document,
		.run = document ? document->root : NULL,
		.env = &env,
		.executors = &executor,
		.executor_count = 1};
	if (document && document->root->kind == NODE_STRING &&
		script_read(&diags, &start, &scope, &reading)) {
		for (size_t i = 0; i < reading.count; i++)
			PROMISE(reading.calls[i].at.line >= 1 && reading.calls[i].env);
	}
	arena_release(&arena);
	return 0;
}
