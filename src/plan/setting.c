/* SPDX-License-Identifier: MIT */
#include "base/near.h"
#include "builder/option.h"
#include "plan/plan.h"

#define IMAGE_NAME "ENVBUILDER_IMAGE"
#define NAME_EDITS 2u

/* The names beside the builder's and the engine's that the planner reads. */
static const struct {
	struct str name;
	bool secret;
} names[] = {
	{STR_ROW("CACHE_REPO"), false},
	{STR_ROW("DRY_RUN"), false},
	{STR_ROW("GHCR_TOKEN"), true},
	{STR_ROW("GHCR_USER"), false},
	{STR_ROW("REGISTRY_HOST"), false},
	{STR_ROW("REGISTRY_TOKEN"), true},
	{STR_ROW("REGISTRY_USER"), false},
};

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))

/* Whatever its letters' case: the builder reads it so, and a secret in lower case is one too. */
static bool is_secret_option(struct str name)
{
	const struct option *const option = option_find_any_case(name);

	return option && option->secrecy == OPTION_SECRET;
}

bool setting_is_secret(struct str name)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (names[i].secret && str_eq(names[i].name, name))
			return true;
	return is_secret_option(name);
}

/* The agent's variables are the builder's too, but nothing that a cache is built with. */
static bool is_of_builder(struct str name)
{
	const struct str prefix = STR("ENVBUILDER_");

	return option_name_claimed(name) && str_eq_nocase(str_slice(name, 0, prefix.len), prefix);
}

bool setting_is_mistyped(struct str name)
{
	/* Every name of a workflow comes here. */
	if (!option_prefix_near(name) || option_name_claimed(name))
		return false;
	return option_name_mistyped(name) || near_distance(name, STR(IMAGE_NAME)) <= NAME_EDITS;
}

bool setting_is_known(struct str name)
{
	for (size_t i = 0; i < NAME_COUNT; i++)
		if (str_eq(names[i].name, name))
			return true;
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++)
		if (str_eq(engine_row(i)->variable, name))
			return true;
	return is_of_builder(name);
}

struct str setting_nearest(struct str name)
{
	struct str nearest = STR_NONE;
	size_t least = NAME_EDITS + 1;

	for (size_t i = 0; i < NAME_COUNT + ENGINE_SETTING_COUNT; i++) {
		const struct str own =
			i < NAME_COUNT
				? names[i].name
				: engine_row((enum engine_setting)(i - NAME_COUNT))->variable;
		const size_t edits = near_distance(name, own);
		if (edits < least) {
			least = edits;
			nearest = own;
		}
	}
	const struct option *const option = option_nearest(name, release_newest);
	if (option && !option_is_agents(option) && !nearest.ptr)
		nearest = option->name;
	return near_distance(name, STR(IMAGE_NAME)) < least ? STR(IMAGE_NAME) : nearest;
}

/* Name to value, the first of a name as getenv finds it. False when exhausted. */
static bool gather(const char *const *environ, struct map *found)
{
	for (const char *const *entry = environ; *entry; entry++) {
		const struct str text = str_of(*entry);
		const size_t equals = str_find_char(text, '=', 0);
		const struct str name = str_slice(text, 0, equals);
		if (equals == STR_NOWHERE || map_find(found, name) ||
			!(setting_is_known(name) || setting_is_mistyped(name)))
			continue;
		if (!map_put(found, name, text.ptr + equals + 1))
			return false;
	}
	return true;
}

static struct setting make_setting(struct str name, const char *value)
{
	const bool concealed = value[0] != '\0' && setting_is_secret(name);

	return (struct setting){
		.name = name,
		.value = concealed ? STR("present") : str_of(value),
		.at = place_of_file(STR("environment")),
	};
}

const struct setting *settings_of_environ(
	struct arena *arena, const char *const *environ, size_t *ret_count)
{
	struct map found;
	struct setting *settings = NULL;

	*ret_count = 0;
	map_init(&found, arena);
	if (gather(environ, &found) && found.len > 0 && map_sort(&found))
		settings = arena_array(arena, found.len, sizeof(*settings));
	if (!settings)
		return NULL;
	for (size_t i = 0; i < found.len; i++)
		settings[i] = make_setting(found.entries[i].key, found.entries[i].value);
	*ret_count = found.len;
	return settings;
}
