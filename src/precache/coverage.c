/* SPDX-License-Identifier: MIT */
#include "precache/coverage.h"

#include "base/limits.h"
#include "base/vec.h"
#include "plan/plan.h"
#include "precache/file.h"
#include "precache/root.h"
#include "precache/root_files.h"
#include "precache/walk.h"
#include "review/review.h"

static bool is_workflow(struct str name)
{
	return str_ends(name, STR(".yml")) || str_ends(name, STR(".yaml"));
}

/* What planning a workflow says about its builds. */
enum finding {
	FINDING_NONE,
	FINDING_BUILD,
	FINDING_UNREAD
};

static enum finding finding_of(const struct plan *plan, const struct diags *diags)
{
	enum finding finding = FINDING_UNREAD;

	if (plan)
		return FINDING_BUILD;
	for (size_t i = 0; i < diags->len; i++) {
		const enum diag_rule rule = diags->items[i]->rule;
		if (rule == RULE_NO_BUILD)
			return FINDING_NONE;
		/* From here on the rules speak of a build's values: there is one. */
		if (rule >= RULE_CACHE_REPO_MISSING && diags->items[i]->severity == DIAG_ERROR)
			finding = FINDING_BUILD;
	}
	return finding;
}

static size_t check_one(const struct invocation *in, const struct root_files *files,
	struct str path, struct str shown, struct strbuf *out)
{
	struct arena arena;
	struct diags diags;
	struct plan_input input = {.file = shown};
	enum finding finding = FINDING_UNREAD;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	input.executors = given_values(in, OPT_EXECUTOR, &input.executor_count);
	input.source = file_read(&arena, &diags, path.ptr, shown, LIMIT_FILE_BYTES);
	if (input.source.ptr && root_files_give(files, &arena, path, STR_NONE, &input))
		finding = finding_of(plan_make(&arena, &diags, &input), &diags);
	if (finding == FINDING_BUILD)
		strbuf_printf(out, "%.*s: has a build that no case names\n", STR_ARG(shown));
	if (finding == FINDING_UNREAD)
		diag_add(in->diags, RULE_LOCAL_UNREADABLE, place_of_file(shown),
			"cannot tell whether it has a build: 'precache plan' says why");
	arena_release(&arena);
	return finding == FINDING_BUILD;
}

size_t coverage_check(
	const struct invocation *in, struct str root, const struct map *covered, struct strbuf *out)
{
	struct root_files files;
	struct vec found;
	struct str problem = STR_NONE;
	size_t uncovered = 0;
	const struct str folder = path_join(in->arena, root, STR(".github/workflows"));

	vec_init(&found, in->arena);
	/* A repository without workflows has nothing to cover. */
	if (!folder.ptr || !walk(in->arena, folder, 1, is_workflow, &found, &problem))
		return 0;
	root_files_open(&files, root);
	for (size_t i = 0; i < found.len; i++) {
		const struct str path = *(const struct str *)found.items[i];
		const struct str resolved = path_resolve(in->arena, path.ptr);
		if (!resolved.ptr || map_find(covered, resolved))
			continue;
		uncovered += check_one(in, &files, resolved, path_from_root(path, root), out);
	}
	root_files_close(&files);
	return uncovered;
}
