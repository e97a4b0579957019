/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_ACTION_H
#define ACTIONS_ACTION_H

/*
 * The typed model of an action's metadata file (action.yml): its inputs and, when it is a composite
 * one, its steps. action_read holds it against the tables of schema_action.c; as the runner does,
 * it looks only at what makes the action run. Nothing is evaluated. Source of the rules:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/workflow.h"
#include "base/arena.h"
#include "base/diag.h"
#include "yaml/node.h"

struct action_input {
	struct str name; /* has no case */
	const struct node *key;
	bool required;               /* which the runner does not enforce */
	const struct node *standard; /* default; NULL: none */
};

struct action {
	const struct document *document;
	bool composite; /* else it is JavaScript or a container, whose code nobody reads here */
	const struct action_input *inputs; /* in the file's order */
	size_t input_count;
	const struct step *steps; /* of a composite action */
	size_t step_count;
};

/*
 * The model of a document. NULL when something in the file is one that the runner refuses, with
 * what and where in `diags`, or when the arena is exhausted.
 */
const struct action *action_read(
	struct arena *arena, struct diags *diags, const struct document *document);

const struct action_input *action_input(const struct action *action, struct str name);

#endif
