/* SPDX-License-Identifier: MIT */
#ifndef PLAN_SURROUNDINGS_H
#define PLAN_SURROUNDINGS_H

/*
 * What a job runs in: its concurrency group, its environment, its container. Each may be written as
 * one text or as a mapping, and an expression may give either of the two; in a plan it is always an
 * object. A member of a wrong type is reported.
 */

#include "plan/making.h"

/* {group, cancel_in_progress} of a workflow or a job. NULL when exhausted. */
const struct value *concurrency_value(
	const struct making *making, const struct node *node, const struct scope *scope);

/* {name, url}. NULL: an expression gives an empty name, and so none; or exhausted. */
const struct value *environment_value(
	const struct making *making, const struct node *node, const struct scope *scope);

/*
 * {image, env, ports, volumes, options}, env sorted. The credentials for its image are secrets, and
 * stay out. NULL: an expression gives no image, and so the job has no container; or exhausted.
 */
const struct value *container_value(
	const struct making *making, const struct node *node, const struct scope *scope);

#endif
