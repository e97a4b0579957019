/* SPDX-License-Identifier: MIT */
#include "review/lint_rules.h"

#define DEV_CONTAINERS LINT_BUILDER_DOCS "devcontainer-spec-support.md"
#define CACHING LINT_BUILDER_DOCS "caching.md"
#define DOCKERFILE "https://docs.docker.com/reference/dockerfile/"
#define CONTEXT "https://docs.docker.com/build/concepts/context/#dockerignore-files"

static const struct lint_rule rows[] = {
	{RULE_DEVCONTAINER_SYNTAX, LINT_CONTENT, DIAG_ERROR,
		"The builder goes on as if a devcontainer.json that it cannot read were not there: "
		"it builds the fallback image, or nothing.",
		"Correct the place that is named.", DEV_CONTAINERS, {NULL}},
	{RULE_DEVCONTAINER_MISSING, LINT_CONTENT, DIAG_ERROR,
		"The builder looks for .devcontainer/devcontainer.json, devcontainer.json and "
		".devcontainer/*/devcontainer.json, and nowhere else. Without one it builds the "
		"fallback image, or nothing.",
		"Put the file there, or name it with ENVBUILDER_DEVCONTAINER_JSON_PATH.",
		DEV_CONTAINERS, {NULL}},
	{RULE_FEATURE_FLOATS, LINT_CONTENT, DIAG_WARNING,
		"A layer's key has the feature's reference and options and nothing of its content. "
		"With a version that floats, builds keep the layer of the old content until it "
		"expires, and then change without a change of yours.",
		"Name a whole version or a digest.", CACHING, {NULL}},
	{RULE_FEATURE_LOCAL, LINT_CONTENT, DIAG_WARNING,
		"A layer's key has the feature's path and options and nothing of its files: an "
		"edited install.sh goes on as the old layer until that expires.",
		"Change an option of the feature whenever its files change, or do its work in the "
		"Dockerfile, whose text is part of the key.",
		CACHING, {NULL}},
	{RULE_FEATURE_PROVIDER, LINT_CONTENT, DIAG_NOTE,
		"The provider unpacks features in a temporary folder, whose name is in their "
		"layers' keys. It therefore never finds the finished image of a dev container "
		"with features, and says only that there is none.",
		"Let workspaces run the builder with the cache repository: it finds these layers.",
		"https://github.com/coder/terraform-provider-envbuilder/issues/68", {NULL}},
	{RULE_BASE_FLOATS, LINT_CONTENT, DIAG_WARNING,
		"Every layer's key begins with the digest of the base image. When its tag moves, "
		"the workspaces look for other layers than CI has pushed, and find none until CI "
		"has run.",
		"Name the digest too: NAME:TAG@sha256:…. A tag without a digest is a note.",
		CACHING, {NULL}},
	{RULE_ADD, LINT_CONTENT, DIAG_WARNING,
		"The builder makes a layer of ADD anew in every build, and all that follow it. A "
		"probe for the finished image ends with an error at the first ADD.",
		"Use COPY for files, and RUN with curl or tar for URLs and archives.", CACHING,
		{NULL}},
	{RULE_COPY_GIT, LINT_CONTENT, DIAG_WARNING,
		"The key of COPY has the content of every file. .git differs in every clone, so "
		"that no workspace finds the layer that CI has pushed.",
		"Write .git into .dockerignore.", CONTEXT, {NULL}},
	{RULE_IGNORE_BUILDER, LINT_CONTENT, DIAG_ERROR,
		"To publish an image the builder puts its own program into .envbuilder.tmp in the "
		"build context and copies it from there. Hidden, it is not found, and the build "
		"fails at its last step.",
		"Write !.envbuilder.tmp behind the rule that hides it.", CONTEXT, {NULL}},
	{RULE_NO_USER, LINT_CONTENT, DIAG_NOTE,
		"Without a user of its own the container runs as whoever the base image names, "
		"which the builder has to ask a registry for before it builds, and which may "
		"change with the image.",
		"Set remoteUser, or USER in the Dockerfile.", LINT_BUILDER_DOCS "users.md", {NULL}},
	{RULE_BUILD_TARGET, LINT_CONTENT, DIAG_WARNING,
		"The builder reads build.target and does not use it: it builds the last stage of "
		"the Dockerfile, whichever that is.",
		"Make the wanted stage the last one.", DEV_CONTAINERS, {NULL}},
	{RULE_CACHE_FROM, LINT_CONTENT, DIAG_NOTE,
		"The builder has a cache of its own and takes nothing from the images of "
		"build.cacheFrom.",
		"Take it out, or keep it for other tools and say so in an allowance.",
		DEV_CONTAINERS, {NULL}},
	{RULE_MOUNT_IGNORED, LINT_CONTENT, DIAG_WARNING,
		"The builder warns of a mount that is no secret and runs the command without it: "
		"it fails, or its cache ends up in the layer.",
		"Copy what is needed, and clean up in the same RUN.", DOCKERFILE "#run---mount",
		{NULL}},
	{RULE_LIFECYCLE, LINT_CONTENT, DIAG_NOTE,
		"The builder runs onCreateCommand, updateContentCommand, postCreateCommand and "
		"postStartCommand. What stands elsewhere is not run in a workspace.",
		"Move it to one of these, or into the workflow.", DEV_CONTAINERS, {NULL}},
	{RULE_BUILD_ARG, LINT_CONTENT, DIAG_WARNING,
		"Build arguments are part of every key. One that comes from the environment has "
		"one value in CI and another in a workspace, so that neither finds the other's "
		"layers.",
		"Write the value into devcontainer.json.", CACHING, {NULL}},
	{RULE_COMPOSE, LINT_CONTENT, DIAG_ERROR,
		"The builder knows one container. It does not read a Compose file, and without an "
		"image or a Dockerfile it has nothing to build.",
		"Name the image or the Dockerfile of the service in devcontainer.json.",
		DEV_CONTAINERS, {NULL}},
	{RULE_NO_BASE, LINT_CONTENT, DIAG_ERROR,
		"Without an image and a Dockerfile the builder builds the fallback image with the "
		"features on it, or ends with an error when there is none.",
		"Name an image or a Dockerfile.", DEV_CONTAINERS, {NULL}},
};

const struct lint_rules lint_rules_content = {rows, sizeof(rows) / sizeof(rows[0])};
