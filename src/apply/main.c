/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <unistd.h>

#include "apply/applying.h"
#include "base/limits.h"
#include "base/manual.h"

static const struct manual manual = {
	.program = {"precache-apply", 1, "precache-apply [OPTION...] [PLAN]",
		"run a plan of a dev container cache",
		"It decides nothing: it holds the plan against its own fields, and against a\n"
		"reviewed one when it is told to, and runs what stands there with docker or "
		"podman.\n"
		"Without a plan it plans from the environment and runs that. The credential is "
		"made\n"
		"of GHCR_USER and GHCR_TOKEN (for ghcr.io alone), of REGISTRY_USER, "
		"REGISTRY_TOKEN\n"
		"and REGISTRY_HOST (for that host alone), or taken from\n"
		"ENVBUILDER_DOCKER_CONFIG_BASE64; it goes to the engine by inheritance only.",
		{{"precache-apply plan.json --golden golden/cache/plan.json",
			 "run the reviewed plan and no other"},
			{"DRY_RUN=1 precache-apply plan.json",
				"see what would be run, without an engine"}}},
	.options = apply_option_rows,
	.option_count = APPLY_OPTION_COUNT,
};

static int print_help(const struct applying *a)
{
	const struct str format = apply_value(a, APPLY_HELP);
	struct strbuf out;

	strbuf_init(&out, a->arena, LIMIT_TEXT_BYTES);
	if (!manual_print(&out, &manual, NULL, format))
		return apply_usage(a, "'%.*s' is no form of help: text, man, bash, zsh or fish",
			STR_ARG(format));
	return apply_print(a, strbuf_str(&out)) ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static void report(const struct applying *a)
{
	struct strbuf out;

	strbuf_init(&out, a->arena, LIMIT_TEXT_BYTES);
	diags_text(&out, a->diags, STR("precache-apply"), a->color);
	apply_write(STDERR_FILENO, strbuf_str(&out));
	/* Without memory no diagnostic can be made, but this much can be said. */
	if (a->arena->exhausted)
		apply_write(STDERR_FILENO,
			STR("precache-apply: error: out of memory: the plan takes more than 256 "
			    "MiB\n"));
}

static bool colored(struct str when)
{
	const char *no_color = getenv("NO_COLOR");
	if (str_is(when, "always"))
		return true;
	return (!when.ptr || str_is(when, "auto")) && !(no_color && *no_color) &&
	       isatty(STDERR_FILENO);
}

static int answer(struct applying *a)
{
	const struct str color = apply_value(a, APPLY_COLOR);

	if (color.ptr && !str_is(color, "auto") && !str_is(color, "always") &&
		!str_is(color, "never"))
		return apply_usage(
			a, "'%.*s' is no colour choice: auto, always or never", STR_ARG(color));
	if (apply_given(a, APPLY_HELP))
		return print_help(a);
	if (apply_given(a, APPLY_VERSION))
		return apply_print(a, STR("precache-apply " PRECACHE_VERSION "\n"))
			       ? EXIT_DONE
			       : EXIT_SURROUNDINGS;
	if (a->args.operand_count > 1)
		return apply_usage(
			a, "one plan at a time, not '%.*s' too", STR_ARG(a->args.operands[1]));
	a->dry = apply_given(a, APPLY_DRY_RUN) || !str_is_off(str_of(getenv("DRY_RUN")));
	a->quiet = apply_given(a, APPLY_QUIET);
	a->color = colored(color) ? DIAG_COLORED : DIAG_PLAIN;
	return apply_main(a);
}

static int run(struct applying *a)
{
	const int code = answer(a);

	report(a);
	return code;
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct diags diags;
	struct applying a = {.arena = &arena, .diags = &diags};
	struct str problem;
	int code;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	if (args_parse(&arena, apply_option_rows, APPLY_OPTION_COUNT, 1,
		    (const char *const *)(argv + 1), argc > 0 ? (size_t)argc - 1 : 0, &a.args,
		    &problem))
		code = run(&a);
	else
		code = problem.ptr ? apply_usage(&a, "%.*s", STR_ARG(problem)) : EXIT_SURROUNDINGS;
	arena_release(&arena);
	return code;
}
