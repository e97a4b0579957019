/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/input.h"
#include "precache/operand.h"
#include "precache/output.h"
#include "review/diff.h"

/* One side is read, and what it is follows from its first bytes. */
struct side {
	const struct invocation *in;
	struct str path;
	bool is_old;
	bool is_workflow;
	struct plan_input input;
	struct diags diags; /* its own: a workflow without a build is no mistake here */
	struct diff_side ret;
};

/* Whether all that was wrong is that nothing builds. */
static bool has_no_build(const struct diags *diags)
{
	for (size_t i = 0; i < diags->len; i++) {
		if (diags->items[i]->severity == DIAG_ERROR &&
			diags->items[i]->rule != RULE_NO_BUILD)
			return false;
	}
	return diags->errors == 1;
}

/* Hands on what was found to the run. A workflow without a build is no mistake when that is all. */
static void tell(const struct side *side)
{
	const bool none = has_no_build(&side->diags);

	for (size_t i = 0; i < side->diags.len; i++) {
		if (!none || side->diags.items[i]->rule != RULE_NO_BUILD)
			diag_take(side->in->diags, side->diags.items[i]);
	}
}

static int plan_workflow(struct side *side)
{
	const struct invocation *in = side->in;

	side->is_workflow = true;
	side->ret.plan = operand_plan(in, &side->diags, side->path, &side->input);
	if (in->arena->exhausted)
		return EXIT_SURROUNDINGS;
	tell(side);
	return side->ret.plan || has_no_build(&side->diags) ? EXIT_DONE : EXIT_INPUT;
}

static int view_plan(struct side *side)
{
	const int code = operand_view_plan(side->in, &side->diags, &side->input, &side->ret.plan);

	side->ret.is_plan = true;
	tell(side);
	return code;
}

/* With --name, both are versions of one file, wherever they lie now. */
static struct str name_of(const struct side *side)
{
	const struct str name = given_value(side->in->args, OPT_NAME);

	if (name.ptr)
		return side->is_old ? str_printf(side->in->arena, "%.*s (old)", STR_ARG(name))
				    : name;
	return operand_name(side->path);
}

static int read_side(struct side *side)
{
	const struct invocation *in = side->in;

	side->input.file = name_of(side);
	side->ret.name = side->input.file;
	if (!side->input.file.ptr)
		return EXIT_SURROUNDINGS;
	side->input.source =
		file_read(in->arena, in->diags, side->path.ptr, side->input.file, LIMIT_PLAN_BYTES);
	if (!side->input.source.ptr)
		return EXIT_INPUT;
	if (!str_trim(side->input.source).len)
		return EXIT_DONE;
	return operand_is_plan(side->input.source) ? view_plan(side) : plan_workflow(side);
}

static int check_arguments(const struct invocation *in, struct output *ret)
{
	const struct args *args = in->args;
	const unsigned formats = 1u << OUTPUT_TEXT | 1u << OUTPUT_JSON | 1u << OUTPUT_MARKDOWN;
	const int code = output_gather(in, formats, ret);

	if (code)
		return code;
	if (args->operand_count != 2)
		return usage_error(in, "two files are compared, not %zu", args->operand_count);
	if (str_is(args->operands[0], "-") && str_is(args->operands[1], "-"))
		return usage_error(in, "one side at most is standard input");
	return input_check_repo(in);
}

static struct str render(
	const struct invocation *in, const struct diff *diff, const struct output *output)
{
	if (output->format == OUTPUT_JSON)
		return diff_json(in->arena, diff);
	if (output->format == OUTPUT_MARKDOWN)
		return diff_markdown(in->arena, diff, &output->markdown);
	return diff_text(in->arena, diff, output_width(), in->color_out);
}

static int compare(
	const struct invocation *in, const struct side *sides, const struct output *output)
{
	const struct diff *diff = diff_make(in->arena, sides[0].ret, sides[1].ret);
	int code;

	if (!diff)
		return output_write(in, STR_NONE);
	code = output_write(in, render(in, diff, output));
	if (code)
		return code;
	return diff->count ? EXIT_DIFFERENT : EXIT_DONE;
}

int diff_command(const struct invocation *in)
{
	struct output output;
	struct plan_input common = {.file = STR_NONE};
	struct side sides[2] = {{.in = in, .is_old = true}, {.in = in}};
	int code = check_arguments(in, &output);

	if (!code)
		code = input_gather(in, &common);
	for (size_t i = 0; i < 2 && !code; i++) {
		sides[i].path = in->args->operands[i];
		sides[i].input = common;
		diags_init(&sides[i].diags, in->arena);
		code = read_side(&sides[i]);
	}
	if (code)
		return code;
	if (sides[0].is_workflow || sides[1].is_workflow)
		input_note_unread(in, &common);
	return compare(in, sides, &output);
}
