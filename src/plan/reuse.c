/* SPDX-License-Identifier: MIT */
#include "actions/permission.h"
#include "actions/uses.h"
#include "base/limits.h"
#include "plan/called.h"

/* Whether the way from the first workflow to this call comes to an end. */
static bool check_way(const struct calling *calling)
{
	struct diags *diags = calling->making->diags;
	const struct calling *outer = calling->making->calling;
	const struct calling *first = NULL;
	const struct calling *same = NULL;
	unsigned levels = 2;
	struct diag *diag;

	for (const struct calling *up = outer; up; up = up->making->calling, levels++) {
		first = up;
		if (!same && str_eq(up->path, calling->path))
			same = up;
	}
	if (same || str_eq(calling->making->input->file_from_root, calling->path)) {
		diag = diag_add(calling->making->diags, RULE_CALL_CIRCLE, calling->at,
			"'%.*s' goes in a circle: it calls itself", STR_ARG(calling->path));
		if (same || first)
			diag_relate(diags, diag, same ? same->at : first->at, "called here");
		return false;
	}
	if (levels <= LIMIT_CALL_LEVELS)
		return true;
	diag = diag_add(calling->making->diags, RULE_CALL_CIRCLE, calling->at,
		"workflows call each other more than %u levels deep", LIMIT_CALL_LEVELS);
	diag_relate(diags, diag, outer->at, "called here");
	return false;
}

static bool check_count(const struct calling *calling)
{
	const struct library *library = calling->making->library;

	if (library->workflows.len < LIMIT_CALL_FILES ||
		map_find(&library->workflows, calling->path))
		return true;
	diag_add(calling->making->diags, RULE_CALL_CIRCLE, calling->at,
		"more than %u workflows are called", LIMIT_CALL_FILES);
	return false;
}

static void say_remote(const struct making *making, const struct node *uses)
{
	struct diag *diag = diag_add(making->diags, RULE_REMOTE_WORKFLOW,
		node_place(making->document, uses),
		"'%.*s' lies in another repository: its builds are not seen", STR_ARG(uses->text));

	diag_hint(making->diags, diag, "plan it where it lies");
}

static bool check_trigger(const struct calling *calling, const struct local_workflow *called)
{
	struct diag *diag;

	if (called->interface)
		return true;
	diag = diag_add(calling->making->diags, RULE_CALL, calling->at,
		"'%.*s' cannot be called: it has no 'workflow_call' under 'on'",
		STR_ARG(calling->path));
	diag_relate(calling->making->diags, diag,
		node_place(called->document, called->workflow->on), "its 'on' is here");
	return false;
}

/* `job`: NULL: the workflow as a whole asks. True when it asks for nothing or for what is there. */
static bool check_permissions(
	const struct calling *calling, const struct local_workflow *called, const struct job *job)
{
	const struct making *making = calling->making;
	const struct node *node = job ? job->permissions : called->workflow->permissions;
	const struct value *had = calling->permissions;
	struct permission_excess excess;
	const struct value *asked;
	struct diag *diag;

	asked = node ? permissions_value(making->arena, called->document, node, NULL) : NULL;
	if (!asked || !permissions_exceed(asked, had, &excess))
		return true;
	diag = diag_add(calling->making->diags, RULE_CALL_PERMISSION,
		excess.at ? *excess.at : node_place(called->document, node),
		"'%.*s: %.*s' is more than the calling job '%.*s' has: '%.*s: %.*s'",
		STR_ARG(excess.scope), STR_ARG(excess.asked), STR_ARG(calling->leg->job->id),
		STR_ARG(excess.scope), STR_ARG(excess.had));
	diag_relate(making->diags, diag, had->origin ? *had->origin : calling->at,
		had->origin ? "what it has is here" : "called here");
	return false;
}

static bool check_all_permissions(
	const struct calling *calling, const struct local_workflow *called)
{
	bool fits = check_permissions(calling, called, NULL);

	for (size_t i = 0; i < called->workflow->job_count; i++)
		if (!check_permissions(calling, called, &called->workflow->jobs[i]))
			fits = false;
	return fits;
}

static bool walk_jobs(const struct calling *calling, const struct local_workflow *called,
	leg_visit *visit, void *context)
{
	struct making in_file = *calling->making;
	const size_t before = in_file.diags->len;
	bool done;

	in_file.document = called->document;
	in_file.workflow = called->workflow;
	in_file.calling = calling;
	done = called_contexts(calling, called, &in_file.contexts) &&
	       jobs_walk(&in_file, visit, context);
	called_from(in_file.diags, before, calling->at);
	return done;
}

static bool enter(const struct calling *calling, const struct local_call *call, leg_visit *visit,
	void *context)
{
	const struct local_workflow *called;

	if (!check_way(calling) || !check_count(calling))
		return true;
	called = library_workflow(calling->making->library, call);
	if (!called)
		return false;
	if (called->state != LOCAL_READ || !check_trigger(calling, called))
		return true;
	if (!called_check(calling, called) || !check_all_permissions(calling, called))
		return true;
	return walk_jobs(calling, called, visit, context);
}

bool call_walk(struct making *making, struct leg_making *leg, leg_visit *visit, void *context)
{
	const struct node *node = leg->job->uses;
	struct calling calling = {
		.making = making, .leg = leg, .at = node_place(making->document, node)};
	struct local_call call;
	struct uses uses;

	if (!uses_read(making->arena, node->text, &uses))
		return false;
	if (uses.kind != USES_LOCAL) {
		say_remote(making, node);
		return true;
	}
	calling.path = uses.path;
	call = (struct local_call){.path = uses.path, .text = node->text, .at = calling.at};
	calling.permissions = leg_fact(leg, FACT_PERMISSIONS);
	return calling.permissions && enter(&calling, &call, visit, context);
}
