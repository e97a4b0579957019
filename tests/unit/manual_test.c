/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/exit_code.h"
#include "base/limits.h"
#include "base/manual.h"
#include "harness/rows.h"

enum {
	COMMAND_GROW = 1u << 0,
	COMMAND_CUT = 1u << 1,
	COMMAND_BOTH = COMMAND_GROW | COMMAND_CUT
};

static const struct arg_row options[] = {
	{'t', "tool", ARG_VALUE, "saw|axe", COMMAND_CUT, "what to use: the gardener's own"},
	{0, "log", ARG_VALUE, "FILE", COMMAND_BOTH, "where it is written"},
	{0, "in", ARG_VALUE, "DIR", COMMAND_GROW, "the bed"},
	{0, "wait", ARG_OPTIONAL, "DAYS", COMMAND_GROW, "how long"},
	{'q', "quiet", ARG_FLAG, NULL, COMMAND_BOTH, "say nothing"},
	{0, "how", ARG_VALUE, "fast|slow", COMMAND_GROW, "how it grows"},
	{0, "how", ARG_VALUE, "low|high", COMMAND_CUT, "where it is cut"},
	{0, "until", ARG_VALUE, "dusk", COMMAND_CUT, "when to stop"},
};

static const struct manual_command commands[] = {
	{"grow", COMMAND_GROW, "garden grow [OPTION...]", "let it grow", "Water comes from above.",
		{{"garden grow --in bed", "fill a bed"}, {"garden grow -q", "in silence"}}},
	{"cut", COMMAND_CUT, "garden cut [OPTION...]", "cut it back", NULL,
		{{"garden cut -t axe", "be quick"}, {"garden cut", "be careful"}}},
};

static const struct manual manual = {
	.program = {"garden", COMMAND_BOTH, "garden COMMAND", "keep a garden",
		".It has a well-kept\n'lawn' and C:\\paths.",
		{{"garden grow", "begin"}, {"garden cut", "end"}}},
	.commands = commands,
	.command_size = sizeof(commands[0]),
	.command_count = 2,
	.options = options,
	.option_count = sizeof(options) / sizeof(options[0]),
};

static const struct manual alone = {
	.program = {"a-tool", 1, "a-tool [FILE]", "do one thing", NULL,
		{{"a-tool x", "do it"}, {"a-tool y", "again"}}},
	.options = (const struct arg_row[]){{0, "mode", ARG_VALUE, "a|b", 1, "how: [fast]"}},
	.option_count = 1,
};

static const struct manual wordy = {
	.program = {"tool", 1, "tool [FILE]", "do one thing", NULL,
		{{"tool x", "do it"}, {"tool y", "again"}}},
	.options = (const struct arg_row[]){{0, "mode", ARG_VALUE, "a|b", 1,
		"how it goes about it: a takes whatever is there, b asks for a tool first"}},
	.option_count = 1,
};

struct form_row {
	const char *name;
	const struct manual *manual;
	const struct manual_command *command;
	const char *format;   /* NULL: none is named */
	const char *parts[8]; /* stand in the output, one behind the other */
	const char *never;
};

static const struct form_row forms[] = {
	{"help of a program lists its commands", &manual, NULL, NULL,
		{"usage: garden COMMAND\n\nkeep a garden\n\n", "  grow      let it grow\n",
			"  cut       cut it back\n", "'garden COMMAND --help'",
			"\nexamples:\n  garden grow\n      begin\n  garden cut\n      end\n"},
		"--tool"},
	{"help of a command lists its options", &manual, &commands[1], "text",
		{"usage: garden cut [OPTION...]\n\ncut it back\n\n", "  -t, --tool saw|axe",
			"      --log FILE", "  -q, --quiet", "garden cut -t axe\n      be quick\n"},
		"--wait"},
	{"help of a command says more about it", &manual, &commands[0], NULL,
		{"let it grow\n\nWater comes from above.\n\n", "--wait[=DAYS]"}, "--tool"},
	{"help of a command says what an option is for this command", &manual, &commands[0], NULL,
		{"--how fast|slow       how it grows\n"}, "low|high"},
	{"help of a program without commands lists its options", &alone, NULL, NULL,
		{"      --mode a|b", "how: [fast]\n", "\nexamples:\n"}, "COMMAND"},
	{"help wraps what it says of an option", &wordy, NULL, NULL,
		{"      --mode a|b            how it goes about it: a takes whatever is there, b "
		 "asks "
		 "for a\n                            tool first\n"},
		NULL},
	{"a manual page has a title in capitals", &manual, NULL, "man",
		{".TH \"GARDEN\" 1 ", ".SH NAME\ngarden \\- keep a garden\n",
			".SH SYNOPSIS\ngarden COMMAND\n"},
		NULL},
	{"a manual page escapes what roff would take", &manual, NULL, "man",
		{".SH DESCRIPTION\n\\&.It has a well\\-kept\n\\&'lawn' and C:\\epaths.\n"}, NULL},
	{"a manual page has a section for each command", &manual, NULL, "man",
		{".SS garden grow [OPTION...]\nlet it grow\n.PP\nWater comes from above.\n",
			"\\fB\\-\\-in\\fR \\fIDIR\\fR\nthe bed\n",
			"\\fB\\-\\-wait\\fR[=\\fIDAYS\\fR]\nhow long\n",
			".nf\ngarden grow \\-\\-in bed\n.fi\n", ".SS garden cut",
			".TP\n\\fB\\-t\\fR, \\fB\\-\\-tool\\fR"},
		NULL},
	{"a manual page says what all commands take once", &manual, NULL, "man",
		{".SS garden cut", ".SH OPTIONS\n.TP\n\\fB\\-\\-log\\fR",
			"\\fB\\-\\-quiet\\fR\nsay nothing\n", ".SH EXAMPLES\n"},
		NULL},
	{"a manual page says of an option what it is for each command", &manual, NULL, "man",
		{".SS garden grow", "\\fB\\-\\-how\\fR \\fIfast|slow\\fR\nhow it grows\n",
			".SS garden cut", "\\fB\\-\\-how\\fR \\fIlow|high\\fR\nwhere it is cut\n"},
		NULL},
	{"a manual page explains every exit code", &manual, NULL, "man",
		{".SH EXIT STATUS\n.TP\n.B 0\ndone", ".B 6\nthe build ran and failed",
			".SH SEE ALSO"},
		NULL},
	{"bash completes a command's options", &manual, NULL, "bash",
		{"_garden() {\n", "\tgrow) words=' --log --in --wait --quiet --how' ;;\n",
			"\tcut) words=' --tool --log --quiet --how --until' ;;\n",
			"complete -o default -F _garden garden\n"},
		NULL},
	{"bash completes commands and values", &manual, NULL, "bash",
		{"\t*:-t | *:--tool) COMPREPLY=($(compgen -W 'saw axe' -- \"$word\")); return ;;\n",
			"\t*:--log) COMPREPLY=(); return ;;\n",
			"\t*) words=' grow cut --log --quiet' ;;"},
		NULL},
	{"bash completes the values that an option has for this command", &manual, NULL, "bash",
		{"\tgrow:--how) COMPREPLY=($(compgen -W 'fast slow' -- \"$word\")); return ;;\n",
			"\tcut:--how) COMPREPLY=($(compgen -W 'low high' -- \"$word\")); return "
			";;\n"},
		NULL},
	{"bash completes the only value that there is", &manual, NULL, "bash",
		{"\t*:--until) COMPREPLY=($(compgen -W 'dusk' -- \"$word\")); return ;;\n"}, NULL},
	{"a completion's function has no '-' in its name", &alone, NULL, "bash",
		{"_a_tool() {\n", "-F _a_tool a-tool\n"}, NULL},
	{"zsh describes commands", &manual, NULL, "zsh",
		{"#compdef garden\n", "'grow:let it grow'\n", "cut)\n\tshift words\n",
			"'*--tool=[what to use\\: the gardener'\\''s own]:value:(saw axe)'",
			"'*--log=[where it is written]:value:_files'"},
		NULL},
	{"zsh completes folders and optional values", &manual, NULL, "zsh",
		{"'*--in=[the bed]:value:_files -/'", "'*--wait=-[how long]::value:'"}, NULL},
	{"zsh completes a program without commands", &alone, NULL, "zsh",
		{"#compdef a-tool\n_arguments -s \\\n",
			"'*--mode=[how\\: \\[fast\\]]:value:(a b)'"},
		"CURRENT"},
	{"fish describes commands", &manual, NULL, "fish",
		{"complete -c garden -n __fish_use_subcommand -a grow -d 'let it grow'\n",
			"-n '__fish_seen_subcommand_from cut' -s t -l tool -x -a 'saw axe' -d "
			"'what to use: the gardener'\\''s own'\n",
			"-n '__fish_seen_subcommand_from grow cut' -l log -r -F"},
		NULL},
	{"fish completes the values that an option has for this command", &manual, NULL, "fish",
		{"from grow' -l how -x -a 'fast slow' -d 'how it grows'\n",
			"from cut' -l how -x -a 'low high' -d 'where it is cut'\n"},
		NULL},
	{"fish completes a program without commands", &alone, NULL, "fish",
		{"complete -c a-tool -l mode -x -a 'a b' -d 'how: [fast]'\n"}, "subcommand"},
};

static void check_form(void **state)
{
	const struct form_row *row = *state;
	const struct str format = row->format ? str_of(row->format) : STR_NONE;
	struct arena arena;
	struct strbuf out;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	assert_true(manual_print(&out, row->manual, row->command, format));
	const struct str text = strbuf_str(&out);
	size_t from = 0;
	for (size_t i = 0; i < 8 && row->parts[i]; i++) {
		const struct str part = str_of(row->parts[i]);
		const size_t at = str_find(text, part, from);
		if (at == STR_NOWHERE)
			fail_msg("'%s' is not behind byte %zu of:\n%s", row->parts[i], from,
				text.ptr);
		from = at + part.len;
	}
	assert_true(!row->never || str_find(text, str_of(row->never), 0) == STR_NOWHERE);
	arena_release(&arena);
}

struct limit_row {
	const char *name;
	const char *format;
	size_t room;
	bool there; /* such a form */
};

static const struct limit_row limits[] = {
	{"a form that is none is refused", "html", LIMIT_TEXT_BYTES, false},
	{"a form's name is written small", "MAN", LIMIT_TEXT_BYTES, false},
	{"help fails with its memory", "text", 64, true},
	{"a manual page fails with its memory", "man", 64, true},
	{"a completion fails with its memory", "zsh", 64, true},
};

static void check_limit(void **state)
{
	const struct limit_row *row = *state;
	struct arena arena;
	struct strbuf out;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&out, &arena, row->room);
	assert_int_equal(manual_print(&out, &manual, NULL, str_of(row->format)), row->there);
	assert_int_equal(strbuf_str(&out).ptr == NULL, row->there);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a manual takes a form", forms, check_form) +
	       ROWS_RUN("a manual has limits", limits, check_limit);
}
