/* SPDX-License-Identifier: MIT */

/* Where a script takes a secret to. */

#include "review/secret_script.h"

static bool is_one_of(struct str name, const char *const *names)
{
	for (; *names; names++) {
		if (str_is(name, *names))
			return true;
	}
	return false;
}

/* The first literal text of what a command says: "::add-mask::" and its like stand there. */
static bool says_command(const struct shell_command *command, const char *text)
{
	for (size_t i = command->first; i < command->count; i++) {
		const struct script_token *token = &command->tokens[i];
		const struct script_part *part =
			token->kind == TOKEN_WORD ? token->word->parts : NULL;
		if (part && part->kind == PART_LITERAL && str_starts(part->text, str_of(text)))
			return true;
	}
	return false;
}

/* A secret that a command puts out: in its words, or in its here-document. */
static bool output_secret(const struct secret_script *script, const struct shell_command *command,
	struct secret_word *ret)
{
	static const char *const writers[] = {"echo", "printf", NULL};
	static const char *const copiers[] = {"cat", "tee", NULL};
	const struct str name = shell_name(script->linting->arena, command, command->first);
	const bool writes = is_one_of(name, writers);

	if (!writes && !is_one_of(name, copiers))
		return false;
	for (size_t i = command->first + 1; i < command->count; i++) {
		const struct script_token *token = &command->tokens[i];
		const bool document =
			token->kind == TOKEN_REDIRECT &&
			(token->redirect == REDIRECT_HERE || token->redirect == REDIRECT_HERE_WORD);
		if ((writes ? token->kind == TOKEN_WORD : document) &&
			secret_in_word(script, token->word, ret))
			return true;
	}
	return false;
}

static void relate_secret(
	const struct secret_script *script, struct diag *diag, const struct secret_word *secret)
{
	if (secret->from.line)
		lint_relate(script->linting, diag, secret->from, "the secret comes from here");
}

static struct diag *report(
	const struct secret_script *script, const struct secret_word *secret, const char *what)
{
	struct linting *linting = script->linting;
	struct diag *diag;

	if (secret->name.ptr)
		diag = lint_find_in(linting, script->job, secret_place(script, secret->at),
			"the secret in '$%.*s' %s", STR_ARG(secret->name), what);
	else
		diag = lint_find_in(linting, script->job, secret_place(script, secret->at),
			"a secret %s", what);
	relate_secret(script, diag, secret);
	return diag;
}

/* `env`, `printenv` and `export -p` alone print all that is there. */
static bool prints_all(const struct secret_script *script, const struct shell_command *command)
{
	static const char *const names[] = {"env", "printenv", NULL};
	const struct str name = shell_name(script->linting->arena, command, command->first);

	return script->in_env && is_one_of(name, names) &&
	       shell_next_word(command, command->first) == command->count;
}

static void find_printed(
	const struct secret_script *script, size_t index, const struct shell_command *command)
{
	const enum destination to = secret_destination(script, index);
	struct secret_word secret;

	if (to != TO_LOG && to != TO_SUMMARY)
		return;
	if (output_secret(script, command, &secret) && !says_command(command, "::")) {
		lint_hint(script->linting, report(script, &secret, "is printed"),
			"GitHub masks the very text of a secret, and no form of it: print whether "
			"it is set");
	} else if (prints_all(script, command) && lint_has_build(script->linting, script->job)) {
		lint_hint(script->linting,
			lint_find_in(script->linting, script->job,
				secret_place(script, command->tokens[command->first].start),
				"the whole environment is printed, and a secret is in it"),
			"print the variables that you need by name");
	}
}

void lint_secret_printed(struct linting *linting, const struct job *job, const struct step *step)
{
	secret_script_walk(linting, job, step, find_printed);
}

static void find_stored(
	const struct secret_script *script, size_t index, const struct shell_command *command)
{
	struct secret_word secret;

	if (secret_destination(script, index) != TO_ENV_FILE &&
		!says_command(command, "::set-output"))
		return;
	if (output_secret(script, command, &secret))
		lint_hint(script->linting,
			report(script, &secret, "is written where every later step reads it"),
			"give it to the one step that needs it, in that step's env");
}

void lint_secret_stored(struct linting *linting, const struct job *job, const struct step *step)
{
	secret_script_walk(linting, job, step, find_stored);
}

/* Commands of the shell itself: their words are in no list of processes. */
static bool is_builtin(struct str name)
{
	static const char *const names[] = {"echo", "printf", "export", "local", "declare",
		"readonly", "typeset", "set", "test", "[", "[[", "read", ":", "true", "cd", "eval",
		"exit", "return", "unset", "trap", "if", NULL};

	return is_one_of(name, names);
}

/* The expression itself is a mistake anywhere; a variable where the build's credential is. */
static void find_argument(
	const struct secret_script *script, size_t index, const struct shell_command *command)
{
	const bool strict = lint_has_build(script->linting, script->job);
	const struct str name = shell_name(script->linting->arena, command, command->first);
	struct secret_word secret;

	(void)index;
	if (command->first == command->count || is_builtin(name))
		return;
	for (size_t i = command->first; i < command->count; i++) {
		const struct script_token *token = &command->tokens[i];
		if (token->kind != TOKEN_WORD || !secret_in_word(script, token->word, &secret) ||
			(secret.name.ptr && !strict))
			continue;
		lint_hint(script->linting, report(script, &secret, "stands on a command line"),
			secret.name.ptr
				? "give it to the program in its environment, or on its standard "
				  "input"
				: "put it into the step's env, and hand it over on standard "
				  "input: here the shell reads its characters too");
		return;
	}
}

void lint_secret_argument(struct linting *linting, const struct job *job, const struct step *step)
{
	secret_script_walk(linting, job, step, find_argument);
}

/* set -x, set -eux, set -o xtrace */
static bool traces(const struct secret_script *script, const struct shell_command *command)
{
	struct arena *arena = script->linting->arena;
	size_t i = shell_next_word(command, command->first);

	if (!str_is(shell_name(arena, command, command->first), "set"))
		return false;
	for (; i < command->count; i = shell_next_word(command, i)) {
		const struct str text = shell_word_text(arena, command->tokens[i].word);
		if (str_is(text, "xtrace"))
			return true;
		if (str_starts(text, STR("-")) && str_find_char(text, 'x', 0) != STR_NOWHERE &&
			!str_starts(text, STR("--")))
			return true;
	}
	return false;
}

static void report_trace(const struct secret_script *script, struct place at)
{
	const struct map_entry *first = &script->names.entries[0];
	const struct place *from = first->value;
	struct diag *diag = lint_find_in(script->linting, script->job, at,
		"each command is printed as it runs, and '$%.*s' holds a secret",
		STR_ARG(first->key));

	if (from)
		lint_relate(script->linting, diag, *from, "the secret comes from here");
	lint_hint(script->linting, diag,
		"take the x out: GitHub masks the very text of a secret, and no form of it");
}

/* shell: bash -x {0} */
static const struct node *tracing_shell(const struct secret_script *script)
{
	const struct node *shell =
		workflow_shell(script->linting->workflow, script->job, script->step);
	const size_t option = shell ? str_find(shell->text, STR(" -"), 0) : STR_NOWHERE;
	const struct str rest =
		option == STR_NOWHERE ? STR_NONE : str_slice(shell->text, option, shell->text.len);
	const bool traces_all = str_find(rest, STR(" -x"), 0) != STR_NOWHERE ||
				str_find(rest, STR(" -ex"), 0) != STR_NOWHERE ||
				str_find(rest, STR(" -eux"), 0) != STR_NOWHERE;

	return traces_all ? shell : NULL;
}

static void find_trace(
	const struct secret_script *script, size_t index, const struct shell_command *command)
{
	const struct node *shell;

	if (!script->names.len)
		return;
	shell = index == 0 ? tracing_shell(script) : NULL;
	if (shell)
		report_trace(script, node_place(script->linting->document, shell));
	if (traces(script, command))
		report_trace(script, secret_place(script, command->tokens[command->first].start));
}

void lint_secret_trace(struct linting *linting, const struct job *job, const struct step *step)
{
	secret_script_walk(linting, job, step, find_trace);
}
