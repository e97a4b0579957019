/* SPDX-License-Identifier: MIT */
#include "precache/command_line.h"

#include <stdarg.h>
#include <unistd.h>

#include "base/limits.h"
#include "precache/file.h"

/* clang-format off */
const struct arg_row option_rows[OPT_COUNT] = {
	[OPT_ENV] = {'e', "env", ARG_VALUE, "KEY[=VALUE]", COMMANDS_INPUT,
		"override a value; without =VALUE take it from the environment"},
	[OPT_ENV_FILE] = {0, "env-file", ARG_VALUE, "FILE", COMMANDS_INPUT,
		"overrides from a file, KEY=VALUE a line"},
	[OPT_CONTEXT] = {0, "context", ARG_VALUE, "NAME=VALUE", COMMANDS_INPUT,
		"a value of github.*, vars.* or inputs.*"},
	[OPT_CONTEXT_EVAL] = {0, "context", ARG_VALUE, "NAME=VALUE", COMMAND_EVAL,
		"a value of any context, such as github.ref=refs/heads/main"},
	[OPT_CONTEXT_FILE] = {0, "context-file", ARG_VALUE, "FILE", COMMANDS_INPUT | COMMAND_EVAL,
		"such values from a YAML or JSON file"},
	[OPT_CONTEXT_FROM_RUNNER] = {0, "context-from-runner", ARG_FLAG, NULL,
		COMMANDS_INPUT | COMMAND_EVAL,
		"github.* from the runner's GITHUB_* variables"},
	[OPT_EVENT] = {0, "event", ARG_VALUE, "NAME", COMMANDS_INPUT,
		"plan for one event of the workflow"},
	[OPT_JOB] = {0, "job", ARG_VALUE, "ID", COMMANDS_INPUT,
		"plan the builds of one job"},
	[OPT_EXECUTOR] = {0, "executor", ARG_VALUE, "NAME", COMMANDS_INPUT | COMMAND_CHECK,
		"a script or repository that counts as an executor"},
	[OPT_REPO] = {0, "repo", ARG_VALUE, "DIR", COMMANDS_INPUT | COMMAND_CHECK | COMMAND_EVAL,
		"the repository's root; nothing outside it is read"},
	[OPT_STRICT] = {0, "strict", ARG_FLAG, NULL, COMMANDS_INPUT | COMMAND_CHECK,
		"a local file that a workflow calls and that cannot be read is an error"},
	[OPT_NETWORK] = {0, "network", ARG_VALUE, "MODE", COMMANDS_INPUT,
		"the engine's network: host, bridge or none"},
	[OPT_PLATFORM] = {0, "platform", ARG_VALUE, "PLATFORM", COMMANDS_INPUT,
		"the engine's platform: linux/amd64, linux/arm64 or linux/arm/v7"},
	[OPT_MEMORY] = {0, "memory", ARG_VALUE, "SIZE", COMMANDS_INPUT,
		"the container's memory: a number with b, k, m or g"},
	[OPT_ADD_HOST] = {0, "add-host", ARG_VALUE, "NAME:ADDRESS", COMMANDS_INPUT,
		"a host that the container knows; may be repeated"},
	[OPT_FORMAT] = {0, "format", ARG_VALUE, "text|json", COMMAND_OPTIONS | COMMAND_EXPLAIN,
		"how to print it (text)"},
	[OPT_FORMAT_PLAN] = {0, "format", ARG_VALUE, "text|json|markdown|sh", COMMAND_PLAN,
		"how to print it (text); sh: a script that does the same without precache"},
	[OPT_FORMAT_DIFF] = {0, "format", ARG_VALUE, "text|json|markdown", COMMAND_DIFF,
		"how to print it (text)"},
	[OPT_FORMAT_LINT] = {0, "format", ARG_VALUE, "text|json|github|sarif", COMMAND_LINT,
		"how to print it (text); github: annotations of a run"},
	[OPT_FORMAT_CONSUMER] = {0, "format", ARG_VALUE, "terraform|env", COMMAND_CONSUMER,
		"how to print it (terraform)"},
	[OPT_STOP_AFTER] = {0, "stop-after", ARG_VALUE, "jobs", COMMAND_PLAN,
		"print what GitHub makes of any workflow: legs, env, permissions"},
	[OPT_OUTPUT] = {'o', "output", ARG_VALUE, "FILE", COMMAND_PLAN,
		"save the plan's JSON in a file"},
	[OPT_NAME] = {0, "name", ARG_VALUE, "NAME", COMMAND_DIFF,
		"what to call both files in what is printed"},
	[OPT_MARKER] = {0, "marker", ARG_VALUE, "KEY", COMMAND_PLAN | COMMAND_DIFF,
		"mark the Markdown with a hidden KEY, so that one comment can be edited"},
	[OPT_BUDGET] = {0, "budget", ARG_VALUE, "BYTES", COMMAND_PLAN | COMMAND_DIFF,
		"the Markdown's limit (60000; a step summary takes 1000000)"},
	[OPT_FAIL_ON] = {0, "fail-on", ARG_VALUE, "error|warning|note|never", COMMAND_LINT,
		"exit 1 from this severity on (error; sarif: never)"},
	[OPT_DEVCONTAINER] = {0, "devcontainer", ARG_VALUE, "DIR", COMMAND_LINT,
		"lint the dev container of a folder too: devcontainer.json, Dockerfile"},
	[OPT_RULES] = {0, "rules", ARG_FLAG, NULL, COMMAND_LINT,
		"print the table of rules"},
	[OPT_UPDATE] = {0, "update", ARG_OPTIONAL, "force", COMMAND_CHECK,
		"rewrite the golden files; under CI=true only with =force"},
	[OPT_ALLOW_UNCOVERED] = {0, "allow-uncovered", ARG_FLAG, NULL, COMMAND_CHECK,
		"a build of .github/workflows may have no case"},
	[OPT_COLOR] = {0, "color", ARG_VALUE, "auto|always|never", COMMAND_ALL,
		"colour the output (auto: on a terminal, unless NO_COLOR is set)"},
	[OPT_QUIET] = {'q', "quiet", ARG_FLAG, NULL, COMMAND_ALL,
		"print no warnings and notes"},
	[OPT_HELP] = {'h', "help", ARG_OPTIONAL, "text|man|bash|zsh|fish", COMMAND_ALL,
		"print this help, the manual page, or a shell's completion"},
	[OPT_VERSION] = {0, "version", ARG_FLAG, NULL, COMMAND_ALL,
		"print the version"},
};
/* clang-format on */

bool is_option(const struct arg *item, enum option_id id)
{
	return str_is(str_of(option_rows[item->row].name), option_rows[id].name);
}

struct str given_value(const struct args *args, enum option_id id)
{
	struct str value = STR_NONE;
	for (size_t i = 0; i < args->count; i++) {
		if (is_option(&args->items[i], id))
			value = args->items[i].value;
	}
	return value;
}

bool is_given(const struct args *args, enum option_id id)
{
	for (size_t i = 0; i < args->count; i++) {
		if (is_option(&args->items[i], id))
			return true;
	}
	return false;
}

const struct str *given_values(const struct invocation *in, enum option_id id, size_t *ret_count)
{
	struct str *values = arena_array(in->arena, in->args->count + 1, sizeof(*values));
	size_t count = 0;

	for (size_t i = 0; values && i < in->args->count; i++) {
		if (is_option(&in->args->items[i], id))
			values[count++] = in->args->items[i].value;
	}
	*ret_count = values ? count : 0;
	return values;
}

/* "a, b or c" of "a|b|c". */
static struct str listed(struct arena *arena, struct str words)
{
	struct strbuf list;

	strbuf_init(&list, arena, LIMIT_TEXT_BYTES);
	for (size_t at = 0; at < words.len;) {
		const size_t bar = str_find_char(words, '|', at);
		const size_t end = bar == STR_NOWHERE ? words.len : bar;
		if (at > 0)
			strbuf_add(&list, bar == STR_NOWHERE ? STR(" or ") : STR(", "));
		strbuf_add(&list, str_slice(words, at, end));
		at = end + 1;
	}
	return strbuf_str(&list);
}

int choice_error(const struct invocation *in, enum option_id id, const char *noun)
{
	for (size_t i = in->args->count; i-- > 0;) {
		const struct arg *item = &in->args->items[i];
		if (!is_option(item, id))
			continue;
		const struct str words = listed(in->arena, str_of(option_rows[item->row].value));
		return usage_error(
			in, "'%.*s' is no %s: %.*s", STR_ARG(item->value), noun, STR_ARG(words));
	}
	return EXIT_USAGE;
}

int usage_error(const struct invocation *in, const char *format, ...)
{
	struct strbuf out;
	va_list args;
	struct str message;

	va_start(args, format);
	message = str_vprintf(in->arena, format, args);
	va_end(args);
	strbuf_init(&out, in->arena, LIMIT_TEXT_BYTES);
	strbuf_printf(&out, "precache: error: %.*s\n", STR_ARG(message));
	if (in->command)
		strbuf_printf(
			&out, "precache: 'precache %s --help' shows its options\n", in->command);
	else
		strbuf_add(&out, STR("precache: 'precache --help' shows the commands\n"));
	stream_write(STDERR_FILENO, strbuf_str(&out));
	return EXIT_USAGE;
}

void report(const struct invocation *in)
{
	struct strbuf out;

	strbuf_init(&out, in->arena, LIMIT_TEXT_BYTES);
	if (!in->quiet)
		diags_text(&out, in->diags, STR("precache"), in->color);
	for (size_t i = 0; in->quiet && i < in->diags->len; i++) {
		if (in->diags->items[i]->severity == DIAG_ERROR)
			diag_text(&out, in->diags->items[i], STR("precache"), in->color);
	}
	stream_write(STDERR_FILENO, strbuf_str(&out));
}
