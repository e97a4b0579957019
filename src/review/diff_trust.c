/* SPDX-License-Identifier: MIT */

/*
 * When a change of a member widens trust. What it can widen is the cost table's; here is whether
 * this old and this new value do. In doubt it does: a reviewer looks twice at what could be
 * nothing, and never misses what is something.
 */

#include "actions/permission.h"
#include "builder/image.h"
#include "builder/option.h"
#include "review/diff_condition.h"
#include "review/diff_making.h"
#include "review/diff_runner.h"
#include "review/diff_trigger.h"

static bool is_known_text(const struct value *value)
{
	return value && value->kind == VALUE_STRING && !value->marks;
}

static bool anything_new(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	return draft->now != NULL;
}

static bool something_else(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	return draft->kind != CHANGE_ADDED;
}

static bool is_above(enum permission_level level, enum permission_level old)
{
	if (old == PERMISSION_UNKNOWN) /* the owner's setting: it may be to read alone */
		return level == PERMISSION_WRITE;
	return level > old;
}

/* "read-all", "default" or "write-all" may grant more than anything but the last. */
static bool word_raises(const struct value *old)
{
	return old && !diff_text_is(old, "write-all");
}

/* A scope, or all of them in another form. */
static bool permission_raised(const struct differ *differ, const struct change *draft)
{
	const struct value *now = draft->now;

	(void)differ;
	if (!now || !str_is(draft->path, "permissions"))
		return now && !diff_text_is(draft->old, "write");
	if (now->kind != VALUE_OBJECT)
		return word_raises(draft->old);
	for (size_t i = 0; draft->old && i < now->members->len; i++) {
		const struct str scope = now->members->entries[i].key;
		if (is_above(permission_granted(now, scope), permission_granted(draft->old, scope)))
			return true;
	}
	return false;
}

static bool condition_weaker(const struct differ *differ, const struct change *draft)
{
	const struct value *old = draft->old;
	const struct value *now = draft->now;

	(void)differ;
	if (!is_known_text(old) || !is_known_text(now))
		return now ? condition_asks_status(now->text) : true;
	if (condition_asks_status(now->text) && !condition_asks_status(old->text))
		return true;
	return !condition_is_narrower(old->text, now->text);
}

static bool runner_widened(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	return runner_is_foreign(draft->old, draft->now);
}

/* The job's container: its image's code runs beside the secrets, its options may open the machine;
 * its variables and ports do neither. */
static bool container_widened(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	return draft->now && !str_starts(draft->path, STR("container.env")) &&
	       !str_starts(draft->path, STR("container.ports"));
}

/* "actions/checkout@<commit>": another owner or name, or something in place of a commit. */
static bool action_widened(const struct differ *differ, const struct change *draft)
{
	const struct str hex = STR("0123456789abcdef");
	struct str parts[2];
	size_t at;

	(void)differ;
	if (!is_known_text(draft->old) || !is_known_text(draft->now))
		return draft->now != NULL;
	at = str_find_char(draft->now->text, '@', 0);
	parts[0] = str_slice(draft->now->text, 0, at);
	parts[1] = at == STR_NOWHERE ? STR("") : str_slice(draft->now->text, at + 1, SIZE_MAX);
	if (!str_eq(parts[0],
		    str_slice(draft->old->text, 0, str_find_char(draft->old->text, '@', 0))))
		return true;
	return parts[1].len != 40 || !str_all_in(parts[1], hex.ptr);
}

/* A checkout of another repository, ref or submodule; one that appears and is not plain; or none,
 * when whatever another step left is built. */
static bool source_widened(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	if (!draft->now || !str_is(draft->path, "source") || draft->now->kind != VALUE_OBJECT)
		return draft->now != NULL;
	return diff_part(draft->now, "ref") || diff_part(draft->now, "repository") ||
	       !diff_part(draft->now, "persist_credentials");
}

/* The checkout keeps the token unless it is told not to: only `false` stands in a plan. */
static bool credential_kept(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	return !draft->now || draft->now->kind != VALUE_BOOLEAN;
}

/* A builder of another repository, or one that is not pinned any more. */
static bool builder_widened(const struct differ *differ, const struct change *draft)
{
	struct image old;
	struct image now;
	struct refusal refusal;

	if (!is_known_text(draft->old) || !is_known_text(draft->now) ||
		!image_parse(differ->arena, draft->old->text, &old, &refusal) ||
		!image_parse(differ->arena, draft->now->text, &now, &refusal))
		return true;
	return !str_eq(old.registry, now.registry) || !str_eq(old.repository, now.repository) ||
	       (old.digest.ptr && !now.digest.ptr);
}

/* The credential goes with the repository to another host, or to one that cannot be told. */
static bool host_changed(const struct differ *differ, const struct change *draft)
{
	const struct diff_pair *pair = differ->pair;
	const struct value *old = pair->old->build->credentials.registry;
	const struct value *now = pair->now->build->credentials.registry;

	if (draft->now && value_is_unknown(draft->now) && !value_is_unknown(draft->old))
		return true;
	return now && !diff_same(old, now);
}

/* An option that is set, or a switch that is on. */
static bool option_widened(const struct differ *differ, const struct change *draft)
{
	const struct str name = str_slice(draft->path, sizeof("env.set.") - 1, draft->path.len);
	const struct option *option = option_find(name);

	(void)differ;
	return draft->now &&
	       !(option && option->type == OPTION_BOOLEAN && diff_text_is(draft->now, "0"));
}

/* From nothing (docker's bridge) to the machine's own network, from none to any. */
static bool network_widened(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	if (diff_text_is(draft->now, "none"))
		return false;
	return diff_text_is(draft->old, "none") ||
	       (draft->now && !diff_text_is(draft->now, "bridge"));
}

static bool trigger_widened(const struct differ *differ, const struct change *draft)
{
	const struct value *events = differ->old ? differ->old->triggers : NULL;

	return trigger_widens(events, differ->now ? differ->now->triggers : NULL, draft);
}

/* A build that gets a secret, or a token that may write. */
static bool build_widened(const struct differ *differ, const struct change *draft)
{
	const struct plan_build *build;
	const struct value *rights;

	if (draft->kind != CHANGE_BUILD_ADDED || !differ->pair)
		return false;
	build = differ->pair->now->build;
	rights = build->facts[FACT_PERMISSIONS];
	return build->inherit_count || build->credentials.from_count ||
	       (rights && rights->kind != VALUE_OBJECT);
}

static bool never(const struct differ *differ, const struct change *draft)
{
	(void)differ;
	(void)draft;
	return false;
}

/* A row is a member, or all below it; the longest that fits decides. */
static const struct {
	struct str path;
	bool (*widened)(const struct differ *differ, const struct change *draft);
} rows[] = {
	{STR_ROW("workflow.triggers"), trigger_widened},
	{STR_ROW("if"), condition_weaker},
	{STR_ROW("step.if"), condition_weaker},
	{STR_ROW("runs_on"), runner_widened},
	{STR_ROW("permissions"), permission_raised},
	{STR_ROW("environment"), something_else},
	{STR_ROW("environment.url"), never},
	{STR_ROW("container"), container_widened},
	{STR_ROW("source"), source_widened},
	{STR_ROW("source.uses"), action_widened},
	{STR_ROW("source.persist_credentials"), credential_kept},
	{STR_ROW("image.reference"), builder_widened},
	{STR_ROW("cache.repo"), host_changed},
	{STR_ROW("env.set"), option_widened},
	{STR_ROW("env.inherit"), anything_new},
	{STR_ROW("credentials"), anything_new},
	{STR_ROW("engine.network"), network_widened},
	{STR_ROW("engine.add_hosts"), anything_new},
	{STR_ROW("builds"), build_widened},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool covers(struct str row, struct str path)
{
	return str_starts(path, row) && (path.len == row.len || path.ptr[row.len] == '.');
}

/* Whether a value that was known, or was not there, now hangs on an expression. */
static bool became_unknown(const struct change *draft)
{
	return draft->now && value_is_unknown(draft->now) &&
	       (!draft->old || !value_is_unknown(draft->old));
}

bool diff_widens(const struct differ *differ, const struct change *draft)
{
	size_t best = ROWS;

	for (size_t i = 0; i < ROWS; i++) {
		if (covers(rows[i].path, draft->path) &&
			(best == ROWS || rows[i].path.len > rows[best].path.len))
			best = i;
	}
	if (draft->widening == WIDENS_NOTHING || best == ROWS)
		return false;
	return became_unknown(draft) || rows[best].widened(differ, draft);
}
