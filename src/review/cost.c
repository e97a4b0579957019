/* SPDX-License-Identifier: MIT */
#include "review/cost.h"

/* clang-format off */
#define ROW(name, cost, widening, reason) {STR_ROW(name), COST_##cost, reason, WIDENS_##widening}

static const struct cost_row members[] = {
	ROW("workflow",                   NONE,        NOTHING, "only a name"),
	ROW("workflow.name",              NONE,        NOTHING, "only a name"),
	ROW("workflow.triggers",          WHEN,        START,   NULL),
	ROW("workflow.concurrency",       WHEN,        NOTHING, NULL),
	ROW("builds",                     NONE,        NOTHING, "only their order"),
	ROW("id",                         NONE,        NOTHING, "only a name"),
	ROW("matrix",                     NONE,        NOTHING, "what a leg's values decide is said on its own"),
	ROW("needs",                      WHEN,        NOTHING, NULL),
	ROW("if",                         WHEN,        START,   NULL),
	ROW("runs_on",                    MAY_REBUILD, RUNNER,  "another architecture shares no layer, and the label does not say it"),
	ROW("timeout_minutes",            NONE,        NOTHING, NULL),
	ROW("permissions",                WHO,         RIGHTS,  NULL),
	ROW("concurrency",                WHEN,        NOTHING, NULL),
	ROW("environment",                WHO,         START,   NULL),
	ROW("environment.url",            NONE,        NOTHING, "only a link"),
	ROW("container",                  NONE,        CODE,    "the builder runs in a container of its own"),
	ROW("continue_on_error",          NONE,        NOTHING, "a failure counts, or does not"),
	ROW("source",                     MAY_REBUILD, SOURCE,  "layers that copy other files"),
	ROW("source.uses",                NONE,        CODE,    "it checks out the same files"),
	ROW("source.persist_credentials", NONE,        SECRET,  "a layer that copies .git is new in every run anyway"),
	ROW("source.lfs",                 MAY_REBUILD, NOTHING, "layers that copy files of LFS"),
	ROW("source.path",                MAY_REBUILD, NOTHING, "layers that copy other files"),
	ROW("step.if",                    WHEN,        START,   NULL),
	ROW("step.timeout_minutes",       NONE,        NOTHING, NULL),
	ROW("step.continue_on_error",     NONE,        NOTHING, "a failure counts, or does not"),
	ROW("events",                     WHO,         PUSH,    NULL),
	ROW("image.reference",            REBUILDS_ALL, CODE,   "the builder's own binary is in every image"),
	ROW("cache.repo",                 PUBLISHES,   SECRET,  "layers are looked for, and stored, there alone"),
	ROW("cache.ttl_days",             READER,      NOTHING, "each reader asks for itself how old a layer may be"),
	ROW("workspace_folder",           MAY_REBUILD, NOTHING, "build arguments can hold its path"),
	ROW("init_script",                NONE,        NOTHING, "it runs when the image is finished"),
	ROW("credentials",                WHO,         SECRET,  NULL),
	ROW("engine.network",             NONE,        REACH,   "no part of a layer's key"),
	ROW("engine.platform",            REBUILDS_ALL, NOTHING, "base image and builder are others"),
	ROW("engine.memory",              NONE,        NOTHING, NULL),
	ROW("engine.add_hosts",           NONE,        REACH,   "no part of a layer's key"),
	ROW("unknown",                    NONE,        NOTHING, "only why it is unknown"),
};

#define AT_RUN_TIME "it acts when the image is finished"
#define NO_KEY      "no part of a layer's key"
#define OTHER_FILES "if it selects other files"

/* By name. Each option that a release has is here. */
static const struct cost_row options[] = {
	ROW("CODER_AGENT_SUBSYSTEM",                 NONE,        NOTHING, "only where the log goes"),
	ROW("CODER_AGENT_TOKEN",                     NONE,        SECRET,  "only where the log goes"),
	ROW("CODER_AGENT_URL",                       NONE,        SECRET,  "only where the log goes"),
	ROW("ENVBUILDER_BASE_IMAGE_CACHE_DIR",       READER,      NOTHING, "layers keep their keys; a reader may compute another image digest"),
	ROW("ENVBUILDER_BINARY_PATH",                MAY_REBUILD, NOTHING, "the file there is copied into the image"),
	ROW("ENVBUILDER_BUILD_CONTEXT_PATH",         MAY_REBUILD, NOTHING, OTHER_FILES),
	ROW("ENVBUILDER_BUILD_SECRETS",              NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_CACHE_REPO",                 PUBLISHES,   SECRET,  "layers are looked for, and stored, there alone"),
	ROW("ENVBUILDER_CACHE_TTL_DAYS",             READER,      NOTHING, "each reader asks for itself how old a layer may be"),
	ROW("ENVBUILDER_DEVCONTAINER_DIR",           MAY_REBUILD, NOTHING, OTHER_FILES),
	ROW("ENVBUILDER_DEVCONTAINER_JSON_PATH",     MAY_REBUILD, NOTHING, OTHER_FILES),
	ROW("ENVBUILDER_DOCKERFILE_PATH",            MAY_REBUILD, NOTHING, OTHER_FILES),
	ROW("ENVBUILDER_DOCKER_CONFIG_BASE64",       WHO,         SECRET,  NULL),
	ROW("ENVBUILDER_EXIT_ON_BUILD_FAILURE",      NONE,        NOTHING, "only whether a failed build is a failed run"),
	ROW("ENVBUILDER_EXIT_ON_PUSH_FAILURE",       NONE,        NOTHING, "only whether a failed push is a failed run"),
	ROW("ENVBUILDER_EXPORT_ENV_FILE",            NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_FALLBACK_IMAGE",             MAY_REBUILD, CODE,    "it is the base where the dev container names none"),
	ROW("ENVBUILDER_FORCE_SAFE",                 NONE,        NOTHING, "only a check of the surroundings"),
	ROW("ENVBUILDER_GET_CACHED_IMAGE",           PUBLISHES,   NOTHING, "a run that only asks builds and pushes nothing"),
	ROW("ENVBUILDER_GIT_CLONE_DEPTH",            NONE,        NOTHING, NO_KEY),
	ROW("ENVBUILDER_GIT_CLONE_SINGLE_BRANCH",    MAY_REBUILD, NOTHING, "without a ref it takes main, whatever the default branch"),
	ROW("ENVBUILDER_GIT_CLONE_THINPACK",         NONE,        NOTHING, NO_KEY),
	ROW("ENVBUILDER_GIT_HTTP_PROXY_URL",         NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_GIT_PASSWORD",               NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_BASE64", NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_GIT_SSH_PRIVATE_KEY_PATH",   NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_GIT_URL",                    MAY_REBUILD, SOURCE,  OTHER_FILES),
	ROW("ENVBUILDER_GIT_USERNAME",               NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_IGNORE_PATHS",               MAY_REBUILD, NOTHING, "what lies there is left out of every layer"),
	ROW("ENVBUILDER_INIT_ARGS",                  NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_INIT_COMMAND",               NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_INIT_SCRIPT",                NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_INSECURE",                   NONE,        SECRET,  NO_KEY),
	ROW("ENVBUILDER_LAYER_CACHE_DIR",            PUBLISHES,   NOTHING, "layers and image go there instead of to the registry"),
	ROW("ENVBUILDER_POST_START_SCRIPT_PATH",     NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_PUSH_IMAGE",                 PUBLISHES,   PUSH,    "without it there is no image, and no whole cache"),
	ROW("ENVBUILDER_REMOTE_REPO_BUILD_MODE",     MAY_REBUILD, SOURCE,  OTHER_FILES),
	ROW("ENVBUILDER_SETUP_SCRIPT",               NONE,        NOTHING, AT_RUN_TIME),
	ROW("ENVBUILDER_SKIP_REBUILD",               NONE,        NOTHING, "a container of a run is always new"),
	ROW("ENVBUILDER_SSL_CERT_BASE64",            NONE,        SECRET,  "git alone trusts it"),
	ROW("ENVBUILDER_VERBOSE",                    NONE,        NOTHING, "only the log"),
	ROW("ENVBUILDER_WORKSPACE_BASE_DIR",         NONE,        NOTHING, "the workspace folder is always set"),
	ROW("ENVBUILDER_WORKSPACE_FOLDER",           MAY_REBUILD, NOTHING, "build arguments can hold its path"),
};

const struct cost_row cost_unknown = ROW("", MAY_REBUILD, NOTHING, "this precache does not know it");
/* clang-format on */

#define MEMBERS (sizeof(members) / sizeof(members[0]))
#define OPTIONS (sizeof(options) / sizeof(options[0]))

struct str cost_name(enum cost cost)
{
	static const struct str names[COST_COUNT] = {
		[COST_REBUILDS_ALL] = STR_ROW("rebuilds every layer"),
		[COST_MAY_REBUILD] = STR_ROW("may rebuild some"),
		[COST_PUBLISHES] = STR_ROW("publishes elsewhere"),
		[COST_READER] = STR_ROW("reader side only"),
		[COST_WHEN] = STR_ROW("when it runs"),
		[COST_WHO] = STR_ROW("who may run it"),
		[COST_NONE] = STR_ROW("no effect on the cache"),
	};
	return names[cost];
}

struct str widening_name(enum widening widening)
{
	static const struct str names[WIDENING_COUNT] = {
		[WIDENS_NOTHING] = STR_ROW(""),
		[WIDENS_START] = STR_ROW("what may start it"),
		[WIDENS_PUSH] = STR_ROW("who may push"),
		[WIDENS_RIGHTS] = STR_ROW("what its token may do"),
		[WIDENS_SECRET] = STR_ROW("where a secret goes"),
		[WIDENS_SOURCE] = STR_ROW("what is built"),
		[WIDENS_CODE] = STR_ROW("whose code runs"),
		[WIDENS_RUNNER] = STR_ROW("where it runs"),
		[WIDENS_REACH] = STR_ROW("what it can reach"),
	};
	return names[widening];
}

const struct cost_row *cost_of_option(struct str name)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (str_eq(options[i].name, name))
			return &options[i];
	return NULL;
}

/* Whether the row is the path or one above it. */
static bool covers(const struct cost_row *row, struct str path)
{
	return str_starts(path, row->name) &&
	       (path.len == row->name.len || path.ptr[row->name.len] == '.');
}

const struct cost_row *cost_of_member(struct str path)
{
	const struct str set = STR("env.set.");
	const struct cost_row *best = NULL;

	if (str_starts(path, set))
		return cost_of_option(str_slice(path, set.len, path.len));
	for (size_t i = 0; i < MEMBERS; i++) {
		if (covers(&members[i], path) && (!best || members[i].name.len > best->name.len))
			best = &members[i];
	}
	return best;
}
