/* SPDX-License-Identifier: MIT */
#include "review/diff.h"

#include "review/diff_making.h"
#include "review/diff_merge.h"

struct collecting {
	struct differ differ;
	struct merging merging;
};

/* Moves the drafts to the changes; `id`: the build that they are of, NULL for the workflow. */
static bool collect(struct collecting *c, const struct str *id)
{
	const bool done = merging_add(&c->merging, &c->differ.drafts, id);

	c->differ.drafts.len = 0;
	return done;
}

static bool compare_workflow_member(
	struct differ *differ, const char *name, const struct value *old, const struct value *now)
{
	const struct pointer workflow = pointer_member(NULL, STR("workflow"));
	const struct pointer at = pointer_member(&workflow, str_of(name));

	return diff_values(differ, (struct diff_spot){&at, &at}, old, now, false);
}

static const struct value *name_of(struct arena *arena, const struct plan *plan)
{
	return plan->name.ptr ? value_string(arena, plan->name, plan->name_at) : NULL;
}

/* A plan without a build has no workflow to speak of. */
static bool compare_workflows(struct collecting *c)
{
	struct differ *differ = &c->differ;
	const struct plan *old = differ->old;
	const struct plan *now = differ->now;

	if (!old || !now)
		return true;
	return compare_workflow_member(
		       differ, "name", name_of(differ->arena, old), name_of(differ->arena, now)) &&
	       compare_workflow_member(differ, "triggers", old->triggers, now->triggers) &&
	       compare_workflow_member(differ, "concurrency", old->concurrency, now->concurrency) &&
	       diff_trigger_notes(differ) && collect(c, NULL);
}

static bool compare_member(struct differ *differ, enum diff_member member,
	const struct pointer *old_build, const struct pointer *now_build)
{
	const struct diff_member_name name = diff_member_name(member);
	const struct pointer old_up = pointer_member(old_build, name.up);
	const struct pointer now_up = pointer_member(now_build, name.up);
	const struct pointer old_at = pointer_member(name.up.len ? &old_up : old_build, name.name);
	const struct pointer now_at = pointer_member(name.up.len ? &now_up : now_build, name.name);

	const struct diff_spot spot = {&old_at, &now_at};
	const struct value *old = differ->pair->old->members[member];
	const struct value *now = differ->pair->now->members[member];

	if (member == (enum diff_member)FACT_MATRIX)
		return diff_matrix(differ, spot, old, now);
	return diff_values(differ, spot, old, now, diff_member_is_whole(member));
}

static const struct value *id_value(struct arena *arena, const struct diff_build *build)
{
	return build ? value_string(arena, build->build->id, build->at) : NULL;
}

/* Adds what there is to say of a build as a whole. */
static bool add_build(struct differ *differ, enum change_kind kind, struct diff_spot spot)
{
	const struct diff_pair *pair = differ->pair;
	const struct value *old = id_value(differ->arena, pair->old);
	const struct value *now = id_value(differ->arena, pair->now);
	struct change *draft;

	if (differ->arena->exhausted)
		return false;
	draft = diff_add(differ, kind, spot, old, now);
	if (draft && kind != CHANGE_BUILD_RENAMED)
		draft->build = pair->one->build;
	return draft != NULL;
}

static bool compare_builds(
	struct differ *differ, const struct pointer *old_build, const struct pointer *now_build)
{
	const struct diff_pair *pair = differ->pair;
	const struct pointer old_id = pointer_member(old_build, STR("id"));
	const struct pointer now_id = pointer_member(now_build, STR("id"));

	if (!str_eq(pair->old->build->id, pair->now->build->id) &&
		!add_build(differ, CHANGE_BUILD_RENAMED, (struct diff_spot){&old_id, &now_id}))
		return false;
	for (enum diff_member i = 0; i < MEMBER_COUNT; i++) {
		if (i != (enum diff_member)FACT_EVENTS &&
			!compare_member(differ, i, old_build, now_build))
			return false;
	}
	return diff_drop_repeated(differ) && diff_events(differ);
}

static bool compare_pair(struct collecting *c, const struct diff_pair *pair)
{
	struct differ *differ = &c->differ;
	const struct pointer all = pointer_member(NULL, STR("builds"));
	const struct pointer old_build = pointer_item(&all, pair->old ? pair->old->index : 0);
	const struct pointer now_build = pointer_item(&all, pair->now ? pair->now->index : 0);
	const struct str *id = &pair->one->build->id;
	bool done;

	differ->pair = pair;
	if (pair->old && pair->now)
		done = compare_builds(differ, &old_build, &now_build);
	else if (pair->now)
		done = add_build(
			differ, CHANGE_BUILD_ADDED, (struct diff_spot){&old_build, &now_build});
	else
		done = add_build(
			differ, CHANGE_BUILD_REMOVED, (struct diff_spot){&old_build, &now_build});
	return done && collect(c, id);
}

static bool builds_of(struct arena *arena, const struct plan *plan, struct diff_builds *ret)
{
	const size_t count = plan ? plan->build_count : 0;
	struct diff_build *items = arena_array(arena, count, sizeof(*items));

	for (size_t i = 0; items && i < count; i++) {
		if (!diff_build_init(arena, &plan->builds[i], i, &items[i]))
			return false;
	}
	*ret = (struct diff_builds){items, count};
	return items != NULL;
}

static bool compare_all_builds(struct collecting *c, struct diff_builds old, struct diff_builds now)
{
	size_t count;
	const struct diff_pair *pairs = diff_match(c->differ.arena, old, now, &count);

	for (size_t i = 0; pairs && i < count; i++) {
		if (!compare_pair(c, &pairs[i]))
			return false;
	}
	c->differ.pair = NULL;
	return pairs != NULL;
}

static const struct value *ids_value(struct arena *arena, struct diff_builds builds)
{
	const struct value **items = arena_array(arena, builds.count, sizeof(*items));

	for (size_t i = 0; items && i < builds.count; i++) {
		items[i] = id_value(arena, &builds.items[i]);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(arena, items, builds.count, NULL) : NULL;
}

/* Plans that differ and of which nothing was said differ in an order. */
static bool say_order(
	struct collecting *c, struct diff_builds old_builds, struct diff_builds builds)
{
	struct differ *differ = &c->differ;
	const struct pointer at = pointer_member(NULL, STR("builds"));
	const struct value *old;
	const struct value *now;

	if (c->merging.merged.len || !differ->old || !differ->now ||
		str_eq(differ->old->id, differ->now->id))
		return true;
	old = ids_value(differ->arena, old_builds);
	now = ids_value(differ->arena, builds);
	if (!old || !now || !diff_add(differ, CHANGE_ORDER, (struct diff_spot){&at, &at}, old, now))
		return false;
	return collect(c, NULL);
}

static bool compare(struct collecting *c)
{
	struct diff_builds old;
	struct diff_builds now;

	return builds_of(c->differ.arena, c->differ.old, &old) &&
	       builds_of(c->differ.arena, c->differ.now, &now) && compare_workflows(c) &&
	       compare_all_builds(c, old, now) && say_order(c, old, now);
}

const struct diff *diff_make(struct arena *arena, struct diff_side old, struct diff_side now)
{
	struct collecting c = {.differ = {.arena = arena, .old = old.plan, .now = now.plan}};
	struct diff *diff = arena_alloc(arena, sizeof(*diff));

	if (!diff)
		return NULL;
	*diff = (struct diff){.old = old, .now = now};
	vec_init(&c.differ.drafts, arena);
	merging_init(&c.merging, arena);
	if (!compare(&c) || !merging_finish(&c.merging, diff))
		return NULL;
	return diff;
}
