/* SPDX-License-Identifier: MIT */
#include "apply/applying.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/vec.h"

/* clang-format off */
const struct arg_row apply_option_rows[APPLY_OPTION_COUNT] = {
	[APPLY_BUILD] = {0, "build", ARG_VALUE, "ID", 1, "run this build of the plan; may be repeated"},
	[APPLY_ALL] = {0, "all", ARG_FLAG, NULL, 1, "run every build of the plan, one after the other"},
	[APPLY_DRY_RUN] = {0, "dry-run", ARG_FLAG, NULL, 1, "stop before the engine, as DRY_RUN=1 does"},
	[APPLY_PRINT_PLAN] = {0, "print-plan", ARG_FLAG, NULL, 1, "print the plan's JSON and stop"},
	[APPLY_EXPECT] = {0, "expect", ARG_VALUE, "ID", 1, "refuse any plan but the one with this id"},
	[APPLY_GOLDEN] = {0, "golden", ARG_VALUE, "FILE", 1, "refuse any plan but the one in this file, its unknowns filled"},
	[APPLY_ALLOW_BIND] = {0, "allow-bind", ARG_VALUE, "POINTER", 1, "let the starter of the run choose this unknown; several on lines of their own"},
	[APPLY_ENGINE] = {0, "engine", ARG_VALUE, "NAME", 1, "docker, podman, or a path (docker, else podman)"},
	[APPLY_WORKSPACE] = {0, "workspace", ARG_VALUE, "DIR", 1, "what is built (GITHUB_WORKSPACE, else the git top level)"},
	[APPLY_COLOR] = {0, "color", ARG_VALUE, "auto|always|never", 1, "colour messages (auto: on a terminal, unless NO_COLOR is set)"},
	[APPLY_QUIET] = {'q', "quiet", ARG_FLAG, NULL, 1, "print no progress"},
	[APPLY_HELP] = {'h', "help", ARG_OPTIONAL, "text|man|bash|zsh|fish", 1, "print this help, the manual page, or a shell's completion"},
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

/* The lines of a value, those that are empty left out. */
static bool add_lines(struct vec *lines, struct arena *arena, struct str value)
{
	for (size_t from = 0; from < value.len;) {
		const size_t newline = str_find_char(value, '\n', from);
		const size_t end = newline == STR_NOWHERE ? value.len : newline;
		const struct str line = str_slice(value, from, end);
		const struct str *kept = arena_copy(arena, &line, sizeof(line));
		if (!kept || (line.len && !vec_push(lines, kept)))
			return false;
		from = end + 1;
	}
	return true;
}

const struct str *apply_values(
	const struct applying *a, enum apply_option option, size_t *ret_count)
{
	struct vec lines;
	struct str *values;

	*ret_count = 0;
	vec_init(&lines, a->arena);
	for (size_t i = 0; i < a->args.count; i++) {
		if (a->args.items[i].row == (size_t)option &&
			!add_lines(&lines, a->arena, a->args.items[i].value))
			return NULL;
	}
	values = arena_array(a->arena, lines.len + 1, sizeof(*values));
	for (size_t i = 0; values && i < lines.len; i++)
		values[(*ret_count)++] = *(const struct str *)lines.items[i];
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

bool apply_print(const struct applying *a, struct str text)
{
	if (text.ptr && apply_write(STDOUT_FILENO, text))
		return true;
	diag_add(a->diags, RULE_FILE_UNREADABLE, place_of_file(STR("<stdout>")),
		"cannot write '<stdout>': %s", text.ptr ? strerror(errno) : "out of memory");
	return false;
}

__attribute__((format(printf, 3, 0))) static void say(
	const struct applying *a, const char *prefix, const char *format, va_list args)
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
	apply_write(
		STDERR_FILENO, STR("precache-apply: 'precache-apply --help' shows its options\n"));
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
