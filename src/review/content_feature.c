/* SPDX-License-Identifier: MIT */

/* Features: of one, only its reference and its options are part of a layer's key. */

#include "builder/image.h"
#include "review/content_making.h"

/* "1.2.3", with or without more behind it. */
static bool is_whole_version(struct str tag)
{
	size_t at = 0;

	for (int part = 0; part < 3; part++) {
		const size_t start = at;
		while (at < tag.len && char_is_digit(tag.ptr[at]))
			at++;
		if (at == start)
			return false;
		if (part < 2 && !str_starts(str_slice(tag, at, tag.len), STR(".")))
			return false;
		at += part < 2 ? 1 : 0;
	}
	return at == tag.len || !char_is_alnum(tag.ptr[at]);
}

static void check_local(struct content *content, const struct node *name)
{
	struct content_file *file = &content->description;

	diag_hint(&file->found,
		content_find(file, RULE_FEATURE_LOCAL, name->start, name->end,
			"a change of the files of '%.*s' makes no new layer: they are no part of "
			"its key",
			STR_ARG(name->text)),
		"change one of its options with them, or do in the Dockerfile what it does");
}

static void check_version(struct content *content, const struct node *name)
{
	struct content_file *file = &content->description;
	struct refusal refusal;
	struct image image;
	const char *what = "names no whole version";

	/* What has no slash is of the time before features were published. */
	if (str_find_char(name->text, '/', 0) == STR_NOWHERE ||
		!image_parse(content->arena, name->text, &image, &refusal) || image.digest.ptr ||
		(image.tag.ptr && is_whole_version(image.tag)))
		return;
	if (!image.tag.ptr)
		what = "names no version";
	diag_hint(&file->found,
		content_find(file, RULE_FEATURE_FLOATS, name->start, name->end,
			"'%.*s' %s, and a new one makes no new layer: the content is no part of "
			"its key",
			STR_ARG(name->text), what),
		"name a whole version, as in '%.*s:1.2.3'",
		STR_ARG(str_slice(name->text, 0,
			image.tag.ptr ? name->text.len - image.tag.len - 1 : name->text.len)));
}

void content_check_features(struct content *content)
{
	struct content_file *file = &content->description;
	const struct node *features = content_member(content, "features");
	const struct node *word;

	if (!features || features->kind != NODE_MAPPING || !features->count)
		return;
	for (size_t i = 0; i < features->count; i++) {
		const struct node *name = features->members[i].key;
		if (str_starts(name->text, STR("./")) || str_starts(name->text, STR("../")))
			check_local(content, name);
		else
			check_version(content, name);
	}
	word = jsonc_name(content->document->root, "features");
	diag_hint(&file->found,
		content_find(file, RULE_FEATURE_PROVIDER, word->start, word->end,
			"with features the Terraform resource 'envbuilder_cached_image' finds no "
			"image: a temporary path is part of their layers' keys"),
		"let workspaces take layers from the cache, without that resource");
}
