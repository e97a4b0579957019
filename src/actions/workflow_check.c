/* SPDX-License-Identifier: MIT */
#include "actions/workflow_check.h"

#include "actions/needs.h"
#include "actions/permission.h"
#include "actions/schema.h"
#include "actions/template.h"
#include "actions/trigger.h"
#include "actions/uses_check.h"

#define ID_MAX_BYTES ((size_t)99)

/* Which rule of GitHub's an id breaks, as the end of a sentence; NULL: none, or it is empty, which
 * the tables refuse. */
static const char *id_fault(struct str id)
{
	if (id.len == 0)
		return NULL;
	if (id.len > ID_MAX_BYTES)
		return "it has 100 characters or more";
	if (!char_is_alpha(id.ptr[0]) && id.ptr[0] != '_')
		return "it starts with neither a letter nor '_'";
	if (str_starts(id, STR("__")))
		return "ids that start with '__' are GitHub's own";
	for (size_t i = 0; i < id.len; i++)
		if (!char_is_alnum(id.ptr[i]) && id.ptr[i] != '-' && id.ptr[i] != '_')
			return "it holds something else than letters, digits, '-' and '_'";
	return NULL;
}

void id_check(const struct checker *checker, const struct node *id, const char *what)
{
	const char *fault = text_has_expression(id->text) ? NULL : id_fault(id->text);
	if (fault)
		checker_add(checker, RULE_IDENTIFIER, node_place(checker->document, id),
			"'%.*s' is no %s id: %s", STR_ARG(id->text), what, fault);
}

bool workflow_check_root(const struct checker *checker)
{
	const struct node *root = checker->document->root;
	const struct place at = node_place(checker->document, root);
	if (root->kind == NODE_MAPPING)
		return true;
	if (root->kind == NODE_NULL)
		checker_add(checker, RULE_WRONG_TYPE, at, "the file is empty");
	else
		checker_add(checker, RULE_WRONG_TYPE, at, "a workflow is a mapping, not %s",
			node_kind_name(root->kind));
	return false;
}

static void check_permissions(const struct checker *checker, const struct node *permissions)
{
	if (permissions)
		permissions_check(checker->arena, checker->diags, checker->document, permissions);
}

/* "NAME", or "organization/NAME" and the like. */
static bool is_group(struct str name)
{
	static const char *const owners[] = {"org", "organization", "ent", "enterprise"};
	const size_t slash = str_find_char(name, '/', 0);
	if (slash == STR_NOWHERE)
		return true;
	const struct str group = str_slice(name, slash + 1, name.len);
	for (size_t i = 0; i < sizeof(owners) / sizeof(owners[0]); i++)
		if (str_is(str_slice(name, 0, slash), owners[i]))
			return group.len > 0 && str_find_char(group, '/', 0) == STR_NOWHERE;
	return false;
}

static void check_runner(const struct checker *checker, const struct node *runs_on)
{
	const struct node *group = runs_on ? node_get(runs_on, "group") : NULL;
	if (!group || !node_is_literal(group) || is_group(group->text))
		return;
	struct diag *diag =
		checker_add(checker, RULE_VALUE_RANGE, node_place(checker->document, group),
			"'%.*s' is no runner group", STR_ARG(group->text));
	diag_hint(checker->diags, diag,
		"write its name, or 'organization/' or 'enterprise/' before it");
}

static void check_concurrency(const struct checker *checker, const struct node *concurrency)
{
	const struct node *queue = concurrency ? node_get(concurrency, "queue") : NULL;
	const struct node *cancel =
		concurrency ? node_get(concurrency, "cancel-in-progress") : NULL;
	if (!queue || !cancel || !str_is(queue->text, "max") || cancel->kind != NODE_BOOLEAN ||
		!cancel->boolean)
		return;
	struct diag *diag =
		checker_add(checker, RULE_VALUE_RANGE, node_place(checker->document, queue),
			"'queue: max' and 'cancel-in-progress: true' exclude each other");
	diag_relate(checker->diags, diag, node_place(checker->document, cancel),
		"'cancel-in-progress' stands here");
}

static void check_job(const struct checker *checker, const struct job *job)
{
	id_check(checker, job->key, "job");
	check_permissions(checker, job->permissions);
	check_runner(checker, job->runs_on);
	check_concurrency(checker, job->concurrency);
	if (job->uses)
		uses_check_workflow(checker, job->uses);
	if (job->sequence && !job->uses)
		steps_check(checker, job->sequence);
}

void workflow_check(const struct checker *checker, const struct workflow *workflow)
{
	if (workflow->on)
		triggers_check(checker->arena, checker->diags, checker->document, workflow->on);
	check_permissions(checker, workflow->permissions);
	schema_check(checker, &schema_workflow, checker->document->root,
		(struct schema_subject){"the workflow", STR_NONE});
	check_concurrency(checker, workflow->concurrency);
	for (size_t i = 0; i < workflow->job_count; i++)
		check_job(checker, &workflow->jobs[i]);
	needs_check(checker, workflow);
}
