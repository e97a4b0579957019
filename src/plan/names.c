/* SPDX-License-Identifier: MIT */
#include "plan/building.h"
#include "plan/value_check.h"

#define PREFIX "ENVBUILDER_"
#define AGENT_PREFIX "CODER_AGENT_"

static bool begins(struct str name, struct str prefix)
{
	return str_eq_nocase(str_slice(name, 0, prefix.len), prefix);
}

static bool is_options_name(struct str name)
{
	if (str_is(name, IMAGE_NAME))
		return false;
	return begins(name, STR(PREFIX)) || setting_is_mistyped(name);
}

/* The builder would read it, but a cache build has no agent, and a plan has no place for one. */
static void note_agent(const struct building *b, struct str name)
{
	struct diag *diag;

	if (!begins(name, STR(AGENT_PREFIX)) || !option_find_any_case(name))
		return;
	diag = diag_add(b->making->diags, RULE_OPTION_UNPASSED, building_name_place(b, name),
		"'%.*s' does not reach the builder", STR_ARG(name));
	diag_hint(b->making->diags, diag, "it is for workspaces: leave it out");
}

static void refuse_name(const struct building *b, struct str name)
{
	struct value_verdict verdict;

	if (!set_name_check(b->making->arena, name, b->release, &verdict))
		refuse_value(
			b->making, verdict.rule, building_name_place(b, name), &verdict.refusal);
}

/* The builder would read one of the two, and which one hangs on their order. */
static void refuse_twice(const struct building *b, struct str name, struct str other)
{
	struct diag *diag = diag_add(b->making->diags, RULE_OPTION_TWICE,
		building_name_place(b, name), "'%.*s' and '%.*s' are one option to the builder",
		STR_ARG(name), STR_ARG(other));

	diag_relate(
		b->making->diags, diag, building_name_place(b, other), "the other one stands here");
	diag_hint(b->making->diags, diag, "set one of them");
}

/* A secret goes through the environment under its own name, which no other case has. */
static void say_case(const struct building *b, struct str name, struct str option)
{
	const bool secret = setting_is_secret(name);
	struct diag *diag = diag_add(b->making->diags,
		secret ? RULE_OPTION_CASE_SECRET : RULE_OPTION_CASE, building_name_place(b, name),
		secret ? "the secret '%.*s' cannot be passed on under this name"
		       : "'%.*s' is read as '%.*s'",
		STR_ARG(name), STR_ARG(option));

	diag_hint(b->making->diags, diag, "write '%.*s'", STR_ARG(option));
}

static bool is_set(const struct value *value)
{
	return value && (value->text.len || value_is_unknown(value));
}

/* Another spelling of the name among the first `count` variables that is set, too; else STR_NONE.
 */
static struct str other_spelling(const struct building *b, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++) {
		const struct map_entry *const entry = &b->vars.entries[i];
		if (str_eq_nocase(entry->key, name) && !str_eq(entry->key, name) &&
			is_set(entry->value))
			return entry->key;
	}
	return STR_NONE;
}

/* A name in another case than the option's own; `count` variables stood there at first. */
static bool settle_case(
	struct building *b, size_t count, struct str name, const struct option *option)
{
	const struct value *const value = map_get(&b->vars, name);

	if (!is_set(value))
		return true;
	if (is_set(map_get(&b->vars, option->name))) {
		refuse_twice(b, name, other_spelling(b, count, name));
		return true;
	}
	say_case(b, name, option->name);
	return map_put(&b->vars, option->name, value);
}

static bool settle(struct building *b, size_t count, struct str name)
{
	const struct option *option;

	if (!is_options_name(name)) {
		note_agent(b, name);
		return true;
	}
	option = option_find_any_case(name);
	if (!option || !option_in(option, b->release)) {
		refuse_name(b, name);
		return true;
	}
	return str_eq(option->name, name) || settle_case(b, count, name, option);
}

bool names_settle(struct building *b)
{
	const size_t count = b->vars.len;

	for (size_t i = 0; i < count; i++)
		if (!settle(b, count, b->vars.entries[i].key))
			return false;
	return true;
}
