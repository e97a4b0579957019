/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "plan/plan.h"

/* The row of arguments is allocated whole: project_argv counts before it writes. */
struct argv {
	struct arena *arena;
	struct str *items;
	size_t count;
};

static void add(struct argv *argv, struct str item)
{
	argv->items[argv->count++] = item;
}

static void add_pair(struct argv *argv, struct str flag, struct str item)
{
	add(argv, flag);
	add(argv, item);
}

/* How many flags a setting of the engine makes: one, or one for each of several values. */
static size_t flag_count(const struct value *setting)
{
	if (!setting)
		return 0;
	return setting->kind == VALUE_ARRAY ? setting->count : 1;
}

static void add_engine(struct argv *argv, const struct plan_build *build)
{
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *value = build->engine[i];
		for (size_t j = 0; j < flag_count(value); j++) {
			const struct value *one =
				value->kind == VALUE_ARRAY ? value->items[j] : value;
			add_pair(argv, engine_row(i)->flag, one->text);
		}
	}
}

static void add_env(struct argv *argv, const struct plan_build *build)
{
	for (size_t i = 0; i < build->set->len; i++) {
		const struct map_entry *entry = &build->set->entries[i];
		const struct str text = ((const struct value *)entry->value)->text;
		add_pair(argv, STR("-e"),
			str_printf(argv->arena, "%.*s=%.*s", STR_ARG(entry->key), STR_ARG(text)));
	}
	for (size_t i = 0; i < build->inherit_count; i++)
		add_pair(argv, STR("-e"), build->inherit[i]);
}

static size_t count_arguments(const struct plan_build *build)
{
	size_t pairs = build->set->len + build->inherit_count + 1;

	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++)
		pairs += flag_count(build->engine[i]);
	return sizeof((const char *[]){"docker", "run", "--rm", "image"}) / sizeof(char *) +
	       2 * pairs;
}

static struct str mount_text(struct arena *arena, const struct value *folder)
{
	const struct str target = folder ? folder->text : STR("");

	return str_printf(arena, "%s:%.*s", PLAN_MOUNT_SOURCE, STR_ARG(target));
}

static void project_argv(struct arena *arena, struct plan_build *build)
{
	const size_t count = count_arguments(build);
	struct argv argv = {arena, arena_array(arena, count, sizeof(struct str)), 0};

	if (!argv.items)
		return;
	add(&argv, STR("docker"));
	add(&argv, STR("run"));
	add(&argv, STR("--rm"));
	add_engine(&argv, build);
	add_env(&argv, build);
	add_pair(&argv, STR("-v"), mount_text(arena, build->shown.workspace_folder));
	add(&argv, build->image->text);
	assert(argv.count == count);
	build->shown.argv = argv.items;
	build->shown.argc = argv.count;
}

static struct image project_image(struct arena *arena, const struct value *reference)
{
	struct image image = {.reference = reference->text};
	struct refusal refusal;

	if (!value_is_unknown(reference))
		image_parse(arena, reference->text, &image, &refusal);
	return image;
}

/* Days as a number; what is no number yet stays text. */
static const struct value *project_days(struct arena *arena, const struct value *days)
{
	int64_t number;

	if (!days || value_is_unknown(days) || !str_to_int64(days->text, &number))
		return days;
	return value_number(arena, (double)number, days->origin);
}

bool plan_project(struct arena *arena, struct plan_build *build)
{
	const struct map *set = build->set;

	build->shown = (struct build_projection){
		.image = project_image(arena, build->image),
		.cache_repo = map_get(set, STR("ENVBUILDER_CACHE_REPO")),
		.ttl_days = project_days(arena, map_get(set, STR("ENVBUILDER_CACHE_TTL_DAYS"))),
		.workspace_folder = map_get(set, STR("ENVBUILDER_WORKSPACE_FOLDER")),
		.init_script = map_get(set, STR("ENVBUILDER_INIT_SCRIPT")),
	};
	project_argv(arena, build);
	return !arena->exhausted;
}
