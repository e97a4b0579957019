/* SPDX-License-Identifier: MIT */
#include "plan/building.h"
#include "plan/value_check.h"

#define SCRIPT_NAME "ENVBUILDER_INIT_SCRIPT"

static void say_cut(const struct building *b, struct str name, const struct value *value)
{
	struct diag *diag = diag_add(b->making->diags, RULE_LIST_CUT, building_place(b, value),
		"the builder drops all behind the first line of '%.*s'", STR_ARG(name));

	diag_hint(b->making->diags, diag, "put the values on one line, with commas between");
}

/* Holds a value against the builder and keeps it. False when the arena is exhausted. */
static bool choose(
	struct building *b, struct str name, const struct value *value, const char *shown_name)
{
	struct value_verdict verdict;
	struct str normal = value->text;

	if (value_is_secret(value)) {
		refuse_secret(b->making, &b->vars, value, shown_name);
		return true;
	}
	if (!value_is_unknown(value) && !set_value_check(b->making->arena, name, value->text,
						b->release, &normal, &verdict)) {
		building_relate(b,
			refuse_value(b->making, verdict.rule, building_place(b, value),
				&verdict.refusal),
			value);
		return !b->making->arena->exhausted;
	}
	if (!value_is_unknown(value) && option_value_cut(option_find(name), value->text))
		say_cut(b, name, value);
	if (!str_eq(normal, value->text))
		value = value_over(b->making->arena,
			value_string(b->making->arena, normal, value->origin), value->over);
	return value && map_put(&b->chosen, name, value);
}

/* What is set when nobody sets it; the init script hangs on the folder. */
static const struct {
	const char *name;
	const char *text;
} defaults[] = {
	{IMAGE_NAME, PLAN_DEFAULT_IMAGE},
	{"ENVBUILDER_WORKSPACE_FOLDER", PLAN_DEFAULT_FOLDER},
	{"ENVBUILDER_PUSH_IMAGE", "1"},
	{"ENVBUILDER_EXIT_ON_PUSH_FAILURE", "1"},
	{"ENVBUILDER_EXIT_ON_BUILD_FAILURE", "1"},
	{"ENVBUILDER_CACHE_TTL_DAYS", PLAN_DEFAULT_TTL},
};

struct str plan_default(struct arena *arena, struct str name, struct str folder)
{
	if (str_is(name, SCRIPT_NAME))
		return str_printf(arena, "bash %.*s%s" PLAN_DEFAULT_SCRIPT, STR_ARG(folder),
			str_ends(folder, STR("/")) ? "" : "/");
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++) {
		if (str_is(name, defaults[i].name))
			return str_of(defaults[i].text);
	}
	return STR_NONE;
}

static bool choose_default(struct building *b, const char *name)
{
	const struct option *option = option_find(str_of(name));
	const struct value *value;

	if (map_find(&b->chosen, str_of(name)) || !option || !option_in(option, b->release))
		return true;
	value = building_default(b, name, plan_default(b->making->arena, option->name, STR_NONE));
	return value && map_put(&b->chosen, option->name, value);
}

/* CACHE_REPO is the original script's name for ENVBUILDER_CACHE_REPO: both may be there and agree.
 */
static bool choose_repository(struct building *b)
{
	const struct value *set = map_get(&b->vars, STR("CACHE_REPO"));
	const struct value *first = building_given(b, "CACHE_REPO");
	const struct value *second = building_given(b, CACHE_NAME);
	struct diag *diag;

	if (set && !first) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_MISSING, building_place(b, set),
			"'CACHE_REPO' is empty");
		diag_hint(b->making->diags, diag, "write the repository: HOST/PATH");
		return true;
	}
	if (!first && !second) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_MISSING, b->call->at,
			"'CACHE_REPO' is not set");
		diag_hint(b->making->diags, diag, "%s",
			b->call->leg ? "set it in the job's env, or with -e CACHE_REPO=HOST/PATH"
				     : "set CACHE_REPO=HOST/PATH in the environment, or name the "
				       "file that says it");
		return true;
	}
	if (first && second && !str_eq(first->text, second->text)) {
		diag = diag_add(b->making->diags, RULE_CACHE_REPO_TWICE, building_place(b, first),
			"'CACHE_REPO' is not '" CACHE_NAME "'");
		diag_relate(b->making->diags, diag, building_place(b, second),
			"the other one stands here");
		diag_hint(b->making->diags, diag, "set one of them");
		return true;
	}
	if (first && second)
		first = value_over(b->making->arena, first, second);
	return choose(
		b, STR(CACHE_NAME), first ? first : second, first ? "CACHE_REPO" : CACHE_NAME);
}

/* Every option of the release; what is spelled otherwise has been refused, or put right. */
static bool choose_options(struct building *b)
{
	for (size_t i = 0; i < b->vars.len; i++) {
		const struct str name = b->vars.entries[i].key;
		const struct option *const option = option_find(name);
		const struct value *const value = b->vars.entries[i].value;
		if (!option || !option_in(option, b->release) || option_is_agents(option) ||
			option->secrecy == OPTION_SECRET || str_is(name, CACHE_NAME))
			continue;
		if ((value->text.len || value_is_unknown(value)) &&
			!choose(b, name, value, option->name.ptr))
			return false;
	}
	return true;
}

/* "bash <folder>/scripts/…", as unknown as the folder is. */
static bool choose_script(struct building *b)
{
	const struct str name = STR(SCRIPT_NAME);
	const struct value *folder = map_get(&b->chosen, STR("ENVBUILDER_WORKSPACE_FOLDER"));
	const struct value *script;
	struct str text;

	if (map_find(&b->chosen, name) || !folder)
		return true;
	text = plan_default(b->making->arena, name, folder->text);
	if (!text.ptr)
		return false;
	script = building_default(b, SCRIPT_NAME, text);
	if (script && value_is_unknown(folder))
		script = value_over(b->making->arena,
			value_unknown(b->making->arena, text, folder->marks, folder->why, NULL),
			script->over);
	return script && map_put(&b->chosen, name, script);
}

static bool choose_all(struct building *b)
{
	return choose_repository(b) && choose_options(b) &&
	       choose_default(b, "ENVBUILDER_WORKSPACE_FOLDER") && choose_script(b) &&
	       choose_default(b, "ENVBUILDER_PUSH_IMAGE") &&
	       choose_default(b, "ENVBUILDER_EXIT_ON_PUSH_FAILURE") &&
	       choose_default(b, "ENVBUILDER_EXIT_ON_BUILD_FAILURE") &&
	       choose_default(b, "ENVBUILDER_CACHE_TTL_DAYS");
}

/* The seven in their order, then the others sorted. */
static bool order(struct building *b)
{
	struct map *set = arena_alloc(b->making->arena, sizeof(*set));

	if (!set || !map_sort(&b->chosen))
		return false;
	map_init(set, b->making->arena);
	for (const char *const *name = set_order; *name; name++) {
		const struct map_entry *entry = map_find(&b->chosen, str_of(*name));
		if (entry && !map_put(set, entry->key, entry->value))
			return false;
	}
	for (size_t i = 0; i < b->chosen.len; i++) {
		const struct map_entry *entry = &b->chosen.entries[i];
		if (!map_find(set, entry->key) && !map_put(set, entry->key, entry->value))
			return false;
	}
	b->build->set = set;
	return true;
}

bool set_make(struct building *b)
{
	return choose_all(b) && order(b);
}
