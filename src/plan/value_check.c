/* SPDX-License-Identifier: MIT */
#include "plan/value_check.h"

#include "base/near.h"
#include "base/utf8.h"

#define IMAGE_NAME "ENVBUILDER_IMAGE" /* the planner's, and no option of the builder */
#define IMAGE_EDITS 2u

const char *const set_order[] = {
	"ENVBUILDER_WORKSPACE_FOLDER",
	"ENVBUILDER_INIT_SCRIPT",
	"ENVBUILDER_CACHE_REPO",
	"ENVBUILDER_PUSH_IMAGE",
	"ENVBUILDER_EXIT_ON_PUSH_FAILURE",
	"ENVBUILDER_EXIT_ON_BUILD_FAILURE",
	"ENVBUILDER_CACHE_TTL_DAYS",
	NULL,
};

typedef bool value_check(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal);

static bool check_folder(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	(void)option;
	if (!folder_check(arena, value, ret_refusal))
		return false;
	*ret = value;
	return true;
}

static bool check_repository(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	struct repository repository;

	(void)option;
	if (!repository_parse(arena, value, &repository, ret_refusal))
		return false;
	*ret = value;
	return true;
}

static bool check_days(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	(void)option;
	return ttl_parse(arena, value, ret, ret_refusal);
}

/* Where the authority of a URL ends. */
static size_t authority_end(struct str url, size_t from)
{
	size_t end = from;

	while (end < url.len && url.ptr[end] != '/' && url.ptr[end] != '?' && url.ptr[end] != '#')
		end++;
	return end;
}

/* "scheme://user:password@host". A user alone is none: people log in as git. */
static bool url_has_password(struct str url)
{
	const size_t scheme = str_find(url, STR("://"), 0);

	if (scheme == STR_NOWHERE)
		return false;
	const size_t from = scheme + 3;
	const struct str authority = str_slice(url, from, authority_end(url, from));
	const size_t at = str_find_last(authority, '@');
	const size_t colon = str_find_char(authority, ':', 0);
	return at != STR_NOWHERE && colon != STR_NOWHERE && colon + 1 < at;
}

/* The plan would show the password, and the builder logs it. */
static bool check_url(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal)
{
	if (!url_has_password(value))
		return option_value(arena, option, value, ret, ret_refusal);
	ret_refusal->message =
		str_printf(arena, "'%.*s' has a password in it", STR_ARG(option->name));
	ret_refusal->hint = STR("take it out; for git over HTTP, set ENVBUILDER_GIT_PASSWORD from "
				"secrets");
	return false;
}

/* The names that are held to more than their option's type. */
static const struct {
	const char *name;
	value_check *check;
	enum diag_rule rule;
} rows[] = {
	{"ENVBUILDER_WORKSPACE_FOLDER", check_folder, RULE_FOLDER},
	{"ENVBUILDER_CACHE_REPO", check_repository, RULE_CACHE_REPO},
	{"ENVBUILDER_CACHE_TTL_DAYS", check_days, RULE_TTL},
	{"ENVBUILDER_GIT_URL", check_url, RULE_SECRET_LITERAL},
	{"ENVBUILDER_GIT_HTTP_PROXY_URL", check_url, RULE_SECRET_LITERAL},
};

/* The planner's own name is nearer than any option. */
static bool means_image(struct str name, const struct option *near)
{
	const size_t edits = near_distance(name, STR(IMAGE_NAME));

	return edits <= IMAGE_EDITS && (!near || edits < near_distance(name, near->name));
}

/* What the name was meant to be, or since when it is one. */
static struct str unknown_hint(struct arena *arena, const struct option *elsewhere, struct str name,
	struct release release)
{
	const struct option *near = elsewhere ? elsewhere : option_nearest(name, release);

	if (means_image(name, near))
		return STR("did you mean '" IMAGE_NAME "'?");
	if (!near)
		return STR("leave it out: the builder ignores a name that it does not know");
	if (option_in(near, release))
		return str_printf(arena, "did you mean '%.*s'?", STR_ARG(near->name));
	const struct str since = release_text(arena, near->since);
	if (elsewhere)
		return str_printf(arena,
			"envbuilder has it since %.*s: pin that release or a newer one, or leave "
			"it out",
			STR_ARG(since));
	return str_printf(arena, "did you mean '%.*s'? envbuilder has it since %.*s",
		STR_ARG(near->name), STR_ARG(since));
}

bool set_name_check(struct arena *arena, struct str name, struct release release,
	struct value_verdict *ret_verdict)
{
	const struct option *option = option_find(name);
	const struct str text = release_text(arena, release);

	if (option && option_in(option, release))
		return true;
	*ret_verdict = (struct value_verdict){
		RULE_OPTION_UNKNOWN, {str_printf(arena, "envbuilder %.*s has no option '%.*s'",
					      STR_ARG(text), STR_ARG(name)),
					     unknown_hint(arena, option, name, release)}};
	return false;
}

bool set_value_check(struct arena *arena, struct str name, struct str value, struct release release,
	struct str *ret, struct value_verdict *ret_verdict)
{
	const struct option *option = option_find(name);
	value_check *check = option_value;

	if (!set_name_check(arena, name, release, ret_verdict))
		return false;
	ret_verdict->rule = RULE_OPTION_VALUE;
	if (utf8_check(value) != STR_NOWHERE) {
		ret_verdict->refusal.message =
			str_printf(arena, "'%.*s' is not UTF-8", STR_ARG(name));
		ret_verdict->refusal.hint = STR("a plan is text: write the value in UTF-8");
		return false;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!str_is(name, rows[i].name))
			continue;
		check = rows[i].check;
		ret_verdict->rule = rows[i].rule;
	}
	return check(arena, option, value, ret, &ret_verdict->refusal);
}

/* Options that the builder takes together, and then does not what each of them asks. */
static const struct set_clash clashes[] = {
	{"ENVBUILDER_GET_CACHED_IMAGE", "ENVBUILDER_PUSH_IMAGE",
		"the builder then only looks into the cache",
		"leave ENVBUILDER_GET_CACHED_IMAGE out, or set ENVBUILDER_PUSH_IMAGE to 0"},
	{"ENVBUILDER_LAYER_CACHE_DIR", "ENVBUILDER_PUSH_IMAGE",
		"the builder then pushes into that folder, and nothing to the repository",
		"leave ENVBUILDER_LAYER_CACHE_DIR out, or set ENVBUILDER_PUSH_IMAGE to 0"},
	{"ENVBUILDER_GIT_SSH_PRIVATE_KEY_PATH", "ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64",
		"the builder takes one key", "leave one of them out"},
};

/* Whether the build has it: a boolean that is on, any other value, a secret's presence. */
static bool is_on(const struct plan_build *build, struct str name)
{
	const struct value *value = map_get(build->set, name);

	for (size_t i = 0; i < build->inherit_count; i++)
		if (str_eq(build->inherit[i], name))
			return true;
	if (!value || value_is_unknown(value))
		return false;
	return option_find(name)->type != OPTION_BOOLEAN || str_is(value->text, "1");
}

const struct set_clash *set_clash_find(const struct plan_build *build, size_t *from)
{
	while (*from < sizeof(clashes) / sizeof(clashes[0])) {
		const struct set_clash *const clash = &clashes[(*from)++];
		if (is_on(build, str_of(clash->name)) && is_on(build, str_of(clash->other)))
			return clash;
	}
	return NULL;
}
