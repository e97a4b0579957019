/* SPDX-License-Identifier: MIT */
#include "base/manual.h"

/*
 * Completions for three shells. What a value is called says how it is completed: FILE and DIR by
 * paths, "a|b|c" or "a" by these words, anything else in capitals by nothing.
 */

static bool is_path(const struct arg_row *row)
{
	return row->kind != ARG_FLAG &&
	       (str_is(str_of(row->value), "FILE") || str_is(str_of(row->value), "DIR"));
}

static bool is_words(const struct arg_row *row)
{
	return row->kind != ARG_FLAG && row->value[0] >= 'a' && row->value[0] <= 'z';
}

/* "a|b|c" with spaces for its bars. */
static void add_words(struct strbuf *out, const struct arg_row *row)
{
	for (const char *at = row->value; *at; at++)
		strbuf_add_char(out, (char)(*at == '|' ? ' ' : *at));
}

/* Text between single quotes, for any of the shells. */
static void add_quoted(struct strbuf *out, const char *text)
{
	strbuf_add_char(out, '\'');
	for (const char *at = text; *at; at++) {
		if (*at == '\'')
			strbuf_add(out, STR("'\\''"));
		else
			strbuf_add_char(out, *at);
	}
	strbuf_add_char(out, '\'');
}

/* A program's name as a shell function's. */
static void add_function_name(struct strbuf *out, const struct manual *manual)
{
	strbuf_add_char(out, '_');
	for (const char *at = manual->program.name; *at; at++)
		strbuf_add_char(out, (char)(*at == '-' ? '_' : *at));
}

static void bash_add_options(struct strbuf *out, const struct manual *manual, unsigned bit)
{
	for (size_t i = 0; i < manual->option_count; i++) {
		const struct arg_row *row = &manual->options[i];
		if ((row->commands & bit) == bit)
			strbuf_printf(out, " --%s", row->name);
	}
}

/* Whether another command has an option of this name, and a row of its own for it. */
static bool has_namesake(const struct manual *manual, const struct arg_row *row)
{
	for (size_t i = 0; i < manual->option_count; i++) {
		const struct arg_row *other = &manual->options[i];
		if (other != row && str_is(str_of(other->name), row->name))
			return true;
	}
	return false;
}

/* "COMMAND:OPTION" as a pattern of `case`, behind those that stand there since `start`. */
static void bash_add_pattern(
	struct strbuf *out, size_t start, const char *command, const struct arg_row *row)
{
	if (out->len > start)
		strbuf_add(out, STR(" | "));
	if (row->letter)
		strbuf_printf(out, "%s:-%c | ", command, row->letter);
	strbuf_printf(out, "%s:--%s", command, row->name);
}

static void bash_add_patterns(
	struct strbuf *out, const struct manual *manual, const struct arg_row *row)
{
	const size_t start = out->len;

	if (!has_namesake(manual, row)) {
		bash_add_pattern(out, start, "*", row);
		return;
	}
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *command = manual_command_at(manual, i);
		if (command->bit & row->commands)
			bash_add_pattern(out, start, command->name, row);
	}
}

/* What may stand behind an option that takes a value; where nothing is said, bash offers paths. */
static void bash_add_values(struct strbuf *out, const struct manual *manual)
{
	for (size_t i = 0; i < manual->option_count; i++) {
		const struct arg_row *row = &manual->options[i];
		if (row->kind != ARG_VALUE)
			continue;
		strbuf_add_char(out, '\t');
		bash_add_patterns(out, manual, row);
		strbuf_add(out, STR(") COMPREPLY=("));
		if (is_words(row)) {
			strbuf_add(out, STR("$(compgen -W '"));
			add_words(out, row);
			strbuf_add(out, STR("' -- \"$word\")"));
		}
		strbuf_add(out, STR("); return ;;\n"));
	}
}

static void bash_add_command_options(struct strbuf *out, const struct manual *manual)
{
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		strbuf_printf(out, "\t%s) words='", row->name);
		bash_add_options(out, manual, row->bit);
		strbuf_add(out, STR("' ;;\n"));
	}
	strbuf_add(out, STR("\t*) words='"));
	for (size_t i = 0; i < manual->command_count; i++)
		strbuf_printf(out, " %s", manual_command_at(manual, i)->name);
	bash_add_options(out, manual, manual->program.bit);
	strbuf_add(out, STR("' ;;\n"));
}

void manual_bash(struct strbuf *out, const struct manual *manual)
{
	strbuf_printf(out, "# bash completion for %s\n# shellcheck shell=bash disable=SC2207\n",
		manual->program.name);
	add_function_name(out, manual);
	strbuf_add(out, STR("() {\n"
			    "\tlocal word=${COMP_WORDS[COMP_CWORD]} words\n"
			    "\tcase ${COMP_WORDS[1]}:${COMP_WORDS[COMP_CWORD - 1]} in\n"));
	bash_add_values(out, manual);
	strbuf_add(out, STR("\tesac\n\tcase ${COMP_WORDS[1]} in\n"));
	bash_add_command_options(out, manual);
	strbuf_add(out, STR("\tesac\n"
			    "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
			    "}\ncomplete -o default -F "));
	add_function_name(out, manual);
	strbuf_printf(out, " %s\n", manual->program.name);
}

/* One of _arguments' specifications; ':' and brackets would end its parts. */
static void zsh_add_option(struct strbuf *out, const struct arg_row *row)
{
	strbuf_printf(out, "\t\t'*--%s%s[", row->name,
		row->kind == ARG_VALUE      ? "="
		: row->kind == ARG_OPTIONAL ? "=-"
					    : "");
	for (const char *at = row->help; *at; at++) {
		if (*at == '\'')
			strbuf_add(out, STR("'\\''"));
		else if (*at == ':' || *at == '[' || *at == ']')
			strbuf_printf(out, "\\%c", *at);
		else
			strbuf_add_char(out, *at);
	}
	strbuf_add_char(out, ']');
	if (row->kind != ARG_FLAG)
		strbuf_add(out, row->kind == ARG_OPTIONAL ? STR("::value:") : STR(":value:"));
	if (is_words(row)) {
		strbuf_add_char(out, '(');
		add_words(out, row);
		strbuf_add_char(out, ')');
	} else if (is_path(row)) {
		strbuf_add(
			out, str_is(str_of(row->value), "DIR") ? STR("_files -/") : STR("_files"));
	}
	strbuf_add(out, STR("' \\\n"));
}

static void zsh_add_arguments(struct strbuf *out, const struct manual *manual, unsigned bit)
{
	strbuf_add(out, STR("_arguments -s \\\n"));
	for (size_t i = 0; i < manual->option_count; i++) {
		if (manual->options[i].commands & bit)
			zsh_add_option(out, &manual->options[i]);
	}
	strbuf_add(out, STR("\t\t'*:file:_files'\n"));
}

static void zsh_add_commands(struct strbuf *out, const struct manual *manual)
{
	strbuf_add(out, STR("if (( CURRENT == 2 )); then\n\tlocal -a commands=(\n"));
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		struct strbuf words;
		strbuf_init(&words, out->arena, out->max);
		strbuf_printf(&words, "%s:%s", row->name, row->summary);
		const struct str line = strbuf_str(&words);
		strbuf_add(out, STR("\t\t"));
		add_quoted(out, line.ptr ? line.ptr : "");
		strbuf_add_char(out, '\n');
	}
	strbuf_add(
		out, STR("\t)\n\t_describe command commands\n\treturn\nfi\ncase $words[2] in\n"));
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		strbuf_printf(out, "%s)\n\tshift words\n\t(( CURRENT-- ))\n\t", row->name);
		zsh_add_arguments(out, manual, row->bit);
		strbuf_add(out, STR("\t;;\n"));
	}
	strbuf_add(out, STR("esac\n"));
}

void manual_zsh(struct strbuf *out, const struct manual *manual)
{
	strbuf_printf(out, "#compdef %s\n", manual->program.name);
	if (manual->command_count)
		zsh_add_commands(out, manual);
	else
		zsh_add_arguments(out, manual, manual->program.bit);
}

/* The commands of an option, as fish asks for them. */
static void fish_add_condition(struct strbuf *out, const struct manual *manual, unsigned commands)
{
	if (!manual->command_count)
		return;
	strbuf_add(out, STR(" -n '__fish_seen_subcommand_from"));
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		if (row->bit & commands)
			strbuf_printf(out, " %s", row->name);
	}
	strbuf_add_char(out, '\'');
}

static void fish_add_option(
	struct strbuf *out, const struct manual *manual, const struct arg_row *row)
{
	strbuf_printf(out, "complete -c %s", manual->program.name);
	fish_add_condition(out, manual, row->commands);
	if (row->letter)
		strbuf_printf(out, " -s %c", row->letter);
	strbuf_printf(out, " -l %s", row->name);
	if (is_words(row) && row->kind == ARG_VALUE) {
		strbuf_add(out, STR(" -x -a '"));
		add_words(out, row);
		strbuf_add_char(out, '\'');
	} else if (row->kind == ARG_VALUE) {
		strbuf_add(out, is_path(row) ? STR(" -r -F") : STR(" -x"));
	}
	strbuf_add(out, STR(" -d "));
	add_quoted(out, row->help);
	strbuf_add_char(out, '\n');
}

void manual_fish(struct strbuf *out, const struct manual *manual)
{
	strbuf_printf(out, "# fish completion for %s\n", manual->program.name);
	for (size_t i = 0; i < manual->command_count; i++) {
		const struct manual_command *row = manual_command_at(manual, i);
		strbuf_printf(out, "complete -c %s -n __fish_use_subcommand -a %s -d ",
			manual->program.name, row->name);
		add_quoted(out, row->summary);
		strbuf_add_char(out, '\n');
	}
	for (size_t i = 0; i < manual->option_count; i++)
		fish_add_option(out, manual, &manual->options[i]);
}
