/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/shell.h"

struct str shell_word_text(struct arena *arena, const struct script_word *word)
{
	struct strbuf out;

	if (!word)
		return STR_NONE;
	strbuf_init(&out, arena, LIMIT_SCRIPT_BYTES);
	for (const struct script_part *part = word->parts; part; part = part->next) {
		if (part->kind != PART_LITERAL)
			return STR_NONE;
		strbuf_add(&out, part->text);
	}
	return strbuf_str(&out);
}

size_t shell_next_word(const struct shell_command *command, size_t index)
{
	size_t next = index + 1;
	while (next < command->count && command->tokens[next].kind != TOKEN_WORD)
		next++;
	return next < command->count ? next : command->count;
}

struct str shell_name(struct arena *arena, const struct shell_command *command, size_t index)
{
	struct str text;

	if (index >= command->count || command->tokens[index].kind != TOKEN_WORD)
		return STR_NONE;
	text = shell_word_text(arena, command->tokens[index].word);
	if (!text.ptr)
		return STR_NONE;
	const size_t slash = str_find_last(text, '/');
	return slash == STR_NOWHERE ? text : str_slice(text, slash + 1, text.len);
}

static bool is_wrapper(struct str name)
{
	static const char *const names[] = {"exec", "sudo", "env", "nohup", "command", "time",
		"nice", "builtin", "stdbuf", "setsid"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_is(name, names[i]))
			return true;
	}
	return false;
}

/* Behind a wrapper its options and assignments stand before the command; their values are not
 * known to be values, so that "sudo -u root x" is called by "root". */
size_t shell_main_word(struct arena *arena, const struct shell_command *command)
{
	size_t index = command->first;
	bool wrapped = false;

	while (index < command->count) {
		const struct str name = shell_name(arena, command, index);
		const bool option = str_starts(name, STR("-"));
		const bool assignment = str_find_char(name, '=', 0) != STR_NOWHERE;
		if (is_wrapper(name))
			wrapped = true;
		else if (!wrapped || !(option || assignment))
			return index;
		index = shell_next_word(command, index);
	}
	return command->count;
}
