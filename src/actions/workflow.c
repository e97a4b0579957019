/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"

#include "actions/needs.h"
#include "actions/permission.h"
#include "actions/schema.h"
#include "actions/template.h"
#include "actions/trigger.h"
#include "base/map.h"

#define ID_MAX_BYTES ((size_t)99)

/* Which rule of GitHub's an id breaks, as the end of a sentence; NULL: none. */
static const char *id_fault(struct str id)
{
	if (id.len == 0)
		return "it is empty";
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

static void check_id(const struct checker *checker, const struct node *id, const char *what)
{
	const char *fault = text_has_expression(id->text) ? NULL : id_fault(id->text);
	if (fault)
		checker_add(checker, RULE_IDENTIFIER, node_place(checker->document, id),
			"'%.*s' is no %s id: %s", STR_ARG(id->text), what, fault);
}

static void check_step_id(const struct checker *checker, const struct step *step, struct map *ids)
{
	if (!step->id || !node_is_scalar(step->id))
		return;
	check_id(checker, step->id, "step");
	const struct node *first = map_get(ids, step->id->text);
	if (!first) {
		map_put(ids, step->id->text, step->id);
		return;
	}
	struct diag *diag =
		checker_add(checker, RULE_IDENTIFIER, node_place(checker->document, step->id),
			"'%.*s' is the id of two steps", STR_ARG(step->id->text));
	diag_relate(
		checker->diags, diag, node_place(checker->document, first), "the first is here");
}

static void check_steps(const struct checker *checker, const struct job *job)
{
	struct map ids;
	map_init_nocase(&ids, checker->arena);
	for (size_t i = 0; i < job->step_count; i++)
		check_step_id(checker, &job->steps[i], &ids);
}

/* The steps of a sequence, those of its `parallel` groups included. */
static size_t count_steps(const struct node *sequence)
{
	if (!sequence || sequence->kind != NODE_SEQUENCE)
		return 0;
	size_t count = 0;
	for (size_t i = 0; i < sequence->count; i++) {
		const struct node *parallel = node_get(sequence->items[i], "parallel");
		count += parallel ? count_steps(parallel) : 1;
	}
	return count;
}

struct step step_read(const struct node *node)
{
	return (struct step){
		.node = node,
		.id = node_get(node, "id"),
		.name = node_get(node, "name"),
		.condition = node_get(node, "if"),
		.uses = node_get(node, "uses"),
		.run = node_get(node, "run"),
		.with = node_get(node, "with"),
		.env = node_get(node, "env"),
		.shell = node_get(node, "shell"),
		.timeout_minutes = node_get(node, "timeout-minutes"),
		.continue_on_error = node_get(node, "continue-on-error"),
	};
}

/* Fills `steps` from *index on, in the file's order; a group's own node is no step. */
static void fill_steps(struct step *steps, size_t *index, const struct node *sequence)
{
	if (sequence->kind != NODE_SEQUENCE)
		return;
	for (size_t i = 0; i < sequence->count; i++) {
		const struct node *parallel = node_get(sequence->items[i], "parallel");
		if (parallel)
			fill_steps(steps, index, parallel);
		else
			steps[(*index)++] = step_read(sequence->items[i]);
	}
}

static bool read_steps(struct arena *arena, struct job *job)
{
	const struct node *sequence = node_get(job->node, "steps");
	const size_t count = count_steps(sequence);
	if (count == 0)
		return true;
	struct step *steps = arena_array(arena, count, sizeof(*steps));
	if (!steps)
		return false;
	fill_steps(steps, &job->step_count, sequence);
	job->steps = steps;
	return true;
}

static struct job read_job(const struct node_member *member)
{
	const struct node *node = member->value;
	return (struct job){
		.id = member->key->text,
		.key = member->key,
		.node = node,
		.name = node_get(node, "name"),
		.needs = node_get(node, "needs"),
		.condition = node_get(node, "if"),
		.runs_on = node_get(node, "runs-on"),
		.timeout_minutes = node_get(node, "timeout-minutes"),
		.permissions = node_get(node, "permissions"),
		.concurrency = node_get(node, "concurrency"),
		.environment = node_get(node, "environment"),
		.container = node_get(node, "container"),
		.continue_on_error = node_get(node, "continue-on-error"),
		.strategy = node_get(node, "strategy"),
		.env = node_get(node, "env"),
		.defaults = node_get(node, "defaults"),
		.uses = node_get(node, "uses"),
		.with = node_get(node, "with"),
		.secrets = node_get(node, "secrets"),
	};
}

static bool read_jobs(struct arena *arena, struct workflow *workflow, const struct node *mapping)
{
	if (!mapping || mapping->kind != NODE_MAPPING)
		return true;
	struct job *jobs = arena_array(arena, mapping->count, sizeof(*jobs));
	if (!jobs)
		return false;
	for (size_t i = 0; i < mapping->count; i++) {
		jobs[i] = read_job(&mapping->members[i]);
		if (!read_steps(arena, &jobs[i]))
			return false;
	}
	workflow->jobs = jobs;
	workflow->job_count = mapping->count;
	return true;
}

static struct str workflow_name(struct arena *arena, const struct node *name)
{
	if (!name || name->kind == NODE_NULL)
		return STR_NONE;
	const struct str text = node_string(arena, name);
	return text.len > 0 ? text : STR_NONE;
}

/* NULL when the arena is exhausted. What has a wrong type is read as if it were not there. */
static const struct workflow *read_model(struct arena *arena, const struct document *document)
{
	const struct node *root = document->root;
	struct workflow *workflow = arena_alloc(arena, sizeof(*workflow));
	if (!workflow)
		return NULL;
	*workflow = (struct workflow){
		.document = document,
		.name = workflow_name(arena, node_get(root, "name")),
		.on = node_get(root, "on"),
		.permissions = node_get(root, "permissions"),
		.env = node_get(root, "env"),
		.defaults = node_get(root, "defaults"),
		.concurrency = node_get(root, "concurrency"),
	};
	return read_jobs(arena, workflow, node_get(root, "jobs")) ? workflow : NULL;
}

static bool check_root(const struct checker *checker, const struct node *root)
{
	if (root->kind == NODE_MAPPING)
		return true;
	const struct place at = node_place(checker->document, root);
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

/* All checks run, whatever the earlier ones found: a person wants every error at once. */
static bool check_model(const struct checker *checker, const struct workflow *workflow)
{
	const struct node *root = checker->document->root;
	const size_t before = checker->diags->errors;
	if (workflow->on)
		triggers_check(checker->arena, checker->diags, checker->document, workflow->on);
	check_permissions(checker, workflow->permissions);
	schema_check(
		checker, &schema_workflow, root, (struct schema_subject){"the workflow", STR_NONE});
	for (size_t i = 0; i < workflow->job_count; i++) {
		const struct job *job = &workflow->jobs[i];
		check_id(checker, job->key, "job");
		check_permissions(checker, job->permissions);
		check_steps(checker, job);
	}
	needs_check(checker, workflow);
	return checker->diags->errors == before && !checker->arena->exhausted;
}

const struct workflow *workflow_read(
	struct arena *arena, struct diags *diags, const struct document *document)
{
	const struct checker checker = {arena, diags, document};
	if (!check_root(&checker, document->root))
		return NULL;
	const struct workflow *workflow = read_model(arena, document);
	return workflow && check_model(&checker, workflow) ? workflow : NULL;
}

const struct node *workflow_shell(
	const struct workflow *workflow, const struct job *job, const struct step *step)
{
	if (step->shell)
		return step->shell;
	const struct node *defaults[] = {job->defaults, workflow->defaults};
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		const struct node *run = defaults[i] ? node_get(defaults[i], "run") : NULL;
		const struct node *shell = run ? node_get(run, "shell") : NULL;
		if (shell)
			return shell;
	}
	return NULL;
}
