/* SPDX-License-Identifier: MIT */
#include "plan/value_check.h"

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

/* The names that are held to more than their option's type. */
static const struct {
	const char *name;
	value_check *check;
	enum diag_rule rule;
} rows[] = {
	{"ENVBUILDER_WORKSPACE_FOLDER", check_folder, RULE_FOLDER},
	{"ENVBUILDER_CACHE_REPO", check_repository, RULE_CACHE_REPO},
	{"ENVBUILDER_CACHE_TTL_DAYS", check_days, RULE_TTL},
};

/* What is not known says which release is; else the name that may have been meant. */
static struct str unknown_hint(struct arena *arena, const struct option *elsewhere, struct str name,
	struct release release)
{
	if (elsewhere) {
		const struct str since = release_text(arena, elsewhere->since);
		return str_printf(
			arena, "pin envbuilder %.*s or newer, or leave it out", STR_ARG(since));
	}
	const struct option *near = option_nearest(name, release);
	if (near)
		return str_printf(arena, "did you mean '%.*s'?", STR_ARG(near->name));
	return STR("leave it out: the builder ignores a name that it does not know");
}

static void refuse_name(struct arena *arena, const struct option *elsewhere, struct str name,
	struct release release, struct value_verdict *ret_verdict)
{
	const struct str text = release_text(arena, release);
	const struct str message = str_printf(
		arena, "envbuilder %.*s has no option '%.*s'", STR_ARG(text), STR_ARG(name));

	*ret_verdict = (struct value_verdict){
		RULE_OPTION_UNKNOWN, {message, unknown_hint(arena, elsewhere, name, release)}};
}

bool set_value_check(struct arena *arena, struct str name, struct str value, struct release release,
	struct str *ret, struct value_verdict *ret_verdict)
{
	const struct option *option = option_find(name);
	value_check *check = option_value;

	if (!option || !option_in(option, release)) {
		refuse_name(arena, option, name, release, ret_verdict);
		return false;
	}
	ret_verdict->rule = RULE_OPTION_VALUE;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!str_is(name, rows[i].name))
			continue;
		check = rows[i].check;
		ret_verdict->rule = rows[i].rule;
	}
	return check(arena, option, value, ret, &ret_verdict->refusal);
}
