/* SPDX-License-Identifier: MIT */
#include "actions/json_canonical.h"
#include "actions/json_value.h"
#include "base/limits.h"
#include "fuzz/fuzz.h"

static struct str written(struct arena *arena, const struct value *value)
{
	struct strbuf out;
	struct json_out json;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	json_out_init(&json, &out);
	value_json(&json, value);
	json_out_finish(&json);
	return strbuf_str(&out);
}

/* What is read as canonical is what jansson reads, and is written again to the last byte. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str bytes = {(const char *)data, size};
	const struct place at = place_of_file(STR("fuzz"));
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct value *quick = json_canonical(&arena, bytes, &at);
	if (quick) {
		const struct value *slow =
			json_value(&arena, &diags, RULE_PLAN_SYNTAX, STR("fuzz"), bytes);
		PROMISE(slow != NULL);
		PROMISE(str_eq(written(&arena, quick), bytes));
		PROMISE(str_eq(written(&arena, slow), bytes));
	}
	arena_release(&arena);
	return 0;
}
