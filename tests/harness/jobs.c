/* SPDX-License-Identifier: MIT */
#include "harness/jobs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "actions/template.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "plan/job_view.h"

static const struct value *read_context(
	struct arena *arena, struct diags *diags, const char *context)
{
	struct map contexts;
	const struct scope scope = {.arena = arena, .contexts = &contexts};
	const struct document *document =
		context ? yaml_read(arena, diags, STR("context"), str_of(context)) : NULL;

	map_init_nocase(&contexts, arena);
	return document ? template_value(document, document->root, &scope) : NULL;
}

static bool take(void *context, const struct job_view *job)
{
	job_view_json(context, job);
	return true;
}

struct str jobs_json(struct arena *arena, const char *workflow, const char *context)
{
	struct diags diags;
	struct strbuf out;
	struct json_out json;
	struct plan_input input = {.file = STR("w.yml"), .source = str_of(workflow)};

	diags_init(&diags, arena);
	input.context = read_context(arena, &diags, context);
	strbuf_init(&out, arena, LIMIT_JOBS_BYTES);
	json_out_init(&json, &out);
	json_out_open_array(&json);
	if (!jobs_show(arena, &diags, &input, take, &json))
		return findings_text(arena, &diags);
	json_out_close_array(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}

static const json_t *under(const json_t *tree, const char *pointer)
{
	char *path = strdup(pointer);
	char *rest = NULL;

	assert_non_null(path);
	for (char *part = strtok_r(path, "/", &rest); part && tree;
		part = strtok_r(NULL, "/", &rest))
		tree = json_is_array(tree) ? json_array_get(tree, strtoul(part, NULL, 10))
					   : json_object_get(tree, part);
	free(path);
	return tree;
}

static void assert_value(const json_t *found, const char *wanted)
{
	const size_t flags = JSON_COMPACT | JSON_ENCODE_ANY;
	char *text = json_dumps(found, flags);
	char *quoted = strdup(wanted);

	assert_non_null(quoted);
	for (char *at = quoted; *at; at++)
		*at = *at == '\'' ? '"' : *at;
	assert_string_equal(text ? text : "nothing", quoted);
	free(text);
	free(quoted);
}

void jobs_row_check(void **state)
{
	const struct jobs_row *row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str json = jobs_json(&arena, row->workflow, row->context);
	json_t *tree = json_loads(json.ptr, 0, NULL);
	if (!tree)
		fail_msg("%s", json.ptr);
	const json_t *found = under(tree, row->pointer);
	if (row->value)
		assert_value(found, row->value);
	else
		assert_null(found);
	json_decref(tree);
	arena_release(&arena);
}

void jobs_row_refused(void **state)
{
	const struct jobs_row *row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str said = jobs_json(&arena, row->workflow, row->context);
	assert_string_equal(said.ptr, row->value);
	arena_release(&arena);
}
