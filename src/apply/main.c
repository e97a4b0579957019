/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "apply/applying.h"
#include "base/limits.h"

/* clang-format off */
const struct arg_row apply_option_rows[APPLY_OPTION_COUNT] = {
	[APPLY_BUILD] = {0, "build", ARG_VALUE, "ID", 1, "run this build of the plan; may be repeated"},
	[APPLY_ALL] = {0, "all", ARG_FLAG, NULL, 1, "run every build of the plan, one after the other"},
	[APPLY_DRY_RUN] = {0, "dry-run", ARG_FLAG, NULL, 1, "stop before the engine, as DRY_RUN=1 does"},
	[APPLY_PRINT_PLAN] = {0, "print-plan", ARG_FLAG, NULL, 1, "print the plan's JSON and stop"},
	[APPLY_EXPECT] = {0, "expect", ARG_VALUE, "ID", 1, "refuse any plan but the one with this id"},
	[APPLY_GOLDEN] = {0, "golden", ARG_VALUE, "FILE", 1, "refuse any plan but the one in this file, its unknowns filled"},
	[APPLY_ALLOW_BIND] = {0, "allow-bind", ARG_VALUE, "POINTER", 1, "let the starter of the run choose this unknown"},
	[APPLY_ENGINE] = {0, "engine", ARG_VALUE, "NAME", 1, "docker, podman, or a path (docker, else podman)"},
	[APPLY_WORKSPACE] = {0, "workspace", ARG_VALUE, "DIR", 1, "what is built (GITHUB_WORKSPACE, else the git top level)"},
	[APPLY_COLOR] = {0, "color", ARG_VALUE, "auto|always|never", 1, "colour messages (auto: on a terminal, unless NO_COLOR is set)"},
	[APPLY_QUIET] = {'q', "quiet", ARG_FLAG, NULL, 1, "print no progress"},
	[APPLY_HELP] = {'h', "help", ARG_FLAG, NULL, 1, "print this help"},
	[APPLY_VERSION] = {0, "version", ARG_FLAG, NULL, 1, "print the version"},
};
/* clang-format on */

struct str apply_value(const struct applying *a, enum apply_option option)
{
	struct str value = STR_NONE;
	for (size_t i = 0; i < a->args.count; i++) {
		if (a->args.items[i].row == (size_t)option)
			value = a->args.items[i].value;
	}
	return value;
}

bool apply_given(const struct applying *a, enum apply_option option)
{
	for (size_t i = 0; i < a->args.count; i++) {
		if (a->args.items[i].row == (size_t)option)
			return true;
	}
	return false;
}

const struct str *apply_values(
	const struct applying *a, enum apply_option option, size_t *ret_count)
{
	struct str *values = arena_array(a->arena, a->args.count + 1, sizeof(*values));

	*ret_count = 0;
	for (size_t i = 0; values && i < a->args.count; i++) {
		if (a->args.items[i].row == (size_t)option)
			values[(*ret_count)++] = a->args.items[i].value;
	}
	return values;
}

bool apply_write(int fd, struct str bytes)
{
	while (bytes.len) {
		const ssize_t done = write(fd, bytes.ptr, bytes.len);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes = str_slice(bytes, (size_t)done, bytes.len);
	}
	return true;
}

static void say(const struct applying *a, const char *prefix, const char *format, va_list args)
{
	const struct str message = str_vprintf(a->arena, format, args);
	struct strbuf line;

	strbuf_init(&line, a->arena, LIMIT_TEXT_BYTES);
	strbuf_printf(&line, "precache-apply: %s%.*s\n", prefix, STR_ARG(message));
	apply_write(STDERR_FILENO, strbuf_str(&line));
}

int apply_usage(const struct applying *a, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(a, "error: ", format, args);
	va_end(args);
	return EXIT_USAGE;
}

void apply_note(const struct applying *a, const char *format, ...)
{
	va_list args;

	if (a->quiet)
		return;
	va_start(args, format);
	say(a, "", format, args);
	va_end(args);
}

static int print_help(const struct applying *a)
{
	struct strbuf out;

	strbuf_init(&out, a->arena, LIMIT_TEXT_BYTES);
	strbuf_add(
		&out, STR("usage: precache-apply [OPTION...] [PLAN]\n\n"
			  "run a plan; without one, plan from the environment and run that\n\n"));
	args_help(&out, apply_option_rows, APPLY_OPTION_COUNT, 1);
	return apply_write(STDOUT_FILENO, strbuf_str(&out)) ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static void report(const struct applying *a)
{
	struct strbuf out;

	strbuf_init(&out, a->arena, LIMIT_TEXT_BYTES);
	diags_text(&out, a->diags, STR("precache-apply"), a->color);
	apply_write(STDERR_FILENO, strbuf_str(&out));
}

static bool colored(struct str when)
{
	const char *no_color = getenv("NO_COLOR");
	if (str_is(when, "always"))
		return true;
	return (!when.ptr || str_is(when, "auto")) && !(no_color && *no_color) &&
	       isatty(STDERR_FILENO);
}

static int run(struct applying *a)
{
	const struct str color = apply_value(a, APPLY_COLOR);
	int code;

	if (color.ptr && !str_is(color, "auto") && !str_is(color, "always") &&
		!str_is(color, "never"))
		return apply_usage(
			a, "'%.*s' is no colour choice: auto, always or never", STR_ARG(color));
	if (apply_given(a, APPLY_HELP))
		return print_help(a);
	if (apply_given(a, APPLY_VERSION))
		return apply_write(STDOUT_FILENO, STR("precache-apply " PRECACHE_VERSION "\n"))
			       ? EXIT_DONE
			       : EXIT_SURROUNDINGS;
	if (a->args.operand_count > 1)
		return apply_usage(
			a, "one plan at a time, not '%.*s' too", STR_ARG(a->args.operands[1]));
	a->dry = apply_given(a, APPLY_DRY_RUN) || !str_is_off(str_of(getenv("DRY_RUN")));
	a->quiet = apply_given(a, APPLY_QUIET);
	a->color = colored(color) ? DIAG_COLORED : DIAG_PLAIN;
	code = apply_main(a);
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
