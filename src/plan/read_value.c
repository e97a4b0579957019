/* SPDX-License-Identifier: MIT */
#include "plan/read_value.h"

#include "plan/walk.h"

static const enum unknown_why whys[] = {WHY_EXPRESSION, WHY_SCRIPT, WHY_STEP_OUTPUT, WHY_MATRIX};

struct marking {
	struct arena *arena;
	struct map whys; /* JSON pointer → const enum unknown_why * */
};

/* A member that may be missing, of a value that may be no object. */
static const struct value *member(const struct value *object, struct str name)
{
	return object->kind == VALUE_OBJECT ? map_get(object->members, name) : NULL;
}

static struct str text_member(const struct value *object, struct str name)
{
	const struct value *value = member(object, name);

	return value && value->kind == VALUE_STRING ? value->text : STR_NONE;
}

/* A member that the shape promises. */
static const struct value *promised(const struct value *object, struct str name)
{
	return map_get(object->members, name);
}

static bool note_entry(struct marking *marking, const struct value *entry)
{
	const struct str at = text_member(entry, STR("at"));
	const struct str why = text_member(entry, STR("why"));

	for (size_t i = 0; at.ptr && i < sizeof(whys) / sizeof(whys[0]); i++)
		if (str_eq(why, unknown_why_name(whys[i])))
			return map_put(&marking->whys, at, &whys[i]);
	return true;
}

static const struct value *mark(void *ctx, const struct pointer *at, const struct value *value)
{
	struct marking *marking = ctx;

	if (value->kind != VALUE_STRING)
		return value;
	const struct str pointer = plan_pointer_text(marking->arena, at);
	if (!pointer.ptr)
		return NULL;
	const enum unknown_why *why = map_get(&marking->whys, pointer);
	return why ? value_unknown(marking->arena, value->text, 0, *why, value->origin) : value;
}

const struct value *unknown_marked(struct arena *arena, const struct value *root)
{
	const struct value *list = member(root, STR("unknown"));
	struct marking marking = {.arena = arena};
	const struct plan_walk walk = {arena, mark, &marking};

	if (!list || list->kind != VALUE_ARRAY || list->count == 0)
		return root;
	map_init(&marking.whys, arena);
	for (size_t i = 0; i < list->count; i++)
		if (!note_entry(&marking, list->items[i]))
			return NULL;
	return value_walk(&walk, NULL, root);
}

/* The texts of an array; NULL when the arena is exhausted. */
static const struct str *take_texts(struct arena *arena, const struct value *array)
{
	struct str *texts = arena_array(arena, array->count, sizeof(*texts));

	for (size_t i = 0; texts && i < array->count; i++)
		texts[i] = array->items[i]->text;
	return texts;
}

/* A name too many is dropped here, and found when the plan is written again. */
static void take_credentials(const struct value *credentials, struct plan_credentials *ret)
{
	if (!credentials)
		return;
	const struct value *from = promised(credentials, STR("from"));
	ret->registry = promised(credentials, STR("registry"));
	for (; ret->from_count < from->count && ret->from_count < CREDENTIAL_NAMES_MAX;
		ret->from_count++)
		ret->from[ret->from_count] = from->items[ret->from_count]->text;
}

static bool take_build(struct arena *arena, const struct value *value, struct plan_build *ret)
{
	const struct value *env = promised(value, STR("env"));
	const struct value *inherit = promised(env, STR("inherit"));
	const struct value *engine = member(value, STR("engine"));

	*ret = (struct plan_build){
		.id = text_member(value, STR("id")),
		.image = promised(promised(value, STR("image")), STR("reference")),
		.set = promised(env, STR("set"))->members,
		.inherit = take_texts(arena, inherit),
		.inherit_count = inherit->count,
	};
	for (enum build_fact i = 0; i < FACT_COUNT; i++)
		ret->facts[i] = member(value, build_fact_name(i));
	for (enum engine_setting i = 0; engine && i < ENGINE_SETTING_COUNT; i++)
		ret->engine[i] = member(engine, engine_row(i)->member);
	take_credentials(member(value, STR("credentials")), &ret->credentials);
	return ret->inherit != NULL;
}

bool plan_take(struct arena *arena, const struct value *root, struct plan *ret)
{
	const struct value *workflow = promised(root, STR("workflow"));
	const struct value *list = promised(root, STR("builds"));
	struct plan_build *builds = arena_array(arena, list->count, sizeof(*builds));

	if (!builds)
		return false;
	for (size_t i = 0; i < list->count; i++)
		if (!take_build(arena, list->items[i], &builds[i]))
			return false;
	*ret = (struct plan){
		.has_workflow = workflow->kind == VALUE_OBJECT,
		.name = text_member(workflow, STR("name")),
		.triggers = member(workflow, STR("triggers")),
		.concurrency = member(workflow, STR("concurrency")),
		.builds = builds,
		.build_count = list->count,
	};
	return true;
}
