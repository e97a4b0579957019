/* SPDX-License-Identifier: MIT */
#include "base/exit_code.h"
#include "base/manual.h"

/* Text as roff prints it: a '-' that can be copied, no line that is a request. */
static void add_text(struct strbuf *out, const char *text)
{
	bool line_start = true;

	for (const char *at = text; *at; at++) {
		if (line_start && (*at == '.' || *at == '\''))
			strbuf_add(out, STR("\\&"));
		if (*at == '-')
			strbuf_add(out, STR("\\-"));
		else if (*at == '\\')
			strbuf_add(out, STR("\\e"));
		else
			strbuf_add_char(out, *at);
		line_start = *at == '\n';
	}
}

static void add_line(struct strbuf *out, const char *request, const char *text)
{
	strbuf_add(out, str_of(request));
	add_text(out, text);
	strbuf_add_char(out, '\n');
}

static void add_option(struct strbuf *out, const struct arg_row *row)
{
	strbuf_add(out, STR(".TP\n"));
	if (row->letter)
		strbuf_printf(out, "\\fB\\-%c\\fR, ", row->letter);
	strbuf_add(out, STR("\\fB\\-\\-"));
	add_text(out, row->name);
	strbuf_add(out, STR("\\fR"));
	if (row->kind != ARG_FLAG) {
		strbuf_add(out, row->kind == ARG_VALUE ? STR(" \\fI") : STR("[=\\fI"));
		add_text(out, row->value);
		strbuf_add(out, row->kind == ARG_VALUE ? STR("\\fR") : STR("\\fR]"));
	}
	strbuf_add_char(out, '\n');
	add_line(out, "", row->help);
}

static void add_options(struct strbuf *out, const struct manual *manual, unsigned any, unsigned all)
{
	for (size_t i = 0; i < manual->option_count; i++) {
		const unsigned commands = manual->options[i].commands;
		const bool shared = (commands & manual->program.bit) == manual->program.bit;
		if ((commands & any) && shared == (all != 0))
			add_option(out, &manual->options[i]);
	}
}

static void add_examples(struct strbuf *out, const struct manual_command *command)
{
	for (size_t i = 0; i < MANUAL_EXAMPLES; i++) {
		add_line(out, ".PP\n", command->examples[i].purpose);
		strbuf_add(out, STR(".PP\n.RS 4\n.nf\n"));
		add_line(out, "", command->examples[i].command);
		strbuf_add(out, STR(".fi\n.RE\n"));
	}
}

static void add_command(
	struct strbuf *out, const struct manual *manual, const struct manual_command *command)
{
	add_line(out, ".SS ", command->usage);
	add_line(out, "", command->summary);
	if (command->about)
		add_line(out, ".PP\n", command->about);
	add_options(out, manual, command->bit, 0);
	add_examples(out, command);
}

static void add_exit_codes(struct strbuf *out)
{
	strbuf_add(out, STR(".SH EXIT STATUS\n"));
	for (int code = 0; code < EXIT_CODE_COUNT; code++) {
		strbuf_printf(out, ".TP\n.B %d\n", code);
		add_line(out, "", exit_code_words[code]);
	}
}

static void add_head(struct strbuf *out, const struct manual_command *program)
{
	strbuf_add(out, STR(".TH \""));
	for (const char *at = program->name; *at; at++)
		strbuf_add_char(out, (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at));
	strbuf_printf(out, "\" 1 \"\" \"precache %s\" \"\"\n.SH NAME\n", PRECACHE_VERSION);
	add_text(out, program->name);
	strbuf_add(out, STR(" \\- "));
	add_line(out, "", program->summary);
	add_line(out, ".SH SYNOPSIS\n", program->usage);
	if (program->about)
		add_line(out, ".SH DESCRIPTION\n", program->about);
}

void manual_roff(struct strbuf *out, const struct manual *manual)
{
	add_head(out, &manual->program);
	if (manual->command_count) {
		strbuf_add(out, STR(".SH COMMANDS\n"));
		for (size_t i = 0; i < manual->command_count; i++)
			add_command(out, manual, manual_command_at(manual, i));
	}
	strbuf_add(out, STR(".SH OPTIONS\n"));
	add_options(out, manual, manual->program.bit, 1);
	strbuf_add(out, STR(".SH EXAMPLES\n"));
	add_examples(out, &manual->program);
	add_exit_codes(out);
	strbuf_add(out, STR(".SH SEE ALSO\n.BR precache (1),\n.BR precache\\-apply (1),\n"
			    ".BR precache\\-plan (5)\n"));
}
