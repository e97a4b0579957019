/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"

#include "actions/workflow_check.h"

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

const struct workflow *workflow_read(
	struct arena *arena, struct diags *diags, const struct document *document)
{
	const struct checker checker = {arena, diags, document};
	const size_t before = diags->errors;
	if (!workflow_check_root(&checker))
		return NULL;
	const struct workflow *workflow = read_model(arena, document);
	if (workflow)
		workflow_check(&checker, workflow);
	return diags->errors == before && !arena->exhausted ? workflow : NULL;
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
