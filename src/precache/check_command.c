/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/limits.h"
#include "base/map.h"
#include "precache/case_run.h"
#include "precache/coverage.h"
#include "precache/file.h"
#include "precache/root.h"
#include "precache/walk.h"

struct check {
	const struct invocation *in;
	struct strbuf out;
	struct map covered; /* resolved paths of the workflows that some case plans */
	struct vec cases;   /* struct str: paths of case.yml */
	bool update;
	bool single; /* PATH is one case: it says nothing about the others */
	size_t counts[CASE_FAILED + 1];
};

static bool is_case(struct str name)
{
	return str_is(name, "case.yml");
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
	const struct str how = option_value_of(check->in->args, OPT_UPDATE);

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
	const size_t before = check->cases.len;
	struct str problem = STR_NONE;
	const struct str own = path_join(check->in->arena, path, STR("case.yml"));

	check->single = check->single || (own.ptr && file_exists(own.ptr));
	if (!walk(check->in->arena, path, WALK_DEPTH, is_case, &check->cases, &problem)) {
		diag_add(check->in->diags, RULE_FILE_UNREADABLE, place_of_file(path), "%.*s",
			STR_ARG(problem.ptr ? problem : STR("out of memory")));
		return EXIT_INPUT;
	}
	if (check->cases.len > before)
		return EXIT_DONE;
	diag_hint(check->in->diags,
		diag_add(check->in->diags, RULE_CASE, place_of_file(path), "no case below '%.*s'",
			STR_ARG(path)),
		"a case is a folder with a case.yml");
	return EXIT_INPUT;
}

static bool run_cases(struct check *check)
{
	const struct str repo = option_value_of(check->in->args, OPT_REPO);

	for (size_t i = 0; i < check->cases.len; i++) {
		const struct str path = *(const struct str *)check->cases.items[i];
		struct case_place place = {str_dup(check->in->arena, path_folder(path)), STR_NONE};
		struct str workflow;
		if (!place.folder.ptr)
			return false;
		place.root = root_of(check->in->arena, place.folder.ptr, repo);
		check->counts[case_run(check->in, &place, check->update, &check->out, &workflow)]++;
		if (workflow.ptr && !map_put(&check->covered, workflow, &check->covered))
			return false;
	}
	return true;
}

static size_t run_coverage(struct check *check)
{
	const struct str repo = option_value_of(check->in->args, OPT_REPO);
	const struct str *first = check->cases.items[0];
	const struct str root = root_of(check->in->arena, first->ptr, repo);

	if (check->single || !root.ptr || option_given(check->in->args, OPT_ALLOW_UNCOVERED))
		return 0;
	return coverage_check(check->in, root, &check->covered, &check->out);
}

static int conclude(struct check *check, size_t uncovered)
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
	if (uncovered)
		strbuf_printf(&check->out, "; %zu workflow%s without a case", uncovered,
			uncovered == 1 ? "" : "s");
	strbuf_add_char(&check->out, '\n');
	if (!stream_write(STDOUT_FILENO, strbuf_str(&check->out)) || counts[CASE_FAILED])
		return EXIT_SURROUNDINGS;
	if (counts[CASE_WRONG])
		return EXIT_INPUT;
	return counts[CASE_DIFFERENT] || uncovered ? EXIT_DIFFERENT : EXIT_DONE;
}

int check_command(const struct invocation *in)
{
	struct check check = {.in = in, .update = option_given(in->args, OPT_UPDATE)};
	int code = refuse_update(&check);

	strbuf_init(&check.out, in->arena, LIMIT_PLAN_BYTES);
	map_init(&check.covered, in->arena);
	vec_init(&check.cases, in->arena);
	if (!code && !in->args->operand_count)
		code = collect(&check, STR("golden"));
	for (size_t i = 0; !code && i < in->args->operand_count; i++)
		code = collect(&check, in->args->operands[i]);
	if (code)
		return code;
	if (!run_cases(&check))
		return EXIT_SURROUNDINGS;
	return conclude(&check, run_coverage(&check));
}
