/* SPDX-License-Identifier: MIT */
#include "actions/template.h"
#include "actions/uses_check.h"
#include "actions/workflow_check.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"

/* What a step of a `parallel` group may not be. */
static const char *const alone[] = {"background", "wait", "wait-all", "cancel", "parallel"};

static void check_id(const struct checker *checker, const struct node *id, struct map *ids)
{
	if (!id || !node_is_literal(id))
		return;
	id_check(checker, id, "step");
	const struct node *first = map_get(ids, id->text);
	if (!first) {
		map_put(ids, id->text, id);
		return;
	}
	if (first == id)
		return;
	struct diag *diag = checker_add(checker, RULE_IDENTIFIER, node_place(checker->document, id),
		"'%.*s' is the id of two steps", STR_ARG(id->text));
	diag_relate(
		checker->diags, diag, node_place(checker->document, first), "the first is here");
}

static void check_run(const struct checker *checker, const struct node *run)
{
	if (!run || run->kind != NODE_STRING || run->text.len <= LIMIT_SCRIPT_BYTES ||
		text_has_expression(run->text))
		return;
	const size_t length = utf8_count(run->text);
	if (length > LIMIT_SCRIPT_BYTES)
		checker_add(checker, RULE_VALUE_RANGE, node_place(checker->document, run),
			"'run' has %zu characters, and %u are the most", length,
			LIMIT_SCRIPT_BYTES);
}

/* A step that another one waits for or cancels. */
static void check_target(const struct checker *checker, const struct node *target,
	const struct node *own, const struct map *ids)
{
	if (!node_is_literal(target))
		return;
	const bool itself = own && node_is_scalar(own) && str_eq_nocase(own->text, target->text);
	if (!itself && map_get(ids, target->text))
		return;
	checker_add(checker, RULE_IDENTIFIER, node_place(checker->document, target),
		itself ? "'%.*s' is the step itself" : "'%.*s' is the id of no step before it",
		STR_ARG(target->text));
}

static void check_targets(const struct checker *checker, const struct node *targets,
	const struct node *own, const struct map *ids)
{
	if (!targets)
		return;
	if (targets->kind != NODE_SEQUENCE) {
		check_target(checker, targets, own, ids);
		return;
	}
	for (size_t i = 0; i < targets->count; i++)
		check_target(checker, targets->items[i], own, ids);
}

static void check_wait_all(const struct checker *checker, const struct node *value)
{
	if (value && value->kind == NODE_BOOLEAN && !value->boolean)
		checker_add(checker, RULE_VALUE_RANGE, node_place(checker->document, value),
			"'wait-all' is true or nothing, not false");
}

static void check_steps(const struct checker *checker, const struct node *steps, struct map *ids);

/* The steps of a group run side by side, each in the background. */
static void check_parallel(const struct checker *checker, const struct node *steps, struct map *ids)
{
	check_steps(checker, steps, ids);
	if (steps->kind != NODE_SEQUENCE)
		return;
	for (size_t i = 0; i < steps->count; i++) {
		for (size_t j = 0; j < sizeof(alone) / sizeof(alone[0]); j++) {
			const struct node_member *member = node_member(steps->items[i], alone[j]);
			if (member)
				checker_add(checker, RULE_UNKNOWN_KEY,
					node_place(checker->document, member->key),
					"'%s' is no key of a step in 'parallel'", alone[j]);
		}
	}
}

/* What is looked at in a step. */
struct step_parts {
	const struct node *id;
	const struct node *run;
	const struct node *uses;
	const struct node *wait;
	const struct node *cancel;
	const struct node *wait_all;
	const struct node *parallel;
};

static const struct node_slot step_slots[] = {
	{STR_ROW("id"), offsetof(struct step_parts, id)},
	{STR_ROW("run"), offsetof(struct step_parts, run)},
	{STR_ROW("uses"), offsetof(struct step_parts, uses)},
	{STR_ROW("wait"), offsetof(struct step_parts, wait)},
	{STR_ROW("cancel"), offsetof(struct step_parts, cancel)},
	{STR_ROW("wait-all"), offsetof(struct step_parts, wait_all)},
	{STR_ROW("parallel"), offsetof(struct step_parts, parallel)},
};

static void check_step(const struct checker *checker, const struct node *node, struct map *ids)
{
	struct step_parts step = {NULL};
	node_read(node, step_slots, sizeof(step_slots) / sizeof(step_slots[0]), &step);
	check_id(checker, step.id, ids);
	check_run(checker, step.run);
	if (step.uses)
		uses_check_action(checker, step.uses);
	check_targets(checker, step.wait, step.id, ids);
	check_targets(checker, step.cancel, step.id, ids);
	check_wait_all(checker, step.wait_all);
	if (step.parallel)
		check_parallel(checker, step.parallel, ids);
}

static void check_steps(const struct checker *checker, const struct node *steps, struct map *ids)
{
	for (size_t i = 0; steps->kind == NODE_SEQUENCE && i < steps->count; i++)
		if (steps->items[i]->kind == NODE_MAPPING)
			check_step(checker, steps->items[i], ids);
}

void steps_check(const struct checker *checker, const struct node *steps)
{
	struct map ids;
	map_init_nocase(&ids, checker->arena);
	check_steps(checker, steps, &ids);
}
