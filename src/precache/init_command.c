/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "plan/plan.h"
#include "precache/case_run.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/output.h"
#include "precache/root.h"
#include "precache/root_files.h"
#include "review/review.h"

struct init {
	const struct invocation *in;
	struct plan_input input;
	struct str workflow; /* resolved */
	struct str root;     /* resolved */
	struct str folder;   /* of the case, as it is shown */
	struct golden_case spec;
};

static int wrong(const struct init *init, struct str file, const char *message, const char *hint)
{
	struct diag *diag =
		diag_add(init->in->diags, RULE_CASE, place_of_file(file), "%s", message);

	diag_hint(init->in->diags, diag, "%s", hint);
	return EXIT_INPUT;
}

/* The file's name without ".yml" or ".yaml". */
static struct str stem_of(struct str path)
{
	const size_t slash = str_find_last(path, '/');
	const struct str name = str_slice(path, slash == STR_NOWHERE ? 0 : slash + 1, path.len);
	const size_t dot = str_find_last(name, '.');
	return dot == STR_NOWHERE || dot == 0 ? name : str_slice(name, 0, dot);
}

static int find_workflow(struct init *init)
{
	struct arena *arena = init->in->arena;
	const struct str path = init->in->args->operands[0];

	init->input.source = file_read(arena, init->in->diags, path.ptr, path, LIMIT_FILE_BYTES);
	if (!init->input.source.ptr)
		return EXIT_INPUT;
	init->input.file = path;
	init->workflow = path_resolve(arena, path.ptr);
	if (!init->workflow.ptr)
		return EXIT_SURROUNDINGS;
	init->root = root_of(arena, path.ptr, given_value(init->in->args, OPT_REPO));
	if (!init->root.ptr)
		return wrong(init, path, "the workflow is in no repository",
			"--repo DIR names its root");
	if (!path_is_below(init->workflow, init->root))
		return wrong(init, path, "the workflow is outside the repository",
			"a case names a workflow of its own repository");
	return EXIT_DONE;
}

/* golden/NAME below the root, from the working folder when that is the root. */
static int choose_folder(struct init *init)
{
	struct arena *arena = init->in->arena;
	const struct str here = path_resolve(arena, ".");
	const struct str own = str_printf(arena, "golden/%.*s", STR_ARG(stem_of(init->workflow)));

	if (init->in->args->operand_count > 1)
		init->folder = init->in->args->operands[1];
	else if (here.ptr && str_eq(here, init->root))
		init->folder = own;
	else
		init->folder = own.ptr ? path_join(arena, init->root, own) : STR_NONE;
	return init->folder.ptr ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static int plan_once(struct init *init)
{
	const struct invocation *in = init->in;
	const struct plan *plan = NULL;
	struct root_files files;

	root_files_open(&files, init->root);
	if (root_files_give(&files, in->arena, init->workflow, given_value(in->args, OPT_REPO),
		    &init->input))
		plan = plan_make(in->arena, in->diags, &init->input);
	root_files_close(&files);
	if (plan)
		return EXIT_DONE;
	return in->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
}

/* A folder that would lie outside the repository is not made: its nearest parent that is there says
 * where it would lie. */
static int check_folder(const struct init *init)
{
	struct arena *arena = init->in->arena;
	struct str parent = init->folder;
	struct str resolved = path_resolve(arena, parent.ptr);

	while (!resolved.ptr) {
		parent = str_dup(arena, path_folder(parent));
		if (!parent.ptr)
			return EXIT_SURROUNDINGS;
		resolved = path_resolve(arena, parent.ptr);
	}
	if (path_is_below(resolved, init->root))
		return EXIT_DONE;
	return wrong(init, init->folder, "the case would be outside the repository",
		"a case lies in the repository of its workflow");
}

/* Makes the folder and those above it. */
static int make_folders(const struct init *init)
{
	const struct str folder = init->folder;

	for (size_t end = 1; end <= folder.len; end++) {
		if (end < folder.len && folder.ptr[end] != '/')
			continue;
		const struct str part = str_dup(init->in->arena, str_slice(folder, 0, end));
		if (!part.ptr)
			return EXIT_SURROUNDINGS;
		if (!mkdir(part.ptr, 0777) || errno == EEXIST || errno == EISDIR)
			continue;
		diag_add(init->in->diags, RULE_FILE_UNREADABLE, place_of_file(part),
			"cannot make the folder '%.*s': %s", STR_ARG(part), strerror(errno));
		return EXIT_SURROUNDINGS;
	}
	return EXIT_DONE;
}

/* The workflow's path from the case's folder, up to the root and down again. */
static int name_workflow(struct init *init)
{
	struct arena *arena = init->in->arena;
	const struct str folder = path_resolve(arena, init->folder.ptr);
	struct strbuf path;

	if (!folder.ptr)
		return EXIT_SURROUNDINGS;
	strbuf_init(&path, arena, LIMIT_TEXT_BYTES);
	for (size_t i = init->root.len; i < folder.len; i++) {
		if (folder.ptr[i] == '/' && i + 1 < folder.len)
			strbuf_add(&path, STR("../"));
	}
	strbuf_add(&path, path_from_root(init->workflow, init->root));
	init->spec.workflow = strbuf_str(&path);
	return init->spec.workflow.ptr ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static int write_case(struct init *init, struct str path)
{
	struct arena *arena = init->in->arena;
	const struct str name = path_from_root(init->workflow, init->root);
	struct str problem;
	struct str text;

	init->spec.promise = str_printf(
		arena, "What %.*s builds and pushes is what was reviewed.", STR_ARG(name));
	init->spec.overrides = init->input.overrides;
	init->spec.override_count = init->input.override_count;
	init->spec.context = init->input.context;
	init->spec.event = init->input.event;
	init->spec.executors = init->input.executors;
	init->spec.executor_count = init->input.executor_count;
	text = init->spec.promise.ptr ? golden_case_write(arena, &init->spec) : STR_NONE;
	if (!text.ptr)
		return EXIT_SURROUNDINGS;
	if (file_write(arena, path.ptr, text, &problem))
		return EXIT_DONE;
	diag_add(init->in->diags, RULE_FILE_UNREADABLE, place_of_file(path),
		"cannot write '%.*s': %.*s", STR_ARG(path), STR_ARG(problem));
	return EXIT_SURROUNDINGS;
}

/* The golden files are written as `check --update` writes them. */
static int write_golden(const struct init *init, struct str path)
{
	const struct case_place place = {init->folder, init->root};
	struct strbuf out;
	struct map ignored;

	map_init(&ignored, init->in->arena);
	strbuf_init(&out, init->in->arena, LIMIT_PLAN_BYTES);
	strbuf_printf(&out, "%.*s: written\n", STR_ARG(path));
	const enum case_verdict verdict = case_run(init->in, &place, true, &out, &ignored);
	strbuf_printf(&out,
		"say in 'promise' what the case is for, and commit the folder; from now on "
		"'precache check' holds it\n");
	if (output_write(init->in, strbuf_str(&out)) || verdict == CASE_FAILED)
		return EXIT_SURROUNDINGS;
	return verdict == CASE_SAME ? EXIT_DONE : EXIT_INPUT;
}

static int write_all(struct init *init)
{
	const struct str path = path_join(init->in->arena, init->folder, STR("case.yml"));
	int code = path.ptr ? EXIT_DONE : EXIT_SURROUNDINGS;

	if (!code && file_exists(path.ptr))
		return wrong(init, path, "the case is there already",
			"name another folder behind the workflow; 'precache check --update' "
			"accepts a "
			"change");
	if (!code)
		code = check_folder(init);
	if (!code)
		code = make_folders(init);
	if (!code)
		code = name_workflow(init);
	if (!code)
		code = write_case(init, path);
	return code ? code : write_golden(init, path);
}

int init_command(const struct invocation *in)
{
	struct init init = {.in = in};
	int code;

	if (in->args->operand_count < 1 || in->args->operand_count > 2 ||
		str_is(in->args->operands[0], "-"))
		return usage_error(in, "init wants the file of one workflow");
	code = input_check_repo(in);
	if (!code)
		code = input_gather(in, &init.input);
	if (!code)
		code = find_workflow(&init);
	if (code)
		return code;
	input_note_unread(in, &init.input);
	code = plan_once(&init);
	if (!code)
		code = choose_folder(&init);
	return code ? code : write_all(&init);
}
