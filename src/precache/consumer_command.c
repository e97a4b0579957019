/* SPDX-License-Identifier: MIT */
#include "review/consumer.h"

#include "base/limits.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/operand.h"
#include "precache/output.h"

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

static int read_plan(const struct invocation *in, const struct plan **ret)
{
	const struct str path = in->args->operands[0];
	struct plan_input input = {.file = STR_NONE};
	const int code = input_gather(in, &input);

	if (code)
		return code;
	input.file = operand_name(path);
	input.source = file_read(in->arena, in->diags, path.ptr, input.file, LIMIT_PLAN_BYTES);
	if (!input.source.ptr)
		return EXIT_INPUT;
	if (operand_is_plan(input.source))
		return operand_view_plan(in, in->diags, &input, ret);
	input_note_unread(in, &input);
	*ret = operand_plan(in, in->diags, path, &input);
	if (in->arena->exhausted)
		return EXIT_SURROUNDINGS;
	return *ret ? EXIT_DONE : EXIT_INPUT;
}

int consumer_command(const struct invocation *in)
{
	const struct form *form = form_of(given_value(in->args, OPT_FORMAT));
	const struct plan *plan = NULL;
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
	return output_write(in, form->render(in->arena, plan));
}
