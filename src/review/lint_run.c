/* SPDX-License-Identifier: MIT */

/* How the job with a build runs. */

#include "plan/checkout.h"
#include "review/linting.h"

/* A checkout leaves the job's token in .git/config unless it is told not to. */
static bool keeps_credential(const struct step *step)
{
	const struct node *input = step_input(step, STR("persist-credentials"));
	return !input || input->kind == NODE_NULL || str_eq_nocase(input->text, STR("true"));
}

void lint_credential_kept(struct linting *linting, const struct plan_build *build)
{
	const struct job *job = build->origin.root.job;

	for (size_t i = 0; job && i < job->step_count; i++) {
		const struct step *step = &job->steps[i];
		struct diag *diag;
		if (step == build->origin.root.step)
			return;
		if (!step_is_checkout(step) || !keeps_credential(step))
			continue;
		diag = lint_find(linting, node_place(linting->document, step->uses),
			"the checkout leaves the job's token in the folder that is built");
		lint_relate(linting, diag, build->origin.root.at,
			"the build mounts the folder, and what the container runs can read it");
		lint_hint(linting, diag, "add 'persist-credentials: false' to its 'with'");
	}
}

/* A group whose name is another one in each run holds nobody up. */
static bool differs_each_run(const struct value *concurrency)
{
	static const char *const names[] = {
		"github.run_id", "github.run_number", "github.sha", "github.run_attempt"};
	const struct value *group = concurrency->kind == VALUE_OBJECT
					    ? value_member(concurrency, STR("group"))
					    : concurrency;

	for (size_t i = 0; group && i < sizeof(names) / sizeof(names[0]); i++) {
		if (group->kind == VALUE_STRING &&
			str_find(group->text, str_of(names[i]), 0) != STR_NOWHERE)
			return true;
	}
	return false;
}

void lint_no_concurrency(struct linting *linting, const struct plan_build *build)
{
	const struct job *job = build->origin.root.job;
	const struct value *own = build->facts[FACT_CONCURRENCY];
	const struct value *all = linting->plan->concurrency;
	struct diag *diag = NULL;

	if (!build_publishes(build) || !job || lint_is_only_called(linting))
		return;
	if (!own && !all)
		diag = lint_find(linting, node_place(linting->document, job->key),
			"two runs of job '%.*s' at once overwrite each other's image",
			STR_ARG(job->id));
	else if ((!own || differs_each_run(own)) && (!all || differs_each_run(all)))
		diag = lint_find(linting,
			node_place(linting->document, own && job->concurrency
							      ? job->concurrency
							      : linting->workflow->concurrency),
			"the group of each run is another, so that none waits for another");
	lint_hint(linting, diag,
		"add 'concurrency' with a group that is the same in every run that pushes here");
}

void lint_no_timeout(struct linting *linting, const struct plan_build *build)
{
	const struct job *job = build->origin.root.job;

	if (!job || build->origin.called || build->facts[FACT_TIMEOUT_MINUTES] ||
		(build->origin.root.step && build->origin.root.step->timeout_minutes))
		return;
	lint_hint(linting,
		lint_find(linting, node_place(linting->document, job->key),
			"job '%.*s' has no time-out of its own, and GitHub's is six hours",
			STR_ARG(job->id)),
		"add 'timeout-minutes' with twice the time that a build takes");
}

static bool goes_on(const struct node *node)
{
	return node &&
	       ((node->kind == NODE_BOOLEAN && node->boolean) || str_is(node->text, "${{ true }}"));
}

void lint_continue(struct linting *linting, const struct plan_build *build)
{
	const struct node *const nodes[] = {
		build->origin.root.job ? build->origin.root.job->continue_on_error : NULL,
		build->origin.root.step ? build->origin.root.step->continue_on_error : NULL};
	struct diag *diag;

	for (size_t i = 0; i < sizeof(nodes) / sizeof(nodes[0]); i++) {
		if (!goes_on(nodes[i]))
			continue;
		diag = lint_find(linting, node_place(linting->document, nodes[i]),
			"the run is green when the build has failed");
		lint_relate(linting, diag, build->origin.root.at, "the build is here");
		lint_hint(linting, diag, "take 'continue-on-error' out");
	}
}
