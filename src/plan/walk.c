/* SPDX-License-Identifier: MIT */
#include "plan/walk.h"

#include "base/vec.h"

static const struct value *walk_array(
	const struct plan_walk *walk, const struct pointer *at, const struct value *array)
{
	const struct value **items = arena_array(walk->arena, array->count, sizeof(*items));
	bool changed = false;

	for (size_t i = 0; items && i < array->count; i++) {
		const struct pointer here = pointer_item(at, i);
		items[i] = value_walk(walk, &here, array->items[i]);
		if (!items[i])
			return NULL;
		changed |= items[i] != array->items[i];
	}
	if (!changed)
		return items ? array : NULL;
	return value_array(walk->arena, items, array->count, array->origin);
}

/* NULL when the arena is exhausted; the map itself when nothing in it was replaced. */
static const struct map *walk_map(
	const struct plan_walk *walk, const struct pointer *at, const struct map *members)
{
	struct map *copy = NULL;

	for (size_t i = 0; i < members->len; i++) {
		const struct value *old = members->entries[i].value;
		const struct pointer here = pointer_member(at, members->entries[i].key);
		const struct value *new = value_walk(walk, &here, old);
		if (!new)
			return NULL;
		if (new == old)
			continue;
		if (!copy) {
			copy = arena_alloc(walk->arena, sizeof(*copy));
			if (!copy || !map_copy(copy, walk->arena, members))
				return NULL;
		}
		copy->entries[i].value = new;
	}
	return copy ? copy : members;
}

const struct value *value_walk(
	const struct plan_walk *walk, const struct pointer *at, const struct value *value)
{
	if (value->kind == VALUE_ARRAY && value->count > 0)
		return walk_array(walk, at, value);
	if (value->kind != VALUE_OBJECT || value->members->len == 0)
		return walk->visit(walk->ctx, at, value);
	const struct map *members = walk_map(walk, at, value->members);
	if (!members || members == value->members)
		return members ? value : NULL;
	return value_object(walk->arena, members, value->origin);
}

/* A member of the object at `up` that may be left out. */
static bool walk_member(const struct plan_walk *walk, const struct pointer *up, struct str name,
	const struct value **value)
{
	const struct pointer at = pointer_member(up, name);

	if (!*value)
		return true;
	*value = value_walk(walk, &at, *value);
	return *value != NULL;
}

static bool walk_engine(
	const struct plan_walk *walk, const struct pointer *build_at, struct plan_build *build)
{
	const struct pointer at = pointer_member(build_at, STR("engine"));

	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++)
		if (!walk_member(walk, &at, engine_row(i)->member, &build->engine[i]))
			return false;
	return true;
}

/* Names of env.set that people read as members of their own; unknown values bear that pointer. */
static const struct {
	const char *name;
	const char *up; /* NULL: the build itself */
	const char *member;
} shown_rows[] = {
	{"ENVBUILDER_CACHE_REPO", "cache", "repo"},
	{"ENVBUILDER_CACHE_TTL_DAYS", "cache", "ttl_days"},
	{"ENVBUILDER_WORKSPACE_FOLDER", NULL, "workspace_folder"},
	{"ENVBUILDER_INIT_SCRIPT", NULL, "init_script"},
};
#define SHOWN_ROWS (sizeof(shown_rows) / sizeof(shown_rows[0]))

static bool is_shown(struct str name)
{
	for (size_t i = 0; i < SHOWN_ROWS; i++)
		if (str_is(name, shown_rows[i].name))
			return true;
	return false;
}

/* The member that shows a name of env.set, below a build; `up` is room for the step between. */
static struct pointer shown_at(const struct pointer *build, size_t row, struct pointer *up)
{
	if (!shown_rows[row].up)
		return pointer_member(build, str_of(shown_rows[row].member));
	*up = pointer_member(build, str_of(shown_rows[row].up));
	return pointer_member(up, str_of(shown_rows[row].member));
}

struct str plan_pointer_text(struct arena *arena, const struct pointer *at)
{
	const struct pointer *set = at ? at->up : NULL;
	const struct pointer *env = set ? set->up : NULL;

	for (size_t i = 0; env && i < SHOWN_ROWS; i++) {
		struct pointer up;
		if (!str_is(at->key, shown_rows[i].name) || !str_is(set->key, "set") ||
			!str_is(env->key, "env"))
			continue;
		const struct pointer shown = shown_at(env->up, i, &up);
		return pointer_text(arena, &shown);
	}
	return pointer_text(arena, at);
}

static bool walk_entry(
	const struct plan_walk *walk, const struct pointer *at, struct map *set, struct str name)
{
	const struct map_entry *entry = map_find(set, name);
	const struct value *value = entry ? entry->value : NULL;

	if (!entry)
		return true;
	value = value_walk(walk, at, value);
	return value && map_put(set, name, value);
}

static bool walk_set(
	const struct plan_walk *walk, const struct pointer *build_at, struct plan_build *build)
{
	const struct pointer env = pointer_member(build_at, STR("env"));
	const struct pointer set_at = pointer_member(&env, STR("set"));
	struct map *set = arena_alloc(walk->arena, sizeof(*set));

	if (!set || !map_copy(set, walk->arena, build->set))
		return false;
	for (size_t i = 0; i < SHOWN_ROWS; i++) {
		const struct pointer up =
			pointer_member(build_at, str_of(shown_rows[i].up ? shown_rows[i].up : ""));
		const struct pointer at = pointer_member(
			shown_rows[i].up ? &up : build_at, str_of(shown_rows[i].member));
		if (!walk_entry(walk, &at, set, str_of(shown_rows[i].name)))
			return false;
	}
	for (size_t i = 0; i < set->len; i++) {
		const struct str name = set->entries[i].key;
		const struct pointer at = pointer_member(&set_at, name);
		if (!is_shown(name) && !walk_entry(walk, &at, set, name))
			return false;
	}
	build->set = set;
	return true;
}

static bool walk_build(
	const struct plan_walk *walk, const struct pointer *at, struct plan_build *build)
{
	const struct pointer image = pointer_member(at, STR("image"));
	const struct pointer credentials = pointer_member(at, STR("credentials"));

	for (enum build_fact i = 0; i < FACT_COUNT; i++)
		if (!walk_member(walk, at, build_fact_name(i), &build->facts[i]))
			return false;
	return walk_member(walk, &image, STR("reference"), &build->image) &&
	       walk_set(walk, at, build) &&
	       walk_member(walk, &credentials, STR("registry"), &build->credentials.registry) &&
	       walk_engine(walk, at, build);
}

bool plan_walk(const struct plan_walk *walk, struct plan *plan)
{
	const struct pointer workflow = pointer_member(NULL, STR("workflow"));
	const struct pointer all = pointer_member(NULL, STR("builds"));
	struct plan_build *builds =
		arena_copy(walk->arena, plan->builds, plan->build_count * sizeof(*builds));

	if (!builds || !walk_member(walk, &workflow, STR("concurrency"), &plan->concurrency))
		return false;
	for (size_t i = 0; i < plan->build_count; i++) {
		const struct pointer at = pointer_item(&all, i);
		if (!walk_build(walk, &at, &builds[i]))
			return false;
	}
	plan->builds = builds;
	return true;
}

struct collector {
	struct arena *arena;
	struct vec found; /* struct plan_unknown pointers */
};

static const struct value *collect(void *ctx, const struct pointer *at, const struct value *value)
{
	struct collector *collector = ctx;

	if (!value_is_unknown(value))
		return value;
	struct plan_unknown *unknown = arena_alloc(collector->arena, sizeof(*unknown));
	if (!unknown)
		return NULL;
	*unknown =
		(struct plan_unknown){pointer_text(collector->arena, at), value->text, value->why};
	return unknown->at.ptr && vec_push(&collector->found, unknown) ? value : NULL;
}

bool plan_list_unknown(struct arena *arena, struct plan *plan)
{
	struct collector collector = {.arena = arena};
	const struct plan_walk walk = {arena, collect, &collector};

	vec_init(&collector.found, arena);
	if (!plan_walk(&walk, plan))
		return false;
	const size_t count = collector.found.len;
	struct plan_unknown *list = arena_array(arena, count, sizeof(*list));
	if (!list)
		return false;
	for (size_t i = 0; i < count; i++)
		list[i] = *(const struct plan_unknown *)collector.found.items[i];
	plan->unknown = list;
	plan->unknown_count = count;
	return true;
}
