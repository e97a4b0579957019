/* SPDX-License-Identifier: MIT */
#include "precache/jobs_command.h"

#include "base/limits.h"
#include "plan/job_view.h"
#include "review/job_text.h"

struct rendering {
	struct strbuf out;
	struct json_out json;
	unsigned width;
};

static bool take_json(void *context, const struct job_view *job)
{
	struct rendering *rendering = context;

	job_view_json(&rendering->json, job);
	return !rendering->out.failed;
}

/* Each job is a page of its own; what it needs on the way goes with it. */
static bool take_text(void *context, const struct job_view *job)
{
	struct rendering *rendering = context;
	struct arena arena;
	struct page page;

	arena_init_with(&arena, rendering->out.arena->allocator, LIMIT_ARENA_BYTES);
	page_init(&page, &arena, rendering->width, 0);
	job_text(&page, job);
	const struct str text = strbuf_str(&page.out);
	strbuf_add(&rendering->out, text);
	arena_release(&arena);
	return text.ptr && !rendering->out.failed;
}

static bool render_json(
	const struct invocation *in, const struct plan_input *input, struct rendering *rendering)
{
	json_out_init(&rendering->json, &rendering->out);
	json_out_open_object(&rendering->json);
	json_out_key(&rendering->json, STR("jobs"));
	json_out_open_array(&rendering->json);
	if (!jobs_show(in->arena, in->diags, input, take_json, rendering))
		return false;
	json_out_close_array(&rendering->json);
	json_out_close_object(&rendering->json);
	json_out_finish(&rendering->json);
	return true;
}

struct str jobs_render(const struct invocation *in, const struct plan_input *input,
	enum jobs_form form, unsigned width, struct arena *arena)
{
	struct rendering rendering = {.width = width};
	bool shown;

	strbuf_init(&rendering.out, arena, LIMIT_JOBS_BYTES);
	/* Most workflows have a job as long as they say it, less the comments, twice over; with
	 * matrices four times. What is not written costs nothing. */
	strbuf_reserve(&rendering.out, input->source.len * 4);
	shown = form == JOBS_JSON ? render_json(in, input, &rendering)
				  : jobs_show(in->arena, in->diags, input, take_text, &rendering);
	if (rendering.out.failed && !in->diags->errors)
		diag_add(in->diags, arena->exhausted ? RULE_NO_MEMORY : RULE_TOO_MANY,
			place_of_file(input->file), "the jobs are more than %u bytes",
			LIMIT_JOBS_BYTES);
	return shown ? strbuf_str(&rendering.out) : STR_NONE;
}
