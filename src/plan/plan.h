/* SPDX-License-Identifier: MIT */
#ifndef PLAN_PLAN_H
#define PLAN_PLAN_H

/*
 * The planner. plan_make turns a workflow, or an environment without one, into a plan: every build
 * of it with all that decides what it does. The same input gives the same plan, byte for byte,
 * wherever and whenever; nothing here looks at the world. A plan, its strings and its diagnostics
 * live in the caller's arena and go with it.
 *
 *   bytes → yaml tree → workflow model → jobs → builds → validated against the builder → plan →
 * JSON
 *
 * A plan holds a few fields that decide (the image's reference, env.set, env.inherit, engine) and
 * projections of them that people read (the image's parts, cache, workspace_folder, init_script,
 * argv). plan_project makes the second from the first; plan_read trusts only the first.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/value.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/files.h"
#include "base/map.h"
#include "base/str.h"
#include "builder/engine.h"
#include "builder/image.h"

#define PLAN_SCHEMA "precache.plan/1"
#define PLAN_DEFAULT_IMAGE "ghcr.io/coder/envbuilder:1.3.0"
#define PLAN_DEFAULT_TTL "30"
#define PLAN_DEFAULT_FOLDER "/workspaces/devcontainer"
#define PLAN_DEFAULT_SCRIPT "scripts/verify-devcontainer.sh" /* below the folder */

/* What a mount's source is called in a plan; the executor puts a path in its place. */
#define PLAN_MOUNT_SOURCE "${GITHUB_WORKSPACE}"

/* One NAME=VALUE from outside: an override, or a variable of an environment. */
struct setting {
	struct str name;
	struct str value;             /* of a secret: the word "present", never the secret */
	struct place at;              /* "-e", "environment", or a line of a case */
	const struct setting *before; /* one of the name that was given before; NULL: none */
};

struct workflow;
struct job;
struct step;

struct plan_input {
	struct str file;   /* the workflow as the user named it; STR_NONE: there is none */
	struct str source; /* its bytes */
	const struct workflow *workflow; /* the same, when it was read already; else NULL */
	const struct setting *overrides;
	size_t override_count;
	const struct setting *environment; /* without a workflow; else it is not looked at */
	size_t environment_count;
	const struct value *context; /* object: github, vars, inputs; NULL: nothing is known */
	struct str event; /* narrows the plan to one event; STR_NONE: all of the workflow's */
	struct str job;   /* narrows the plan to the builds of one job; STR_NONE: all */
	const struct files *files;   /* of the repository; NULL: none can be read */
	struct str file_from_root;   /* the workflow in it; STR_NONE: it lies elsewhere */
	struct str root_shown;       /* before a path from the root: how the user names that file */
	bool strict;                 /* a local file that cannot be read is an error */
	const struct str *executors; /* names beside precache-apply and build-cache.sh */
	size_t executor_count;
};

/* What people review of a build and the executor does not act on; each a member of the plan. */
enum build_fact {
	FACT_MATRIX,
	FACT_NEEDS,
	FACT_IF,
	FACT_RUNS_ON,
	FACT_TIMEOUT_MINUTES,
	FACT_PERMISSIONS,
	FACT_CONCURRENCY,
	FACT_ENVIRONMENT,
	FACT_CONTAINER,
	FACT_CONTINUE_ON_ERROR,
	FACT_SOURCE,
	FACT_STEP,
	FACT_EVENTS,
	FACT_COUNT
};

#define CREDENTIAL_NAMES_MAX 3

struct plan_credentials {
	const struct value *registry; /* the host that they are for */
	struct str from[CREDENTIAL_NAMES_MAX];
	size_t from_count;      /* 0: the build has no credential */
	const struct place *at; /* of its token's variable; NULL: not known */
	const struct value *set[CREDENTIAL_NAMES_MAX]; /* their variables; NULL: not known */
};

/* What a plan's build says about itself in one more form; see plan_project. */
struct build_projection {
	struct image image; /* only `reference` when the reference is unknown */
	const struct value *cache_repo;
	const struct value *ttl_days; /* a number; text while unknown */
	const struct value *workspace_folder;
	const struct value *init_script;
	const struct str *argv;
	size_t argc; /* the last but one is the mount, the last the image */
};

/* A job of a workflow, a step of it, and a place there. */
struct build_site {
	const struct workflow *workflow; /* NULL: planned from an environment, or read */
	const struct job *job;
	const struct step *step; /* NULL: the job has none, because it calls a workflow */
	struct place at;         /* of the executor's call; of what leads there in another file */
};

/* Where a build stands; no part of the JSON, so a plan that was read has none. */
struct build_origin {
	struct build_site own;  /* in the file that it stands in */
	struct build_site root; /* in the workflow that is planned, which may call that file */
	bool called;            /* the two are in different workflows */
	unsigned token_marks; /* of the credential's token: MARK_JOB_TOKEN, …; 0: no credential */
};

struct plan_build {
	struct build_origin origin;
	struct str id; /* the job's, of a leg "job (v1, v2)", a repeated one with " #2" */
	const struct value *facts[FACT_COUNT]; /* NULL: the workflow says nothing */
	const struct value *image;             /* the reference */
	const struct map *set;     /* env.set: name → const struct value *, in the plan's order */
	const struct str *inherit; /* env.inherit, sorted */
	const struct place *const *inherit_at;  /* where each is set; NULL: not known */
	const struct value *const *inherit_set; /* their variables, NULL for one that is made of
						   the credentials; NULL: not known */
	size_t inherit_count;
	struct plan_credentials credentials;
	const struct value *engine[ENGINE_SETTING_COUNT]; /* NULL: not asked for */
	struct build_projection shown;
};

struct plan_unknown {
	struct str at;   /* JSON pointer of the deciding or reviewed field, never of a repetition */
	struct str text; /* with its expressions */
	enum unknown_why why;
};

struct plan {
	struct str id; /* "sha256:<64 hex>" */
	bool has_workflow;
	struct str name;                 /* STR_NONE: the workflow has none */
	const struct place *name_at;     /* NULL: not known */
	const struct value *triggers;    /* object */
	const struct value *concurrency; /* NULL: none */
	const struct plan_build *builds;
	size_t build_count;
	const struct plan_unknown *unknown;
	size_t unknown_count;
	const struct setting *overrides; /* those that were given; not part of the JSON */
	size_t override_count;
	const struct str *called; /* workflows that are called, from the root; not of the JSON */
	size_t called_count;
};

/*
 * Makes the plan of an input. NULL when the input is wrong; `diags` then says what, where and what
 * to do. Also NULL when the arena is exhausted, with RULE_NO_MEMORY when there was room to say it.
 */
const struct plan *plan_make(
	struct arena *arena, struct diags *diags, const struct plan_input *input);

/* The plan's canonical bytes, LF at the end. STR_NONE when the arena is exhausted. */
struct str plan_json(struct arena *arena, const struct plan *plan);

/*
 * Reads a plan's bytes as the executor must: the deciding fields are validated as plan_make does,
 * the plan is written again from them, and every byte is compared. NULL with RULE_PLAN_SYNTAX (no
 * JSON), RULE_PLAN_SCHEMA (another schema) or RULE_PLAN_DIFFERS (a member that is unknown, missing,
 * of another type, or not what the deciding fields say; the message names its JSON pointer).
 */
const struct plan *plan_read(
	struct arena *arena, struct diags *diags, struct str file, struct str bytes);

/*
 * Reads a plan's bytes to show it, and never to run it: members that are unknown here are passed
 * over, as a later version may add some, and the fields are not held against the builder. NULL when
 * there is no such plan to show. A plan that does not say what its own fields say is returned too,
 * with RULE_PLAN_DIFFERS in `diags`: the caller decides whether it is worth a look.
 */
const struct plan *plan_view(
	struct arena *arena, struct diags *diags, struct str file, struct str bytes);

/* Fills build->shown from the deciding fields. False when the arena is exhausted. */
bool plan_project(struct arena *arena, struct plan_build *build);

/*
 * What a build has under ENVBUILDER_IMAGE or a name of env.set when nobody sets it and the release
 * has it; the init script lies below `folder`. STR_NONE: nothing, or exhausted.
 */
struct str plan_default(struct arena *arena, struct str name, struct str folder);

/* The name of a fact's member: "runs_on". */
struct str build_fact_name(enum build_fact fact);

/* Whether only the presence of the name's value may be known: secret options and tokens. */
bool setting_is_secret(struct str name);

/* Whether the planner reads the name from an environment or an override. */
bool setting_is_known(struct str name);

/* Whether it is not known, and meant to be one of ENVBUILDER_*: "ENVBULDER_CACHE_REPO". */
bool setting_is_mistyped(struct str name);

/* The known name that another one was probably meant to be; STR_NONE: none is near. */
struct str setting_nearest(struct str name);

/*
 * The settings among "NAME=VALUE" strings (an environ, ended by NULL) whose names are known,
 * claimed by the builder or mistyped, sorted by name; of secrets the presence. An empty value is
 * kept. NULL with *ret_count 0 when there is none or the arena is exhausted.
 */
const struct setting *settings_of_environ(
	struct arena *arena, const char *const *environ, size_t *ret_count);

#endif
