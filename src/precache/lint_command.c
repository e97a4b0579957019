/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/map.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/lint_folder.h"
#include "precache/lint_form.h"
#include "precache/operand.h"
#include "precache/output.h"
#include "precache/root_files.h"
#include "review/lint.h"

/* What --fail-on names, and the severity from which on it fails. */
static const struct {
	const char *name;
	enum diag_severity from;
	bool fails;
} thresholds[] = {
	{"error", DIAG_ERROR, true},
	{"warning", DIAG_WARNING, true},
	{"note", DIAG_NOTE, true},
	{"never", DIAG_ERROR, false},
};
#define THRESHOLDS (sizeof(thresholds) / sizeof(thresholds[0]))

struct lint {
	const struct invocation *in;
	struct diags findings;
	size_t threshold;
	bool unread; /* a file could not be read as a workflow */
};

static bool find_threshold(struct str name, size_t *ret)
{
	for (size_t i = 0; i < THRESHOLDS; i++) {
		if (str_is(name, thresholds[i].name)) {
			*ret = i;
			return true;
		}
	}
	return false;
}

/* One file's own memory, so that a thousand of them take that of one, and of what is found. */
struct lint_run {
	struct lint *lint;
	struct arena arena;
	struct diags findings;
	struct diags errors;
};

/* With the files of the repository that the workflow lies in. */
static bool lint_with_files(struct lint_run *run, struct str path, struct plan_input *input)
{
	const struct str repo = given_value(run->lint->in->args, OPT_REPO);
	struct root_files files;
	bool read;

	read = root_files_for(&files, &run->arena, path, repo, input) &&
	       lint_workflow(&run->arena, &run->findings, &run->errors, input);
	root_files_close(&files);
	return read;
}

static int lint_file(struct lint *lint, struct str path, const struct plan_input *common)
{
	struct lint_run run = {.lint = lint};
	struct plan_input input = *common;
	bool kept;

	arena_init(&run.arena, LIMIT_ARENA_BYTES);
	diags_init_max(&run.findings, &run.arena, LIMIT_FINDINGS);
	diags_init(&run.errors, &run.arena);
	input.file = operand_name(path);
	input.source = file_read(&run.arena, &run.errors, path.ptr, input.file, LIMIT_FILE_BYTES);
	if (!input.source.ptr || !lint_with_files(&run, path, &input))
		lint->unread = true;
	kept = diags_copy(&lint->findings, &run.findings) &&
	       diags_copy(lint->in->diags, &run.errors) && !run.arena.exhausted;
	arena_release(&run.arena);
	if (!kept)
		diag_add(lint->in->diags, RULE_NO_MEMORY, place_of_file(input.file),
			"out of memory: the file takes more than %u MiB", LIMIT_ARENA_BYTES >> 20);
	return kept ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static int lint_folders(struct lint *lint)
{
	const struct invocation *in = lint->in;
	size_t count = 0;
	const struct str *folders = given_values(in, OPT_DEVCONTAINER, &count);
	int code = EXIT_DONE;

	for (size_t i = 0; i < count && !code; i++) {
		code = lint_folder(in, folders[i], &lint->findings);
		if (code == EXIT_INPUT) {
			lint->unread = true;
			code = EXIT_DONE;
		}
	}
	return code;
}

static bool fails(const struct lint *lint)
{
	const struct diags *findings = &lint->findings;

	for (size_t i = 0; thresholds[lint->threshold].fails && i < findings->len; i++) {
		if (findings->items[i]->severity >= thresholds[lint->threshold].from)
			return true;
	}
	return false;
}

/* What several workflows come to, as an action that they use, is said once. */
static bool drop_repeated(struct lint *lint)
{
	struct diags *findings = &lint->findings;
	struct arena *arena = lint->in->arena;
	struct map said;
	size_t kept = 0;

	map_init(&said, arena);
	for (size_t i = 0; i < findings->len; i++) {
		struct diag *diag = findings->items[i];
		const struct str key = str_printf(arena, "%u:%u:%u:%.*s", (unsigned)diag->rule,
			diag->at.line, diag->at.column, STR_ARG(diag->at.file));
		if (!key.ptr)
			return false;
		if (map_find(&said, key)) {
			*(diag->severity == DIAG_ERROR ? &findings->errors : &findings->warnings) -=
				1;
			continue;
		}
		if (!map_put(&said, key, diag))
			return false;
		findings->items[kept++] = diag;
	}
	findings->len = kept;
	return true;
}

static int lint_files(struct lint *lint, const struct lint_form *form)
{
	const struct args *args = lint->in->args;
	struct plan_input input = {.file = STR_NONE};
	int code = input_check_repo(lint->in);

	if (!code)
		code = input_gather(lint->in, &input);
	/* Each file that cannot be read has its say. */
	lint->in->diags->max_errors = LIMIT_FINDINGS;
	for (size_t i = 0; i < args->operand_count && !code; i++)
		code = lint_file(lint, args->operands[i], &input);
	if (!code && args->operand_count > 1 && !drop_repeated(lint))
		code = EXIT_SURROUNDINGS;
	if (!code)
		code = lint_folders(lint);
	if (!code)
		code = output_write(lint->in, form->findings(lint->in, &lint->findings));
	if (code)
		return code;
	if (lint->unread)
		return EXIT_INPUT;
	return fails(lint) ? EXIT_DIFFERENT : EXIT_DONE;
}

int lint_command(const struct invocation *in)
{
	struct lint lint = {.in = in};
	const struct str format = given_value(in->args, OPT_FORMAT);
	const struct lint_form *form = lint_form_find(format);
	const bool rules = is_given(in->args, OPT_RULES);
	struct str fail_on = given_value(in->args, OPT_FAIL_ON);

	diags_init_max(&lint.findings, in->arena, LIMIT_FINDINGS);
	if (!form)
		return choice_error(in, OPT_FORMAT, "format");
	if (rules && !form->rules)
		return usage_error(
			in, "'%.*s' is no format of rules: text or json", STR_ARG(format));
	if (!fail_on.ptr)
		fail_on = str_of(form->fail_on);
	if (!find_threshold(fail_on, &lint.threshold))
		return choice_error(in, OPT_FAIL_ON, "severity");
	if (rules && in->args->operand_count)
		return usage_error(in, "--rules prints the table and reads no '%.*s'",
			STR_ARG(in->args->operands[0]));
	if (rules)
		return output_write(in, form->rules(in->arena));
	if (!in->args->operand_count && !is_given(in->args, OPT_DEVCONTAINER))
		return usage_error(in, "no workflow to lint");
	return lint_files(&lint, form);
}
