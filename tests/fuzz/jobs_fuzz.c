/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "plan/job_view.h"
#include "review/job_text.h"

#define PAGE_WIDTH 80u

struct showing {
	struct json_out json;
	struct page page;
};

/* Whatever a job is, it has a name, rights and an environment, and people can read it. */
static bool take(void *context, const struct job_view *job)
{
	struct showing *showing = context;

	PROMISE(job->id.len > 0 && job->name && job->name->text.len > 0);
	PROMISE(job->permissions && job->env);
	PROMISE(job->uses || (job->runs_on && job->timeout_minutes));
	for (size_t i = 0; i < job->step_count; i++)
		PROMISE(job->steps[i].env != NULL);
	job_view_json(&showing->json, job);
	job_text(&showing->page, job);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct plan_input input = {.file = STR("fuzz"), .source = {(const char *)data, size}};
	struct showing showing;
	struct arena arena;
	struct diags diags;
	struct strbuf out;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&out, &arena, LIMIT_JOBS_BYTES);
	json_out_init(&showing.json, &out);
	page_init(&showing.page, &arena, PAGE_WIDTH, 0);
	json_out_open_array(&showing.json);
	const bool shown = jobs_show(&arena, &diags, &input, take, &showing);
	PROMISE(shown == (diags.errors == 0));
	if (shown) {
		json_out_close_array(&showing.json);
		json_out_finish(&showing.json);
		PROMISE(strbuf_str(&out).len > 0 && strbuf_str(&showing.page.out).ptr);
	}
	arena_release(&arena);
	return 0;
}
