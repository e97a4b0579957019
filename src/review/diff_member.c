/* SPDX-License-Identifier: MIT */
#include "review/diff_member.h"

#include "actions/workflow.h"
#include "builder/engine.h"

/* Below the facts; a row is a member. */
static const struct {
	struct str up;
	struct str name;
	bool whole;
} rows[MEMBER_COUNT] = {
	[MEMBER_IMAGE] = {STR_ROW("image"), STR_ROW("reference"), true},
	[MEMBER_REPO] = {STR_ROW("cache"), STR_ROW("repo"), true},
	[MEMBER_TTL] = {STR_ROW("cache"), STR_ROW("ttl_days"), true},
	[MEMBER_FOLDER] = {STR_ROW(""), STR_ROW("workspace_folder"), true},
	[MEMBER_SCRIPT] = {STR_ROW(""), STR_ROW("init_script"), true},
	[MEMBER_SET] = {STR_ROW("env"), STR_ROW("set"), false},
	[MEMBER_INHERIT] = {STR_ROW("env"), STR_ROW("inherit"), false},
	[MEMBER_CREDENTIALS] = {STR_ROW(""), STR_ROW("credentials"), true},
	[MEMBER_ENGINE] = {STR_ROW(""), STR_ROW("engine"), false},
};

struct diff_member_name diff_member_name(enum diff_member member)
{
	if (member < (enum diff_member)FACT_COUNT)
		return (struct diff_member_name){STR(""), build_fact_name((enum build_fact)member)};
	return (struct diff_member_name){rows[member].up, rows[member].name};
}

/* A runner's labels are read together, and a condition is one expression. */
bool diff_member_is_whole(enum diff_member member)
{
	return rows[member].whole || member == (enum diff_member)FACT_RUNS_ON;
}

static bool is_shown(struct str name)
{
	return str_is(name, "ENVBUILDER_CACHE_REPO") || str_is(name, "ENVBUILDER_CACHE_TTL_DAYS") ||
	       str_is(name, "ENVBUILDER_WORKSPACE_FOLDER") ||
	       str_is(name, "ENVBUILDER_INIT_SCRIPT");
}

static const struct value *object_with(struct arena *arena, struct map **ret_members)
{
	*ret_members = arena_alloc(arena, sizeof(**ret_members));
	if (!*ret_members)
		return NULL;
	map_init(*ret_members, arena);
	return value_object(arena, *ret_members, NULL);
}

static const struct value *set_of(struct arena *arena, const struct plan_build *build)
{
	struct map *members;
	const struct value *object = object_with(arena, &members);

	for (size_t i = 0; object && i < build->set->len; i++) {
		const struct map_entry *entry = &build->set->entries[i];
		if (!is_shown(entry->key) && !map_put(members, entry->key, entry->value))
			return NULL;
	}
	return object;
}

static const struct value *names_of(struct arena *arena, const struct str *names, size_t count,
	const struct place *const *places)
{
	const struct value **items = arena_array(arena, count, sizeof(*items));

	for (size_t i = 0; items && i < count; i++) {
		items[i] = value_string(arena, names[i], places ? places[i] : NULL);
		if (!items[i])
			return NULL;
	}
	return items ? value_array(arena, items, count, NULL) : NULL;
}

static const struct value *credentials_of(struct arena *arena, const struct plan_build *build)
{
	const struct plan_credentials *credentials = &build->credentials;
	const struct value *from =
		names_of(arena, credentials->from, credentials->from_count, NULL);
	struct map *members;
	const struct value *object;

	object = object_with(arena, &members);
	if (!object || !from || !map_put(members, STR("registry"), credentials->registry) ||
		!map_put(members, STR("from"), from))
		return NULL;
	return value_object(arena, members, credentials->at);
}

static const struct value *engine_of(struct arena *arena, const struct plan_build *build)
{
	struct map *members;
	const struct value *object = object_with(arena, &members);

	for (enum engine_setting i = 0; object && i < ENGINE_SETTING_COUNT; i++) {
		if (build->engine[i] && !map_put(members, engine_row(i)->member, build->engine[i]))
			return NULL;
	}
	return object;
}

static const struct place *job_place(struct arena *arena, const struct plan_build *build)
{
	const struct build_site *origin = &build->origin.own;
	struct place at;

	if (!origin->workflow || !origin->job || !origin->job->key)
		return NULL;
	at = node_place(origin->workflow->document, origin->job->key);
	return arena_copy(arena, &at, sizeof(at));
}

bool diff_build_init(
	struct arena *arena, const struct plan_build *build, size_t index, struct diff_build *ret)
{
	const struct value **members = ret->members;
	struct map *nothing;

	ret->build = build;
	ret->index = index;
	ret->at = job_place(arena, build);
	for (enum build_fact i = 0; i < FACT_COUNT; i++)
		members[i] = build->facts[i];
	if (!members[FACT_STEP])
		members[FACT_STEP] = object_with(arena, &nothing);
	members[MEMBER_IMAGE] = build->image;
	members[MEMBER_REPO] = build->shown.cache_repo;
	members[MEMBER_TTL] = build->shown.ttl_days;
	members[MEMBER_FOLDER] = build->shown.workspace_folder;
	members[MEMBER_SCRIPT] = build->shown.init_script;
	members[MEMBER_SET] = set_of(arena, build);
	members[MEMBER_INHERIT] =
		names_of(arena, build->inherit, build->inherit_count, build->inherit_at);
	members[MEMBER_ENGINE] = engine_of(arena, build);
	if (build->credentials.from_count)
		members[MEMBER_CREDENTIALS] = credentials_of(arena, build);
	return !arena->exhausted;
}

static bool same_members(const struct map *a, const struct map *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		const struct map_entry *other = map_find(b, a->entries[i].key);
		if (!other || !diff_same(a->entries[i].value, other->value))
			return false;
	}
	return true;
}

static bool same_items(const struct value *a, const struct value *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		if (!diff_same(a->items[i], b->items[i]))
			return false;
	}
	return true;
}

/* What is no number is the same as itself here: a plan that holds one equals itself. */
static bool same_number(double a, double b)
{
	return (a >= b && a <= b) || (a - a != 0 && b - b != 0 && !(a < b) && !(a > b));
}

bool diff_same(const struct value *a, const struct value *b)
{
	if (!a || !b || a->kind != b->kind)
		return a == b;
	switch (a->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_BOOLEAN:
		return a->boolean == b->boolean;
	case VALUE_NUMBER:
		return same_number(a->number, b->number);
	case VALUE_STRING:
		return str_eq(a->text, b->text) &&
		       (a->marks & MARK_UNKNOWN) == (b->marks & MARK_UNKNOWN) &&
		       (!(a->marks & MARK_UNKNOWN) || a->why == b->why);
	case VALUE_ARRAY:
		return same_items(a, b);
	case VALUE_OBJECT:
		break;
	}
	return same_members(a->members, b->members);
}
