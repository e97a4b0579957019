/* SPDX-License-Identifier: MIT */
#include "actions/script_reader.h"
#include "actions/template.h"

/* Words that may stand before the one that is called, here as in a shell. */
static const char *const leaders[] = {"&", "bash", "env", "exec", "nohup", "sh", "sudo", "time"};

/* What a script says when it is about the file of GITHUB_ENV. */
static const char *const file_names[] = {"GITHUB_ENV", "github.env", "github['env']"};

/* The next word at or behind *at, without quotes at its ends; STR_NONE at the end. */
static struct str next_word(struct str text, size_t *at)
{
	size_t from = *at;
	while (from < text.len && char_is_space(text.ptr[from]))
		from++;
	size_t to = from;
	while (to < text.len && !char_is_space(text.ptr[to]))
		to++;
	*at = to;
	while (from < to && str_all_in(str_slice(text, from, from + 1), "\"'"))
		from++;
	while (to > from && str_all_in(str_slice(text, to - 1, to), "\"',;)"))
		to--;
	return from < text.len ? str_slice(text, from, to) : STR_NONE;
}

static struct str last_element(struct str path)
{
	const size_t slash = str_find_last(path, '/');
	const size_t backslash = str_find_last(path, '\\');
	size_t from = slash == STR_NOWHERE ? 0 : slash + 1;
	if (backslash != STR_NOWHERE && backslash >= from)
		from = backslash + 1;
	return str_slice(path, from, path.len);
}

/* A command line like "bash -e {0}". */
static enum script_shell shell_of_text(struct str text, bool *ret_allexport)
{
	size_t at = 0;
	const struct str name = last_element(next_word(text, &at));
	const bool bash = str_is(name, "bash");
	if (!bash && !str_is(name, "sh"))
		return SHELL_OTHER;
	while (at < text.len) {
		const struct str option = next_word(text, &at);
		const bool letters = option.len > 1 && option.ptr[0] == '-' && option.ptr[1] != '-';
		/* A text of its own in front of the script is one that is not followed. */
		if (letters && str_find_char(option, 'c', 1) != STR_NOWHERE)
			return SHELL_OTHER;
		*ret_allexport |= letters && str_find_char(option, 'a', 1) != STR_NOWHERE;
		*ret_allexport |= str_is(option, "allexport");
	}
	return bash ? SHELL_BASH : SHELL_SH;
}

enum script_shell script_shell_of(
	const struct script_start *start, const struct scope *scope, bool *ret_allexport)
{
	struct str text = start->default_shell.ptr ? start->default_shell : STR("bash");
	*ret_allexport = false;
	if (start->shell) {
		const struct value *value = template_text(start->shell->text, scope, NULL);
		if (!value || value->marks & MARK_UNKNOWN)
			return SHELL_OTHER;
		const struct str named = value_to_string(scope->arena, value);
		/* GitHub takes an empty one for none. */
		text = named.len > 0 ? named : text;
	}
	return shell_of_text(text, ret_allexport);
}

static bool is_leader(struct str word)
{
	for (size_t i = 0; i < sizeof(leaders) / sizeof(leaders[0]); i++)
		if (str_is(word, leaders[i]))
			return true;
	return false;
}

/* The word that a line calls, without its folder. */
static struct str called_name(struct str line)
{
	size_t at = 0;
	struct str name = last_element(next_word(line, &at));
	while (is_leader(name))
		name = last_element(next_word(line, &at));
	return name;
}

static bool is_executor(const struct script_reader *reader, struct str name)
{
	for (size_t i = 0; i < reader->start->executor_count; i++)
		if (name.len > 0 && str_eq(name, reader->start->executors[i]))
			return true;
	return false;
}

static void read_line(
	struct script_reader *reader, const struct script_text *text, size_t from, size_t to)
{
	const struct str line = str_slice(text->text, from, to);
	const struct str name = called_name(line);
	if (!is_executor(reader, name))
		return;
	const struct value *why = value_unknown(reader->arena, str_trim(line), 0, WHY_SCRIPT, NULL);
	if (why)
		script_vars_spoil(&reader->vars, why);
	const struct map *env = why ? script_vars_environment(&reader->vars) : NULL;
	const size_t offset = script_text_origin(text, (size_t)(name.ptr - text->text.ptr));
	if (!env)
		return;
	script_call_add(reader,
		(struct script_call){.executor = name,
			.at = node_place_at(reader->start->document, reader->start->run, offset),
			.env = env,
			.dry_run = TRI_UNKNOWN,
			.runs = TRI_UNKNOWN});
}

void script_other(struct script_reader *reader, const struct script_text *text)
{
	for (size_t from = 0; from < text->text.len;) {
		const size_t found = str_find_char(text->text, '\n', from);
		const size_t to = found == STR_NOWHERE ? text->text.len : found;
		read_line(reader, text, from, to);
		from = to + 1;
	}
	if (script_names_file(text->text))
		script_file_any(reader, NULL);
}

bool script_names_file(struct str text)
{
	for (size_t i = 0; i < sizeof(file_names) / sizeof(file_names[0]); i++)
		if (str_find(text, str_of(file_names[i]), 0) != STR_NOWHERE)
			return true;
	return false;
}
