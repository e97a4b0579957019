/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "precache/case_run.h"
#include "precache/coverage.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/output.h"
#include "precache/root.h"
#include "precache/walk.h"
#include "review/review.h"

struct check {
	const struct invocation *in;
	struct strbuf out;
	struct map covered; /* resolved paths of the workflows that some case plans */
	struct vec cases;   /* struct str: paths of case.yml */
	struct vec plans;   /* struct str: paths of plan.json, of cases or of none */
	bool update;
	bool single; /* PATH is one case: it says nothing about the others */
	size_t counts[CASE_FAILED + 1];
};

static bool is_case(struct str name)
{
	return str_is(name, "case.yml");
}

static bool is_plan(struct str name)
{
	return str_is(name, GOLDEN_PLAN);
}

static bool ends_in_ci(const struct invocation *in)
{
	for (const char *const *entry = in->environ; *entry; entry++) {
		if (str_is(STR("CI=true"), *entry))
			return true;
	}
	return false;
}

static int refuse_update(const struct check *check)
{
	const struct str how = given_value(check->in->args, OPT_UPDATE);

	if (how.ptr && !str_is(how, "force"))
		return usage_error(check->in,
			"'%.*s' is no way to update: --update or --update=force", STR_ARG(how));
	if (check->update && !how.ptr && ends_in_ci(check->in))
		return usage_error(check->in,
			"--update rewrites golden files and CI=true is set; --update=force does it "
			"all the same");
	return EXIT_DONE;
}

static int collect(struct check *check, struct str path)
{
	const size_t before = check->cases.len + check->plans.len;
	struct str problem = STR_NONE;
	const struct str own = path_join(check->in->arena, path, STR("case.yml"));

	check->single = check->single || (own.ptr && file_exists(own.ptr));
	if (!walk(check->in->arena, path, WALK_DEPTH, is_case, &check->cases, &problem) ||
		!walk(check->in->arena, path, WALK_DEPTH, is_plan, &check->plans, &problem)) {
		diag_add(check->in->diags, RULE_FILE_UNREADABLE, place_of_file(path), "%.*s",
			STR_ARG(problem.ptr ? problem : STR("out of memory")));
		return EXIT_INPUT;
	}
	if (check->cases.len + check->plans.len > before)
		return EXIT_DONE;
	diag_hint(check->in->diags,
		diag_add(check->in->diags, RULE_CASE, place_of_file(path), "no case below '%.*s'",
			STR_ARG(path)),
		"a case is a folder with a case.yml");
	return EXIT_INPUT;
}

static bool run_cases(struct check *check)
{
	const struct str repo = given_value(check->in->args, OPT_REPO);

	for (size_t i = 0; i < check->cases.len; i++) {
		const struct str path = *(const struct str *)check->cases.items[i];
		struct case_place place = {str_dup(check->in->arena, path_folder(path)), STR_NONE};
		if (!place.folder.ptr)
			return false;
		place.root = root_of(check->in->arena, place.folder.ptr, repo);
		check->counts[case_run(
			check->in, &place, check->update, &check->out, &check->covered)]++;
	}
	return true;
}

/* Whether a plan.json is one of ours: other tools have files of that name too. */
static bool is_golden_plan(struct str path)
{
	const struct str start = STR("{\n  \"schema\": \"precache.plan/");
	struct arena arena;
	struct diags ignored;
	struct str bytes;
	bool golden;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&ignored, &arena);
	bytes = file_read(&arena, &ignored, path.ptr, path, LIMIT_PLAN_BYTES);
	golden = bytes.ptr && str_starts(bytes, start);
	arena_release(&arena);
	return golden;
}

/* A golden plan without a case beside it: its case was removed or renamed. */
static size_t find_left_over(struct check *check)
{
	size_t count = 0;

	for (size_t i = 0; i < check->plans.len; i++) {
		const struct str path = *(const struct str *)check->plans.items[i];
		const struct str spec =
			path_join(check->in->arena, path_folder(path), STR("case.yml"));
		if (!spec.ptr || file_exists(spec.ptr) || !is_golden_plan(path))
			continue;
		strbuf_printf(&check->out, "%.*s: left over: no case.yml stands beside it\n",
			STR_ARG(path));
		count++;
	}
	return count;
}

static size_t run_coverage(struct check *check)
{
	const struct str repo = given_value(check->in->args, OPT_REPO);
	struct str root = STR_NONE;

	if (check->cases.len)
		root = root_of(
			check->in->arena, ((const struct str *)check->cases.items[0])->ptr, repo);
	if (check->single || !root.ptr || is_given(check->in->args, OPT_ALLOW_UNCOVERED))
		return 0;
	return coverage_check(check->in, root, &check->covered, &check->out);
}

static int conclude(struct check *check, size_t left_over, size_t uncovered)
{
	const size_t *counts = check->counts;

	strbuf_printf(&check->out, "%zu case%s: %zu as expected", check->cases.len,
		check->cases.len == 1 ? "" : "s", counts[CASE_SAME]);
	if (counts[CASE_DIFFERENT])
		strbuf_printf(&check->out, ", %zu different", counts[CASE_DIFFERENT]);
	if (counts[CASE_WRONG])
		strbuf_printf(&check->out, ", %zu wrong", counts[CASE_WRONG]);
	if (counts[CASE_FAILED])
		strbuf_printf(&check->out, ", %zu not written", counts[CASE_FAILED]);
	if (left_over)
		strbuf_printf(&check->out, ", %zu left over", left_over);
	if (uncovered)
		strbuf_printf(&check->out, "; %zu workflow%s without a case", uncovered,
			uncovered == 1 ? "" : "s");
	strbuf_add_char(&check->out, '\n');
	if (output_write(check->in, strbuf_str(&check->out)) || counts[CASE_FAILED])
		return EXIT_SURROUNDINGS;
	if (counts[CASE_WRONG])
		return EXIT_INPUT;
	return counts[CASE_DIFFERENT] || left_over || uncovered ? EXIT_DIFFERENT : EXIT_DONE;
}

int check_command(const struct invocation *in)
{
	struct check check = {.in = in, .update = is_given(in->args, OPT_UPDATE)};
	int code = refuse_update(&check);
	size_t left_over;

	if (!code)
		code = input_check_repo(in);
	strbuf_init(&check.out, in->arena, LIMIT_PLAN_BYTES);
	map_init(&check.covered, in->arena);
	vec_init(&check.cases, in->arena);
	vec_init(&check.plans, in->arena);
	if (!code && !in->args->operand_count)
		code = collect(&check, STR("golden"));
	for (size_t i = 0; !code && i < in->args->operand_count; i++)
		code = collect(&check, in->args->operands[i]);
	if (code)
		return code;
	if (!run_cases(&check))
		return EXIT_SURROUNDINGS;
	left_over = find_left_over(&check);
	return conclude(&check, left_over, run_coverage(&check));
}
