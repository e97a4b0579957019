/* SPDX-License-Identifier: MIT */
#include "review/shell.h"

#define INNER_DEPTH 4u /* sh -c 'sh -c …' */

static bool is_one_of(struct str text, const char *const *names)
{
	for (; *names; names++) {
		if (str_is(text, *names))
			return true;
	}
	return false;
}

static struct str word_at(struct arena *arena, const struct shell_command *command, size_t index)
{
	return index < command->count ? shell_word_text(arena, command->tokens[index].word)
				      : STR_NONE;
}

static bool has_option(struct arena *arena, const struct shell_command *command, size_t from,
	const char *const *names)
{
	for (size_t i = shell_next_word(command, from); i < command->count;
		i = shell_next_word(command, i)) {
		if (is_one_of(word_at(arena, command, i), names))
			return true;
	}
	return false;
}

/* `while true` and its like, when nothing in the loop leaves it. */
static bool is_endless_condition(const struct shell_command *command, struct str name)
{
	static const char *const truths[] = {"true", ":", NULL};
	static const char *const falsehoods[] = {"false", NULL};

	if (!command->condition || command->leaves || command->depth != 1)
		return false;
	return is_one_of(name, command->until ? falsehoods : truths);
}

static bool never_ends(struct arena *arena, struct str script, unsigned depth, size_t *ret_at);

/* bash -c SCRIPT */
static bool is_endless_shell(
	struct arena *arena, const struct shell_command *command, size_t main, unsigned depth)
{
	static const char *const flags[] = {"-c", "-lc", "-ec", "-xc", "-ic", "-exc", NULL};
	const size_t flag = shell_next_word(command, main);
	size_t at;

	if (!depth || !is_one_of(word_at(arena, command, flag), flags))
		return false;
	const struct str script = word_at(arena, command, shell_next_word(command, flag));
	return script.ptr && never_ends(arena, script, depth - 1, &at);
}

static bool is_endless(struct arena *arena, const struct shell_command *command, unsigned depth)
{
	static const char *const shells[] = {"sh", "bash", "dash", "ash", "zsh", NULL};
	static const char *const follow[] = {
		"-f", "-F", "--follow", "-fn0", "-n0f", "-fn", "--retry", NULL};
	static const char *const forever[] = {"infinity", "inf", "infinite", NULL};
	const size_t main = shell_main_word(arena, command);
	const struct str name = shell_name(arena, command, main);

	if (is_endless_condition(command, name))
		return true;
	if (command->depth || command->or_else || command->background || command->captured)
		return false;
	if (str_is(name, "sleep"))
		return has_option(arena, command, main, forever);
	if (str_is(name, "tail"))
		return !command->piped && has_option(arena, command, main, follow);
	if (str_is(name, "yes") || str_is(name, "pause"))
		return !command->piped;
	return is_one_of(name, shells) && is_endless_shell(arena, command, main, depth);
}

/* Whether the script ends at the command, so that what follows does not run. */
static bool leaves(struct arena *arena, const struct shell_command *command)
{
	const size_t index = command->first;
	const struct str name = shell_name(arena, command, index);
	static const char *const ends[] = {"exit", "return", NULL};

	return !command->depth && !command->or_else && !command->captured && !command->and_then &&
	       (is_one_of(name, ends) ||
		       (str_is(name, "exec") && shell_next_word(command, index) < command->count));
}

static bool never_ends(struct arena *arena, struct str script, unsigned depth, size_t *ret_at)
{
	struct shell_commands commands;

	if (!shell_read_plain(arena, script, &commands))
		return false;
	for (size_t i = 0; i < commands.count; i++) {
		const struct shell_command *command = &commands.items[i];
		if (is_endless(arena, command, depth)) {
			*ret_at = command->tokens[0].start;
			return true;
		}
		if (leaves(arena, command))
			return false;
	}
	return false;
}

bool shell_never_ends(struct arena *arena, struct str script, size_t *ret_at)
{
	return never_ends(arena, script, INNER_DEPTH, ret_at);
}
