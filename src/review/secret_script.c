/* SPDX-License-Identifier: MIT */
#include "review/secret_script.h"

#include "base/limits.h"
#include "review/handed.h"

/* Variables that are set from a secret. `file`: where the block stands, as `linting` sees it. */
static bool add_block(
	struct secret_script *script, const struct linting *file, const struct node *block)
{
	for (size_t i = 0; block && block->kind == NODE_MAPPING && i < block->count; i++) {
		const struct node_member *member = &block->members[i];
		const struct place *kept;
		struct place from;
		if (map_find(&script->names, member->key->text))
			continue;
		if (!node_is_scalar(member->value) ||
			!handed_secret(file, member->value->text, &from))
			continue;
		if (!from.line)
			from = node_place(file->document, member->value);
		kept = arena_copy(file->arena, &from, sizeof(from));
		script->in_env = true;
		if (!kept || !map_put(&script->names, member->key->text, kept))
			return false;
	}
	return true;
}

/* The secret of a part; false: there is none. */
static bool part_secret(
	const struct secret_script *script, const struct script_part *part, struct secret_word *ret)
{
	const struct map_entry *entry;

	if (part->kind == PART_HOLE) {
		*ret = (struct secret_word){.at = part->at};
		return part->value && handed_secret(script->linting, part->value->text, &ret->from);
	}
	if (part->kind != PART_PARAMETER || !part->name.ptr || part->op == OPERATOR_OTHER ||
		part->op == OPERATOR_ALTERNATE)
		return false;
	entry = map_find(&script->names, part->name);
	if (!entry)
		return false;
	*ret = (struct secret_word){.at = part->at, .name = part->name};
	if (entry->value)
		ret->from = *(const struct place *)entry->value;
	return true;
}

bool secret_in_word(
	const struct secret_script *script, const struct script_word *word, struct secret_word *ret)
{
	for (const struct script_part *part = word ? word->parts : NULL; part; part = part->next) {
		if (part_secret(script, part, ret))
			return true;
	}
	return false;
}

/* NAME=… with a secret in it makes NAME one from there on. */
static bool add_assignments(struct secret_script *script, const struct shell_command *command)
{
	for (size_t i = 0; i < command->count; i++) {
		const struct script_token *token = &command->tokens[i];
		struct script_assignment assignment;
		struct secret_word secret;
		if (token->kind != TOKEN_WORD ||
			!script_word_assignment(token->word, &assignment) ||
			!secret_in_word(script, token->word, &secret))
			continue;
		if (!map_find(&script->names, assignment.name) &&
			!map_put(&script->names, assignment.name, NULL))
			return false;
	}
	return true;
}

/* A shell that is read here: none is named on a runner that is no Windows, or sh or bash is. */
static bool is_posix(const struct linting *linting, const struct job *job, const struct step *step)
{
	const struct node *shell = workflow_shell(linting->workflow, job, step);
	const struct node *runner = job->runs_on;

	if (shell)
		return str_starts(shell->text, STR("bash")) || str_starts(shell->text, STR("sh"));
	return !(runner && node_is_scalar(runner) &&
		 str_find(runner->text, STR("windows"), 0) != STR_NOWHERE);
}

static bool read_script(struct linting *linting, const struct job *job, const struct step *step,
	struct secret_script *ret)
{
	struct map *contexts = arena_alloc(linting->arena, sizeof(*contexts));
	struct linting outside = *linting;

	outside.document = linting->home;
	outside.handed = NULL;
	*ret = (struct secret_script){.linting = linting, .job = job, .step = step};
	if (!contexts || !step->run || step->run->text.len > LIMIT_SCRIPT_BYTES ||
		!is_posix(linting, job, step))
		return false;
	map_init_nocase(contexts, linting->arena);
	map_init(&ret->names, linting->arena);
	const struct scope scope = {.arena = linting->arena, .contexts = contexts};
	if (!add_block(ret, linting, step->env) || !add_block(ret, &outside, job->env) ||
		!add_block(ret, &outside, linting->workflow->env))
		return false;
	ret->text = script_text_make(linting->document, step->run, &scope);
	return ret->text && shell_read(linting->arena, ret->text, &ret->commands);
}

struct place secret_place(const struct secret_script *script, size_t offset)
{
	return node_place_at(script->linting->document, script->step->run,
		script_text_origin(script->text, offset));
}

static enum destination target_of(const struct script_word *word)
{
	static const struct {
		const char *name;
		enum destination to;
	} files[] = {{"GITHUB_ENV", TO_ENV_FILE}, {"GITHUB_OUTPUT", TO_ENV_FILE},
		{"GITHUB_STATE", TO_ENV_FILE}, {"GITHUB_STEP_SUMMARY", TO_SUMMARY}};

	for (const struct script_part *part = word ? word->parts : NULL; part; part = part->next) {
		const bool hole = part->kind == PART_HOLE; /* ${{ env.GITHUB_ENV }}: as good */
		for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
			if ((part->kind == PART_PARAMETER && str_is(part->name, files[i].name)) ||
				(hole && str_find(part->text, str_of(files[i].name), 0) !=
						 STR_NOWHERE))
				return files[i].to;
		}
	}
	return TO_ELSEWHERE;
}

/* Output alone: of file descriptor 1, or of it and 2. */
static bool redirects_output(const struct script_token *token)
{
	if (token->kind != TOKEN_REDIRECT || (token->fd != -1 && token->fd != 1))
		return false;
	return token->redirect == REDIRECT_OUT || token->redirect == REDIRECT_APPEND ||
	       token->redirect == REDIRECT_BOTH || token->redirect == REDIRECT_BOTH_APPEND;
}

static bool find_target(const struct script_token *tokens, size_t count, enum destination *ret)
{
	for (size_t i = 0; i < count; i++) {
		if (redirects_output(&tokens[i])) {
			*ret = target_of(tokens[i].word);
			return true;
		}
	}
	return false;
}

/* The command that reads what another one pipes; NULL: the text ends before it. */
static const struct shell_command *reader_of(const struct secret_script *script, size_t *index)
{
	const struct shell_commands *commands = &script->commands;
	const bool captured = commands->items[*index].captured;

	/* Those in between stand in the words of the first one. */
	while (++*index < commands->count) {
		if (captured || !commands->items[*index].captured)
			return &commands->items[*index];
	}
	return NULL;
}

/* Commands that put out what they read, or a form of it that nothing masks. */
static bool passes_on(struct str name)
{
	static const char *const names[] = {"tee", "cat", "base64", "base32", "xxd", "od",
		"hexdump", "rev", "tr", "sed", "awk", "cut", "head", "tail", "fold", "tac", "sort"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_is(name, names[i]))
			return true;
	}
	return false;
}

/* A file of the runner's among the files that `tee` writes. */
static enum destination tee_target(const struct shell_command *tee)
{
	enum destination to = TO_ELSEWHERE;

	for (size_t i = shell_next_word(tee, tee->first); i < tee->count && to == TO_ELSEWHERE;
		i = shell_next_word(tee, i))
		to = target_of(tee->tokens[i].word);
	return to;
}

/* Of one command; *ret_piped: the next one tells. */
static enum destination own_destination(const struct shell_command *command, bool *ret_piped)
{
	enum destination to = TO_LOG;

	*ret_piped = false;
	if (find_target(command->tokens, command->count, &to))
		return to;
	*ret_piped = command->piped;
	if (command->captured && !command->piped)
		return TO_ELSEWHERE;
	find_target(command->outer, command->outer_count, &to);
	return to;
}

enum destination secret_destination(const struct secret_script *script, size_t index)
{
	const struct shell_command *command = &script->commands.items[index];
	bool piped;
	enum destination to = own_destination(command, &piped);

	while (piped) {
		command = reader_of(script, &index);
		if (!command)
			return TO_ELSEWHERE;
		const struct str name = shell_name(script->linting->arena, command, command->first);
		if (!passes_on(name))
			return TO_ELSEWHERE;
		if (str_is(name, "tee") && tee_target(command) != TO_ELSEWHERE)
			return tee_target(command);
		to = own_destination(command, &piped);
	}
	return to;
}

void secret_script_walk(struct linting *linting, const struct job *job, const struct step *step,
	command_check *check)
{
	struct secret_script script;

	if (!read_script(linting, job, step, &script))
		return;
	for (size_t i = 0; i < script.commands.count; i++) {
		if (!add_assignments(&script, &script.commands.items[i]))
			return;
		check(&script, i, &script.commands.items[i]);
	}
}
