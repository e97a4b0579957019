/* SPDX-License-Identifier: MIT */
#include "precache/operand.h"

#include "base/limits.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/root_files.h"

struct str operand_name(struct str path)
{
	return str_is(path, "-") ? STR("<stdin>") : path;
}

int operand_read_workflow(const struct invocation *in, struct str path, struct plan_input *input)
{
	input->file = operand_name(path);
	input->source = file_read(in->arena, in->diags, path.ptr, input->file, LIMIT_FILE_BYTES);
	if (!input->source.ptr)
		return EXIT_INPUT;
	input_note_unread(in, input);
	return EXIT_DONE;
}

const struct plan *operand_plan(
	const struct invocation *in, struct diags *diags, struct str path, struct plan_input *input)
{
	const struct str repo = given_value(in->args, OPT_REPO);
	const struct plan *plan = NULL;
	struct root_files files;

	if (root_files_for(&files, in->arena, path, repo, input))
		plan = plan_make(in->arena, diags, input);
	root_files_close(&files);
	return plan;
}

bool operand_is_plan(struct str bytes)
{
	const struct str key = STR("\"schema\"");
	const struct str name = STR("\"precache.plan/");

	if (!str_starts(str_trim(bytes), STR("{")))
		return false;
	for (size_t at = str_find(bytes, key, 0); at != STR_NOWHERE;
		at = str_find(bytes, key, at)) {
		at += key.len;
		while (at < bytes.len && (char_is_space(bytes.ptr[at]) || bytes.ptr[at] == ':'))
			at++;
		if (str_starts(str_slice(bytes, at, bytes.len), name))
			return true;
	}
	return false;
}

int operand_view_plan(const struct invocation *in, struct diags *diags,
	const struct plan_input *input, const struct plan **ret)
{
	*ret = plan_view(in->arena, diags, input->file, input->source);
	if (in->arena->exhausted)
		return EXIT_SURROUNDINGS;
	for (size_t i = 0; i < diags->len; i++) {
		const enum diag_rule rule = diags->items[i]->rule;
		if (rule == RULE_PLAN_SCHEMA || rule == RULE_PLAN_DIFFERS)
			return EXIT_REFUSED;
	}
	return *ret ? EXIT_DONE : EXIT_INPUT;
}
