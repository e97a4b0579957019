/* SPDX-License-Identifier: MIT */

/* What `precache explain` says of a whole plan. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/utf8.h"
#include "harness/explained.h"
#include "harness/failing.h"
#include "harness/rows.h"
#include "review/explain.h"

struct whole_row {
	const char *name;
	void (*holds)(struct bench *bench, const struct explanation *explanation);
};

static json_t *parse(struct str text)
{
	json_error_t error;
	json_t *const json = json_loadb(text.ptr, text.len, 0, &error);

	assert_non_null(json);
	return json;
}

/* The value of a plan under a pointer, found without the program's own code. */
static const json_t *follow(const json_t *json, const char *pointer)
{
	char part[128];

	while (json && *pointer == '/') {
		const size_t len = strcspn(++pointer, "/");
		assert_true(len < sizeof(part));
		memcpy(part, pointer, len);
		part[len] = '\0';
		pointer += len;
		json = json_is_array(json) ? json_array_get(json, (size_t)strtoul(part, NULL, 10))
					   : json_object_get(json, part);
	}
	return json;
}

static void assert_values(struct bench *bench, const struct explanation *explanation)
{
	json_t *const plan = parse(plan_json(&bench->arena, bench->plan));
	json_t *const json = parse(explain_json(&bench->arena, explanation));
	const json_t *const values = json_object_get(json, "values");

	assert_string_equal(
		json_string_value(json_object_get(json, "schema")), "precache.explain/1");
	assert_int_equal(json_array_size(values), explanation->count);
	for (size_t i = 0; i < json_array_size(values); i++) {
		const json_t *const value = json_array_get(values, i);
		const char *const at = json_string_value(json_object_get(value, "at"));
		assert_true(json_equal(json_object_get(value, "value"), follow(plan, at)));
		assert_true(json_is_string(follow(value, "/from/kind")));
		assert_true(json_string_length(follow(value, "/from/text")) > 0);
	}
	json_decref(json);
	json_decref(plan);
}

static void assert_no_secret(struct bench *bench, const struct explanation *explanation)
{
	const struct str json = explain_json(&bench->arena, explanation);
	const struct str text = explain_text(&bench->arena, explanation, 100);

	assert_null(strstr(json.ptr, "secrets."));
	assert_null(strstr(text.ptr, "secrets."));
}

static void assert_columns(struct bench *bench, const struct explanation *explanation)
{
	const struct str text = explain_text(&bench->arena, explanation, 60);

	for (size_t from = 0; from < text.len;) {
		const size_t end = str_find_char(text, '\n', from);
		assert_true(utf8_count(str_slice(text, from, end)) <= 60);
		from = end + 1;
	}
}

static void assert_each_once(struct bench *bench, const struct explanation *explanation)
{
	(void)bench;
	assert_true(explanation->count > 30);
	for (size_t i = 0; i < explanation->count; i++) {
		assert_null(strstr(explanation->entries[i].at.ptr, "/argv/"));
		for (size_t k = 0; k < i; k++)
			assert_false(
				str_eq(explanation->entries[i].at, explanation->entries[k].at));
	}
}

static const struct whole_row wholes[] = {
	{"each value is the plan's own, and comes from somewhere", assert_values},
	{"no secret is shown, nor the expression that gives it", assert_no_secret},
	{"a narrow terminal gets narrow lines", assert_columns},
	{"each value is explained once, and no repetition", assert_each_once},
};

static void check_whole(void **state)
{
	const struct whole_row *const row = *state;
	struct bench bench;
	struct explanation explanation;

	explained_set_up(&bench, true);
	assert_true(explain_plan(&bench.arena, &bench.diags, bench.plan, STR_NONE, &explanation));
	row->holds(&bench, &explanation);
	arena_release(&bench.arena);
}

/* Whatever memory is left behind the plan: all is explained, or nothing. */
static const struct whole_row memories[] = {{"memory ends anywhere", NULL}};

static void check_memory(void **state)
{
	struct bench bench;
	size_t explained = 0;

	(void)state;
	explained_set_up(&bench, true);
	for (size_t limit = 0; limit < 400000; limit += 8192) {
		struct failing failing = {0};
		struct arena arena;
		struct diags diags;
		struct explanation explanation;
		arena_init_with(&arena, failing_allocator(&failing), limit);
		diags_init(&diags, &arena);
		if (explain_plan(&arena, &diags, bench.plan, STR_NONE, &explanation))
			explained += explain_text(&arena, &explanation, 100).ptr != NULL;
		else
			assert_true(arena.exhausted);
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
	}
	assert_true(explained > 0);
	arena_release(&bench.arena);
}

int main(void)
{
	return ROWS_RUN("a whole plan", wholes, check_whole) +
	       ROWS_RUN("memory", memories, check_memory);
}
