/* SPDX-License-Identifier: MIT */
#include "plan/making.h"

#define CONFIG_NAME "ENVBUILDER_DOCKER_CONFIG_BASE64"

struct finding {
	const struct map *vars;
	const struct value *cache; /* the repository; NULL never */
	struct str cache_registry; /* STR_NONE: it hangs on an expression */
};

static const struct value *present(const struct finding *f, const char *name)
{
	const struct value *value = map_get(f->vars, str_of(name));
	return value && (value->text.len || value_is_unknown(value)) ? value : NULL;
}

/* The registry that a repository's literal beginning names, although its path may be unknown. */
static struct str registry_of(struct arena *arena, const struct value *cache)
{
	const struct str host = str_slice(cache->text, 0, str_find_char(cache->text, '/', 0));
	struct repository repository;
	struct refusal refusal;

	if (!value_is_unknown(cache))
		return repository_parse(arena, cache->text, &repository, &refusal)
			       ? repository.registry
			       : STR_NONE;
	return registry_host_valid(host) && host.len < cache->text.len ? host : STR_NONE;
}

static const struct value *own_registry(const struct making *making, const struct finding *f)
{
	if (f->cache_registry.ptr)
		return plain_value(making, f->cache_registry);
	return value_unknown(making->arena, f->cache->text, 0, f->cache->why, f->cache->origin);
}

static void take(const struct finding *f, struct plan_build *build, const struct value *registry,
	const char *const *from, size_t count)
{
	build->credentials.registry = registry;
	build->credentials.from_count = count;
	for (size_t i = 0; i < count; i++) {
		build->credentials.from[i] = str_of(from[i]);
		build->credentials.set[i] = map_get(f->vars, str_of(from[i]));
	}
}

static bool serves(const struct finding *f, const struct value *host)
{
	return !value_is_unknown(host) && str_eq(host->text, f->cache_registry);
}

/* The one that serves the cache's registry; of two that do not, the first. NULL: none is there. */
static const struct value *choose_credential(
	const struct making *making, const struct finding *f, struct plan_build *build)
{
	static const char *const ghcr[] = {"GHCR_USER", "GHCR_TOKEN"};
	static const char *const other[] = {"REGISTRY_USER", "REGISTRY_TOKEN", "REGISTRY_HOST"};
	static const char *const config[] = {CONFIG_NAME};
	const bool has_ghcr = present(f, ghcr[0]) && present(f, ghcr[1]);
	const bool has_other = present(f, other[0]) && present(f, other[1]) && present(f, other[2]);

	if (has_ghcr && (!has_other || str_is(f->cache_registry, "ghcr.io"))) {
		take(f, build, plain_value(making, STR("ghcr.io")), ghcr, 2);
		return present(f, ghcr[1]);
	}
	if (has_other && (!has_ghcr || serves(f, present(f, other[2])))) {
		take(f, build, present(f, other[2]), other, 3);
		return present(f, other[1]);
	}
	if (has_ghcr) {
		take(f, build, plain_value(making, STR("ghcr.io")), ghcr, 2);
		return present(f, ghcr[1]);
	}
	if (!present(f, CONFIG_NAME))
		return NULL;
	take(f, build, own_registry(making, f), config, 1);
	return present(f, CONFIG_NAME);
}

/* With a workflow this is a warning: the file says what it says, and the plan shows it. */
static void say_missing(const struct making *making, const struct call *call)
{
	const enum diag_rule rule = call->leg ? RULE_NO_CREDENTIAL_STEP : RULE_CREDENTIAL_MISSING;
	struct diag *diag = diag_add(
		making->diags, rule, call->at, "no credential: '" CONFIG_NAME "' is not set");

	diag_hint(making->diags, diag,
		"set " CONFIG_NAME ", or GHCR_USER and GHCR_TOKEN for ghcr.io, or REGISTRY_USER, "
		"REGISTRY_TOKEN and REGISTRY_HOST");
}

static void say_stranger(
	const struct making *making, const struct call *call, struct str from, struct str to)
{
	const enum diag_rule rule = call->leg ? RULE_CREDENTIAL_HOST : RULE_CREDENTIAL_STRANGER;
	struct diag *diag = diag_add(making->diags, rule, call->at,
		"the credential is for '%.*s', but the cache is on '%.*s'", STR_ARG(from),
		STR_ARG(to));

	diag_hint(making->diags, diag,
		"a credential goes to no other host; set REGISTRY_USER, REGISTRY_TOKEN and "
		"REGISTRY_HOST for '%.*s'",
		STR_ARG(to));
}

static bool check_host(
	const struct making *making, const struct map *vars, const struct value *host)
{
	struct diag *diag;

	if (value_is_secret(host)) {
		refuse_secret(making, vars, host, "REGISTRY_HOST");
		return false;
	}
	if (value_is_unknown(host) || registry_host_valid(host->text))
		return true;
	diag = diag_add(making->diags, RULE_OPTION_VALUE,
		host->origin ? *host->origin : place_of_file(STR_NONE),
		"'%.*s' is no registry's host", STR_ARG(host->text));
	diag_hint(making->diags, diag, "write HOST or HOST:PORT, in lower case");
	return false;
}

bool credentials_make(struct making *making, const struct call *call, const struct map *vars,
	struct plan_build *build, struct credential_finding *ret)
{
	struct finding f = {
		.vars = vars, .cache = map_get(build->set, STR("ENVBUILDER_CACHE_REPO"))};
	const struct value *token;
	const struct value *registry;

	*ret = (struct credential_finding){.present = false};
	f.cache_registry = registry_of(making->arena, f.cache);
	token = choose_credential(making, &f, build);
	registry = build->credentials.registry;
	if (!token) {
		say_missing(making, call);
		return !making->arena->exhausted;
	}
	if (!registry)
		return false;
	if (!check_host(making, vars, registry))
		return true;
	build->credentials.at = token->origin;
	ret->present = true;
	ret->marks = token->marks;
	if (f.cache_registry.ptr && !value_is_unknown(registry) &&
		!str_eq(registry->text, f.cache_registry)) {
		say_stranger(making, call, registry->text, f.cache_registry);
		ret->present = false;
	}
	return true;
}
