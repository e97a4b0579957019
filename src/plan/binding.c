/* SPDX-License-Identifier: MIT */
#include "plan/binding.h"

#include "actions/json_value.h"
#include "actions/template.h"
#include "base/vec.h"
#include "plan/derive.h"
#include "plan/difference.h"
#include "plan/pattern.h"
#include "plan/walk.h"

struct binder {
	struct arena *arena;
	struct diags *diags;
	const struct str *allowed;
	size_t allowed_count;
	struct map values; /* JSON pointer → the plan's const struct value * */
	struct vec bound;  /* struct binding pointers */
	bool refused;
};

static const struct value *note_value(
	void *ctx, const struct pointer *at, const struct value *value)
{
	struct binder *binder = ctx;
	const struct str pointer = pointer_text(binder->arena, at);

	return pointer.ptr && map_put(&binder->values, pointer, value) ? value : NULL;
}

/* Whether it is below /builds/N/events. */
static bool is_of_events(const struct pointer *at)
{
	for (; at; at = at->up) {
		const struct pointer *build = at->up;
		if (str_is(at->key, "events") && build && !build->key.ptr && build->up &&
			!build->up->up)
			return true;
	}
	return false;
}

/* Whether each expression that the value still holds is one of the golden's. */
static bool is_partly_known(const struct value *golden, const struct value *value)
{
	struct span span;
	bool unclosed = false;

	for (size_t from = 0; span_next(value->text, from, &span, &unclosed); from = span.end) {
		const struct str expression = str_slice(value->text, span.start, span.end);
		if (span.is_expression && str_find(golden->text, expression, 0) == STR_NOWHERE)
			return false;
	}
	return !unclosed && value->why == golden->why;
}

static bool is_allowed(const struct binder *binder, struct str pointer)
{
	for (size_t i = 0; i < binder->allowed_count; i++)
		if (str_eq(binder->allowed[i], pointer))
			return true;
	return false;
}

static void refuse_chosen(struct binder *binder, struct str at, enum unknown_why why, struct str on)
{
	const bool made = why == WHY_SCRIPT || why == WHY_STEP_OUTPUT;
	struct diag *diag = diag_add(binder->diags, RULE_PLAN_NOT_REVIEWED, place_of_file(STR_NONE),
		"'%.*s' hangs on '%.*s', which %s", STR_ARG(at), STR_ARG(on),
		made ? "a step of the run makes" : "whoever starts the run chooses");

	diag_hint(binder->diags, diag, "--allow-bind %.*s takes it", STR_ARG(at));
	binder->refused = true;
}

static bool note_binding(
	struct binder *binder, struct str at, const struct value *golden, struct str value)
{
	struct binding *binding = arena_alloc(binder->arena, sizeof(*binding));

	if (!binding)
		return false;
	*binding = (struct binding){at, golden->text, value};
	return vec_push(&binder->bound, binding);
}

/* What a golden's unknown is in the plan; itself when the plan has nothing that it can be. */
static const struct value *bind_unknown(
	struct binder *binder, struct str at, const struct value *golden)
{
	const struct value *value = map_get(&binder->values, at);
	struct str on;

	if (!value || value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT)
		return golden;
	const struct str text = value_to_string(binder->arena, value);
	if (!text.ptr)
		return NULL;
	if (value_is_unknown(value) &&
		(str_eq(text, golden->text) || !is_partly_known(golden, value)))
		return golden;
	if (!pattern_fits(golden, text))
		return golden;
	if (pattern_is_chosen(golden, &on) && !is_allowed(binder, at))
		refuse_chosen(binder, at, golden->why, on);
	return note_binding(binder, at, golden, text) ? value : NULL;
}

/* Of events, "unknown" is a word of its own: a condition that is decided now decides them too. */
static const struct value *bind_event(
	const struct binder *binder, struct str at, const struct value *golden)
{
	const struct value *value = map_get(&binder->values, at);
	const bool open = golden->kind == VALUE_STRING && str_is(golden->text, "unknown");

	return open && value && value->kind == VALUE_BOOLEAN ? value : golden;
}

static const struct value *bind(void *ctx, const struct pointer *at, const struct value *golden)
{
	struct binder *binder = ctx;
	const bool unknown = value_is_unknown(golden);

	if (!unknown && !is_of_events(at))
		return golden;
	const struct str pointer = pointer_text(binder->arena, at);
	if (!pointer.ptr)
		return NULL;
	return unknown ? bind_unknown(binder, pointer, golden)
		       : bind_event(binder, pointer, golden);
}

/* Always false: says where the plan's bytes part from those that were reviewed. */
static bool refuse_difference(struct binder *binder, struct str given, struct str wanted)
{
	const struct place nowhere = place_of_file(STR_NONE);
	const struct value *trees[2] = {
		json_value(binder->arena, binder->diags, RULE_PLAN_SYNTAX, STR_NONE, given),
		json_value(binder->arena, binder->diags, RULE_PLAN_SYNTAX, STR_NONE, wanted),
	};
	struct difference found;

	if (!trees[0] || !trees[1] || !difference_find(binder->arena, trees[0], trees[1], &found))
		return false;
	struct diag *diag = diag_add(binder->diags, RULE_PLAN_NOT_REVIEWED, nowhere,
		"the plan differs from the reviewed one at '%.*s'", STR_ARG(found.at));
	if (found.given.ptr && found.wanted.ptr)
		diag_hint(binder->diags, diag,
			"it is %.*s and was %.*s: review the change and update the golden file",
			STR_ARG(found.given), STR_ARG(found.wanted));
	else
		diag_hint(binder->diags, diag, "review the change and update the golden file");
	return false;
}

static bool give_bindings(const struct binder *binder, struct bindings *ret)
{
	struct binding *items = arena_array(binder->arena, binder->bound.len, sizeof(*items));

	if (!items)
		return false;
	for (size_t i = 0; i < binder->bound.len; i++)
		items[i] = *(const struct binding *)binder->bound.items[i];
	*ret = (struct bindings){items, binder->bound.len};
	return true;
}

/* The golden plan with the plan's values in it; the plan itself is not changed by its visit. */
static bool merge(struct binder *binder, const struct plan *plan, struct plan *merged)
{
	const struct plan_walk gather = {binder->arena, note_value, binder};
	const struct plan_walk fill = {binder->arena, bind, binder};
	struct plan visited = *plan;

	map_init(&binder->values, binder->arena);
	vec_init(&binder->bound, binder->arena);
	return plan_walk(&gather, &visited) && plan_walk(&fill, merged) &&
	       plan_derive(binder->arena, merged);
}

bool plan_bind(struct arena *arena, struct diags *diags, const struct plan *golden,
	const struct plan *plan, const struct str *allowed, size_t allowed_count,
	struct bindings *ret)
{
	struct binder binder = {
		.arena = arena, .diags = diags, .allowed = allowed, .allowed_count = allowed_count};
	struct plan merged = *golden;
	const bool done = merge(&binder, plan, &merged);
	const struct str given = plan_json(arena, plan);
	const struct str wanted = done ? plan_json(arena, &merged) : STR_NONE;

	if (!given.ptr || !wanted.ptr) {
		diag_add(diags, RULE_NO_MEMORY, place_of_file(STR_NONE), "no memory for the plan");
		return false;
	}
	if (binder.refused)
		return false;
	if (!str_eq(given, wanted))
		return refuse_difference(&binder, given, wanted);
	return give_bindings(&binder, ret);
}
