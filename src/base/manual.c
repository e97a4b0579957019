/* SPDX-License-Identifier: MIT */
#include "base/manual.h"

#include "base/exit_code.h"

const struct manual_command *manual_command_at(const struct manual *manual, size_t index)
{
	const char *rows = manual->commands;
	const void *row = rows + index * manual->command_size;
	return row;
}

static void add_examples(struct strbuf *out, const struct manual_command *command)
{
	strbuf_add(out, STR("\nexamples:\n"));
	for (size_t i = 0; i < MANUAL_EXAMPLES; i++)
		strbuf_printf(out, "  %s\n      %s\n", command->examples[i].command,
			command->examples[i].purpose);
}

static void add_commands(struct strbuf *out, const struct manual *manual)
{
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		strbuf_printf(out, "  %-8s  %s\n", row->name, row->summary);
	}
}

void manual_text(
	struct strbuf *out, const struct manual *manual, const struct manual_command *command)
{
	const struct manual_command *shown = command ? command : &manual->program;

	strbuf_printf(out, "usage: %s\n\n%s\n\n", shown->usage, shown->summary);
	if (shown->about)
		strbuf_printf(out, "%s\n\n", shown->about);
	if (manual->command_count && !command) {
		add_commands(out, manual);
		strbuf_printf(out, "\n'%s COMMAND --help' shows a command's options\n",
			manual->program.name);
	} else {
		args_help(out, manual->options, manual->option_count, shown->bit);
	}
	add_examples(out, shown);
}

bool manual_print(struct strbuf *out, const struct manual *manual,
	const struct manual_command *command, struct str format)
{
	if (!format.ptr || str_is(format, "text"))
		manual_text(out, manual, command);
	else if (str_is(format, "man"))
		manual_roff(out, manual);
	else if (str_is(format, "bash"))
		manual_bash(out, manual);
	else if (str_is(format, "zsh"))
		manual_zsh(out, manual);
	else if (str_is(format, "fish"))
		manual_fish(out, manual);
	else
		return false;
	return true;
}
