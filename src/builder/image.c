/* SPDX-License-Identifier: MIT */
#include "builder/image.h"

#include "builder/name.h"
#include "builder/refusal.h"

#define TAG_MAX_BYTES 128

/* The hash algorithms that Docker knows, and how many hex digits each has. */
static const struct {
	struct str prefix;
	size_t digits;
} algorithms[] = {
	{STR_ROW("sha256:"), 64},
	{STR_ROW("sha384:"), 96},
	{STR_ROW("sha512:"), 128},
};

static bool hex_valid(struct str hex, size_t len)
{
	return hex.len == len && str_all_in(hex, "0123456789abcdef");
}

static bool digest_check(struct arena *arena, struct str digest, struct refusal *ret_fault)
{
	for (size_t i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++) {
		const struct str prefix = algorithms[i].prefix;
		if (str_starts(digest, prefix) &&
			hex_valid(str_slice(digest, prefix.len, digest.len), algorithms[i].digits))
			return true;
	}
	refuse(arena, ret_fault, "'%.*s' is not a digest", STR_ARG(digest));
	return refuse_hint(arena, ret_fault,
		"a digest is 'sha256:' and 64 digits or lower-case letters from a to f");
}

static bool tag_check(struct arena *arena, struct str tag, struct refusal *ret_fault)
{
	if (tag.len == 0)
		return refuse(arena, ret_fault, "its tag is empty");
	if (tag.len > TAG_MAX_BYTES)
		return refuse(
			arena, ret_fault, "its tag is longer than %d characters", TAG_MAX_BYTES);
	if (tag.ptr[0] == '.' || tag.ptr[0] == '-')
		return refuse(arena, ret_fault, "the tag '%.*s' begins with '%c'", STR_ARG(tag),
			tag.ptr[0]);
	for (size_t i = 0; i < tag.len; i++) {
		const char c = tag.ptr[i];
		if (!char_is_alnum(c) && c != '_' && c != '.' && c != '-')
			return refuse(arena, ret_fault, "'%.*s' cannot stand in a tag",
				STR_ARG(name_character(tag, i)));
	}
	return true;
}

/* Fills in registry and repository. */
static bool split_name(
	struct arena *arena, struct str text, struct image *image, struct refusal *ret_fault)
{
	if (text.len == 0)
		return refuse(arena, ret_fault, "it has no name");
	if (text.len > NAME_MAX_BYTES)
		return refuse(
			arena, ret_fault, "its name is longer than %d characters", NAME_MAX_BYTES);
	if (!name_slashes_check(arena, text, ret_fault))
		return false;
	const struct name name = name_split(text);
	if (name.host.ptr && !name_host_valid(name.host))
		return refuse(
			arena, ret_fault, "'%.*s' is not a registry's host", STR_ARG(name.host));
	if (!name_path_check(arena, name.path, ret_fault))
		return false;
	image->registry = name_registry(name.host);
	image->repository = name.path;
	if (str_is(image->registry, "docker.io") && str_find_char(name.path, '/', 0) == STR_NOWHERE)
		image->repository = str_printf(arena, "library/%.*s", STR_ARG(name.path));
	/* Exhausted: no message either, which is how a caller sees it. */
	return image->repository.ptr || refuse(arena, ret_fault, "out of memory");
}

static bool parse(
	struct arena *arena, struct str reference, struct image *image, struct refusal *ret_fault)
{
	struct str name = reference;
	const size_t at = str_find_char(reference, '@', 0);

	if (reference.len == 0)
		return refuse(arena, ret_fault, "it is empty");
	if (str_find(reference, STR("://"), 0) != STR_NOWHERE)
		return refuse(arena, ret_fault, "it has a scheme");
	if (hex_valid(reference, 64))
		return refuse(arena, ret_fault, "it is an image's id");
	if (at != STR_NOWHERE) {
		name = str_slice(reference, 0, at);
		image->digest = str_slice(reference, at + 1, reference.len);
		if (!digest_check(arena, image->digest, ret_fault))
			return false;
	}
	image->tag = name_cut_tag(&name);
	if (image->tag.ptr && !tag_check(arena, image->tag, ret_fault))
		return false;
	return split_name(arena, name, image, ret_fault);
}

bool image_parse(
	struct arena *arena, struct str reference, struct image *ret, struct refusal *ret_refusal)
{
	struct image image = {.reference = reference};
	struct refusal fault = {STR_NONE, STR_NONE};

	if (name_has_user(reference)) {
		refuse(arena, ret_refusal, "the image reference has a user in front of its host");
		return refuse_hint(arena, ret_refusal, "take everything up to the '@' out");
	}
	if (!parse(arena, reference, &image, &fault)) {
		refuse(arena, ret_refusal, "'%.*s' is not an image reference: %.*s",
			STR_ARG(reference), STR_ARG(fault.message));
		ret_refusal->hint = fault.hint;
		return false;
	}
	*ret = image;
	return true;
}
