/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "plan/plan.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/jobs_command.h"
#include "precache/operand.h"
#include "precache/output.h"
#include "precache/root_files.h"
#include "review/reproducer.h"
#include "review/review.h"

static int save(const struct invocation *in, struct str path, struct str json)
{
	struct str problem;

	if (str_is(path, "-"))
		return output_write(in, json);
	if (file_write(in->arena, path.ptr, json, &problem))
		return EXIT_DONE;
	diag_add(in->diags, RULE_FILE_UNREADABLE, place_of_file(path), "cannot write '%.*s': %.*s",
		STR_ARG(path), STR_ARG(problem));
	return EXIT_SURROUNDINGS;
}

static struct str render(const struct invocation *in, const struct plan *plan, struct str name,
	const struct output *form)
{
	switch (form->format) {
	case OUTPUT_JSON:
		return plan_json(in->arena, plan);
	case OUTPUT_MARKDOWN:
		return plan_markdown(in->arena, plan, name, &form->markdown);
	case OUTPUT_SH:
		return reproducer_text(in->arena, plan);
	case OUTPUT_TEXT:
	case OUTPUT_FORMATS:
		break;
	}
	return summary_text(in->arena, plan, output_width());
}

/* The plan is saved before it is shown: whoever reads it on the screen can rely on the file. */
static int deliver(const struct invocation *in, const struct plan *plan, struct str name,
	const struct output *form)
{
	const struct str output = given_value(in->args, OPT_OUTPUT);
	const struct str json = plan_json(in->arena, plan);
	const struct str shown = render(in, plan, name, form);

	if (!json.ptr || !shown.ptr)
		return output_write(in, STR_NONE);
	if (output.ptr) {
		const int code = save(in, output, json);
		if (code || str_is(output, "-"))
			return code;
	}
	return output_write(in, shown);
}

/* The jobs in one form, to a file or to "-". */
static int put_jobs(const struct invocation *in, const struct plan_input *input,
	enum jobs_form form, struct str path)
{
	struct arena arena;
	struct str text;
	int code = EXIT_INPUT;

	arena_init_with(&arena, in->arena->allocator, 4 * (size_t)LIMIT_JOBS_BYTES);
	text = jobs_render(in, input, form, output_width(), &arena);
	if (text.ptr)
		code = save(in, path, text);
	else if (in->arena->exhausted || arena.exhausted)
		code = EXIT_SURROUNDINGS;
	arena_release(&arena);
	return code;
}

/* As of a plan: -o saves JSON, whatever is shown. */
static int deliver_jobs(
	const struct invocation *in, const struct plan_input *input, enum output_format format)
{
	const struct str output = given_value(in->args, OPT_OUTPUT);
	const enum jobs_form form = format == OUTPUT_JSON ? JOBS_JSON : JOBS_TEXT;
	const int code = output.ptr ? put_jobs(in, input, JOBS_JSON, output) : EXIT_DONE;

	if (code || str_is(output, "-"))
		return code;
	return put_jobs(in, input, form, STR("-"));
}

static int show_jobs(
	const struct invocation *in, struct plan_input *input, enum output_format format)
{
	struct root_files files;
	int code = EXIT_INPUT;

	if (!in->args->operand_count)
		return usage_error(in, "'--stop-after' needs a workflow");
	if (format != OUTPUT_TEXT && format != OUTPUT_JSON)
		return usage_error(in, "'%.*s' is no format of jobs: text or json",
			STR_ARG(given_value(in->args, OPT_FORMAT)));
	if (input->override_count)
		return usage_error(in, "'%.*s' is of builds, and '--stop-after=jobs' stops before",
			STR_ARG(input->overrides[0].name));
	if (root_files_for(&files, in->arena, in->args->operands[0],
		    given_value(in->args, OPT_REPO), input))
		code = deliver_jobs(in, input, format);
	root_files_close(&files);
	return code;
}

static int check_arguments(const struct invocation *in, struct output *ret)
{
	const struct str stop = given_value(in->args, OPT_STOP_AFTER);
	const unsigned formats =
		1u << OUTPUT_TEXT | 1u << OUTPUT_JSON | 1u << OUTPUT_MARKDOWN | 1u << OUTPUT_SH;
	const int code = output_gather(in, formats, ret);

	if (code)
		return code;
	if (stop.ptr && !str_is(stop, "jobs"))
		return usage_error(in, "'%.*s' is no stage to stop after: jobs", STR_ARG(stop));
	if (in->args->operand_count > 1)
		return usage_error(in, "one workflow at a time, not '%.*s' too",
			STR_ARG(in->args->operands[1]));
	return input_check_repo(in);
}

int plan_command(const struct invocation *in)
{
	struct plan_input input = {.file = STR_NONE};
	const struct plan *plan;
	struct output form;
	int code = check_arguments(in, &form);

	if (!code)
		code = input_gather(in, &input);
	if (!code && in->args->operand_count)
		code = operand_read_workflow(in, in->args->operands[0], &input);
	if (!code && given_value(in->args, OPT_STOP_AFTER).ptr)
		return show_jobs(in, &input, form.format);
	if (code)
		return code;
	plan = in->args->operand_count ? operand_plan(in, in->diags, in->args->operands[0], &input)
				       : plan_make(in->arena, in->diags, &input);
	if (!plan)
		return in->arena->exhausted ? EXIT_SURROUNDINGS : EXIT_INPUT;
	return deliver(in, plan, input.file, &form);
}
