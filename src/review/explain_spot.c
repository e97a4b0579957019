/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "builder/engine.h"
#include "review/explaining.h"

#define ARGV_HEAD 3u /* docker run --rm */

/* "~1" is '/', "~0" is '~'. */
static struct str unescape(struct arena *arena, struct str part)
{
	struct strbuf out;

	if (str_find_char(part, '~', 0) == STR_NOWHERE)
		return part;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < part.len; i++) {
		const bool escape = part.ptr[i] == '~' && i + 1 < part.len;
		if (escape && (part.ptr[i + 1] == '0' || part.ptr[i + 1] == '1'))
			strbuf_add_char(&out, part.ptr[++i] == '1' ? '/' : '~');
		else
			strbuf_add_char(&out, part.ptr[i]);
	}
	return strbuf_str(&out);
}

bool spot_read(struct arena *arena, struct str pointer, struct spot *ret)
{
	size_t from = 1;

	ret->count = 0;
	if (pointer.len == 0)
		return true;
	if (pointer.ptr[0] != '/')
		return false;
	for (;;) {
		const size_t slash = str_find_char(pointer, '/', from);
		if (ret->count == SPOT_PARTS)
			return false;
		const struct str part = unescape(arena, str_slice(pointer, from, slash));
		if (!part.ptr)
			return false;
		ret->parts[ret->count++] = part;
		if (slash == STR_NOWHERE)
			return true;
		from = slash + 1;
	}
}

struct str spot_text(struct arena *arena, const struct spot *spot)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < spot->count; i++) {
		strbuf_add_char(&out, '/');
		for (size_t k = 0; k < spot->parts[i].len; k++) {
			const char c = spot->parts[i].ptr[k];
			if (c == '~' || c == '/')
				strbuf_add(&out, c == '~' ? STR("~0") : STR("~1"));
			else
				strbuf_add_char(&out, c);
		}
	}
	return strbuf_str(&out);
}

bool spot_is(const struct spot *spot, const char *const *words)
{
	size_t i = 0;

	for (; i < spot->count && words[i]; i++) {
		if (words[i][0] != '*' && !str_is(spot->parts[i], words[i]))
			return false;
	}
	return i == spot->count && !words[i];
}

bool spot_index(struct str part, size_t *ret)
{
	int64_t number = 0;

	if (part.len == 0 || (part.len > 1 && part.ptr[0] == '0') ||
		!str_all_in(part, "0123456789") || !str_to_int64(part, &number))
		return false;
	*ret = (size_t)number;
	return true;
}

static const struct value *enter(const struct value *value, struct str part)
{
	size_t index = 0;

	if (value->kind == VALUE_OBJECT)
		return map_get(value->members, part);
	if (value->kind != VALUE_ARRAY || !spot_index(part, &index) || index >= value->count)
		return NULL;
	return value->items[index];
}

const struct value *spot_follow(
	const struct value *tree, const struct spot *spot, size_t *ret_parts)
{
	*ret_parts = 0;
	for (; *ret_parts < spot->count; (*ret_parts)++) {
		const struct value *const next = enter(tree, spot->parts[*ret_parts]);
		if (!next)
			break;
		tree = next;
	}
	return tree;
}

const struct plan_build *spot_build(const struct explaining *x, const struct spot *spot)
{
	size_t index = 0;

	if (spot->count < 2 || !str_is(spot->parts[0], "builds") ||
		!spot_index(spot->parts[1], &index) || index >= x->plan->build_count)
		return NULL;
	return &x->plan->builds[index];
}

/* Names of env.set that people read elsewhere in the build. */
static const struct {
	const char *name;
	const char *parts[2];
} shown_rows[] = {
	{"ENVBUILDER_CACHE_REPO", {"cache", "repo"}},
	{"ENVBUILDER_CACHE_TTL_DAYS", {"cache", "ttl_days"}},
	{"ENVBUILDER_WORKSPACE_FOLDER", {"workspace_folder", NULL}},
	{"ENVBUILDER_INIT_SCRIPT", {"init_script", NULL}},
};

static void set_parts(struct spot *spot, struct str a, struct str b, struct str c)
{
	const struct str parts[] = {a, b, c};

	spot->count = 2;
	for (size_t i = 0; i < 3 && parts[i].ptr; i++)
		spot->parts[spot->count++] = parts[i];
}

static void set_variable(struct spot *spot, struct str name)
{
	for (size_t i = 0; i < sizeof(shown_rows) / sizeof(shown_rows[0]); i++) {
		if (!str_is(name, shown_rows[i].name))
			continue;
		set_parts(spot, str_of(shown_rows[i].parts[0]), str_of(shown_rows[i].parts[1]),
			STR_NONE);
		return;
	}
	set_parts(spot, STR("env"), STR("set"), name);
}

static bool set_item(const struct explaining *x, struct spot *spot, struct str list,
	struct str name, size_t index)
{
	const struct str item = str_printf(x->arena, "%zu", index);

	if (!item.ptr)
		return false;
	set_parts(spot, list, name, item);
	return true;
}

/* The engine's setting that the pair of arguments is of; *pair then counts from behind it. */
static bool set_engine(const struct explaining *x, const struct plan_build *build, size_t *pair,
	struct spot *spot, bool *ret_found)
{
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *const value = build->engine[i];
		const bool several = value && value->kind == VALUE_ARRAY;
		const size_t pairs = several ? value->count : value ? 1 : 0;
		*ret_found = *pair < pairs;
		if (*ret_found && several)
			return set_item(x, spot, STR("engine"), engine_row(i)->member, *pair);
		if (*ret_found)
			set_parts(spot, STR("engine"), engine_row(i)->member, STR_NONE);
		if (*ret_found)
			return true;
		*pair -= pairs;
	}
	return true;
}

/* An argument: docker run --rm, pairs of the engine, of env.set and env.inherit, mount, image. */
static bool set_argument(
	const struct explaining *x, const struct plan_build *build, size_t index, struct spot *spot)
{
	size_t pair = (index - ARGV_HEAD) / 2;
	bool found = false;

	if (index < ARGV_HEAD)
		return true;
	if (!set_engine(x, build, &pair, spot, &found) || found)
		return found;
	if (pair < build->set->len)
		set_variable(spot, build->set->entries[pair].key);
	else if (pair - build->set->len < build->inherit_count)
		return set_item(x, spot, STR("env"), STR("inherit"), pair - build->set->len);
	else if (index + 1 < build->shown.argc)
		set_parts(spot, STR("workspace_folder"), STR_NONE, STR_NONE);
	else
		set_parts(spot, STR("image"), STR("reference"), STR_NONE);
	return true;
}

bool spot_decides(const struct explaining *x, const struct spot *spot, struct spot *ret)
{
	static const char *const image[] = {"builds", "*", "image", "*", NULL};
	static const char *const set[] = {"builds", "*", "env", "set", "*", NULL};
	static const char *const argument[] = {"builds", "*", "argv", "*", NULL};
	static const char *const unknown[] = {"unknown", "*", "*", NULL};
	size_t index = 0;

	*ret = *spot;
	if (spot_is(spot, image))
		set_parts(ret, STR("image"), STR("reference"), STR_NONE);
	else if (spot_is(spot, set))
		set_variable(ret, spot->parts[4]);
	else if (spot_is(spot, argument) && spot_index(spot->parts[3], &index))
		return set_argument(x, spot_build(x, spot), index, ret);
	else if (spot_is(spot, unknown) && spot_index(spot->parts[1], &index))
		return spot_read(x->arena, x->plan->unknown[index].at, ret);
	return true;
}

struct release build_release(const struct plan_build *build)
{
	struct release release = release_newest;

	if (!value_is_unknown(build->image))
		(void)release_of_image(&build->shown.image, &release);
	return release;
}

bool spot_could_be_set(const struct explaining *x, const struct spot *spot)
{
	const struct plan_build *const build = spot_build(x, spot);
	const struct option *const option = option_find(spot->parts[spot->count - 1]);

	return build && option && !option_is_agents(option) && option->secrecy != OPTION_SECRET &&
	       option_in(option, build_release(build));
}
