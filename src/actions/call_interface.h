/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_CALL_INTERFACE_H
#define ACTIONS_CALL_INTERFACE_H

/*
 * What a workflow takes when another one calls it: the inputs and secrets of `on: workflow_call`.
 * Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_call
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/value.h"
#include "yaml/node.h"

struct call_input {
	struct str name; /* has no case */
	const struct node *key;
	enum value_kind type; /* VALUE_BOOLEAN, VALUE_NUMBER or VALUE_STRING */
	bool required;
	const struct node *standard; /* default: NULL: none */
};

struct call_secret {
	struct str name; /* has no case */
	const struct node *key;
	bool required;
};

struct call_interface {
	const struct call_input *inputs; /* in the file's order */
	size_t input_count;
	const struct call_secret *secrets;
	size_t secret_count;
};

/* Whether `on:`, in any of its forms, names workflow_call. */
bool call_interface_exists(const struct node *on);

/*
 * The interface of a workflow that was checked (workflow_read); empty when `on:` says nothing of
 * it. NULL when the arena is exhausted.
 */
const struct call_interface *call_interface_read(struct arena *arena, const struct node *on);

const struct call_input *call_interface_input(
	const struct call_interface *interface, struct str name);
const struct call_secret *call_interface_secret(
	const struct call_interface *interface, struct str name);

/* What an input is without a value and without a default: false, 0, or the empty text. */
const struct value *call_input_nothing(struct arena *arena, const struct call_input *input);

#endif
