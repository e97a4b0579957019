/* SPDX-License-Identifier: MIT */

/* What follows from another change of the same build is not said again. */

#include "builder/option.h"
#include "review/diff_making.h"

#define CONFIG_NAME "ENVBUILDER_DOCKER_CONFIG_BASE64"

static bool starts_with_either(struct str path, struct str name)
{
	return str_starts(path, name) && (path.len == name.len || path.ptr[name.len] == '.');
}

/* A leg's name is made of its values. */
static bool is_leg_value(const struct differ *differ, const struct change *draft)
{
	return starts_with_either(draft->path, STR("matrix")) &&
	       !str_eq(differ->pair->old->build->id, differ->pair->now->build->id);
}

/* The check that the planner takes when none is named lies below the folder. */
static bool is_standard_script(struct arena *arena, const struct plan_build *build)
{
	const struct value *folder = build->shown.workspace_folder;
	const struct value *script = build->shown.init_script;
	struct str standard;

	if (!folder || !script)
		return false;
	standard = str_printf(arena, "bash %.*s%s" PLAN_DEFAULT_SCRIPT, STR_ARG(folder->text),
		str_ends(folder->text, STR("/")) ? "" : "/");
	return str_eq(script->text, standard);
}

static bool is_moved_script(const struct differ *differ, const struct change *draft)
{
	return str_is(draft->path, "init_script") && diff_draft(differ, "workspace_folder") &&
	       is_standard_script(differ->arena, differ->pair->old->build) &&
	       is_standard_script(differ->arena, differ->pair->now->build);
}

/* The variable that carries the credential into the container is there when there is one. */
static bool is_carrier(const struct differ *differ, const struct change *draft)
{
	return str_is(draft->path, "env.inherit") && diff_draft(differ, "credentials") &&
	       diff_text_is(draft->now ? draft->now : draft->old, CONFIG_NAME);
}

/* A credential without a host of its own is for the cache's. */
static bool is_own_host(const struct differ *differ, const struct change *draft)
{
	const struct plan_credentials *old = &differ->pair->old->build->credentials;
	const struct plan_credentials *now = &differ->pair->now->build->credentials;

	return str_is(draft->path, "credentials") && diff_draft(differ, "cache.repo") &&
	       old->from_count == 1 && now->from_count == 1 && str_is(old->from[0], CONFIG_NAME) &&
	       str_is(now->from[0], CONFIG_NAME);
}

static bool lacks(struct arena *arena, const struct value *reference, const struct option *option)
{
	struct release release;
	struct image image;
	struct refusal refusal;

	if (!reference || value_is_unknown(reference) ||
		!image_parse(arena, reference->text, &image, &refusal))
		return false;
	release_of_image(&image, &release);
	return !option_in(option, release);
}

/* A switch that the planner turns on by itself, where only one of both builders has it. */
static bool is_newer_option(const struct differ *differ, const struct change *draft)
{
	const struct value *value = draft->now ? draft->now : draft->old;
	const struct plan_build *without =
		draft->now ? differ->pair->old->build : differ->pair->now->build;
	const struct option *option;

	if (draft->kind == CHANGE_VALUE ||
		!str_starts(draft->path, STR("env.set.ENVBUILDER_EXIT")) ||
		!diff_text_is(value, "1"))
		return false;
	option = option_find(str_slice(draft->path, sizeof("env.set.") - 1, draft->path.len));
	return option && lacks(differ->arena, without->image, option);
}

static bool (*const rules[])(const struct differ *differ, const struct change *draft) = {
	is_leg_value,
	is_moved_script,
	is_carrier,
	is_own_host,
	is_newer_option,
};

static bool is_repeated(const struct differ *differ, const struct change *draft)
{
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		if (rules[i](differ, draft))
			return true;
	}
	return false;
}

bool diff_drop_repeated(struct differ *differ)
{
	struct vec kept;

	vec_init(&kept, differ->arena);
	for (size_t i = 0; i < differ->drafts.len; i++) {
		if (!is_repeated(differ, differ->drafts.items[i]) &&
			!vec_push(&kept, differ->drafts.items[i]))
			return false;
	}
	differ->drafts = kept;
	return true;
}
