/* SPDX-License-Identifier: MIT */
#include "builder/option.h"

/* clang-format off */
#define ROW(name, type, secrecy, since, standard) \
	{STR_ROW(name), OPTION_##type, OPTION_##secrecy, since, standard}

#define V1_0_0 {1, 0, 0}
#define V1_0_4 {1, 0, 4}
#define V1_0_6 {1, 0, 6}
#define V1_1_0 {1, 1, 0}
#define V1_2_0 {1, 2, 0}

#define ALWAYS_IGNORED "/var/run,/product_uuid,/product_name"
#define OWN_BINARY "/.envbuilder/bin/envbuilder"

static const struct option options[] = {
	ROW("CODER_AGENT_SUBSYSTEM",                 LIST,    PUBLIC,    V1_0_0, ""),
	ROW("CODER_AGENT_TOKEN",                     STRING,  SECRET,    V1_0_0, ""),
	ROW("CODER_AGENT_URL",                       STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_BASE_IMAGE_CACHE_DIR",       STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_BINARY_PATH",                STRING,  PUBLIC,    V1_0_0, OWN_BINARY),
	ROW("ENVBUILDER_BUILD_CONTEXT_PATH",         STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_BUILD_SECRETS",              LIST,    SECRET,    V1_1_0, ""),
	ROW("ENVBUILDER_CACHE_REPO",                 STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_CACHE_TTL_DAYS",             INTEGER, PUBLIC,    V1_0_0, "0"),
	ROW("ENVBUILDER_DEVCONTAINER_DIR",           STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_DEVCONTAINER_JSON_PATH",     STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_DOCKERFILE_PATH",            STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_DOCKER_CONFIG_BASE64",       STRING,  SECRET,    V1_0_0, ""),
	ROW("ENVBUILDER_EXIT_ON_BUILD_FAILURE",      BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_EXIT_ON_PUSH_FAILURE",       BOOLEAN, PUBLIC,    V1_0_6, "false"),
	ROW("ENVBUILDER_EXPORT_ENV_FILE",            STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_FALLBACK_IMAGE",             STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_FORCE_SAFE",                 BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_GET_CACHED_IMAGE",           BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_GIT_CLONE_DEPTH",            INTEGER, PUBLIC,    V1_0_0, "0"),
	ROW("ENVBUILDER_GIT_CLONE_SINGLE_BRANCH",    BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_GIT_CLONE_THINPACK",         BOOLEAN, PUBLIC,    V1_2_0, "true"),
	ROW("ENVBUILDER_GIT_HTTP_PROXY_URL",         STRING,  MAY_EMBED, V1_0_0, ""),
	ROW("ENVBUILDER_GIT_PASSWORD",               STRING,  SECRET,    V1_0_0, ""),
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64", STRING,  SECRET,    V1_0_4, ""),
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_PATH",   STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_GIT_URL",                    STRING,  MAY_EMBED, V1_0_0, ""),
	ROW("ENVBUILDER_GIT_USERNAME",               STRING,  SECRET,    V1_0_0, ""),
	ROW("ENVBUILDER_IGNORE_PATHS",               LIST,    PUBLIC,    V1_0_0, ALWAYS_IGNORED),
	ROW("ENVBUILDER_INIT_ARGS",                  STRING,  MAY_EMBED, V1_0_0, ""),
	ROW("ENVBUILDER_INIT_COMMAND",               STRING,  PUBLIC,    V1_0_0, "/bin/sh"),
	ROW("ENVBUILDER_INIT_SCRIPT",                STRING,  MAY_EMBED, V1_0_0, "sleep infinity"),
	ROW("ENVBUILDER_INSECURE",                   BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_LAYER_CACHE_DIR",            STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_POST_START_SCRIPT_PATH",     STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_PUSH_IMAGE",                 BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_REMOTE_REPO_BUILD_MODE",     BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_SETUP_SCRIPT",               STRING,  MAY_EMBED, V1_0_0, ""),
	ROW("ENVBUILDER_SKIP_REBUILD",               BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_SSL_CERT_BASE64",            STRING,  PUBLIC,    V1_0_0, ""),
	ROW("ENVBUILDER_VERBOSE",                    BOOLEAN, PUBLIC,    V1_0_0, "false"),
	ROW("ENVBUILDER_WORKSPACE_BASE_DIR",         STRING,  PUBLIC,    V1_0_6, "/workspaces"),
	ROW("ENVBUILDER_WORKSPACE_FOLDER",           STRING,  PUBLIC,    V1_0_0, ""),
};
/* clang-format on */

const struct option *option_table(size_t *ret_count)
{
	*ret_count = sizeof(options) / sizeof(options[0]);
	return options;
}
