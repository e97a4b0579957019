/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/limits.h"
#include "plan/plan.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/output.h"
#include "precache/root_files.h"
#include "review/explain.h"

#define OPERANDS_MAX 2u /* the workflow and a pointer */

static int read_workflow(const struct invocation *in, struct plan_input *input)
{
	const struct str path = in->args->operands[0];

	input->file = str_is(path, "-") ? STR("<stdin>") : path;
	input->source = file_read(in->arena, in->diags, path.ptr, input->file, LIMIT_FILE_BYTES);
	if (!input->source.ptr)
		return EXIT_INPUT;
	input_note_unread(in, input);
	return EXIT_DONE;
}

/* The places of a plan hold what was read, so the files may be closed behind it. */
static const struct plan *make_plan(const struct invocation *in, struct plan_input *input)
{
	const struct plan *plan = NULL;
	struct root_files files;

	if (!in->args->operand_count)
		return plan_make(in->arena, in->diags, input);
	if (root_files_for(&files, in->arena, in->args->operands[0],
		    given_value(in->args, OPT_REPO), input))
		plan = plan_make(in->arena, in->diags, input);
	root_files_close(&files);
	return plan;
}

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
	if (!text.ptr) {
		diag_add(in->diags, RULE_NO_MEMORY, place_of_file(STR_NONE), "out of memory");
		return EXIT_SURROUNDINGS;
	}
	return stream_write(STDOUT_FILENO, text) ? EXIT_DONE : EXIT_SURROUNDINGS;
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
		code = read_workflow(in, &input);
	if (code)
		return code;
	plan = make_plan(in, &input);
	if (!plan)
		return in->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
	return deliver(in, plan, output.format);
}
