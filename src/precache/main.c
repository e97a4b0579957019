/* SPDX-License-Identifier: MIT */
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/manual.h"
#include "base/near.h"
#include "precache/command_line.h"
#include "precache/file.h"
#include "precache/output.h"
#include "precache/pages.h"

extern char **environ;

/* A row: what the manual says of a command, and what runs it. */
struct command {
	struct manual_command manual;
	int (*run)(const struct invocation *in);
};

static const struct command commands[] = {
	{{"plan", COMMAND_PLAN, "precache plan [OPTION...] [WORKFLOW]",
		 "print the plan of a workflow, or of the environment without one", NULL,
		 {{"precache plan .github/workflows/cache.yml -o plan.json",
			  "read what a workflow would build, and save the plan that is run later"},
			 {"precache plan cache.yml -e ENVBUILDER_CACHE_TTL_DAYS=35 --format json",
				 "see what another TTL would change"}}},
		plan_command},
	{{"check", COMMAND_CHECK, "precache check [OPTION...] [PATH...]",
		 "hold every golden case below PATH (golden/) against what is planned now", NULL,
		 {{"precache check",
			  "find every change of a workflow that changes what would happen"},
			 {"precache check --update golden/cache",
				 "accept what changed in one case, after reading it"}}},
		check_command},
	{{"init", COMMAND_INIT, "precache init [OPTION...] WORKFLOW [DIR]",
		 "write a first golden case for a workflow, in DIR (golden/NAME)",
		 "The options that are given become part of the case: overrides, context, event "
		 "and\n"
		 "executors. A case that is there already is left alone.",
		 {{"precache init .github/workflows/cache.yml",
			  "hold a workflow from now on to what it does today"},
			 {"precache init .github/workflows/cache.yml golden/nightly --event "
			  "schedule",
				 "hold what its nightly run does"}}},
		init_command},
	{{"lint", COMMAND_LINT, "precache lint [OPTION...] WORKFLOW...",
		 "say what a reviewer would object to in workflows, with a build or without",
		 "A comment allows a finding on its own line, or alone on a line on the next one:\n"
		 "# precache: allow PC0305 because the reason stands here",
		 {{"precache lint .github/workflows/*.yml --devcontainer .",
			  "find what is dangerous, or costs time, before it runs"},
			 {"precache lint --rules", "read every rule with its reason"}}},
		lint_command},
	{{"diff", COMMAND_DIFF, "precache diff [OPTION...] OLD NEW",
		 "say what changed between two plans or workflows, and what it costs",
		 "Each of the two is a workflow, a plan that was saved, or '-' for standard input. "
		 "An\n"
		 "empty file (/dev/null) and a workflow without a build count as no build. What\n"
		 "widens trust comes first and is marked with '!'. Exit 1: there is a change.",
		 {{"git show main:.github/workflows/cache.yml | precache diff - "
		   ".github/workflows/cache.yml",
			  "read what a pull request changes"},
			 {"precache diff golden/cache/plan.json plan.json --format markdown",
				 "write a comment for it"}}},
		diff_command},
	{{"consumer", COMMAND_CONSUMER, "precache consumer [OPTION...] PLAN",
		 "say what the Coder template must say to use a cache",
		 "PLAN is a plan that was saved, a workflow, or '-' for standard input. For each "
		 "build\n"
		 "it prints the Terraform resource, or with --format env the workspace's "
		 "environment.",
		 {{"precache consumer .github/workflows/cache.yml >cache.tf",
			  "write the resource beside the template"},
			 {"precache consumer --format env plan.json",
				 "see what a workspace needs that takes layers"}}},
		consumer_command},
	{{"eval", COMMAND_EVAL, "precache eval [OPTION...] -- EXPRESSION",
		 "evaluate a GitHub Actions expression with the given contexts",
		 "It prints {\"kind\": ..., \"value\": ...}: null, boolean, number, string, array, "
		 "object,\n"
		 "or unknown with the expression that is left for GitHub to evaluate, without "
		 "${{ }}.\n"
		 "NaN and the infinities are strings of kind number. EXPRESSION may stand in "
		 "${{ }}.\n"
		 "A context of GitHub's that is not given is unknown. One that a file gives is "
		 "whole:\n"
		 "what it lacks is null; of one that --context or the runner gives it is unknown. "
		 "A\n"
		 "name that is none of GitHub's is one that the file has. Secrets are unknown,\n"
		 "whatever is given. hashFiles() needs --repo.",
		 {{"precache eval --context-file event.yml -- \"github.ref == 'refs/heads/main'\"",
			  "see what GitHub makes of a condition"},
			 {"precache eval --context vars.OWNER=team -- \"format('{0}/{1}', "
			  "vars.OWNER, github.sha)\"",
				 "see what is left when a part is known"}}},
		eval_command},
	{{"options", COMMAND_OPTIONS, "precache options [OPTION...] [RELEASE [RELEASE]]",
		 "say what an envbuilder release accepts, or what changed between two",
		 "Without a release it is the newest that precache knows. A release that it does "
		 "not\n"
		 "know counts as the nearest lower one, here as in a plan.",
		 {{"precache options 1.3.0", "read every option with its type and default"},
			 {"precache options 1.0.5 1.3.0",
				 "see what a new pin brings before it is written"}}},
		options_command},
	{{"explain", COMMAND_EXPLAIN, "precache explain [OPTION...] [WORKFLOW [POINTER]]",
		 "say where each value of a plan comes from, and what it shadows",
		 "POINTER is a JSON pointer into the plan: what is at or below it is explained. "
		 "What a\n"
		 "plan repeats, such as an argument, is explained where it is decided. The value "
		 "of a\n"
		 "secret is never shown.",
		 {{"precache explain .github/workflows/cache.yml /builds/0/cache",
			  "find the line that says where the cache is pushed to"},
			 {"precache explain cache.yml -e CACHE_REPO=ghcr.io/team/try",
				 "see what an override takes the place of"}}},
		explain_command},
};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const struct manual manual = {
	.program = {"precache", COMMAND_ALL, "precache COMMAND [OPTION...] [FILE...]",
		"plan and review dev container caches",
		"It turns a GitHub Actions workflow into a plan: everything that decides what\n"
		"envbuilder would build and push, when, and with which rights. It opens no "
		"socket,\n"
		"starts no process and reads no clock: the same files give the same bytes.\n"
		"precache-apply runs the plan.",
		{{"precache plan .github/workflows/cache.yml",
			 "read in ten seconds what a workflow does"},
			{"precache check", "hold every plan against its golden files"}}},
	.commands = commands,
	.command_size = sizeof(commands[0]),
	.command_count = COMMAND_COUNT,
	.options = option_rows,
	.option_count = OPT_COUNT,
};

static const struct command *find_command(struct str name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		if (str_is(name, commands[i].manual.name))
			return &commands[i];
	}
	return NULL;
}

static int refuse_command(const struct invocation *in, struct str name)
{
	struct str names[COMMAND_COUNT];

	for (size_t i = 0; i < COMMAND_COUNT; i++)
		names[i] = str_of(commands[i].manual.name);
	const struct str near = near_row(name, names, COMMAND_COUNT, sizeof(names[0]));
	if (near.ptr)
		return usage_error(in, "'%.*s' is no command: did you mean '%.*s'?", STR_ARG(name),
			STR_ARG(near));
	return usage_error(in, "'%.*s' is no command", STR_ARG(name));
}

static int print_help(const struct invocation *in, const struct command *command)
{
	const struct str format = given_value(in->args, OPT_HELP);
	struct strbuf out;

	strbuf_init(&out, in->arena, LIMIT_TEXT_BYTES);
	if (!manual_print(&out, &manual, command ? &command->manual : NULL, format))
		return choice_error(in, OPT_HELP, "form of help");
	return output_write(in, strbuf_str(&out));
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

/* Without memory no diagnostic can be made, but this much can be said. */
static void say_exhausted(void)
{
	stream_write(STDERR_FILENO,
		STR("precache: error: out of memory: the input takes more than 256 MiB\n"));
}

static int answer(
	const struct invocation *in, const struct command *command, const struct args *args)
{
	if (is_given(args, OPT_HELP))
		return print_help(in, command);
	if (is_given(args, OPT_VERSION))
		return output_write(in, STR("precache " PRECACHE_VERSION "\n"));
	if (!color_valid(given_value(args, OPT_COLOR)))
		return choice_error(in, OPT_COLOR, "colour choice");
	if (!command)
		return usage_error(in, "no command");
	return command->run(in);
}

static int run(struct invocation *in, const struct command *command, const struct args *args)
{
	int code;

	in->args = args;
	in->quiet = is_given(args, OPT_QUIET);
	in->color = colored(args, STDERR_FILENO) ? DIAG_COLORED : DIAG_PLAIN;
	in->color_out = colored(args, STDOUT_FILENO);
	code = answer(in, command, args);
	report(in);
	if (code == EXIT_SURROUNDINGS && in->arena->exhausted)
		say_exhausted();
	return code;
}

static int dispatch(struct invocation *in, struct args *args, int argc, const char *const *argv)
{
	const struct command *command = argc > 1 ? find_command(str_of(argv[1])) : NULL;
	const int skip = command ? 2 : 1;
	struct str problem;

	in->command = command ? command->manual.name : NULL;
	if (argc > 1 && !command && argv[1][0] != '-')
		return refuse_command(in, str_of(argv[1]));
	if (!args_parse(in->arena, option_rows, OPT_COUNT,
		    command ? command->manual.bit : COMMAND_ALL, argv + skip,
		    argc > skip ? (size_t)(argc - skip) : 0, args, &problem))
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

	arena_init_with(&arena, pages_allocator(), LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	in.environ = (const char *const *)environ;
	code = dispatch(&in, &args, argc, (const char *const *)argv);
	arena_release(&arena);
	return code;
}
