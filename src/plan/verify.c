/* SPDX-License-Identifier: MIT */
#include "plan/verify.h"

#include "actions/template.h"
#include "base/limits.h"
#include "plan/shape.h"
#include "plan/value_check.h"
#include "plan/walk.h"

/* What the workflow always has an answer for, if only the default or null. */
static const enum build_fact always[] = {FACT_RUNS_ON, FACT_PERMISSIONS, FACT_SOURCE, FACT_EVENTS};

bool verify_refuse(const struct verify *verify, const struct pointer *at, const char *format, ...)
{
	const struct str pointer = plan_pointer_text(verify->arena, at);
	va_list args;

	va_start(args, format);
	const struct str said = str_vprintf(verify->arena, format, args);
	va_end(args);
	if (!pointer.ptr || !said.ptr)
		return false;
	struct diag *diag = diag_add(verify->diags, RULE_PLAN_DIFFERS, verify->place, "'%.*s' %.*s",
		STR_ARG(pointer), STR_ARG(said));
	diag_hint(verify->diags, diag, PLAN_EDITED_HINT);
	return false;
}

/* The same in the words of the check that refused the value. */
static bool refused_by(
	const struct verify *verify, const struct pointer *at, const struct refusal *refusal)
{
	if (verify->arena->exhausted)
		return false;
	return verify_refuse(
		verify, at, "is not what a plan can hold: %.*s", STR_ARG(refusal->message));
}

bool verify_settled(
	const struct verify *verify, const struct pointer *at, const struct value *value)
{
	const bool open = text_has_expression(value->text);

	if (!value_is_unknown(value))
		return !open || verify_refuse(verify, at,
					"holds an expression and is not listed as unknown");
	return open || value->why == WHY_SCRIPT ||
	       verify_refuse(verify, at, "is listed as unknown and holds no expression");
}

static bool verify_image(struct verify *verify)
{
	const struct pointer image_at = pointer_member(verify->at, STR("image"));
	const struct pointer at = pointer_member(&image_at, STR("reference"));
	const struct value *reference = verify->build->image;
	struct refusal refusal;
	struct image image;

	if (!verify_settled(verify, &at, reference))
		return false;
	if (value_is_unknown(reference))
		return true;
	if (!image_parse(verify->arena, reference->text, &image, &refusal))
		return refused_by(verify, &at, &refusal);
	release_of_image(&image, &verify->release);
	return release_compare(verify->release, release_first_to_push) >= 0 ||
	       verify_refuse(verify, &at, "is a release that cannot push an image");
}

/* Where a name stands in env.set: the seven in their order, then all others. */
static size_t set_rank(struct str name)
{
	size_t rank = 0;

	while (set_order[rank] && !str_is(name, set_order[rank]))
		rank++;
	return rank;
}

static bool in_order(struct str before, struct str name)
{
	const size_t first = set_rank(before);
	const size_t second = set_rank(name);

	return first < second || (first == second && str_compare(before, name) < 0);
}

static bool verify_set_name(const struct verify *verify, const struct pointer *at, struct str name)
{
	const struct option *option = option_find(name);

	if (!str_starts(name, STR("ENVBUILDER_")) || !option || !option_in(option, verify->release))
		return verify_refuse(verify, at, "is no option of the builder's release");
	if (option->secrecy == OPTION_SECRET)
		return verify_refuse(verify, at, "is a secret, and a plan never holds one's value");
	return true;
}

static bool verify_set_value(const struct verify *verify, const struct pointer *at, struct str name,
	const struct value *value)
{
	struct value_verdict verdict;
	struct str normal;

	if (!verify_settled(verify, at, value))
		return false;
	if (value_is_unknown(value))
		return true;
	if (!set_value_check(verify->arena, name, value->text, verify->release, &normal, &verdict))
		return refused_by(verify, at, &verdict.refusal);
	return str_eq(normal, value->text) ||
	       verify_refuse(verify, at, "is '%.*s', which a plan writes '%.*s'",
		       STR_ARG(value->text), STR_ARG(normal));
}

/* The planner has a default for each of the seven that the release knows. */
static bool verify_set_complete(const struct verify *verify, const struct pointer *set_at)
{
	for (const char *const *name = set_order; *name; name++) {
		const struct pointer at = pointer_member(set_at, str_of(*name));
		const struct option *option = option_find(at.key);
		if (option && option_in(option, verify->release) &&
			!map_find(verify->build->set, at.key))
			return verify_refuse(verify, &at, "is missing");
	}
	return true;
}

static bool verify_clashes(const struct verify *verify)
{
	const struct pointer env_at = pointer_member(verify->at, STR("env"));
	const struct pointer set_at = pointer_member(&env_at, STR("set"));
	size_t from = 0;
	const struct set_clash *clash = set_clash_find(verify->build, &from);

	if (!clash)
		return true;
	const struct pointer at = pointer_member(&set_at, str_of(clash->name));
	return verify_refuse(verify, &at, "is on together with '%s'", clash->other);
}

static bool verify_set(const struct verify *verify)
{
	const struct pointer env_at = pointer_member(verify->at, STR("env"));
	const struct pointer set_at = pointer_member(&env_at, STR("set"));
	const struct map *set = verify->build->set;

	for (size_t i = 0; i < set->len; i++) {
		const struct map_entry *entry = &set->entries[i];
		const struct pointer at = pointer_member(&set_at, entry->key);
		if (!verify_set_name(verify, &at, entry->key))
			return false;
		if (i > 0 && !in_order(entry[-1].key, entry->key))
			return verify_refuse(verify, &at, "is not in its place");
		if (!verify_set_value(verify, &at, entry->key, entry->value))
			return false;
	}
	return verify_set_complete(verify, &set_at);
}

static bool verify_engine_text(const struct verify *verify, const struct pointer *at,
	enum engine_setting setting, const struct value *value)
{
	struct refusal refusal;

	if (!verify_settled(verify, at, value))
		return false;
	return value_is_unknown(value) ||
	       engine_value_check(verify->arena, setting, value->text, &refusal) ||
	       refused_by(verify, at, &refusal);
}

static bool verify_engine_list(const struct verify *verify, const struct pointer *list_at,
	enum engine_setting setting, const struct value *list)
{
	if (list->count > LIMIT_ADD_HOSTS)
		return verify_refuse(verify, list_at, "has more than %u values", LIMIT_ADD_HOSTS);
	for (size_t i = 0; i < list->count; i++) {
		const struct pointer at = pointer_item(list_at, i);
		if (!verify_engine_text(verify, &at, setting, list->items[i]))
			return false;
	}
	return true;
}

static bool verify_engine(const struct verify *verify)
{
	const struct pointer engine_at = pointer_member(verify->at, STR("engine"));

	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		const struct value *value = verify->build->engine[i];
		const struct pointer at = pointer_member(&engine_at, engine_row(i)->member);
		if (!value)
			continue;
		if (value->kind == VALUE_ARRAY ? !verify_engine_list(verify, &at, i, value)
					       : !verify_engine_text(verify, &at, i, value))
			return false;
	}
	return true;
}

static bool verify_facts(const struct verify *verify)
{
	const struct plan_build *build = verify->build;

	for (enum build_fact i = 0; !verify->plan->has_workflow && i < FACT_COUNT; i++) {
		const struct pointer at = pointer_member(verify->at, build_fact_name(i));
		if (build->facts[i])
			return verify_refuse(verify, &at, "is there without a workflow");
	}
	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++) {
		const struct pointer at = pointer_member(verify->at, build_fact_name(always[i]));
		if (verify->plan->has_workflow && !build->facts[always[i]])
			return verify_refuse(verify, &at, "is missing");
	}
	return true;
}

bool build_verify(struct arena *arena, struct diags *diags, struct place place,
	const struct plan *plan, const struct plan_build *build, const struct pointer *at)
{
	struct verify verify = {arena, diags, place, plan, build, at, release_newest};

	return verify_facts(&verify) && verify_image(&verify) && verify_set(&verify) &&
	       verify_clashes(&verify) && verify_engine(&verify) && verify_credentials(&verify) &&
	       verify_events(&verify);
}
