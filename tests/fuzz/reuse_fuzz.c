/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "harness/memory_files.h"
#include "plan/job_view.h"
#include "plan/plan.h"

static bool take(void *context, const struct job_view *job)
{
	(void)context;
	PROMISE(job->id.ptr != NULL);
	return true;
}

/*
 * Any bytes are a repository: files that call each other, the first of which is planned. Whatever
 * comes of it, the executor's reader takes, and no two builds have one id.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct memory_files files;
	struct plan_input input = {.root_shown = STR(""), .files = &files.calls};
	struct arena arena;
	struct diags diags;
	struct map ids;

	memory_files_init(&files, (struct str){(const char *)data, size});
	if (!files.count)
		return 0;
	input.file = files.items[0].path;
	input.source = files.items[0].text;
	input.file_from_root = input.file;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	map_init(&ids, &arena);
	const struct plan *plan = plan_make(&arena, &diags, &input);
	PROMISE((plan == NULL) == (diags.errors > 0));
	for (size_t i = 0; plan && i < plan->build_count; i++) {
		PROMISE(!map_find(&ids, plan->builds[i].id));
		PROMISE(map_put(&ids, plan->builds[i].id, plan));
	}
	if (plan) {
		const struct str json = plan_json(&arena, plan);
		const struct plan *again = plan_read(&arena, &diags, STR("plan"), json);
		PROMISE(again && str_eq(again->id, plan->id));
	}
	diags_init(&diags, &arena);
	(void)jobs_show(&arena, &diags, &input, take, NULL);
	arena_release(&arena);
	return 0;
}
