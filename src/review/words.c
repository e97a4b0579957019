/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include <jansson.h>

#include "base/limits.h"
#include "base/utf8.h"

/* jansson asks the machine for a seed unless it has one. */
#define FIXED_SEED 1

/* A path longer than this is cut: plans are no deeper than a dozen levels. */
#define PATH_MAX_BYTES 512u

/* What repeats a field that is named already, or follows from all others. '*' is any member. */
static const char *const repeated[] = {
	"schema",
	"plan_id",
	"unknown",
	"argv",
	"image.registry",
	"image.repository",
	"image.tag",
	"image.digest",
	"env.set.ENVBUILDER_WORKSPACE_FOLDER",
	"env.set.ENVBUILDER_INIT_SCRIPT",
	"env.set.ENVBUILDER_CACHE_REPO",
	"env.set.ENVBUILDER_CACHE_TTL_DAYS",
};

struct words {
	struct arena *arena;
	struct strbuf *out;
	struct str build; /* put in front of a path; empty while there is one build */
};

static bool is_repeated(struct str path)
{
	for (size_t i = 0; i < sizeof(repeated) / sizeof(repeated[0]); i++) {
		if (str_is(path, repeated[i]))
			return true;
	}
	return false;
}

/* A value in a line: strings bare, all else as compact JSON. */
static void show(const struct words *w, const json_t *value)
{
	char *text;

	if (json_is_string(value)) {
		utf8_show(
			w->out, (struct str){json_string_value(value), json_string_length(value)});
		return;
	}
	text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
	if (text)
		strbuf_add(w->out, str_of(text));
	else
		w->out->failed = true;
	free(text);
}

static void say(const struct words *w, struct str path, const json_t *old, const json_t *now)
{
	if (w->build.len) {
		utf8_show(w->out, w->build);
		strbuf_add(w->out, STR(": "));
	}
	utf8_show(w->out, path);
	strbuf_add(w->out, old && now ? STR(" ") : now ? STR(" added: ") : STR(" removed: "));
	if (old)
		show(w, old);
	if (old && now)
		strbuf_add(w->out, STR(" → "));
	if (now)
		show(w, now);
	strbuf_add_char(w->out, '\n');
}

static void compare(const struct words *w, struct str path, const json_t *old, const json_t *now);

static struct str below(const struct words *w, struct str path, const char *key)
{
	return path.len ? str_printf(w->arena, "%.*s.%s", STR_ARG(path), key) : str_of(key);
}

/* jansson walks an object that it could change; it is only read here. */
static json_t *readable(const json_t *json)
{
	return (json_t *)(uintptr_t)json;
}

static void compare_members(
	const struct words *w, struct str path, const json_t *old, const json_t *now)
{
	const char *key;
	json_t *value;

	json_object_foreach(readable(old), key, value)
		compare(w, below(w, path, key), value, json_object_get(now, key));
	json_object_foreach(readable(now), key, value)
	{
		if (!json_object_get(old, key))
			compare(w, below(w, path, key), NULL, value);
	}
}

static void compare(const struct words *w, struct str path, const json_t *old, const json_t *now)
{
	if (!path.ptr || path.len > PATH_MAX_BYTES || is_repeated(path))
		return;
	if (json_is_object(old) && json_is_object(now))
		compare_members(w, path, old, now);
	else if (!old || !now || !json_equal(old, now))
		say(w, path, old, now);
}

static const char *id_of(const json_t *build)
{
	const char *id = json_string_value(json_object_get(build, "id"));
	return id ? id : "";
}

static const json_t *find_build(const json_t *builds, const char *id)
{
	for (size_t i = 0; i < json_array_size(builds); i++) {
		const json_t *build = json_array_get(builds, i);
		if (str_is(str_of(id), id_of(build)))
			return build;
	}
	return NULL;
}

static void say_build(const struct words *w, const json_t *build, const char *what)
{
	strbuf_add(w->out, STR("build '"));
	utf8_show(w->out, str_of(id_of(build)));
	strbuf_printf(w->out, "' %s\n", what);
}

static void compare_builds(struct words *w, const json_t *old, const json_t *now)
{
	const bool several = json_array_size(old) > 1 || json_array_size(now) > 1;

	for (size_t i = 0; i < json_array_size(old); i++) {
		const json_t *build = json_array_get(old, i);
		const json_t *other = find_build(now, id_of(build));
		w->build = several ? str_of(id_of(build)) : STR("");
		if (other)
			compare_members(w, STR(""), build, other);
		else
			say_build(w, build, "removed");
	}
	for (size_t i = 0; i < json_array_size(now); i++) {
		const json_t *build = json_array_get(now, i);
		if (!find_build(old, id_of(build)))
			say_build(w, build, "added");
	}
	w->build = STR("");
}

static void compare_plans(struct words *w, const json_t *old, const json_t *now)
{
	compare(w, STR("workflow"), json_object_get(old, "workflow"),
		json_object_get(now, "workflow"));
	compare_builds(w, json_object_get(old, "builds"), json_object_get(now, "builds"));
}

struct str changes_in_words(struct arena *arena, struct str old_plan, struct str new_plan)
{
	struct strbuf out;
	struct words words = {arena, &out, STR("")};
	json_t *old;
	json_t *now;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	json_object_seed(FIXED_SEED);
	old = json_loadb(old_plan.ptr ? old_plan.ptr : "", old_plan.len, 0, NULL);
	now = json_loadb(new_plan.ptr ? new_plan.ptr : "", new_plan.len, 0, NULL);
	if (json_is_object(old) && json_is_object(now))
		compare_plans(&words, old, now);
	json_decref(old);
	json_decref(now);
	return strbuf_str(&out);
}
