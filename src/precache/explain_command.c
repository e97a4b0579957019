/* SPDX-License-Identifier: MIT */
#include "plan/plan.h"
#include "precache/command_line.h"
#include "precache/input.h"
#include "precache/operand.h"
#include "precache/output.h"
#include "review/explain.h"

#define OPERANDS_MAX 2u /* the workflow and a pointer */

static int deliver(const struct invocation *in, const struct plan *plan, enum output_format format)
{
	const struct str asked = in->args->operand_count == OPERANDS_MAX
					 ? in->args->operands[OPERANDS_MAX - 1]
					 : STR_NONE;
	struct explanation explanation;

	if (!explain_plan(in->arena, in->diags, plan, asked, &explanation))
		return in->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
	const struct str text = format == OUTPUT_JSON
					? explain_json(in->arena, &explanation)
					: explain_text(in->arena, &explanation, output_width());
	return output_write(in, text);
}

int explain_command(const struct invocation *in)
{
	struct plan_input input = {.file = STR_NONE};
	const struct plan *plan;
	struct output output;
	int code = output_gather(in, 1u << OUTPUT_TEXT | 1u << OUTPUT_JSON, &output);

	if (code)
		return code;
	if (in->args->operand_count > OPERANDS_MAX)
		return usage_error(in, "one workflow and one pointer, not '%.*s' too",
			STR_ARG(in->args->operands[OPERANDS_MAX]));
	code = input_check_repo(in);
	if (!code)
		code = input_gather(in, &input);
	if (!code && in->args->operand_count)
		code = operand_read_workflow(in, in->args->operands[0], &input);
	if (code)
		return code;
	plan = in->args->operand_count ? operand_plan(in, in->diags, in->args->operands[0], &input)
				       : plan_make(in->arena, in->diags, &input);
	if (!plan)
		return in->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
	return deliver(in, plan, output.format);
}
