/* SPDX-License-Identifier: MIT */
/*
 * Plans that somebody tampered with and sealed again. Each node of a plan that has every member is
 * bent in every way; what decides, what repeats it, and the form never pass.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/plans.h"
#include "harness/rows.h"

/* Bends the member or element `key` of a container. False when that kind is not for it. */
typedef bool bend(json_t *parent, const char *key, size_t index, json_t *node);

static bool put(json_t *parent, const char *key, size_t index, json_t *value)
{
	assert_non_null(value);
	if (key)
		return json_object_set_new(parent, key, value) == 0;
	return json_array_set_new(parent, index, value) == 0;
}

static bool bend_remove(json_t *parent, const char *key, size_t index, json_t *node)
{
	(void)node;
	return key ? json_object_del(parent, key) == 0 : json_array_remove(parent, index) == 0;
}

static bool bend_text(json_t *parent, const char *key, size_t index, json_t *node)
{
	char text[512];
	if (!json_is_string(node))
		return false;
	snprintf(text, sizeof(text), "%sx", json_string_value(node));
	return put(parent, key, index, json_string(text));
}

static bool bend_space(json_t *parent, const char *key, size_t index, json_t *node)
{
	char text[512];
	if (!json_is_string(node))
		return false;
	snprintf(text, sizeof(text), " %s", json_string_value(node));
	return put(parent, key, index, json_string(text));
}

static bool bend_empty(json_t *parent, const char *key, size_t index, json_t *node)
{
	return json_is_string(node) && put(parent, key, index, json_string(""));
}

static bool bend_expression(json_t *parent, const char *key, size_t index, json_t *node)
{
	(void)node;
	return put(parent, key, index, json_string("${{ inputs.x }}"));
}

static bool bend_number(json_t *parent, const char *key, size_t index, json_t *node)
{
	return json_is_number(node) &&
	       put(parent, key, index, json_real(json_number_value(node) + 1));
}

static bool bend_negative(json_t *parent, const char *key, size_t index, json_t *node)
{
	return json_is_integer(node) &&
	       put(parent, key, index, json_integer(-json_integer_value(node)));
}

static bool bend_boolean(json_t *parent, const char *key, size_t index, json_t *node)
{
	return json_is_boolean(node) && put(parent, key, index, json_boolean(!json_is_true(node)));
}

static bool bend_to_null(json_t *parent, const char *key, size_t index, json_t *node)
{
	return !json_is_null(node) && put(parent, key, index, json_null());
}

static bool bend_to_number(json_t *parent, const char *key, size_t index, json_t *node)
{
	return !json_is_number(node) && put(parent, key, index, json_integer(7));
}

static bool bend_to_text(json_t *parent, const char *key, size_t index, json_t *node)
{
	return !json_is_string(node) && put(parent, key, index, json_string("unknown"));
}

static bool bend_to_object(json_t *parent, const char *key, size_t index, json_t *node)
{
	return (!json_is_object(node) || json_object_size(node) > 0) &&
	       put(parent, key, index, json_object());
}

static bool bend_to_array(json_t *parent, const char *key, size_t index, json_t *node)
{
	return (!json_is_array(node) || json_array_size(node) > 0) &&
	       put(parent, key, index, json_array());
}

static bool bend_wrap(json_t *parent, const char *key, size_t index, json_t *node)
{
	return put(parent, key, index, json_pack("[O]", node));
}

static bool bend_add(json_t *parent, const char *key, size_t index, json_t *node)
{
	(void)parent;
	(void)key;
	(void)index;
	if (json_is_array(node))
		return json_array_append_new(node, json_string("--privileged")) == 0;
	return json_is_object(node) && json_object_set_new(node, "privileged", json_true()) == 0;
}

static bool bend_repeat(json_t *parent, const char *key, size_t index, json_t *node)
{
	(void)parent;
	(void)key;
	(void)index;
	return json_array_size(node) > 0 &&
	       json_array_insert(node, 0, json_array_get(node, 0)) == 0;
}

/* The first goes behind the others. */
static bool bend_order(json_t *parent, const char *key, size_t index, json_t *node)
{
	(void)parent;
	(void)key;
	(void)index;
	if (json_array_size(node) > 1 &&
		!json_equal(json_array_get(node, 0), json_array_get(node, 1)))
		return json_array_append(node, json_array_get(node, 0)) == 0 &&
		       json_array_remove(node, 0) == 0;
	if (json_object_size(node) < 2)
		return false;
	const char *first = json_object_iter_key(json_object_iter(node));
	char *name = strdup(first);
	json_t *value = json_incref(json_object_get(node, name));
	const bool done =
		json_object_del(node, name) == 0 && json_object_set_new(node, name, value) == 0;
	free(name);
	return done;
}

struct bend_row {
	const char *name;
	bend *bend;
	bool inside; /* it bends what is in the node, not the node's place */
};

static const struct bend_row bend_rows[] = {
	{"whatever is removed", bend_remove, false},
	{"a text that is longer", bend_text, false},
	{"a text with a space in front", bend_space, false},
	{"a text that is empty", bend_empty, false},
	{"an expression that nothing lists", bend_expression, false},
	{"a number that is one more", bend_number, false},
	{"a number below zero", bend_negative, false},
	{"true for false and false for true", bend_boolean, false},
	{"null in the place of anything", bend_to_null, false},
	{"a number in the place of anything", bend_to_number, false},
	{"a text in the place of anything", bend_to_text, false},
	{"an empty object in the place of anything", bend_to_object, false},
	{"an empty list in the place of anything", bend_to_array, false},
	{"a list around anything", bend_wrap, false},
	{"a member or element more", bend_add, true},
	{"an element twice", bend_repeat, true},
	{"members and elements in another order", bend_order, true},
};

/* What people review and no other member repeats: another value there is another plan. */
static bool is_reviewed(const char *at)
{
	static const char *const prefixes[] = {"/workflow", "/builds/0/id", "/builds/1/id",
		"/builds/1/matrix", "/builds/1/needs", "/builds/1/if", "/builds/0/runs_on",
		"/builds/1/runs_on", "/builds/1/timeout_minutes", "/builds/0/permissions",
		"/builds/1/permissions", "/builds/1/concurrency", "/builds/1/environment",
		"/builds/1/container", "/builds/1/continue_on_error", "/builds/0/source",
		"/builds/1/source", "/builds/1/step", "/builds/0/events", "/builds/1/events",
		/* the user's own host, which the executor holds against the cache's */
		"/builds/1/credentials/registry"};
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (strncmp(at, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	/* builds and their parts lose nothing else when a whole build goes */
	return strcmp(at, "/builds/0") == 0 || strcmp(at, "/builds/1") == 0;
}

struct tampering {
	const struct bend_row *row;
	const char *original; /* the bytes */
	struct str id;
	size_t bent;
};

static void try_bent(struct tampering *tampering, json_t *plan, const char *at)
{
	struct fixture fixture;
	char *bytes = plans_bytes(plan);
	set_up(&fixture);
	const bool bent = strcmp(bytes, tampering->original) != 0;
	const struct plan *read = bent ? read_text(&fixture, bytes) : NULL;
	if (read && !is_reviewed(at))
		fail_msg("'%s' passes: %s", at, bytes);
	if (read && str_eq(read->id, tampering->id))
		fail_msg("'%s' changes no id", at);
	if (bent && !read)
		assert_int_equal(fixture.diags.errors, 1);
	tampering->bent += bent;
	arena_release(&fixture.arena);
	free(bytes);
}

/* The container that `path` leads to, from the root; each step is a member's or element's number.
 */
static json_t *follow(json_t *plan, const size_t *path, size_t depth)
{
	for (size_t i = 0; i < depth; i++) {
		void *iter = json_object_iter(plan);
		for (size_t j = 0; iter && j < path[i]; j++)
			iter = json_object_iter_next(plan, iter);
		plan = json_is_array(plan) ? json_array_get(plan, path[i])
					   : json_object_iter_value(iter);
		assert_non_null(plan);
	}
	return plan;
}

#define DEPTH_MAX 12

static void tamper_below(
	struct tampering *tampering, json_t *plan, size_t *path, size_t depth, const char *at)
{
	const json_t *container = follow(plan, path, depth);
	const size_t count =
		json_is_array(container) ? json_array_size(container) : json_object_size(container);
	assert_true(depth < DEPTH_MAX);
	for (size_t i = 0; i < count; i++) {
		json_t *copy = json_deep_copy(plan);
		json_t *parent = follow(copy, path, depth);
		char here[512];
		path[depth] = i;
		json_t *node = follow(copy, path, depth + 1);
		void *iter = json_object_iter(parent);
		for (size_t j = 0; iter && j < i; j++)
			iter = json_object_iter_next(parent, iter);
		const char *key = iter ? json_object_iter_key(iter) : NULL;
		if (key)
			snprintf(here, sizeof(here), "%s/%s", at, key);
		else
			snprintf(here, sizeof(here), "%s/%zu", at, i);
		/* plan_id is set anew whatever becomes of it */
		if (strcmp(here, "/plan_id") != 0 && tampering->row->bend(parent, key, i, node) &&
			!json_equal(plan, copy))
			try_bent(tampering, copy, here);
		json_decref(copy);
		tamper_below(tampering, plan, path, depth + 1, here);
	}
}

static void tamper_root(struct tampering *tampering, json_t *plan)
{
	json_t *copy = json_deep_copy(plan);
	if (tampering->row->inside && tampering->row->bend(NULL, NULL, 0, copy))
		try_bent(tampering, copy, "");
	json_decref(copy);
}

static void check_bend(void **state)
{
	size_t path[DEPTH_MAX] = {0};
	json_t *plan = plans_full();
	struct fixture fixture;
	char *bytes = plans_bytes(plan);
	struct tampering tampering = {.row = *state};
	set_up(&fixture);
	const struct plan *read = read_text(&fixture, bytes);
	assert_non_null(read);
	tampering.original = bytes;
	tampering.id = read->id;
	tamper_root(&tampering, plan);
	tamper_below(&tampering, plan, path, 0, "");
	assert_true(tampering.bent > 0);
	arena_release(&fixture.arena);
	free(bytes);
	json_decref(plan);
}

int main(void)
{
	return ROWS_RUN("plan_read: every node, sealed again", bend_rows, check_bend);
}
