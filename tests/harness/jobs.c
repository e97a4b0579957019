/* SPDX-License-Identifier: MIT */
#include "harness/jobs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/findings.h"
#include "harness/json_tree.h"
#include "plan/job_view.h"

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
	const struct value *event;

	diags_init(&diags, arena);
	input.context = context_of_yaml(arena, &diags, context);
	event = input.context ? value_member(input.context, STR("event")) : NULL;
	input.event = event ? event->text : STR_NONE;
	strbuf_init(&out, arena, LIMIT_JOBS_BYTES);
	json_out_init(&json, &out);
	json_out_open_array(&json);
	if (!jobs_show(arena, &diags, &input, take, &json))
		return findings_text(arena, &diags);
	json_out_close_array(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
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
	json_assert(json_under(tree, row->pointer), row->value);
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
