/* SPDX-License-Identifier: MIT */
#include "review/diff.h"

#include "base/limits.h"
#include "review/diff_making.h"

/* Changes that are already there, and the ids of the builds that have each. */
struct merged {
	struct change change;
	struct vec builds; /* struct str * */
};

struct collecting {
	struct differ differ;
	struct map seen;    /* what makes two drafts the same → struct merged * */
	struct vec changes; /* struct merged * */
	struct map touched; /* ids of builds with a change */
};

static void add_value(struct json_out *json, const struct value *value)
{
	if (value)
		value_json(json, value);
	else
		json_out_null(json);
}

/* Two drafts that say the same of two builds are one change. */
static struct str key_of(struct arena *arena, const struct change *draft)
{
	struct strbuf out;
	struct json_out json;

	strbuf_init(&out, arena, 2 * LIMIT_PLAN_BYTES);
	json_out_init(&json, &out);
	json_out_open_array(&json);
	json_out_integer(&json, draft->kind);
	json_out_integer(&json, draft->widening);
	json_out_integer(&json, draft->cost);
	json_out_string(&json, draft->path);
	json_out_string(&json, draft->note);
	add_value(&json, draft->old);
	add_value(&json, draft->now);
	json_out_close_array(&json);
	return strbuf_str(&out);
}

static struct merged *find_merged(struct collecting *c, const struct change *draft)
{
	struct arena *arena = c->differ.arena;
	const struct str key = key_of(arena, draft);
	const struct map_entry *entry = key.ptr ? map_find(&c->seen, key) : NULL;
	struct merged *merged = entry ? (struct merged *)(uintptr_t)entry->value : NULL;

	if (merged || !key.ptr)
		return merged;
	merged = arena_alloc(arena, sizeof(*merged));
	if (!merged)
		return NULL;
	merged->change = *draft;
	vec_init(&merged->builds, arena);
	return map_put(&c->seen, key, merged) && vec_push(&c->changes, merged) ? merged : NULL;
}

/* Moves the drafts to the changes; `id`: the build that they are of, NULL for the workflow. */
static bool collect(struct collecting *c, const struct str *id)
{
	for (size_t i = 0; i < c->differ.drafts.len; i++) {
		struct merged *merged = find_merged(c, c->differ.drafts.items[i]);
		if (!merged ||
			(id && (!vec_push(&merged->builds, id) || !map_put(&c->touched, *id, id))))
			return false;
	}
	c->differ.drafts.len = 0;
	return true;
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

	return diff_values(differ, (struct diff_spot){&old_at, &now_at},
		differ->pair->old->members[member], differ->pair->now->members[member],
		diff_member_is_whole(member));
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

	if (differ->arena->exhausted)
		return false;
	return diff_add(differ, kind, spot, old, now) != NULL;
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
	const struct str *id = &(pair->now ? pair->now : pair->old)->build->id;
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

static bool compare_all_builds(struct collecting *c)
{
	struct arena *arena = c->differ.arena;
	struct diff_builds old;
	struct diff_builds now;
	const struct diff_pair *pairs;
	size_t count;

	if (!builds_of(arena, c->differ.old, &old) || !builds_of(arena, c->differ.now, &now))
		return false;
	pairs = diff_match(arena, old, now, &count);
	for (size_t i = 0; pairs && i < count; i++) {
		if (!compare_pair(c, &pairs[i]))
			return false;
	}
	c->differ.pair = NULL;
	return pairs != NULL;
}

static const struct value *ids_value(struct arena *arena, const struct plan *plan)
{
	const struct value **items = arena_array(arena, plan->build_count, sizeof(*items));

	for (size_t i = 0; items && i < plan->build_count; i++) {
		items[i] = value_string(arena, plan->builds[i].id, NULL);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(arena, items, plan->build_count, NULL) : NULL;
}

/* Plans that differ and of which nothing was said differ in an order. */
static bool say_order(struct collecting *c)
{
	struct differ *differ = &c->differ;
	const struct pointer at = pointer_member(NULL, STR("builds"));
	const struct value *old;
	const struct value *now;

	if (c->changes.len || !differ->old || !differ->now ||
		str_eq(differ->old->id, differ->now->id))
		return true;
	old = ids_value(differ->arena, differ->old);
	now = ids_value(differ->arena, differ->now);
	if (!old || !now || !diff_add(differ, CHANGE_ORDER, (struct diff_spot){&at, &at}, old, now))
		return false;
	return collect(c, NULL);
}

/* What widens trust first, then by cost; else as they stand in the plan. */
static int by_weight(const void *a, const void *b)
{
	const struct change *left = &((const struct merged *)a)->change;
	const struct change *right = &((const struct merged *)b)->change;
	const int widening =
		(left->widening == WIDENS_NOTHING) - (right->widening == WIDENS_NOTHING);

	return widening ? widening : (int)left->cost - (int)right->cost;
}

static bool flatten_builds(struct arena *arena, const struct merged *merged, struct change *ret)
{
	struct str *ids = arena_array(arena, merged->builds.len, sizeof(*ids));

	*ret = merged->change;
	for (size_t i = 0; ids && i < merged->builds.len; i++)
		ids[i] = *(const struct str *)merged->builds.items[i];
	ret->builds = ids;
	ret->build_count = merged->builds.len;
	return ids != NULL;
}

/* Changes of the workflow itself are of all its builds. */
static size_t count_touched(const struct collecting *c)
{
	const struct plan *plan = c->differ.now ? c->differ.now : c->differ.old;

	for (size_t i = 0; i < c->changes.len; i++) {
		if (!((const struct merged *)c->changes.items[i])->builds.len && plan)
			return plan->build_count;
	}
	return c->touched.len;
}

static const struct diff *flatten(struct collecting *c, struct diff_side old, struct diff_side now)
{
	struct arena *arena = c->differ.arena;
	struct diff *diff = arena_alloc(arena, sizeof(*diff));
	struct change *changes = arena_array(arena, c->changes.len, sizeof(*changes));

	if (!diff || !changes || !vec_sort(&c->changes, by_weight))
		return NULL;
	*diff = (struct diff){.old = old,
		.now = now,
		.changes = changes,
		.count = c->changes.len,
		.build_count = count_touched(c)};
	for (size_t i = 0; i < c->changes.len; i++) {
		if (!flatten_builds(arena, c->changes.items[i], &changes[i]))
			return NULL;
		diff->widening_count += changes[i].widening != WIDENS_NOTHING;
	}
	return diff;
}

const struct diff *diff_make(struct arena *arena, struct diff_side old, struct diff_side now)
{
	struct collecting c = {.differ = {.arena = arena, .old = old.plan, .now = now.plan}};

	vec_init(&c.differ.drafts, arena);
	vec_init(&c.changes, arena);
	map_init(&c.seen, arena);
	map_init(&c.touched, arena);
	if (!compare_workflows(&c) || !compare_all_builds(&c) || !say_order(&c))
		return NULL;
	return flatten(&c, old, now);
}
