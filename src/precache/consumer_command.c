/* SPDX-License-Identifier: MIT */
#include "review/consumer.h"

#include <unistd.h>

#include "base/limits.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/plan_bytes.h"
#include "precache/root_files.h"

/* What --format names; the first one when it names nothing. */
static const struct form {
	const char *name;
	struct str (*render)(struct arena *arena, const struct plan *plan);
} forms[] = {
	{"terraform", consumer_terraform},
	{"env", consumer_env},
};

static const struct form *form_of(struct str name)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (!name.ptr || str_is(name, forms[i].name))
			return &forms[i];
	}
	return NULL;
}

/* A plan of another schema, or that is not what its own fields say, says nothing to rely on. */
static int view_plan(
	const struct invocation *in, const struct plan_input *input, const struct plan **ret)
{
	*ret = plan_view(in->arena, in->diags, input->file, input->source);
	if (in->arena->exhausted)
		return EXIT_SURROUNDINGS;
	for (size_t i = 0; i < in->diags->len; i++) {
		const enum diag_rule rule = in->diags->items[i]->rule;
		if (rule == RULE_PLAN_SCHEMA || rule == RULE_PLAN_DIFFERS)
			return EXIT_REFUSED;
	}
	return *ret ? EXIT_DONE : EXIT_INPUT;
}

static int plan_workflow(const struct invocation *in, struct str path, struct plan_input *input,
	const struct plan **ret)
{
	const struct str repo = given_value(in->args, OPT_REPO);
	struct root_files files;

	input_note_unread(in, input);
	if (root_files_for(&files, in->arena, path, repo, input))
		*ret = plan_make(in->arena, in->diags, input);
	root_files_close(&files);
	if (in->arena->exhausted)
		return EXIT_SURROUNDINGS;
	return *ret ? EXIT_DONE : EXIT_INPUT;
}

static int read_plan(const struct invocation *in, const struct plan **ret)
{
	const struct str path = in->args->operands[0];
	struct plan_input input = {.file = STR_NONE};
	const int code = input_gather(in, &input);

	if (code)
		return code;
	input.file = str_is(path, "-") ? STR("<stdin>") : path;
	input.source = file_read(in->arena, in->diags, path.ptr, input.file, LIMIT_PLAN_BYTES);
	if (!input.source.ptr)
		return EXIT_INPUT;
	if (bytes_are_plan(input.source))
		return view_plan(in, &input, ret);
	return plan_workflow(in, path, &input, ret);
}

int consumer_command(const struct invocation *in)
{
	const struct form *form = form_of(given_value(in->args, OPT_FORMAT));
	const struct plan *plan = NULL;
	struct str text;
	int code;

	if (!form)
		return choice_error(in, OPT_FORMAT, "format");
	if (in->args->operand_count != 1)
		return usage_error(
			in, "one plan or workflow is wanted, not %zu", in->args->operand_count);
	code = input_check_repo(in);
	if (!code)
		code = read_plan(in, &plan);
	if (code)
		return code;
	text = form->render(in->arena, plan);
	if (!text.ptr) {
		diag_add(in->diags, RULE_NO_MEMORY, place_of_file(STR_NONE), "out of memory");
		return EXIT_SURROUNDINGS;
	}
	return stream_write(STDOUT_FILENO, text) ? EXIT_DONE : EXIT_SURROUNDINGS;
}
