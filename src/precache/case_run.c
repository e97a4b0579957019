/* SPDX-License-Identifier: MIT */
#include "precache/case_run.h"

#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "plan/plan.h"
#include "precache/file.h"
#include "precache/root.h"
#include "precache/root_files.h"
#include "review/review.h"

/* A run's own arena and diagnostics, so that a thousand cases take the memory of one. */
struct run {
	struct arena arena;
	struct diags diags;
	const struct invocation *in;
	const struct case_place *place;
	struct strbuf *out;
	const struct golden_case *spec;
	struct plan_input input;
	struct str workflow; /* resolved path */
	struct str root;     /* of the repository that it lies in; STR_NONE: none */
};

/* A golden file by its name, what it holds and what it should hold; no text: it should not be. */
struct golden {
	struct str name;
	struct str path;
	struct str old_text;
	struct str new_text;
};
#define GOLDEN_FILES 3

static bool read_case(struct run *run)
{
	const struct str path = path_join(&run->arena, run->place->folder, STR("case.yml"));
	const struct str source =
		path.ptr ? file_read(&run->arena, &run->diags, path.ptr, path, LIMIT_FILE_BYTES)
			 : STR_NONE;
	if (source.ptr)
		run->spec = golden_case_read(&run->arena, &run->diags, path, source);
	return run->spec != NULL;
}

/* The repository that a case may name a workflow of: the one that it lies in. Without a ".git"
 * above it, that of the workflow, when the case lies there too; else the case's own folder. */
static struct str root_of_case(struct run *run, const char *workflow)
{
	const struct str folder = path_resolve(&run->arena, run->place->folder.ptr);
	struct str root = run->place->root;

	if (!root.ptr)
		root = root_of(&run->arena, workflow, STR_NONE);
	return root.ptr && path_is_below(folder, root) ? root : folder;
}

/* Where the workflow lies and how the plan names it: from the root, so that a golden file is the
 * same wherever the repository lies. */
static bool locate_workflow(struct run *run)
{
	const struct str path = path_join(&run->arena, run->place->folder, run->spec->workflow);
	struct str root;

	run->workflow = path.ptr ? path_resolve(&run->arena, path.ptr) : STR_NONE;
	if (!run->workflow.ptr) {
		run->workflow = path;
		run->input.file = run->spec->workflow;
		return path.ptr != NULL;
	}
	root = root_of_case(run, run->workflow.ptr);
	if (!root.ptr || !path_is_below(run->workflow, root)) {
		diag_add(&run->diags, RULE_CASE, place_of_file(path),
			"'%.*s' leads out of the repository", STR_ARG(run->spec->workflow));
		return false;
	}
	run->input.file = path_from_root(run->workflow, root);
	return true;
}

/* Plans with the files of the repository that the workflow lies in, which may be the case's own. */
static const struct plan *make_plan(struct run *run)
{
	const struct str repo = given_value(run->in->args, OPT_REPO);
	const struct plan *plan = NULL;
	struct root_files files;

	if (run->workflow.ptr)
		run->root = root_of(&run->arena, run->workflow.ptr, repo);
	root_files_open(&files, run->root);
	if (root_files_give(&files, &run->arena, run->workflow, repo, &run->input))
		plan = plan_make(&run->arena, &run->diags, &run->input);
	root_files_close(&files);
	return plan;
}

static const struct str *join_executors(struct run *run, size_t *ret_count)
{
	const struct args *args = run->in->args;
	const size_t most = run->spec->executor_count + args->count;
	struct str *names = arena_array(&run->arena, most + 1, sizeof(*names));
	size_t count = 0;

	for (size_t i = 0; names && i < run->spec->executor_count; i++)
		names[count++] = run->spec->executors[i];
	for (size_t i = 0; names && i < args->count; i++) {
		if (is_option(&args->items[i], OPT_EXECUTOR))
			names[count++] = args->items[i].value;
	}
	*ret_count = count;
	return names;
}

/* False when the case itself is wrong; a workflow that cannot be read or planned is an outcome. */
static bool plan_case(struct run *run, const struct plan **ret)
{
	const struct golden_case *spec = run->spec;

	*ret = NULL;
	run->input.overrides = spec->overrides;
	run->input.override_count = spec->override_count;
	run->input.context = spec->context;
	run->input.event = spec->event;
	run->input.strict = is_given(run->in->args, OPT_STRICT);
	run->input.executors = join_executors(run, &run->input.executor_count);
	if (!run->input.executors)
		return false;
	if (spec->workflow.ptr) {
		if (!locate_workflow(run))
			return false;
		run->input.source = file_read(&run->arena, &run->diags, run->workflow.ptr,
			run->input.file, LIMIT_FILE_BYTES);
		if (!run->input.source.ptr)
			return true;
	}
	*ret = make_plan(run);
	return !run->arena.exhausted;
}

static bool load_golden(struct run *run, struct golden *golden, struct str name, struct str text)
{
	struct diags ignored;

	diags_init(&ignored, &run->arena);
	golden->name = name;
	golden->new_text = text;
	golden->old_text = STR_NONE;
	golden->path = path_join(&run->arena, run->place->folder, name);
	if (!golden->path.ptr)
		return false;
	if (file_exists(golden->path.ptr))
		golden->old_text = file_read(
			&run->arena, &ignored, golden->path.ptr, golden->path, LIMIT_PLAN_BYTES);
	return true;
}

static bool same(const struct golden *golden)
{
	if (!golden->old_text.ptr || !golden->new_text.ptr)
		return !golden->old_text.ptr && !golden->new_text.ptr;
	return str_eq(golden->old_text, golden->new_text);
}

static void say_in_words(struct run *run, const struct golden *golden)
{
	const struct str words = changes_in_words(&run->arena, golden->old_text, golden->new_text);

	if (words.len)
		strbuf_add(run->out, STR("in words:\n"));
	for (size_t from = 0; from < words.len;) {
		size_t end = str_find_char(words, '\n', from);
		end = end == STR_NOWHERE ? words.len : end;
		strbuf_printf(run->out, "  %.*s\n", STR_ARG(str_slice(words, from, end)));
		from = end + 1;
	}
}

static void say_difference(struct run *run, const struct golden *golden, bool is_new)
{
	const struct str path = golden->path;

	if (!golden->new_text.ptr) {
		strbuf_printf(
			run->out, "%.*s: left over: this case no longer has it\n", STR_ARG(path));
		return;
	}
	if (!golden->old_text.ptr) {
		strbuf_printf(run->out, "%.*s: %s\n", STR_ARG(path),
			is_new ? "new: the case has no golden files yet"
			       : "missing: the case's other golden files are there");
		return;
	}
	strbuf_printf(run->out, "%.*s: differs\n", STR_ARG(path));
	strbuf_add(run->out, unified_diff(&run->arena, path, golden->old_text, STR("planned now"),
				     golden->new_text));
	if (str_is(golden->name, GOLDEN_PLAN))
		say_in_words(run, golden);
}

static enum case_verdict compare(struct run *run, const struct golden *goldens)
{
	bool is_new = true;
	bool different = false;

	for (size_t i = 0; i < GOLDEN_FILES; i++)
		is_new = is_new && !goldens[i].old_text.ptr;
	for (size_t i = 0; i < GOLDEN_FILES; i++) {
		if (same(&goldens[i]))
			continue;
		different = true;
		say_difference(run, &goldens[i], is_new);
	}
	if (!different)
		return CASE_SAME;
	strbuf_printf(run->out, "accept it with: precache check --update %.*s\n\n",
		STR_ARG(run->place->folder));
	return CASE_DIFFERENT;
}

static enum case_verdict rewrite(struct run *run, const struct golden *goldens)
{
	for (size_t i = 0; i < GOLDEN_FILES; i++) {
		const struct golden *golden = &goldens[i];
		struct str problem = STR_NONE;
		if (same(golden))
			continue;
		if (!golden->new_text.ptr && unlink(golden->path.ptr))
			problem = STR("cannot be removed");
		else if (golden->new_text.ptr)
			file_write(&run->arena, golden->path.ptr, golden->new_text, &problem);
		if (problem.ptr && !str_is(problem, "out of memory")) {
			strbuf_printf(run->out, "%.*s: not written: %.*s\n", STR_ARG(golden->path),
				STR_ARG(problem));
			return CASE_FAILED;
		}
		strbuf_printf(run->out, "%.*s: %s\n", STR_ARG(golden->path),
			golden->new_text.ptr ? "written" : "removed");
	}
	return CASE_SAME;
}

/* What was planned is not what the case expects at all: the golden files say nothing then. */
static enum case_verdict say_unexpected(struct run *run, const struct golden_outcome *outcome)
{
	strbuf_printf(run->out, "%.*s: exit code %d, but the case expects %d\n",
		STR_ARG(run->place->folder), outcome->exit_code, run->spec->expect);
	strbuf_add(run->out, outcome->error);
	strbuf_add_char(run->out, '\n');
	return CASE_DIFFERENT;
}

static enum case_verdict judge(struct run *run, const struct plan *plan, bool update)
{
	struct golden goldens[GOLDEN_FILES];
	const struct golden_outcome outcome = golden_outcome_of(&run->arena, plan, &run->diags);

	if (outcome.exit_code != run->spec->expect)
		return say_unexpected(run, &outcome);
	if (!load_golden(run, &goldens[0], STR(GOLDEN_PLAN), outcome.plan) ||
		!load_golden(run, &goldens[1], STR(GOLDEN_SUMMARY), outcome.summary) ||
		!load_golden(run, &goldens[2], STR(GOLDEN_ERROR), outcome.error))
		return CASE_FAILED;
	return update ? rewrite(run, goldens) : compare(run, goldens);
}

static enum case_verdict say_wrong(struct run *run)
{
	diags_text(run->out, &run->diags, STR("precache"), DIAG_PLAIN);
	strbuf_add_char(run->out, '\n');
	return CASE_WRONG;
}

/* Without memory for it, a workflow counts as one that no case names. */
static void note_covered(const struct run *run, const struct plan *plan, struct map *covered)
{
	struct arena *arena = run->in->arena;
	const struct str own = str_dup(arena, run->workflow);

	if (own.ptr)
		map_put(covered, own, covered);
	for (size_t i = 0; i < plan->called_count; i++) {
		const struct str path = path_join(arena, run->root, plan->called[i]);
		if (path.ptr)
			map_put(covered, path, covered);
	}
}

enum case_verdict case_run(const struct invocation *in, const struct case_place *place, bool update,
	struct strbuf *out, struct map *covered)
{
	struct run run = {.in = in, .place = place, .out = out};
	const struct plan *plan = NULL;
	enum case_verdict verdict;

	arena_init(&run.arena, LIMIT_ARENA_BYTES);
	diags_init(&run.diags, &run.arena);
	if (!read_case(&run) || !plan_case(&run, &plan))
		verdict = say_wrong(&run);
	else
		verdict = judge(&run, plan, update);
	if (plan && run.workflow.ptr)
		note_covered(&run, plan, covered);
	arena_release(&run.arena);
	return verdict;
}
