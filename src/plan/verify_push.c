/* SPDX-License-Identifier: MIT */
#include "actions/condition.h"
#include "plan/verify.h"

#define CONFIG_NAME "ENVBUILDER_DOCKER_CONFIG_BASE64"

/* Where a credential may come from, and what its registry then is. */
enum registry_source {
	REGISTRY_FIXED,    /* the one that the names are for */
	REGISTRY_OWN,      /* whatever the user says, as long as it is a host */
	REGISTRY_OF_CACHE, /* the cache repository's */
};

static const struct {
	const char *from[CREDENTIAL_NAMES_MAX];
	size_t count;
	enum registry_source source;
	const char *registry;
} rows[] = {
	{{"GHCR_USER", "GHCR_TOKEN"}, 2, REGISTRY_FIXED, "ghcr.io"},
	{{"REGISTRY_USER", "REGISTRY_TOKEN", "REGISTRY_HOST"}, 3, REGISTRY_OWN, NULL},
	{{CONFIG_NAME}, 1, REGISTRY_OF_CACHE, NULL},
};

#define ROW_COUNT (sizeof(rows) / sizeof(rows[0]))

static size_t find_row(const struct plan_credentials *credentials)
{
	size_t i = 0;

	for (; i < ROW_COUNT; i++) {
		size_t same = 0;
		while (same < rows[i].count && same < credentials->from_count &&
			str_is(credentials->from[same], rows[i].from[same]))
			same++;
		if (same == rows[i].count && same == credentials->from_count)
			break;
	}
	return i;
}

/* Whether the host is that of the build's cache repository, as far as that is known. */
static bool is_cache_registry(const struct verify *verify, struct str host)
{
	const struct value *cache = map_get(verify->build->set, STR("ENVBUILDER_CACHE_REPO"));
	struct repository repository;
	struct refusal refusal;

	if (!cache || value_is_unknown(cache))
		return registry_host_valid(host);
	return repository_parse(verify->arena, cache->text, &repository, &refusal) &&
	       str_eq(host, repository.registry);
}

static bool verify_registry(
	const struct verify *verify, const struct pointer *credentials_at, size_t row)
{
	const struct pointer at = pointer_member(credentials_at, STR("registry"));
	const struct value *registry = verify->build->credentials.registry;

	if (rows[row].source == REGISTRY_FIXED)
		return str_is(registry->text, rows[row].registry) ||
		       verify_refuse(verify, &at, "must be '%s'", rows[row].registry);
	if (!verify_settled(verify, &at, registry))
		return false;
	if (value_is_unknown(registry))
		return true;
	if (rows[row].source == REGISTRY_OWN)
		return registry_host_valid(registry->text) ||
		       verify_refuse(verify, &at, "must be a registry's host");
	return is_cache_registry(verify, registry->text) ||
	       verify_refuse(verify, &at, "must be the cache's registry");
}

static bool may_inherit(const struct verify *verify, struct str name)
{
	const struct option *option = option_find(name);

	return str_starts(name, STR("ENVBUILDER_")) && option && option->secrecy == OPTION_SECRET &&
	       option_in(option, verify->release);
}

static bool verify_inherit(const struct verify *verify)
{
	const struct pointer env_at = pointer_member(verify->at, STR("env"));
	const struct pointer list_at = pointer_member(&env_at, STR("inherit"));
	const struct plan_build *build = verify->build;
	bool config = false;

	for (size_t i = 0; i < build->inherit_count; i++) {
		const struct pointer at = pointer_item(&list_at, i);
		if (!may_inherit(verify, build->inherit[i]))
			return verify_refuse(
				verify, &at, "is no secret option of the builder's release");
		if (i > 0 && str_compare(build->inherit[i - 1], build->inherit[i]) >= 0)
			return verify_refuse(verify, &at, "is not in its place");
		config |= str_is(build->inherit[i], CONFIG_NAME);
	}
	if (config == (build->credentials.from_count > 0))
		return true;
	return verify_refuse(verify, &list_at,
		config ? "has '%s', and the build has no credentials"
		       : "lacks '%s', and the build has credentials",
		CONFIG_NAME);
}

bool verify_credentials(const struct verify *verify)
{
	const struct pointer at = pointer_member(verify->at, STR("credentials"));
	const struct pointer from_at = pointer_member(&at, STR("from"));
	const size_t row = find_row(&verify->build->credentials);

	if (!verify_inherit(verify))
		return false;
	if (verify->build->credentials.from_count == 0)
		return true;
	if (row == ROW_COUNT)
		return verify_refuse(verify, &from_at, "names no credential that there is");
	return verify_registry(verify, &at, row);
}

/* A tri as a plan writes it: true, false or "unknown". */
static enum tri tri_of(const struct value *event, const char *name)
{
	const struct value *value = map_get(event->members, str_of(name));

	if (value->kind != VALUE_BOOLEAN)
		return TRI_UNKNOWN;
	return value->boolean ? TRI_TRUE : TRI_FALSE;
}

/* Without a credential nothing is pushed. Whether pushing is on may hang on the event, and is then
 * known of each event although it is not known of the build. */
static enum tri may_push(const struct plan_build *build)
{
	return build->credentials.from_count == 0 ? TRI_FALSE : TRI_TRUE;
}

/* `may` is all that the plan says about pushing; the token's rights can still take it away. */
static bool verify_event(const struct verify *verify, const struct pointer *event_at,
	const struct value *event, enum tri may)
{
	const struct pointer at = pointer_member(event_at, STR("pushes"));
	const enum tri can = tri_and(tri_of(event, "runs"), may);
	const enum tri pushes = tri_of(event, "pushes");

	if (pushes == TRI_FALSE || can == TRI_TRUE || can == pushes)
		return true;
	return verify_refuse(verify, &at, "is %s, but the plan's own fields make it %s",
		pushes == TRI_TRUE ? "true" : "'unknown'",
		can == TRI_FALSE ? "false" : "'unknown'");
}

static bool verify_forks(const struct verify *verify, const struct pointer *at,
	const struct value *event, enum tri may)
{
	const struct pointer same_at = pointer_member(at, STR("same_repository"));
	const struct pointer fork_at = pointer_member(at, STR("fork"));
	const struct map *members = event->members;

	return verify_event(verify, &same_at, map_get(members, same_at.key), may) &&
	       verify_event(verify, &fork_at, map_get(members, fork_at.key), TRI_FALSE);
}

bool verify_events(const struct verify *verify)
{
	const struct pointer events_at = pointer_member(verify->at, STR("events"));
	const struct value *events = verify->build->facts[FACT_EVENTS];
	const enum tri may = may_push(verify->build);

	for (size_t i = 0; events && i < events->members->len; i++) {
		const struct map_entry *entry = &events->members->entries[i];
		const struct value *event = entry->value;
		const struct pointer at = pointer_member(&events_at, entry->key);
		if (!map_find(verify->plan->triggers->members, entry->key))
			return verify_refuse(verify, &at, "is no trigger of the workflow");
		if (map_find(event->members, STR("fork")) ? !verify_forks(verify, &at, event, may)
							  : !verify_event(verify, &at, event, may))
			return false;
	}
	return true;
}
