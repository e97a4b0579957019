/* SPDX-License-Identifier: MIT */

/* Text of strangers in scripts: GitHub puts it in before the shell, or node, reads the rest. */

#include "review/linting.h"
#include "review/reads.h"

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

	if (step->run || !step->uses || !step->with)
		return step->run;
	action = str_slice(step->uses->text, 0, str_find_char(step->uses->text, '@', 0));
	for (size_t i = 0; i < sizeof(script_actions) / sizeof(script_actions[0]); i++) {
		const struct node *input = node_get(step->with, script_actions[i].input);
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

/* `env.NAME` in a script is the text of that variable, and of what it is made of. */
static const struct node *untrusted_variable(const struct script_read *found)
{
	const struct node *blocks[] = {
		found->step->env, found->job->env, found->linting->workflow->env};
	const struct expression_path *path = &found->read->path;
	const struct node *value;
	struct reads reads;
	struct str name;

	if (path->flow == PATH_ASKED || !expression_path_fits(path, STR("env.*")))
		return NULL;
	/* The path is in lower case; the name stands in the script as it is. */
	name = str_slice(found->script->text, found->read->offset + STR("env.").len,
		found->read->offset + path->text.len);
	value = env_node(blocks, sizeof(blocks) / sizeof(blocks[0]), name);
	if (!value || !node_is_scalar(value) ||
		!reads_of(found->linting->arena, value->text, &reads))
		return NULL;
	for (size_t i = 0; i < reads.count; i++) {
		if (read_is_untrusted(&reads.items[i]))
			return value;
	}
	return NULL;
}

static void find_untrusted(const struct script_read *found)
{
	const struct node *variable = untrusted_variable(found);
	struct linting *linting = found->linting;
	struct diag *diag;

	if (!variable && !read_is_untrusted(found->read))
		return;
	diag = lint_find_in(linting, found->job, found->at,
		"whoever writes '%.*s' writes a part of this script",
		STR_ARG(found->read->path.text));
	if (variable)
		lint_relate(linting, diag, node_place(linting->document, variable),
			"the variable's text comes from here");
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

static void find_input(const struct script_read *found)
{
	struct linting *linting = found->linting;
	const struct node *input;
	struct diag *diag;
	struct str name;

	if (read_is_payload(found->read))
		input = lint_event_node(linting, "repository_dispatch");
	else
		input = read_is_input(found->read, &name) ? free_input(linting, name) : NULL;
	if (!input)
		return;
	diag = lint_find_in(linting, found->job, found->at,
		"whoever starts the run writes '%.*s', a part of this script",
		STR_ARG(found->read->path.text));
	lint_relate(linting, diag, node_place(linting->document, input), "it is any text");
	lint_hint(linting, diag, "%s", advice);
}

void lint_input_script(struct linting *linting, const struct job *job, const struct step *step)
{
	each_read(linting, job, step, find_input);
}
