/* SPDX-License-Identifier: MIT */
#include "builder/image.h"
#include "builder/name.h"
#include "builder/refusal.h"

#define PATH_MIN_BYTES 2 /* the builder's registry client asks for two */
#define PORT_MAX 65535

static const char example[] = "ghcr.io/OWNER/devcontainer-cache";

static bool has_upper(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
			return true;
	}
	return false;
}

static struct str lower(struct arena *arena, struct str s)
{
	char *const copy = arena_alloc(arena, s.len + 1);

	if (!copy)
		return STR_NONE;
	for (size_t i = 0; i < s.len; i++)
		copy[i] = char_lower(s.ptr[i]);
	return (struct str){copy, s.len};
}

static bool port_in_range(struct str host)
{
	const size_t colon = str_find_last(host, ':');
	int64_t port = 0;

	if (colon == STR_NOWHERE || str_ends(host, STR("]")))
		return true;
	return str_to_int64(str_slice(host, colon + 1, host.len), &port) && port >= 1 &&
	       port <= PORT_MAX;
}

bool registry_host_valid(struct str host)
{
	return !has_upper(host) && name_host_valid(host) && port_in_range(host);
}

static bool check_scheme(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	const size_t scheme = str_find(name, STR("://"), 0);

	if (scheme == STR_NOWHERE)
		return true;
	refuse(arena, ret_fault, "it has a scheme");
	return refuse_hint(
		arena, ret_fault, "write '%.*s'", STR_ARG(str_slice(name, scheme + 3, name.len)));
}

static bool check_characters(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	for (size_t i = 0; i < name.len; i++) {
		if (char_is_alnum(name.ptr[i]) || str_all_in(str_slice(name, i, i + 1), "._-/:@[]"))
			continue;
		return refuse(arena, ret_fault, "'%.*s' cannot stand in a name",
			STR_ARG(name_character(name, i)));
	}
	return true;
}

static bool check_digest(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	const size_t at = str_find_char(name, '@', 0);

	if (at == STR_NOWHERE)
		return true;
	refuse(arena, ret_fault, "it has a digest");
	return refuse_hint(arena, ret_fault,
		"take '%.*s' out; the builder makes a tag for each layer",
		STR_ARG(str_slice(name, at, name.len)));
}

/* Whether it is a host with nothing behind it. `name` has no scheme. */
static bool is_bare_host(struct str name)
{
	const size_t colon = str_find_char(name, ':', 0);
	const struct str first = str_slice(name, 0, colon);
	const struct str rest =
		str_slice(name, colon == STR_NOWHERE ? name.len : colon + 1, name.len);

	if (str_find_char(name, '/', 0) != STR_NOWHERE)
		return false;
	return str_find_char(first, '.', 0) != STR_NOWHERE || str_starts(name, STR("[")) ||
	       (rest.len > 0 && str_all_in(rest, "0123456789"));
}

static bool check_path_missing(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	const struct name split = name_split(name);
	const bool empty = split.host.ptr && split.path.len == 0;

	if (!empty && !is_bare_host(name))
		return true;
	const struct str host = empty ? split.host : name;
	refuse(arena, ret_fault, "it has no path behind the host");
	return refuse_hint(
		arena, ret_fault, "write '%.*s/OWNER/NAME', such as '%s'", STR_ARG(host), example);
}

static bool check_tag(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	struct str bare = name;
	const struct str tag = name_cut_tag(&bare);

	if (!tag.ptr)
		return true;
	refuse(arena, ret_fault, "it has a tag");
	return refuse_hint(arena, ret_fault, "write '%.*s'; the builder makes a tag for each layer",
		STR_ARG(bare));
}

static bool check_case(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	if (!has_upper(name))
		return true;
	refuse(arena, ret_fault, "it has an upper-case letter");
	return refuse_hint(arena, ret_fault, "write '%.*s'", STR_ARG(lower(arena, name)));
}

static bool check_host(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	const struct str host = name_split(name).host;

	/* Docker takes "localhost" for a registry, the builder's client for an account. */
	if (host.ptr && str_is(host, "localhost")) {
		refuse(arena, ret_fault,
			"'localhost' has no port, so the builder goes to Docker Hub");
		return refuse_hint(arena, ret_fault, "write 'localhost:PORT/NAME'");
	}
	if (host.ptr && !registry_host_valid(host))
		return refuse(arena, ret_fault, "'%.*s' is not a registry's host", STR_ARG(host));
	return true;
}

static bool check_path(struct arena *arena, struct str name, struct refusal *ret_fault)
{
	const struct name split = name_split(name);

	if (str_is(name_registry(split.host), "docker.io") &&
		str_find_char(split.path, '/', 0) == STR_NOWHERE) {
		refuse(arena, ret_fault, "it has no path: Docker Hub wants an account in front");
		return refuse_hint(arena, ret_fault, "write 'docker.io/ACCOUNT/%.*s', or '%s'",
			STR_ARG(split.path), example);
	}
	if (split.path.len < PATH_MIN_BYTES)
		return refuse(
			arena, ret_fault, "its path is shorter than %d characters", PATH_MIN_BYTES);
	if (name.len > NAME_MAX_BYTES)
		return refuse(arena, ret_fault, "it is longer than %d characters", NAME_MAX_BYTES);
	return name_path_check(arena, split.path, ret_fault);
}

/* In this order: what a check says is only true when those before it found nothing. */
static bool (*const checks[])(struct arena *arena, struct str name, struct refusal *ret_fault) = {
	check_scheme,
	check_characters,
	check_digest,
	check_path_missing,
	check_tag,
	name_slashes_check,
	check_case,
	check_host,
	check_path,
};

bool repository_parse(
	struct arena *arena, struct str name, struct repository *ret, struct refusal *ret_refusal)
{
	struct refusal fault = {STR_NONE, STR_NONE};

	if (name.len == 0) {
		refuse(arena, ret_refusal, "the cache repository is empty");
		return refuse_hint(arena, ret_refusal, "write a name such as '%s'", example);
	}
	if (name_has_user(name)) {
		refuse(arena, ret_refusal, "the cache repository has a user in front of its host");
		return refuse_hint(arena, ret_refusal, "take everything up to the '@' out");
	}
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++) {
		if (checks[i](arena, name, &fault))
			continue;
		refuse(arena, ret_refusal, "'%.*s' is not a cache repository: %.*s", STR_ARG(name),
			STR_ARG(fault.message));
		ret_refusal->hint = fault.hint;
		return false;
	}
	const struct name split = name_split(name);
	*ret = (struct repository){name, name_registry(split.host), split.path};
	return true;
}
