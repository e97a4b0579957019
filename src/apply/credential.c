/* SPDX-License-Identifier: MIT */
#include "apply/credential.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/redact.h"
#include "base/limits.h"

#define DOCKER_CONFIG "ENVBUILDER_DOCKER_CONFIG_BASE64"
#define DOCKER_HUB "docker.io"
#define DOCKER_HUB_KEY "https://index.docker.io/v1/" /* how a docker config names it */

extern char **environ;

/* Names of credentials, none of which a child needs under its own name. */
static const char *const own_names[] = {
	"GHCR_USER", "GHCR_TOKEN", "REGISTRY_USER", "REGISTRY_TOKEN", "REGISTRY_HOST"};

static bool is_there(struct str name)
{
	const char *value = getenv(name.ptr);
	return value && *value;
}

/* Where a credential comes from: one place for what is missing and for what is a stranger's. */
static struct place environment(void)
{
	return place_of_file(STR("environment"));
}

static bool missing(const struct applying *a, struct str name)
{
	diag_hint(a->diags,
		diag_add(a->diags, RULE_CREDENTIAL_MISSING, environment(),
			"no credential: '%.*s' is not set", STR_ARG(name)),
		"the plan takes it from the environment of precache-apply");
	return false;
}

static bool stranger(const struct applying *a, struct str from, struct str to)
{
	diag_hint(a->diags,
		diag_add(a->diags, RULE_CREDENTIAL_STRANGER, environment(),
			"the credential is for '%.*s', but the cache is on '%.*s'", STR_ARG(from),
			STR_ARG(to)),
		"a credential goes to no other host; set REGISTRY_USER, REGISTRY_TOKEN and "
		"REGISTRY_HOST for '%.*s'",
		STR_ARG(to));
	return false;
}

static bool is_stranger(
	const struct applying *a, const struct plan_build *build, struct str *ret_host)
{
	struct repository repository;
	struct refusal refusal;

	if (!repository_parse(a->arena, build->shown.cache_repo->text, &repository, &refusal))
		return true;
	*ret_host = repository.registry;
	return !str_eq(build->credentials.registry->text, repository.registry);
}

bool credential_check(const struct applying *a, const struct plan_build *build)
{
	struct str host = STR_NONE;
	const char *host_now;

	if (!build->credentials.from_count)
		return missing(a, STR(DOCKER_CONFIG));
	for (size_t i = 0; i < build->credentials.from_count; i++) {
		if (!is_there(build->credentials.from[i]))
			return missing(a, build->credentials.from[i]);
	}
	for (size_t i = 0; i < build->inherit_count; i++) {
		if (!str_is(build->inherit[i], DOCKER_CONFIG) && !is_there(build->inherit[i]))
			return missing(a, build->inherit[i]);
	}
	if (is_stranger(a, build, &host))
		return stranger(a, build->credentials.registry->text, host);
	/* The plan names the host that was reviewed: another one in the environment is a stranger.
	 */
	host_now = getenv("REGISTRY_HOST");
	if (str_is(build->credentials.from[0], "REGISTRY_USER") && !str_is(host, host_now))
		return stranger(a, str_of(host_now), host);
	return true;
}

static char *claim(struct vault *vault, size_t size)
{
	char *bytes;

	if (!vault->bytes) {
		vault->size = (size_t)8 * LIMIT_CREDENTIAL_BYTES;
		vault->bytes = sodium_malloc(vault->size);
	}
	if (!vault->bytes || size > vault->size - vault->used)
		return NULL;
	bytes = vault->bytes + vault->used;
	vault->used += size;
	return bytes;
}

static void hide(struct vault *vault, struct str secret)
{
	if (secret.len < REDACT_MIN)
		return;
	for (size_t i = 0; i < vault->needle_count; i++) {
		if (str_eq(vault->needles[i], secret))
			return;
	}
	if (vault->needle_count == CREDENTIAL_NEEDLES)
		vault->overfull = true;
	else
		vault->needles[vault->needle_count++] = secret;
}

/* A value that an earlier build of this run needed too. */
static bool recall(const struct vault *vault, struct str name, struct str *ret)
{
	for (size_t i = 0; i < vault->taken_count; i++) {
		if (!str_eq(vault->names[i], name))
			continue;
		*ret = vault->values[i];
		return true;
	}
	return false;
}

/* Moves a variable's value into the vault and wipes the environment's copy. */
static bool take(struct vault *vault, struct str name, struct str *ret)
{
	char *value = getenv(name.ptr);
	const size_t len = value ? strlen(value) : 0;
	char *copy;

	if (recall(vault, name, ret))
		return true;
	if (!value || len > LIMIT_CREDENTIAL_BYTES || vault->taken_count == CREDENTIAL_NEEDLES)
		return false;
	copy = claim(vault, len + 1);
	if (!copy)
		return false;
	memcpy(copy, value, len + 1);
	sodium_memzero(value, len);
	unsetenv(name.ptr);
	*ret = (struct str){copy, len};
	vault->names[vault->taken_count] = name;
	vault->values[vault->taken_count++] = *ret;
	return true;
}

/* A secret's lines one by one: what a log shows is seldom the whole of a key. */
static void hide_lines(struct vault *vault, struct str secret)
{
	hide(vault, secret);
	for (size_t from = 0; from < secret.len;) {
		size_t end = str_find_char(secret, '\n', from);
		end = end == STR_NOWHERE ? secret.len : end;
		if (end - from < secret.len)
			hide(vault, str_trim(str_slice(secret, from, end)));
		from = end + 1;
	}
}

static bool add_entry(struct vault *vault, const char *name, struct str value)
{
	const size_t name_len = strlen(name);
	char *entry = claim(vault, name_len + value.len + 2);

	if (!entry || vault->entry_count == CREDENTIAL_NEEDLES)
		return false;
	memcpy(entry, name, name_len);
	entry[name_len] = '=';
	memcpy(entry + name_len + 1, value.ptr, value.len);
	entry[name_len + 1 + value.len] = '\0';
	vault->entries[vault->entry_count++] = entry;
	return true;
}

static bool encode(struct vault *vault, struct str bytes, struct str *ret)
{
	const int variant = sodium_base64_VARIANT_ORIGINAL;
	const size_t size = sodium_base64_encoded_len(bytes.len, variant);
	char *text = claim(vault, size);

	if (!text)
		return false;
	sodium_bin2base64(text, size, (const unsigned char *)bytes.ptr, bytes.len, variant);
	*ret = (struct str){text, strlen(text)};
	hide(vault, *ret);
	return true;
}

/* printf into the vault, so that a secret is never formatted anywhere else. */
static bool join(struct vault *vault, struct str *ret, struct str a, struct str b, struct str c)
{
	char *text = claim(vault, a.len + b.len + c.len + 1);

	if (!text)
		return false;
	memcpy(text, a.ptr, a.len);
	memcpy(text + a.len, b.ptr, b.len);
	memcpy(text + a.len + b.len, c.ptr, c.len);
	text[a.len + b.len + c.len] = '\0';
	*ret = (struct str){text, a.len + b.len + c.len};
	return true;
}

/* A user or token goes into "user:token" and from there, encoded, into JSON. */
static bool is_plain(struct str text, bool colon_allowed)
{
	for (size_t i = 0; i < text.len; i++) {
		const unsigned char c = (unsigned char)text.ptr[i];
		if (c < 0x20 || c == 0x7f || (c == ':' && !colon_allowed))
			return false;
	}
	return text.len > 0;
}

static bool unusable(const struct applying *a, struct str name)
{
	diag_hint(a->diags,
		diag_add(a->diags, RULE_CREDENTIAL_MISSING, environment(),
			"the value of '%.*s' cannot be used", STR_ARG(name)),
		"it holds a control byte, a ':' in a user's name, or is over %u bytes",
		LIMIT_CREDENTIAL_BYTES);
	return false;
}

/* {"auths":{"HOST":{"auth":"base64(user:token)"}}}, itself in base64: what the builder reads. */
static bool make_config(
	const struct applying *a, struct vault *vault, const struct plan_credentials *from)
{
	const struct str host = str_is(from->registry->text, DOCKER_HUB) ? STR(DOCKER_HUB_KEY)
									 : from->registry->text;
	struct str user;
	struct str token;
	struct str pair;
	struct str auth;
	struct str json;
	struct str config;

	if (!take(vault, from->from[0], &user) || !is_plain(user, false))
		return unusable(a, from->from[0]);
	if (!take(vault, from->from[1], &token) || !is_plain(token, true))
		return unusable(a, from->from[1]);
	hide(vault, token);
	if (!join(vault, &pair, user, STR(":"), token) || !encode(vault, pair, &auth) ||
		!join(vault, &json, STR("{\"auths\":{\""), host, STR("\":{\"auth\":\"")) ||
		!join(vault, &json, json, auth, STR("\"}}}")) || !encode(vault, json, &config))
		return unusable(a, from->from[1]);
	return add_entry(vault, DOCKER_CONFIG, config);
}

/* The parts of a given config that are secrets on their own: each "auth", and its user:token. */
static void hide_auths(struct vault *vault, struct str config)
{
	const struct str key = STR("\"auth\"");
	const int variant = sodium_base64_VARIANT_ORIGINAL;
	size_t at = str_find(config, key, 0);

	for (; at != STR_NOWHERE; at = str_find(config, key, at + 1)) {
		const size_t open = str_find_char(config, '"', at + key.len);
		const size_t end =
			open == STR_NOWHERE ? STR_NOWHERE : str_find_char(config, '"', open + 1);
		if (end == STR_NOWHERE)
			return;
		const struct str auth = str_slice(config, open + 1, end);
		char *pair = claim(vault, auth.len + 1);
		size_t len = 0;
		hide(vault, auth);
		if (!pair || sodium_base642bin((unsigned char *)pair, auth.len, auth.ptr, auth.len,
				     "\r\n", &len, NULL, variant))
			continue;
		const size_t colon = str_find_char((struct str){pair, len}, ':', 0);
		if (colon != STR_NOWHERE)
			hide(vault, str_slice((struct str){pair, len}, colon + 1, len));
	}
}

/* A config that was made elsewhere is passed on as it is, once it is sure to be one. */
static bool take_config(const struct applying *a, struct vault *vault)
{
	struct str config;
	size_t len = 0;
	char *json;

	if (!take(vault, STR(DOCKER_CONFIG), &config))
		return unusable(a, STR(DOCKER_CONFIG));
	hide(vault, config);
	json = claim(vault, config.len + 1);
	if (!json || sodium_base642bin((unsigned char *)json, config.len, config.ptr, config.len,
			     "\r\n", &len, NULL, sodium_base64_VARIANT_ORIGINAL)) {
		diag_hint(a->diags,
			diag_add(a->diags, RULE_CREDENTIAL_MISSING, environment(),
				"'%s' is not base64", DOCKER_CONFIG),
			"the builder takes standard base64 with padding: base64 -w0");
		return false;
	}
	hide_auths(vault, (struct str){json, len});
	return add_entry(vault, DOCKER_CONFIG, config);
}

static bool take_option(const struct applying *a, struct vault *vault, struct str name)
{
	struct str value;

	if (!take(vault, name, &value))
		return unusable(a, name);
	hide_lines(vault, value);
	return add_entry(vault, name.ptr, value) || unusable(a, name);
}

bool vault_fill(const struct applying *a, struct vault *vault, const struct plan_build *build)
{
	const struct plan_credentials *from = &build->credentials;
	bool filled;

	vault->entry_count = 0;
	filled = str_is(from->from[0], DOCKER_CONFIG) ? take_config(a, vault)
						      : make_config(a, vault, from);

	for (size_t i = 0; filled && i < build->inherit_count; i++) {
		if (!str_is(build->inherit[i], DOCKER_CONFIG))
			filled = take_option(a, vault, build->inherit[i]);
	}
	return filled && (!vault->overfull || unusable(a, from->from[0]));
}

/* Credentials under their own names and secret options stay behind: the vault says what goes. */
static bool stays_behind(const char *entry)
{
	const struct str text = str_of(entry);
	const struct str name = str_slice(text, 0, str_find_char(text, '=', 0));

	for (size_t i = 0; i < sizeof(own_names) / sizeof(own_names[0]); i++) {
		if (str_is(name, own_names[i]))
			return true;
	}
	return setting_is_secret(name);
}

char **vault_environment(const struct applying *a, const struct vault *vault)
{
	size_t count = 0;
	char **envp;

	while (environ[count])
		count++;
	envp = arena_array(a->arena, count + vault->entry_count + 1, sizeof(*envp));
	if (!envp)
		return NULL;
	count = 0;
	for (char **entry = environ; *entry; entry++) {
		if (!stays_behind(*entry))
			envp[count++] = *entry;
	}
	for (size_t i = 0; i < vault->entry_count; i++)
		envp[count++] = vault->entries[i];
	return envp;
}

void vault_release(struct vault *vault)
{
	sodium_free(vault->bytes); /* wipes first */
	*vault = (struct vault){.bytes = NULL};
}
