/* SPDX-License-Identifier: MIT */
#include "plan/candidate.h"

static bool names_executor(const struct making *making, struct str text)
{
	for (size_t i = 0; i < making->executor_count; i++)
		if (str_find(text, making->executors[i], 0) != STR_NOWHERE)
			return true;
	return false;
}

/* Any scalar under the node; NULL: there is none. */
static bool node_names_executor(const struct making *making, const struct node *node)
{
	if (!node)
		return false;
	if (node->kind == NODE_STRING)
		return names_executor(making, node->text);
	if (node->kind == NODE_SEQUENCE)
		for (size_t i = 0; i < node->count; i++)
			if (node_names_executor(making, node->items[i]))
				return true;
	if (node->kind == NODE_MAPPING)
		for (size_t i = 0; i < node->count; i++)
			if (node_names_executor(making, node->members[i].value))
				return true;
	return false;
}

static bool value_names_executor(const struct making *making, const struct value *value)
{
	if (value->kind == VALUE_STRING)
		return names_executor(making, value->text);
	if (value->kind == VALUE_ARRAY)
		for (size_t i = 0; i < value->count; i++)
			if (value_names_executor(making, value->items[i]))
				return true;
	if (value->kind == VALUE_OBJECT)
		for (size_t i = 0; i < value->members->len; i++)
			if (value_names_executor(making, value->members->entries[i].value))
				return true;
	return false;
}

bool file_names_executor(const struct making *making)
{
	for (size_t i = 0; i < making->contexts.len; i++) {
		const struct value *value = making->contexts.entries[i].value;
		if (value && value_names_executor(making, value))
			return true;
	}
	return node_names_executor(making, making->workflow->env);
}

/* Actions of the repository may do anything; of the others one is an executor. */
static bool uses_something(const struct step *step)
{
	const struct str uses = step->uses ? step->uses->text : STR_NONE;

	return str_starts(uses, STR(".")) || str_starts(uses, STR("$")) ||
	       str_find(uses, STR("/.github/actions/"), 0) != STR_NOWHERE;
}

bool job_may_build(const struct making *making, const struct job *job)
{
	if (job->uses || node_names_executor(making, job->env) ||
		node_names_executor(making, job->strategy) ||
		node_names_executor(making, job->container))
		return true;
	for (size_t i = 0; i < job->step_count; i++) {
		const struct step *step = &job->steps[i];
		if (uses_something(step) || node_names_executor(making, step->run) ||
			node_names_executor(making, step->env))
			return true;
	}
	return false;
}
