/* SPDX-License-Identifier: MIT */
#include "actions/workflow.h"

#include "actions/workflow_check.h"

/* The keys that most have come first. */
static const struct node_slot step_slots[] = {
	{STR_ROW("name"), offsetof(struct step, name)},
	{STR_ROW("uses"), offsetof(struct step, uses)},
	{STR_ROW("with"), offsetof(struct step, with)},
	{STR_ROW("run"), offsetof(struct step, run)},
	{STR_ROW("if"), offsetof(struct step, condition)},
	{STR_ROW("env"), offsetof(struct step, env)},
	{STR_ROW("id"), offsetof(struct step, id)},
	{STR_ROW("shell"), offsetof(struct step, shell)},
	{STR_ROW("timeout-minutes"), offsetof(struct step, timeout_minutes)},
	{STR_ROW("continue-on-error"), offsetof(struct step, continue_on_error)},
	{STR_ROW("parallel"), offsetof(struct step, parallel)},
};

static const struct node_slot job_slots[] = {
	{STR_ROW("name"), offsetof(struct job, name)},
	{STR_ROW("runs-on"), offsetof(struct job, runs_on)},
	{STR_ROW("needs"), offsetof(struct job, needs)},
	{STR_ROW("if"), offsetof(struct job, condition)},
	{STR_ROW("strategy"), offsetof(struct job, strategy)},
	{STR_ROW("steps"), offsetof(struct job, sequence)},
	{STR_ROW("env"), offsetof(struct job, env)},
	{STR_ROW("permissions"), offsetof(struct job, permissions)},
	{STR_ROW("timeout-minutes"), offsetof(struct job, timeout_minutes)},
	{STR_ROW("concurrency"), offsetof(struct job, concurrency)},
	{STR_ROW("environment"), offsetof(struct job, environment)},
	{STR_ROW("container"), offsetof(struct job, container)},
	{STR_ROW("continue-on-error"), offsetof(struct job, continue_on_error)},
	{STR_ROW("defaults"), offsetof(struct job, defaults)},
	{STR_ROW("uses"), offsetof(struct job, uses)},
	{STR_ROW("with"), offsetof(struct job, with)},
	{STR_ROW("secrets"), offsetof(struct job, secrets)},
};

struct step step_read(const struct node *node)
{
	struct step step = {.node = node};
	node_read(node, step_slots, sizeof(step_slots) / sizeof(step_slots[0]), &step);
	return step;
}

/* The steps of a sequence, those of its `parallel` groups included. */
static size_t count_steps(const struct node *sequence)
{
	if (sequence->kind != NODE_SEQUENCE)
		return 0;
	size_t count = 0;
	for (size_t i = 0; i < sequence->count; i++) {
		const struct node *parallel = node_get(sequence->items[i], "parallel");
		count += parallel ? count_steps(parallel) : 1;
	}
	return count;
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

static bool read_grouped_steps(struct arena *arena, struct job *job, const struct node *sequence)
{
	struct step *steps = arena_array(arena, count_steps(sequence), sizeof(*steps));
	if (!steps)
		return false;
	job->step_count = 0;
	fill_steps(steps, &job->step_count, sequence);
	job->steps = steps;
	return true;
}

/* Most jobs have no groups, and as many steps as their sequence has items. */
static bool read_steps(struct arena *arena, struct job *job, const struct node *sequence)
{
	if (!sequence || sequence->kind != NODE_SEQUENCE || sequence->count == 0)
		return true;
	struct step *steps = arena_array(arena, sequence->count, sizeof(*steps));
	if (!steps)
		return false;
	for (size_t i = 0; i < sequence->count; i++) {
		steps[i] = step_read(sequence->items[i]);
		if (steps[i].parallel)
			return read_grouped_steps(arena, job, sequence);
	}
	job->steps = steps;
	job->step_count = sequence->count;
	return true;
}

static struct job read_job(const struct node_member *member)
{
	struct job job = {.id = member->key->text, .key = member->key, .node = member->value};
	node_read(member->value, job_slots, sizeof(job_slots) / sizeof(job_slots[0]), &job);
	return job;
}

static bool read_jobs(struct arena *arena, struct workflow *workflow, const struct node *mapping)
{
	if (!mapping || mapping->kind != NODE_MAPPING)
		return true;
	struct job *jobs = arena_array(arena, mapping->count, sizeof(*jobs));
	if (!jobs)
		return false;
	map_init_nocase(&workflow->job_ids, arena);
	if (!map_reserve(&workflow->job_ids, mapping->count))
		return false;
	for (size_t i = 0; i < mapping->count; i++) {
		jobs[i] = read_job(&mapping->members[i]);
		if (!read_steps(arena, &jobs[i], jobs[i].sequence) ||
			!map_put(&workflow->job_ids, jobs[i].id, &jobs[i]))
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
static const struct workflow *read_model(
	struct arena *arena, const struct document *document, const struct map *parsed)
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
		.parsed = parsed,
	};
	return read_jobs(arena, workflow, node_get(root, "jobs")) ? workflow : NULL;
}

const struct workflow *workflow_read(
	struct arena *arena, struct diags *diags, const struct document *document)
{
	struct map *parsed = arena_alloc(arena, sizeof(*parsed));
	const struct checker checker = {arena, diags, document, parsed};
	const size_t before = diags->errors;
	if (!parsed || !workflow_check_root(&checker))
		return NULL;
	map_init(parsed, arena);
	const struct workflow *workflow = read_model(arena, document, parsed);
	if (workflow)
		workflow_check(&checker, workflow);
	return diags->errors == before && !arena->exhausted ? workflow : NULL;
}

const struct job *workflow_job(const struct workflow *workflow, struct str id)
{
	return map_get(&workflow->job_ids, id);
}

size_t job_need_count(const struct job *job)
{
	const struct node *needs = job->needs;
	if (!needs || needs->kind == NODE_NULL)
		return 0;
	return needs->kind == NODE_SEQUENCE ? needs->count : 1;
}

const struct node *job_need(const struct job *job, size_t index)
{
	return job->needs->kind == NODE_SEQUENCE ? job->needs->items[index] : job->needs;
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
