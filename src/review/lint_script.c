/* SPDX-License-Identifier: MIT */

/* Text of strangers in scripts: GitHub puts it in before the shell, or node, reads the rest. */

#include "plan/checkout.h"
#include "review/handed.h"

/* Actions that run an input of theirs as a script. */
static const struct {
	const char *action;
	const char *input;
} script_actions[] = {
	{"actions/github-script", "script"},
	{"azure/cli", "inlineScript"},
	{"azure/powershell", "inlineScript"},
	{"appleboy/ssh-action", "script"},
};

/* The scalar that a step runs as a script; NULL: none. */
static const struct node *script_of(const struct step *step)
{
	struct str action;

	if (step->run || !step->uses)
		return step->run;
	action = str_slice(step->uses->text, 0, str_find_char(step->uses->text, '@', 0));
	for (size_t i = 0; i < sizeof(script_actions) / sizeof(script_actions[0]); i++) {
		const struct node *input = step_input(step, str_of(script_actions[i].input));
		if (input && str_eq_nocase(action, str_of(script_actions[i].action)))
			return input;
	}
	return NULL;
}

/* A read in a script, with all that is known of where it stands. */
struct script_read {
	struct linting *linting;
	const struct job *job;
	const struct step *step;
	const struct node *script;
	const struct read *read;
	struct place at;
};

static void each_read(struct linting *linting, const struct job *job, const struct step *step,
	void (*found)(const struct script_read *read))
{
	struct script_read read = {
		.linting = linting, .job = job, .step = step, .script = script_of(step)};
	struct reads reads;

	if (!read.script || !node_is_scalar(read.script) ||
		!reads_of(linting->arena, read.script->text, &reads))
		return;
	for (size_t i = 0; i < reads.count; i++) {
		read.read = &reads.items[i];
		read.at = node_place_at(linting->document, read.script, read.read->offset);
		found(&read);
	}
}

static const char *const advice =
	"hand it over in env and read it there as \"$NAME\" (process.env.NAME): then it is a value "
	"and no part of the script";

/* Whether a read is of a stranger's text; *ret_from: where an action was handed it, or line 0. */
static bool is_untrusted(
	const struct linting *linting, const struct read *read, struct place *ret_from)
{
	const struct handed *handed = handed_to(linting, read);

	*ret_from = handed ? handed->untrusted : (struct place){.line = 0};
	return read_is_untrusted(read) || ret_from->line;
}

/* `env.NAME` in a script is the text of that variable, and of what it is made of. */
static bool is_untrusted_variable(const struct script_read *found, struct place *ret_from)
{
	const struct linting *linting = found->linting;
	const struct node *blocks[] = {found->step->env, found->job->env, linting->workflow->env};
	const size_t count = linting->handed ? 1 : sizeof(blocks) / sizeof(blocks[0]);
	const struct expression_path *path = &found->read->path;
	const struct node *value;
	struct reads reads;
	struct str name;

	if (path->flow == PATH_ASKED || !expression_path_fits(path, STR("env.*")))
		return false;
	/* The path is in lower case; the name stands in the script as it is. */
	name = str_slice(found->script->text, found->read->offset + STR("env.").len,
		found->read->offset + path->text.len);
	value = env_node(blocks, count, name);
	if (!value || !node_is_scalar(value) || !reads_of(linting->arena, value->text, &reads))
		return false;
	for (size_t i = 0; i < reads.count; i++) {
		if (!is_untrusted(linting, &reads.items[i], ret_from))
			continue;
		*ret_from = node_place(linting->document, value);
		return true;
	}
	return false;
}

static void find_untrusted(const struct script_read *found)
{
	struct linting *linting = found->linting;
	struct place from;
	struct diag *diag;

	if (!is_untrusted_variable(found, &from) && !is_untrusted(linting, found->read, &from))
		return;
	diag = lint_find_in(linting, found->job, found->at,
		"whoever writes '%.*s' writes a part of this script",
		STR_ARG(found->read->path.text));
	if (from.line)
		lint_relate(linting, diag, from, "the text comes from here");
	lint_hint(linting, diag, "%s", advice);
}

void lint_untrusted_script(struct linting *linting, const struct job *job, const struct step *step)
{
	each_read(linting, job, step, find_untrusted);
}

/* An input of which any text can be given: its declaration, or NULL. */
static const struct node *free_input(const struct linting *linting, struct str name)
{
	static const char *const events[] = {"workflow_dispatch", "workflow_call"};

	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		const struct node *event = node_get(linting->workflow->on, events[i]);
		const struct node *inputs = event ? node_get(event, "inputs") : NULL;
		for (size_t k = 0; inputs && k < inputs->count; k++) {
			const struct node_member *member = &inputs->members[k];
			const struct node *type = node_get(member->value, "type");
			if (str_eq_nocase(member->key->text, name))
				return !type || str_is(type->text, "string") ? member->key : NULL;
		}
	}
	return NULL;
}

const struct node *lint_chosen_input(const struct linting *linting, const struct read *read)
{
	struct str name;

	if (read_is_payload(read))
		return lint_event_node(linting, "repository_dispatch");
	/* In an action, `inputs` are those of the action. */
	if (!read_is_input(read, &name) ||
		(linting->handed && expression_path_fits(&read->path, STR("inputs.*"))))
		return NULL;
	return free_input(linting, name);
}

static void find_input(const struct script_read *found)
{
	const struct linting *linting = found->linting;
	const struct handed *handed = handed_to(linting, found->read);
	const struct node *input = lint_chosen_input(linting, found->read);
	struct place from = handed ? handed->chosen : (struct place){.line = 0};
	struct diag *diag;

	if (input)
		from = node_place(linting->home, input);
	if (!from.line)
		return;
	diag = lint_find_in(found->linting, found->job, found->at,
		"whoever starts the run writes '%.*s', a part of this script",
		STR_ARG(found->read->path.text));
	lint_relate(found->linting, diag, from, "it is any text");
	lint_hint(found->linting, diag, "%s", advice);
}

void lint_input_script(struct linting *linting, const struct job *job, const struct step *step)
{
	each_read(linting, job, step, find_input);
}
