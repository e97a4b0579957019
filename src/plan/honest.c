/* SPDX-License-Identifier: MIT */
#include "plan/honest.h"

#include <sodium.h>

#include "plan/write.h"

#define HEX_BYTES (2 * crypto_hash_sha256_BYTES + 1)

static const struct value *part(const struct value *object, struct str name)
{
	return map_get(object->members, name);
}

/* A text that is null when there is none. */
static bool is_text(const struct value *value, struct str text)
{
	if (!text.ptr)
		return value->kind == VALUE_NULL;
	return value->kind == VALUE_STRING && str_eq(value->text, text);
}

static bool is_same(const struct value *given, const struct value *own)
{
	if (!own || given->kind != own->kind)
		return false;
	if (given->kind == VALUE_NUMBER)
		return given->number >= own->number && given->number <= own->number;
	return str_eq(given->text, own->text);
}

static bool is_image(const struct value *given, const struct image *own)
{
	return is_text(part(given, STR("registry")), own->registry) &&
	       is_text(part(given, STR("repository")), own->repository) &&
	       is_text(part(given, STR("tag")), own->tag) &&
	       is_text(part(given, STR("digest")), own->digest);
}

static bool is_argv(const struct value *given, const struct build_projection *own)
{
	if (given->count != own->argc)
		return false;
	for (size_t i = 0; i < own->argc; i++) {
		if (!str_eq(given->items[i]->text, own->argv[i]))
			return false;
	}
	return true;
}

/* What is left out of a plan when there is nothing in it, or is cut to what a build can have. */
static bool is_whole(const struct value *given, const struct plan_build *own)
{
	const struct value *engine = part(given, STR("engine"));
	const struct value *credentials = part(given, STR("credentials"));

	return (!engine || engine->members->len) &&
	       (!credentials ||
		       part(credentials, STR("from"))->count == own->credentials.from_count);
}

static bool is_build(const struct value *given, const struct plan_build *own)
{
	const struct build_projection *shown = &own->shown;
	const struct value *cache = part(given, STR("cache"));

	return is_whole(given, own) && is_image(part(given, STR("image")), &shown->image) &&
	       is_same(part(cache, STR("repo")), shown->cache_repo) &&
	       is_same(part(cache, STR("ttl_days")), shown->ttl_days) &&
	       is_same(part(given, STR("workspace_folder")), shown->workspace_folder) &&
	       is_same(part(given, STR("init_script")), shown->init_script) &&
	       is_argv(part(given, STR("argv")), shown);
}

static bool is_unknown(const struct value *given, const struct plan_unknown *own)
{
	return is_text(part(given, STR("at")), own->at) &&
	       is_text(part(given, STR("text")), own->text) &&
	       is_text(part(given, STR("why")), unknown_why_name(own->why));
}

static bool is_said(const struct plan *plan, const struct value *root)
{
	const struct value *builds = part(root, STR("builds"));
	const struct value *unknown = part(root, STR("unknown"));

	if (unknown->count != plan->unknown_count)
		return false;
	for (size_t i = 0; i < plan->unknown_count; i++) {
		if (!is_unknown(unknown->items[i], &plan->unknown[i]))
			return false;
	}
	for (size_t i = 0; i < plan->build_count; i++) {
		if (!is_build(builds->items[i], &plan->builds[i]))
			return false;
	}
	return true;
}

static void hash(crypto_hash_sha256_state *state, struct str bytes)
{
	crypto_hash_sha256_update(state, (const unsigned char *)bytes.ptr, bytes.len);
}

/* The id is made of all lines but its own. */
static bool is_sealed(struct str id, struct str bytes)
{
	struct str before;
	struct str behind;
	crypto_hash_sha256_state state;
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[HEX_BYTES];

	if (!plan_split_id(bytes, id, &before, &behind) || id.len != HEX_BYTES - 1 + 7)
		return false;
	crypto_hash_sha256_init(&state);
	hash(&state, before);
	hash(&state, behind);
	crypto_hash_sha256_final(&state, digest);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	return str_starts(id, STR("sha256:")) && str_is(str_slice(id, 7, id.len), hex);
}

bool plan_is_honest(const struct plan *plan, const struct value *root, struct str bytes)
{
	return is_said(plan, root) && is_sealed(part(root, STR("plan_id"))->text, bytes);
}
