/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "precache/command_line.h"
#include "precache/file.h"

extern char **environ;

struct command {
	const char *name;
	unsigned bit;
	const char *usage;
	const char *summary;
	int (*run)(const struct invocation *in);
};

static const struct command commands[] = {
	{"plan", COMMAND_PLAN, "precache plan [OPTION...] [WORKFLOW]",
		"print the plan of a workflow, or of the environment without one", plan_command},
	{"check", COMMAND_CHECK, "precache check [OPTION...] [PATH...]",
		"hold every golden case below PATH (golden/) against what is planned now",
		check_command},
};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const struct command *find_command(struct str name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (str_is(name, commands[i].name))
			return &commands[i];
	}
	return NULL;
}

static int print_help(const struct invocation *in, const struct command *command)
{
	struct strbuf out;

	strbuf_init(&out, in->arena, LIMIT_TEXT_BYTES);
	if (command) {
		strbuf_printf(&out, "usage: %s\n\n%s\n\n", command->usage, command->summary);
		args_help(&out, option_rows, OPT_COUNT, command->bit);
	} else {
		strbuf_add(&out, STR("usage: precache COMMAND [OPTION...] [FILE...]\n\n"));
		for (size_t i = 0; i < COMMAND_COUNT; i++)
			strbuf_printf(&out, "  %-8s %s\n", commands[i].name, commands[i].summary);
		strbuf_add(&out, STR("\n'precache COMMAND --help' shows a command's options\n"));
	}
	return stream_write(STDOUT_FILENO, strbuf_str(&out)) ? EXIT_DONE : EXIT_SURROUNDINGS;
}

static bool environment_has(struct str name)
{
	for (char **entry = environ; *entry; entry++) {
		const struct str text = str_of(*entry);
		if (str_starts(text, name) && text.len > name.len + 1 && text.ptr[name.len] == '=')
			return true;
	}
	return false;
}

/* NO_COLOR counts when it is set and not empty; a flag counts more than either. */
static bool colored(const struct args *args, int fd)
{
	const struct str when = given_value(args, OPT_COLOR);
	if (str_is(when, "always"))
		return true;
	return (!when.ptr || str_is(when, "auto")) && !environment_has(STR("NO_COLOR")) &&
	       isatty(fd);
}

static bool color_valid(struct str when)
{
	return !when.ptr || str_is(when, "auto") || str_is(when, "always") || str_is(when, "never");
}

static int run(struct invocation *in, const struct command *command, const struct args *args)
{
	int code;

	in->args = args;
	in->quiet = is_given(args, OPT_QUIET);
	in->color = colored(args, STDERR_FILENO) ? DIAG_COLORED : DIAG_PLAIN;
	in->color_out = colored(args, STDOUT_FILENO);
	if (is_given(args, OPT_HELP))
		return print_help(in, command);
	if (is_given(args, OPT_VERSION))
		return stream_write(STDOUT_FILENO, STR("precache " PRECACHE_VERSION "\n"))
			       ? EXIT_DONE
			       : EXIT_SURROUNDINGS;
	if (!color_valid(given_value(args, OPT_COLOR)))
		return usage_error(in, "'%.*s' is no colour choice: auto, always or never",
			STR_ARG(given_value(args, OPT_COLOR)));
	if (!command)
		return usage_error(in, "no command");
	code = command->run(in);
	report(in);
	return code;
}

static int dispatch(struct invocation *in, struct args *args, int argc, const char *const *argv)
{
	const struct command *command = argc > 1 ? find_command(str_of(argv[1])) : NULL;
	const int skip = command ? 2 : 1;
	struct str problem;

	if (argc > 1 && !command && argv[1][0] != '-')
		return usage_error(in, "'%s' is no command", argv[1]);
	if (!args_parse(in->arena, option_rows, OPT_COUNT, command ? command->bit : COMMAND_ALL,
		    argv + skip, argc > skip ? (size_t)(argc - skip) : 0, args, &problem))
		return problem.ptr ? usage_error(in, "%.*s", STR_ARG(problem)) : EXIT_SURROUNDINGS;
	return run(in, command, args);
}

int main(int argc, char **argv)
{
	struct arena arena;
	struct diags diags;
	struct args args;
	struct invocation in = {.arena = &arena, .diags = &diags};
	int code;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	in.environ = (const char *const *)environ;
	code = dispatch(&in, &args, argc, (const char *const *)argv);
	arena_release(&arena);
	return code;
}
