/* SPDX-License-Identifier: MIT */

/* Names of images and repositories. */

#include "builder/image.h"
#include "review/linting.h"

/* What a registry wants of a repository's path. */
struct registry_row {
	const char *host; /* with a '.' or '-' in front: the end of the host */
	unsigned min;     /* parts */
	unsigned max;     /* 0: any number */
	const char *form;
};

/*
 * Sources: docs.github.com (working with the container registry), docs.docker.com (repositories),
 * docs.gitlab.com (container registry), cloud.google.com (Artifact Registry names),
 * docs.aws.amazon.com (ECR public registries), docs.quay.io.
 */
static const struct registry_row registries[] = {
	{"ghcr.io", 2, 0, "ghcr.io/OWNER/NAME"},
	{"docker.io", 2, 2, "docker.io/ACCOUNT/NAME"},
	{"quay.io", 2, 0, "quay.io/ACCOUNT/NAME"},
	{"registry.gitlab.com", 2, 0, "registry.gitlab.com/GROUP/PROJECT"},
	{"gcr.io", 2, 0, "gcr.io/PROJECT/NAME"},
	{".gcr.io", 2, 0, "HOST/PROJECT/NAME"},
	{"-docker.pkg.dev", 3, 0, "LOCATION-docker.pkg.dev/PROJECT/REPOSITORY/NAME"},
	{"public.ecr.aws", 2, 0, "public.ecr.aws/ALIAS/NAME"},
	{".azurecr.io", 1, 0, "REGISTRY.azurecr.io/NAME"},
	{".amazonaws.com", 1, 0, "ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME"},
};

static const struct registry_row *registry_of(struct str host)
{
	for (size_t i = 0; i < sizeof(registries) / sizeof(registries[0]); i++) {
		const struct registry_row *row = &registries[i];
		const bool end = row->host[0] == '.' || row->host[0] == '-';
		if (end ? str_ends(host, str_of(row->host)) : str_is(host, row->host))
			return row;
	}
	return NULL;
}

static unsigned count_parts(struct str path)
{
	unsigned parts = 1;
	for (size_t i = 0; i < path.len; i++)
		parts += path.ptr[i] == '/';
	return parts;
}

void lint_repository_name(struct linting *linting, const struct plan_build *build)
{
	const struct value *cache = build->shown.cache_repo;
	const struct registry_row *row;
	struct repository repository;
	struct refusal refusal;
	struct diag *diag;

	if (!cache || value_is_unknown(cache) ||
		!repository_parse(linting->arena, cache->text, &repository, &refusal))
		return;
	row = registry_of(repository.registry);
	if (!row)
		return;
	const unsigned parts = count_parts(repository.path);
	if (parts >= row->min && (!row->max || parts <= row->max))
		return;
	diag = lint_find(linting, build_place(build, cache), "'%.*s' refuses the repository '%.*s'",
		STR_ARG(repository.registry), STR_ARG(repository.path));
	lint_hint(linting, diag, "write %s", row->form);
}

/* Expressions whose text keeps the capital letters of an account's or repository's name. */
static bool may_hold_capitals(struct str text)
{
	const struct str name = STR("github.repository");

	for (size_t at = str_find(text, name, 0); at != STR_NOWHERE;
		at = str_find(text, name, at + name.len)) {
		const struct str rest = str_slice(text, at + name.len, text.len);
		const struct str owner = STR("_owner");
		const struct str end =
			str_starts(rest, owner) ? str_slice(rest, owner.len, rest.len) : rest;
		if (!end.len || (!char_is_alnum(end.ptr[0]) && end.ptr[0] != '_'))
			return true;
	}
	return false;
}

void lint_repository_case(struct linting *linting, const struct plan_build *build)
{
	const struct value *cache = build->shown.cache_repo;

	if (!cache || !value_is_unknown(cache) || !may_hold_capitals(cache->text))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, cache),
			"a registry takes lower-case names alone, and GitHub keeps capital "
			"letters"),
		"write the name in lower case, unless you know that it has no others");
}

void lint_image_latest(struct linting *linting, const struct plan_build *build)
{
	const struct image *image = &build->shown.image;

	if (value_is_unknown(build->image) || image->digest.ptr ||
		(image->tag.ptr && !str_is(image->tag, "latest")))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, build->image),
			"'%.*s' is another builder from one day to the next",
			STR_ARG(image->reference)),
		"name a release, the same one as in the workspaces: " PLAN_DEFAULT_IMAGE);
}

void lint_image_digest(struct linting *linting, const struct plan_build *build)
{
	const struct image *image = &build->shown.image;

	if (value_is_unknown(build->image) || !build_says(build, build->image) ||
		image->digest.ptr || !image->tag.ptr || str_is(image->tag, "latest"))
		return;
	lint_hint(linting,
		lint_find(linting, build_place(build, build->image),
			"'%.*s' is pinned by a tag, which can be moved", STR_ARG(image->reference)),
		"add the digest: %.*s@sha256:…", STR_ARG(image->reference));
}

void lint_insecure(struct linting *linting, const struct plan_build *build)
{
	const struct value *cache = build->shown.cache_repo;
	const struct str host =
		cache ? str_slice(cache->text, 0, str_find_char(cache->text, '/', 0)) : STR_NONE;
	struct repository repository = {.registry = host};
	struct refusal refusal;

	if (!cache || !build_is_on(build, "ENVBUILDER_INSECURE"))
		return;
	if (!value_is_unknown(cache) &&
		!repository_parse(linting->arena, cache->text, &repository, &refusal))
		return;
	if (!registry_of(repository.registry))
		return;
	struct diag *diag =
		lint_find(linting, build_place(build, build_value(build, "ENVBUILDER_INSECURE")),
			"the credential goes to '%.*s' without a check of its certificate",
			STR_ARG(repository.registry));
	lint_relate(linting, diag, build_place(build, cache), "the cache is here");
	lint_hint(linting, diag, "take ENVBUILDER_INSECURE out: a public registry has a valid one");
}
