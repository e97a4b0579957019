/* SPDX-License-Identifier: MIT */
#include "builder/image.h"
#include "review/diff_making.h"
#include "review/diff_runner.h"

/* What a class needs to know beside the path. */
struct costing {
	const struct differ *differ;
	const struct change *draft;
};

static bool parse(const struct differ *differ, const struct value *value, struct image *ret)
{
	struct refusal refusal;

	return value && value->kind == VALUE_STRING && !value->marks &&
	       image_parse(differ->arena, value->text, ret, &refusal);
}

/* A digest that was put beside the same tag names the same builder, as long as the tag stood still.
 */
static const struct cost_row *of_image(const struct costing *c, const struct cost_row *row)
{
	static const struct cost_row pinned = {STR_ROW(""), COST_MAY_REBUILD,
		"the same tag: another builder only if the tag has moved", WIDENS_CODE};
	struct image old;
	struct image now;

	if (!parse(c->differ, c->draft->old, &old) || !parse(c->differ, c->draft->now, &now))
		return row;
	if (str_eq(old.registry, now.registry) && str_eq(old.repository, now.repository) &&
		old.tag.ptr && str_eq(old.tag, now.tag) && (!old.digest.ptr || !now.digest.ptr))
		return &pinned;
	return row;
}

static const struct cost_row *of_runner(const struct costing *c, const struct cost_row *row)
{
	static const struct cost_row other = {STR_ROW(""), COST_REBUILDS_ALL,
		"another architecture shares no layer", WIDENS_RUNNER};
	static const struct cost_row same = {
		STR_ROW(""), COST_NONE, "the architecture is the same", WIDENS_RUNNER};
	static const struct cost_row set = {
		STR_ROW(""), COST_NONE, "engine.platform says the architecture", WIDENS_RUNNER};
	const struct diff_pair *pair = c->differ->pair;
	const enum architecture before = runner_architecture(c->draft->old);
	const enum architecture after = runner_architecture(c->draft->now);

	if (pair && pair->old && pair->now && pair->old->build->engine[ENGINE_PLATFORM] &&
		pair->now->build->engine[ENGINE_PLATFORM])
		return &set;
	if (before == ARCHITECTURE_UNKNOWN || after == ARCHITECTURE_UNKNOWN)
		return row;
	return before == after ? &same : &other;
}

static enum architecture platform_architecture(const struct value *platform)
{
	if (diff_text_is(platform, "linux/amd64"))
		return ARCHITECTURE_X64;
	if (diff_text_is(platform, "linux/arm64"))
		return ARCHITECTURE_ARM64;
	return diff_text_is(platform, "linux/arm/v7") ? ARCHITECTURE_ARM : ARCHITECTURE_UNKNOWN;
}

/* Without a platform of its own, a build is of its runner's. */
static enum architecture built_architecture(
	const struct value *platform, const struct diff_build *build)
{
	return platform ? platform_architecture(platform)
			: runner_architecture(build->members[FACT_RUNS_ON]);
}

/* A runner that does not say its architecture is taken for one of amd64, as most are: who then asks
 * for another, or stops asking, makes all anew. */
static const struct cost_row *of_platform(const struct costing *c, const struct cost_row *row)
{
	static const struct cost_row same = {
		STR_ROW(""), COST_NONE, "the runner is of that architecture", WIDENS_NOTHING};
	static const struct cost_row maybe = {STR_ROW(""), COST_MAY_REBUILD,
		"another architecture shares no layer, and the runner does not say its own",
		WIDENS_NOTHING};
	static const struct cost_row surely = {STR_ROW(""), COST_REBUILDS_ALL,
		"base image and builder are others, unless the runner is of that architecture",
		WIDENS_NOTHING};
	const enum architecture before = built_architecture(c->draft->old, c->differ->pair->old);
	const enum architecture after = built_architecture(c->draft->now, c->differ->pair->now);

	if (before == ARCHITECTURE_UNKNOWN || after == ARCHITECTURE_UNKNOWN) {
		const enum architecture known = before == ARCHITECTURE_UNKNOWN ? after : before;
		return known == ARCHITECTURE_ARM64 || known == ARCHITECTURE_ARM ? &surely : &maybe;
	}
	return before == after ? &same : row;
}

/* Names of secret options stand in a list: their rows are the options'. */
static const struct cost_row *of_inherit(const struct costing *c, const struct cost_row *row)
{
	const struct value *name = c->draft->now ? c->draft->now : c->draft->old;

	(void)row;
	return name->kind == VALUE_STRING ? cost_of_option(name->text) : NULL;
}

static const struct cost_row *of_build(const struct costing *c, const struct cost_row *row)
{
	static const struct cost_row added = {
		STR_ROW(""), COST_PUBLISHES, "what it pushes was not there before", WIDENS_SECRET};
	static const struct cost_row removed = {
		STR_ROW(""), COST_PUBLISHES, "it pushes nothing any more", WIDENS_NOTHING};

	if (c->draft->kind == CHANGE_ORDER)
		return row;
	return c->draft->now ? &added : &removed;
}

/* A row is a member whose class hangs on its values. */
static const struct {
	const char *path;
	const struct cost_row *(*row)(const struct costing *c, const struct cost_row *row);
} rows[] = {
	{"image.reference", of_image},
	{"runs_on", of_runner},
	{"engine.platform", of_platform},
	{"env.inherit", of_inherit},
	{"builds", of_build},
};

void diff_cost(const struct differ *differ, struct change *draft)
{
	const struct costing costing = {differ, draft};
	const struct cost_row *row = cost_of_member(draft->path);

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (str_is(draft->path, rows[i].path))
			row = rows[i].row(&costing, row);
	}
	if (!row)
		row = &cost_unknown;
	draft->cost = row->cost;
	draft->reason = row->reason;
	draft->widening = row->widening;
}
