/* SPDX-License-Identifier: MIT */
/* Made from option_table.txt by `make tables`: edit that file, not this one. */
#include "builder/option_table.h"

/* clang-format off */
const struct release_row release_rows[] = {
	{{0, 2, 9}, "2024-03-15"},
	{{1, 0, 0}, "2024-10-01"},
	{{1, 0, 1}, "2024-10-01"},
	{{1, 0, 2}, "2024-10-02"},
	{{1, 0, 3}, "2024-10-04"},
	{{1, 0, 4}, "2024-10-28"},
	{{1, 0, 5}, "2024-10-30"},
	{{1, 0, 6}, "2024-12-02"},
	{{1, 1, 0}, "2024-12-02"},
	{{1, 2, 0}, "2025-11-10"},
	{{1, 3, 0}, "2026-03-06"},
};
const size_t release_row_count = sizeof(release_rows) / sizeof(release_rows[0]);

const struct release release_newest = {1, 3, 0};

const struct release_note release_note_rows[] = {
	{{0, 2, 9}, "a boolean or a number that cannot be read counts as false or 0; a list is cut at every comma"},
	{{0, 2, 9}, "layers are pushed to CACHE_REPO, but there is no way to push the image"},
	{{1, 0, 0}, "names without ENVBUILDER_ still count, and beat those that have it"},
	{{1, 0, 0}, "a boolean or a number that cannot be read ends the run; a list is one CSV record"},
	{{1, 0, 0}, "a variable that is set to nothing counts as unset"},
	{{1, 0, 0}, "a push that fails ends the run"},
	{{1, 0, 3}, "a slash at the end of GIT_URL no longer changes the default of WORKSPACE_FOLDER"},
	{{1, 0, 4}, "an SSH key given both as a path and in base64 ends the run"},
	{{1, 0, 5}, "Docker's config.json is written for the owner alone and is gone before the init script runs"},
	{{1, 0, 5}, "a config.json that was mounted stays as it is"},
	{{1, 0, 6}, "a push that fails no longer ends the run, unless EXIT_ON_PUSH_FAILURE is on"},
	{{1, 0, 6}, "empty layers that are alike no longer make a registry refuse the image (BLOB_UNKNOWN)"},
	{{1, 3, 0}, "names without ENVBUILDER_ count for options with a declared default, too"},
	{{1, 3, 0}, "GIT_URL has a new parser"},
	{{1, 3, 0}, "features are fetched with the registry's credentials"},
	{{1, 3, 0}, "a build argument in FROM is replaced before the image's user is looked up"},
};
const size_t release_note_count = sizeof(release_note_rows) / sizeof(release_note_rows[0]);

#define ROW(name, bare, type, secrecy, since, declared, standard, meaning) \
	{STR_ROW(name), STR_ROW(bare), OPTION_##type, OPTION_##secrecy, since, \
		declared, standard, meaning},
#define SINCE(major, minor, patch) {major, minor, patch}

const struct option option_table_rows[] = {
	ROW("CODER_AGENT_SUBSYSTEM", "", LIST, PUBLIC, SINCE(0, 2, 9), "", "",
		"which part of the workspace the log lines are marked with")
	ROW("CODER_AGENT_TOKEN", "", STRING, SECRET, SINCE(0, 2, 9), "", "",
		"the token with which the log is sent to Coder")
	ROW("CODER_AGENT_URL", "", STRING, PUBLIC, SINCE(0, 2, 9), "", "",
		"the Coder deployment that the log is sent to")
	ROW("ENVBUILDER_BASE_IMAGE_CACHE_DIR", "BASE_IMAGE_CACHE_DIR", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a folder with base images, so that they are not pulled")
	ROW("ENVBUILDER_BINARY_PATH", "", STRING, PUBLIC, SINCE(1, 0, 0), "", "/.envbuilder/bin/envbuilder",
		"where the builder's own binary lies in the image; the documentation does not list it")
	ROW("ENVBUILDER_BUILD_CONTEXT_PATH", "", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"the build context below the workspace, when DOCKERFILE_PATH names the Dockerfile")
	ROW("ENVBUILDER_BUILD_SECRETS", "", LIST, SECRET, SINCE(1, 1, 0), "", "",
		"NAME=VALUE for each secret that a RUN instruction may mount")
	ROW("ENVBUILDER_CACHE_REPO", "CACHE_REPO", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"the repository in which layers are looked up and to which they are pushed")
	ROW("ENVBUILDER_CACHE_TTL_DAYS", "CACHE_TTL_DAYS", INTEGER, PUBLIC, SINCE(1, 0, 0), "", "0",
		"for how many days after its push a layer is used; 0 acts as 7")
	ROW("ENVBUILDER_DEVCONTAINER_DIR", "DEVCONTAINER_DIR", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"the folder of devcontainer.json; without it .devcontainer")
	ROW("ENVBUILDER_DEVCONTAINER_JSON_PATH", "DEVCONTAINER_JSON_PATH", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"devcontainer.json, seen from DEVCONTAINER_DIR")
	ROW("ENVBUILDER_DOCKERFILE_PATH", "DOCKERFILE_PATH", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a Dockerfile that is built instead of what devcontainer.json says")
	ROW("ENVBUILDER_DOCKER_CONFIG_BASE64", "DOCKER_CONFIG_BASE64", STRING, SECRET, SINCE(1, 0, 0), "", "",
		"Docker's config.json with the credentials of all registries, in base64")
	ROW("ENVBUILDER_EXIT_ON_BUILD_FAILURE", "EXIT_ON_BUILD_FAILURE", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"end when the build fails, instead of building FALLBACK_IMAGE")
	ROW("ENVBUILDER_EXIT_ON_PUSH_FAILURE", "", BOOLEAN, PUBLIC, SINCE(1, 0, 6), "", "false",
		"end when the image cannot be pushed, instead of going on")
	ROW("ENVBUILDER_EXPORT_ENV_FILE", "EXPORT_ENV_FILE", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a file that gets the variables of the image and of devcontainer.json")
	ROW("ENVBUILDER_FALLBACK_IMAGE", "FALLBACK_IMAGE", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"what is built when there is nothing else to build, or that failed")
	ROW("ENVBUILDER_FORCE_SAFE", "FORCE_SAFE", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"go on although this does not look like the builder's own container")
	ROW("ENVBUILDER_GET_CACHED_IMAGE", "", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"build nothing: print the digest of the whole image when the cache has it")
	ROW("ENVBUILDER_GIT_CLONE_DEPTH", "GIT_CLONE_DEPTH", INTEGER, PUBLIC, SINCE(1, 0, 0), "", "0",
		"how many commits are cloned; 0 is all of them")
	ROW("ENVBUILDER_GIT_CLONE_SINGLE_BRANCH", "GIT_CLONE_SINGLE_BRANCH", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"clone one branch only")
	ROW("ENVBUILDER_GIT_CLONE_THINPACK", "", BOOLEAN, PUBLIC, SINCE(1, 2, 0), "true", "true",
		"let the git server send thin packs")
	ROW("ENVBUILDER_GIT_HTTP_PROXY_URL", "GIT_HTTP_PROXY_URL", STRING, MAY_EMBED, SINCE(1, 0, 0), "", "",
		"the proxy for git over HTTP")
	ROW("ENVBUILDER_GIT_PASSWORD", "GIT_PASSWORD", STRING, SECRET, SINCE(1, 0, 0), "", "",
		"the password for git over HTTP")
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64", "", STRING, SECRET, SINCE(1, 0, 4), "", "",
		"the private key for git over SSH, in base64")
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_PATH", "", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"the file with the private key for git over SSH")
	ROW("ENVBUILDER_GIT_URL", "GIT_URL", STRING, MAY_EMBED, SINCE(1, 0, 0), "", "",
		"the repository to clone; behind a '#' the whole name of a ref")
	ROW("ENVBUILDER_GIT_USERNAME", "GIT_USERNAME", STRING, SECRET, SINCE(1, 0, 0), "", "",
		"the user for git over HTTP, in whose place people put an access token")
	ROW("ENVBUILDER_IGNORE_PATHS", "IGNORE_PATHS", LIST, PUBLIC, SINCE(1, 0, 0), "", "/var/run,/product_uuid,/product_name",
		"paths that are kept out of every layer; a list replaces the default's three")
	ROW("ENVBUILDER_INIT_ARGS", "INIT_ARGS", STRING, MAY_EMBED, SINCE(1, 0, 0), "", "",
		"the arguments of INIT_COMMAND, instead of -c and INIT_SCRIPT")
	ROW("ENVBUILDER_INIT_COMMAND", "INIT_COMMAND", STRING, PUBLIC, SINCE(1, 0, 0), "", "/bin/sh",
		"the program that runs the init script")
	ROW("ENVBUILDER_INIT_SCRIPT", "INIT_SCRIPT", STRING, MAY_EMBED, SINCE(1, 0, 0), "", "sleep infinity",
		"the script that runs when all is done, as the container's user; its exit code is the run's")
	ROW("ENVBUILDER_INSECURE", "INSECURE", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"take any certificate, and plain HTTP")
	ROW("ENVBUILDER_LAYER_CACHE_DIR", "LAYER_CACHE_DIR", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a folder that layers and image go to, and CACHE_REPO gets nothing")
	ROW("ENVBUILDER_POST_START_SCRIPT_PATH", "POST_START_SCRIPT_PATH", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a file that postStartCommand is written to, instead of being run")
	ROW("ENVBUILDER_PUSH_IMAGE", "", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"push the whole image to CACHE_REPO")
	ROW("ENVBUILDER_REMOTE_REPO_BUILD_MODE", "", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "false", "false",
		"build from a second clone instead of the workspace folder")
	ROW("ENVBUILDER_SETUP_SCRIPT", "SETUP_SCRIPT", STRING, MAY_EMBED, SINCE(1, 0, 0), "", "",
		"a script that runs as root in front of the init script")
	ROW("ENVBUILDER_SKIP_REBUILD", "SKIP_REBUILD", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"build and push nothing in a container that was built before")
	ROW("ENVBUILDER_SSL_CERT_BASE64", "SSL_CERT_BASE64", STRING, PUBLIC, SINCE(1, 0, 0), "", "",
		"a certificate authority that git trusts, in base64")
	ROW("ENVBUILDER_VERBOSE", "", BOOLEAN, PUBLIC, SINCE(1, 0, 0), "", "false",
		"log more")
	ROW("ENVBUILDER_WORKSPACE_BASE_DIR", "", STRING, PUBLIC, SINCE(1, 0, 6), "/workspaces", "/workspaces",
		"the folder below which WORKSPACE_FOLDER is when nothing names that")
	ROW("ENVBUILDER_WORKSPACE_FOLDER", "WORKSPACE_FOLDER", STRING, PUBLIC, SINCE(1, 0, 0), "", "WORKSPACE_BASE_DIR/REPOSITORY or WORKSPACE_BASE_DIR/empty",
		"where the repository is cloned to or mounted")
};
const size_t option_table_count = sizeof(option_table_rows) / sizeof(option_table_rows[0]);

const struct option_default option_default_rows[] = {
	{STR_ROW("ENVBUILDER_IGNORE_PATHS"), {1, 0, 0}, "/var/run"},
	{STR_ROW("ENVBUILDER_WORKSPACE_FOLDER"), {1, 0, 6}, "/workspaces/REPOSITORY or /workspaces/empty"},
	{STR_ROW("ENVBUILDER_WORKSPACE_FOLDER"), {1, 0, 0}, "/workspaces/REPOSITORY, with any .git, or /workspaces/empty"},
};
const size_t option_default_count = sizeof(option_default_rows) / sizeof(option_default_rows[0]);

const struct option_mistake option_mistake_rows[] = {
	{STR_ROW("ENVBUILDER_DEVCONTAINER_PATH"), STR_ROW("ENVBUILDER_DEVCONTAINER_DIR")},
	{STR_ROW("ENVBUILDER_GIT_REF"), STR_ROW("ENVBUILDER_GIT_URL")},
	{STR_ROW("ENVBUILDER_POST_START_SCRIPT"), STR_ROW("ENVBUILDER_POST_START_SCRIPT_PATH")},
	{STR_ROW("ENVBUILDER_REPO_URL"), STR_ROW("ENVBUILDER_GIT_URL")},
	{STR_ROW("ENVBUILDER_WORKDIR"), STR_ROW("ENVBUILDER_WORKSPACE_FOLDER")},
};
const size_t option_mistake_count = sizeof(option_mistake_rows) / sizeof(option_mistake_rows[0]);

/* clang-format on */
