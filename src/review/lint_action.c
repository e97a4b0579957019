/* SPDX-License-Identifier: MIT */
#include "review/lint_action.h"

#include "actions/uses.h"
#include "base/limits.h"
#include "plan/library.h"
#include "review/handed.h"

/* An action that is used, and what is handed to it by all who use it. */
struct used_action {
	struct used_action *next; /* that was met after it */
	const struct action *action;
	const struct job *job; /* the first that uses it, those with a build before the others */
	struct map inputs;
	unsigned walks;
};

struct actions {
	const struct linting *workflow;
	struct diags ignored; /* the plan has said it */
	struct library library;
	struct map known; /* path → struct used_action * */
	struct used_action *first;
	struct used_action *last;
};

/* What is known of an action; NULL: it was not met. */
static struct used_action *known_action(const struct actions *actions, const struct action *action)
{
	struct used_action *used = actions->first;

	while (used && used->action != action)
		used = used->next;
	return used;
}

static struct used_action *new_action(
	struct actions *actions, const struct action *action, const struct job *job)
{
	struct used_action *used = arena_alloc(actions->workflow->arena, sizeof(*used));

	if (!used)
		return NULL;
	*used = (struct used_action){.action = action, .job = job};
	map_init_nocase(&used->inputs, actions->workflow->arena);
	if (actions->last)
		actions->last->next = used;
	else
		actions->first = used;
	actions->last = used;
	return used;
}

/* What is linted in an action's file, in the name of the first job that uses it. */
static struct linting inside(const struct actions *actions, const struct used_action *used)
{
	struct linting linting = *actions->workflow;

	linting.document = used->action->document;
	linting.handed = &used->inputs;
	return linting;
}

/* The composite action of the repository that a step uses; NULL: none, or the arena is exhausted.
 */
static const struct action *find_action(
	struct actions *actions, const struct linting *caller, const struct step *step)
{
	const struct local_action *local;
	struct local_call call;
	struct uses uses;

	if (!step->uses || !uses_read(caller->arena, step->uses->text, &uses) ||
		uses.kind != USES_LOCAL || !uses.path.ptr)
		return NULL;
	call = (struct local_call){.path = uses.path,
		.text = step->uses->text,
		.at = node_place(caller->document, step->uses)};
	local = library_action(&actions->library, &call);
	return local && local->state == LOCAL_READ && local->action->composite ? local->action
									       : NULL;
}

/* Follows a step into the action that it uses, as long as that hands on something new. */
static bool follow(struct actions *actions, struct linting *caller, const struct job *job,
	const struct step *step, unsigned level)
{
	const struct action *action = find_action(actions, caller, step);
	struct used_action *used = action ? known_action(actions, action) : NULL;
	const bool met = used != NULL;
	bool handed_more;

	if (!action)
		return !caller->arena->exhausted;
	if (!met)
		used = new_action(actions, action, job);
	if (!used || !handed_add(caller, step, action, &used->inputs, &handed_more))
		return false;
	if ((met && !handed_more) || level == LIMIT_ACTION_LEVELS ||
		used->walks == LIMIT_ACTION_WALKS)
		return true;
	used->walks++;
	struct linting linting = inside(actions, used);
	for (size_t i = 0; i < action->step_count; i++) {
		if (!follow(actions, &linting, job, &action->steps[i], level + 1))
			return false;
	}
	return true;
}

static bool follow_jobs(struct actions *actions, bool with_build)
{
	struct linting linting = *actions->workflow;
	const struct str only = linting.input->job;

	for (size_t i = 0; i < linting.workflow->job_count; i++) {
		const struct job *job = &linting.workflow->jobs[i];
		if ((only.ptr && !str_eq_nocase(only, job->id)) ||
			lint_has_build(&linting, job) != with_build)
			continue;
		for (size_t k = 0; k < job->step_count; k++) {
			if (!follow(actions, &linting, job, &job->steps[k], 1))
				return false;
		}
	}
	return true;
}

/* The rules that look at a step, or at a file's text alone. */
static void check_action(struct linting *linting, const struct used_action *used)
{
	for (size_t i = 0; (linting->rule = lint_rule_at(i)); i++) {
		const struct lint_check *check = &linting->rule->check;
		if (check->file && linting->rule->group == LINT_READING)
			check->file(linting);
		for (size_t k = 0; check->step && k < used->action->step_count; k++)
			check->step(linting, used->job, &used->action->steps[k]);
	}
}

/* Another workflow may have use for an allowance that silences nothing here. */
static bool is_never_unused(void *context, const struct lint_rule *rule)
{
	(void)context;
	(void)rule;
	return false;
}

static bool lint_used(
	const struct actions *actions, const struct used_action *used, struct diags *findings)
{
	struct linting linting = inside(actions, used);
	const struct document *document = used->action->document;
	struct diags found;

	diags_init_max(&found, linting.arena, LIMIT_FINDINGS);
	linting.found = &found;
	check_action(&linting, used);
	diags_conceal(&found);
	return lint_allow(linting.arena, &found, findings,
		(struct place){.file = document->file, .source = document->source}, is_never_unused,
		NULL);
}

bool lint_actions(const struct linting *linting, struct diags *findings)
{
	struct actions actions = {.workflow = linting};

	diags_init(&actions.ignored, linting->arena);
	library_init(&actions.library, linting->arena, &actions.ignored, linting->input);
	if (!follow_jobs(&actions, true) || !follow_jobs(&actions, false))
		return false;
	for (const struct used_action *used = actions.first; used; used = used->next) {
		if (!lint_used(&actions, used, findings))
			return false;
	}
	return !linting->arena->exhausted;
}
