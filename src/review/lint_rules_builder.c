/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

/* What the builder does stands in its sources, release by release. */
#define BUILDER_SOURCE "envbuilder 1.0.0 to 1.3.0, envbuilder.go"

static const struct lint_rule rows[] = {
	{RULE_FALLBACK_IMAGE, LINT_BUILDER, DIAG_ERROR,
		"When the build fails and ENVBUILDER_EXIT_ON_BUILD_FAILURE is off, or when there "
		"is no "
		"devcontainer.json whatever that option says, the builder builds the fallback "
		"image, "
		"pushes it over the cache's tag and ends with 0.",
		"Leave ENVBUILDER_FALLBACK_IMAGE out of the workflow. It is for workspaces, which "
		"have to start with something.",
		BUILDER_SOURCE, {.build = lint_fallback}},
	{RULE_SKIP_REBUILD, LINT_BUILDER, DIAG_WARNING,
		"In a container that was built before, the option skips the build and the push; in "
		"a "
		"fresh one, as the executor starts it, it does nothing.",
		"Leave ENVBUILDER_SKIP_REBUILD out of the workflow.", BUILDER_SOURCE,
		{.build = lint_skip_rebuild}},
	{RULE_ENDLESS, LINT_BUILDER, DIAG_ERROR,
		"After the push the builder becomes what INIT_SCRIPT, or INIT_COMMAND with "
		"INIT_ARGS, "
		"says. When that never ends, neither does the run until its time-out, and it is "
		"red "
		"although the image is there.",
		"Set ENVBUILDER_INIT_SCRIPT to a check that ends, or to 'exit'.",
		LINT_BUILDER_DOCS "env-variables.md", {.build = lint_endless}},
	{RULE_IMAGE_LATEST, LINT_BUILDER, DIAG_WARNING,
		"The builder's own binary is a layer of the image: when CI and the workspaces run "
		"different releases, every lookup misses. 'latest', or no tag, moves on each side "
		"by "
		"itself.",
		"Name one release in the workflow and in the template.",
		LINT_BUILDER_DOCS "caching.md", {.build = lint_image_latest}},
	{RULE_IMAGE_DIGEST, LINT_BUILDER, DIAG_NOTE,
		"A tag can be moved to another image, by mistake or by an attacker, and what runs "
		"with the credential is then not what was reviewed.",
		"Write the digest behind the tag: IMAGE:TAG@sha256:… .",
		LINT_DOCS "reference/security/secure-use", {.build = lint_image_digest}},
	{RULE_REPOSITORY_NAME, LINT_BUILDER, DIAG_ERROR,
		"Each registry wants a certain number of parts in a repository's name. Another "
		"number "
		"makes every push fail, of layers with a warning in the log alone.",
		"Write the name in the form that the hint shows.",
		"https://docs.github.com/en/packages/working-with-a-github-packages-registry/"
		"working-with-the-container-registry",
		{.build = lint_repository_name}},
	{RULE_REPOSITORY_CASE, LINT_BUILDER, DIAG_NOTE,
		"github.repository and github.repository_owner keep the capital letters of the "
		"account, and a registry takes none: every push fails for such an account.",
		"Write the name out in lower case.",
		"https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull",
		{.build = lint_repository_case}},
	{RULE_PUSH_FAILURE, LINT_BUILDER, DIAG_WARNING,
		"From release 1.0.6 on a failed push is fatal only when "
		"ENVBUILDER_EXIT_ON_PUSH_FAILURE is on: off, the run is green and nothing was "
		"published.",
		"Leave it to precache, which sets it to 1.", "envbuilder 1.0.6",
		{.build = lint_push_failure}},
	{RULE_BUILD_FAILURE, LINT_BUILDER, DIAG_WARNING,
		"Off, a failed build, and a push refused for want of a login, go on to the "
		"fallback "
		"image: the error that is printed is then about that image and not about the "
		"cause.",
		"Leave ENVBUILDER_EXIT_ON_BUILD_FAILURE to precache, which sets it to 1.",
		BUILDER_SOURCE, {.build = lint_build_failure}},
	{RULE_IGNORE_PATHS, LINT_BUILDER, DIAG_WARNING,
		"The list replaces the builder's own three entries. Without /var/run what is "
		"mounted "
		"there, secrets of a cluster for one, gets in the way of the build or into a "
		"layer.",
		"Keep /var/run, /product_uuid and /product_name in the list.",
		LINT_BUILDER_DOCS "env-variables.md", {.build = lint_ignore_paths}},
	{RULE_INSECURE, LINT_BUILDER, DIAG_ERROR,
		"The option switches the check of certificates off, or takes plain HTTP: whoever "
		"is "
		"on the way reads the credential and changes the image.",
		"Leave ENVBUILDER_INSECURE out. For a registry of your own with an own "
		"certificate, "
		"give the builder that certificate.",
		LINT_BUILDER_DOCS "env-variables.md", {.build = lint_insecure}},
	{RULE_GIT_CREDENTIALS, LINT_BUILDER, DIAG_ERROR,
		"Everyone who can read the file has the credential, and the builder prints the URL "
		"when it clones.",
		"Change the credential. Give the new one as the secret options "
		"ENVBUILDER_GIT_USERNAME and ENVBUILDER_GIT_PASSWORD.",
		LINT_BUILDER_DOCS "git-auth.md", {.build = lint_git_credentials}},
	{RULE_LATE_CHECK, LINT_BUILDER, DIAG_NOTE,
		"The builder pushes first and runs the init script then: a check that fails makes "
		"the "
		"run red, but workspaces start from the image that failed it.",
		"Build twice in the job: first with ENVBUILDER_PUSH_IMAGE=0 and the same script, "
		"then "
		"with the push. The second build takes its layers from the cache.",
		BUILDER_SOURCE, {.build = lint_late_check}},
	{RULE_INIT_REPLACED, LINT_BUILDER, DIAG_WARNING,
		"INIT_ARGS takes the place of '-c INIT_SCRIPT', and a command that is no shell "
		"does "
		"not read a script: a check that stands there is not run, and nobody is told.",
		"Set the script alone, or the command and its arguments alone.", BUILDER_SOURCE,
		{.build = lint_init_replaced}},
};

const struct lint_rules lint_rules_builder = {rows, sizeof(rows) / sizeof(rows[0])};
