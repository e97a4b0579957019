/* SPDX-License-Identifier: MIT */

/* What `precache explain` says of one value, in the words that people read. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/explained.h"
#include "harness/rows.h"
#include "review/explain.h"

struct explain_row {
	const char *name;
	const char *pointer;
	bool overridden;
	const char *text;
};

#define BUILDER "default of envbuilder 1.3.0 = "

static const struct explain_row rows[] = {
	{"a job's variable, by its name's place", "/builds/0/cache/repo", false,
		"/builds/0/cache/repo = ghcr.io/team/cache\n"
		"    from     w.yml:21:7 jobs.cache.env.CACHE_REPO\n"},
	{"every level that a variable shadows, and both defaults", "/builds/0/cache/ttl_days",
		false,
		"/builds/0/cache/ttl_days = 4\n"
		"    from     w.yml:33:11 jobs.cache.steps[1].env.ENVBUILDER_CACHE_TTL_DAYS\n"
		"    shadows  w.yml:27:19 jobs.cache.steps[0].run, written to GITHUB_ENV by step 1 "
		"= "
		"3\n"
		"    shadows  w.yml:22:7 jobs.cache.env.ENVBUILDER_CACHE_TTL_DAYS = 2\n"
		"    shadows  w.yml:7:3 env.ENVBUILDER_CACHE_TTL_DAYS = 1\n"
		"    shadows  default of precache = 30\n"
		"    shadows  " BUILDER "0\n"},
	{"overrides over all of that, the last of them first", "/builds/0/cache/ttl_days", true,
		"/builds/0/cache/ttl_days = 9\n"
		"    from     override -e ENVBUILDER_CACHE_TTL_DAYS\n"
		"    shadows  override env:1:1 ENVBUILDER_CACHE_TTL_DAYS = 8\n"
		"    shadows  w.yml:33:11 jobs.cache.steps[1].env.ENVBUILDER_CACHE_TTL_DAYS = 4\n"
		"    shadows  w.yml:27:19 jobs.cache.steps[0].run, written to GITHUB_ENV by step 1 "
		"= "
		"3\n"
		"    shadows  w.yml:22:7 jobs.cache.env.ENVBUILDER_CACHE_TTL_DAYS = 2\n"
		"    shadows  w.yml:7:3 env.ENVBUILDER_CACHE_TTL_DAYS = 1\n"
		"    shadows  default of precache = 30\n"
		"    shadows  " BUILDER "0\n"},
	{"an option of the engine", "/builds/0/engine/network", true,
		"/builds/0/engine/network = none\n"
		"    from     override --network\n"},
	{"what a script assigns, in front of the call and before it", "/builds/0/workspace_folder",
		false,
		"/builds/0/workspace_folder = /b\n"
		"    from     w.yml:31:11 jobs.cache.steps[1].run, by the script\n"
		"    shadows  w.yml:30:18 jobs.cache.steps[1].run, by the script = /a\n"
		"    shadows  default of precache = /workspaces/devcontainer\n"
		"    shadows  " BUILDER "WORKSPACE_BASE_DIR/REPOSITORY or "
		"WORKSPACE_BASE_DIR/empty\n"},
	{"a default, behind a variable that is empty", "/builds/0/init_script", false,
		"/builds/0/init_script = bash /b/scripts/verify-devcontainer.sh\n"
		"    from     default of precache, below /builds/0/workspace_folder\n"
		"    shadows  w.yml:24:7 jobs.cache.env.ENVBUILDER_INIT_SCRIPT, which is empty\n"
		"    shadows  " BUILDER "sleep infinity\n"},
	{"a default that nobody touched", "/builds/0/env/set/ENVBUILDER_PUSH_IMAGE", false,
		"/builds/0/env/set/ENVBUILDER_PUSH_IMAGE = 1\n"
		"    from     default of precache\n"
		"    shadows  " BUILDER "false\n"},
	{"an option that is written in lower case", "/builds/0/env/set/ENVBUILDER_INSECURE", false,
		"/builds/0/env/set/ENVBUILDER_INSECURE = 1\n"
		"    from     w.yml:8:3 env.envbuilder_insecure\n"
		"    shadows  " BUILDER "false\n"},
	{"a container's variable", "/builds/0/env/set/ENVBUILDER_VERBOSE", false,
		"/builds/0/env/set/ENVBUILDER_VERBOSE = 1\n"
		"    from     w.yml:19:9 jobs.cache.container.env.ENVBUILDER_VERBOSE\n"
		"    shadows  " BUILDER "false\n"},
	{"a value that stays an expression", "/builds/0/env/set/ENVBUILDER_GIT_URL", false,
		"/builds/0/env/set/ENVBUILDER_GIT_URL = ${{ vars.URL }}\n"
		"    from     w.yml:25:7 jobs.cache.env.ENVBUILDER_GIT_URL\n"},
	{"a secret that shadows a secret, and neither is shown", "/builds/0/env/inherit/1", false,
		"/builds/0/env/inherit/1 = ENVBUILDER_GIT_PASSWORD\n"
		"    from     w.yml:37:11 jobs.cache.steps[1].env.ENVBUILDER_GIT_PASSWORD\n"
		"    shadows  w.yml:23:7 jobs.cache.env.ENVBUILDER_GIT_PASSWORD, a secret\n"},
	{"a secret that is made of others", "/builds/0/env/inherit/0", false,
		"/builds/0/env/inherit/0 = ENVBUILDER_DOCKER_CONFIG_BASE64\n"
		"    from     /builds/0/credentials/from/0, /builds/0/credentials/from/1\n"},
	{"a credential and its registry", "/builds/0/credentials", false,
		"/builds/0/credentials/registry = ghcr.io\n"
		"    from     GHCR_USER and GHCR_TOKEN serve ghcr.io\n"
		"/builds/0/credentials/from/0 = GHCR_USER\n"
		"    from     w.yml:35:11 jobs.cache.steps[1].env.GHCR_USER\n"
		"/builds/0/credentials/from/1 = GHCR_TOKEN\n"
		"    from     w.yml:36:11 jobs.cache.steps[1].env.GHCR_TOKEN\n"},
	{"a value of several, each from one place", "/builds/0/engine", false,
		"/builds/0/engine/add_hosts/0 = a:1.2.3.4\n"
		"    from     w.yml:34:11 jobs.cache.steps[1].env.PRECACHE_ADD_HOSTS\n"
		"/builds/0/engine/add_hosts/1 = b:1.2.3.5\n"
		"    from     w.yml:34:11 jobs.cache.steps[1].env.PRECACHE_ADD_HOSTS\n"},
	{"the workflow's name", "/workflow/name", false,
		"/workflow/name = Cache\n"
		"    from     w.yml:1:1 name\n"},
	{"a trigger's filter", "/workflow/triggers", false,
		"/workflow/triggers/push/branches/0 = main\n"
		"    from     w.yml:4:16 on.push.branches[0]\n"},
	{"a build's id", "/builds/0/id", false,
		"/builds/0/id = cache\n"
		"    from     w.yml:10:3 jobs.cache\n"},
	{"a condition", "/builds/0/if", false,
		"/builds/0/if = github.ref == 'refs/heads/main'\n"
		"    from     w.yml:11:5 jobs.cache.if\n"},
	{"labels of a runner", "/builds/0/runs_on", false,
		"/builds/0/runs_on/0 = self-hosted\n"
		"    from     w.yml:12:15 jobs.cache.runs-on[0]\n"
		"/builds/0/runs_on/1 = big\n"
		"    from     w.yml:12:28 jobs.cache.runs-on[1]\n"},
	{"a number", "/builds/0/timeout_minutes", false,
		"/builds/0/timeout_minutes = 30\n"
		"    from     w.yml:13:5 jobs.cache.timeout-minutes\n"},
	{"permissions shadow the workflow's", "/builds/0/permissions", false,
		"/builds/0/permissions/packages = write\n"
		"    from     w.yml:15:7 jobs.cache.permissions.packages\n"
		"    shadows  w.yml:5:1 permissions\n"},
	{"a checkout that is not there", "/builds/0/source", false,
		"/builds/0/source = null\n"
		"    from     no checkout stands in front of the build\n"},
	{"events are made of other fields", "/builds/0/events", false,
		"/builds/0/events/push/runs = true\n"
		"    from     /workflow/triggers/push, /builds/0/if\n"
		"/builds/0/events/push/pushes = true\n"
		"    from     /builds/0/events/push/runs, "
		"/builds/0/env/set/ENVBUILDER_PUSH_IMAGE,\n"
		"             /builds/0/credentials, /builds/0/permissions\n"},
	{"a part of the image is decided in the reference", "/builds/0/image/tag", false,
		"/builds/0/image/tag is decided in /builds/0/image/reference\n"
		"/builds/0/image/reference = ghcr.io/coder/envbuilder:1.3.0\n"
		"    from     default of precache\n"},
	{"a name of env.set is decided where people read it",
		"/builds/0/env/set/ENVBUILDER_CACHE_REPO", false,
		"/builds/0/env/set/ENVBUILDER_CACHE_REPO is decided in /builds/0/cache/repo\n"
		"/builds/0/cache/repo = ghcr.io/team/cache\n"
		"    from     w.yml:21:7 jobs.cache.env.CACHE_REPO\n"},
	{"an argument is a word that every plan has", "/builds/0/argv/0", false,
		"/builds/0/argv/0 = docker\n"
		"    from     the same in every plan\n"},
	{"an argument is decided in an option of the engine", "/builds/0/argv/6", false,
		"/builds/0/argv/6 is decided in /builds/0/engine/add_hosts/1\n"
		"/builds/0/engine/add_hosts/1 = b:1.2.3.5\n"
		"    from     w.yml:34:11 jobs.cache.steps[1].env.PRECACHE_ADD_HOSTS\n"},
	{"an argument is decided in a variable", "/builds/0/argv/12", false,
		"/builds/0/argv/12 is decided in /builds/0/cache/repo\n"
		"/builds/0/cache/repo = ghcr.io/team/cache\n"
		"    from     w.yml:21:7 jobs.cache.env.CACHE_REPO\n"},
	{"an option that is not set has the builder's default",
		"/builds/0/env/set/ENVBUILDER_FORCE_SAFE", false,
		"/builds/0/env/set/ENVBUILDER_FORCE_SAFE is not set\n"
		"    from     " BUILDER "false\n"},
	{"what is unknown is explained where it stands", "/unknown/0/at", false,
		"/unknown/0/at is decided in /builds/0/env/set/ENVBUILDER_GIT_URL\n"
		"/builds/0/env/set/ENVBUILDER_GIT_URL = ${{ vars.URL }}\n"
		"    from     w.yml:25:7 jobs.cache.env.ENVBUILDER_GIT_URL\n"},
	{"the schema is the same in every plan", "/schema", false,
		"/schema = precache.plan/1\n"
		"    from     the same in every plan\n"},
};

static void check_text(void **state)
{
	const struct explain_row *const row = *state;
	struct bench bench;
	struct explanation explanation;

	explained_set_up(&bench, row->overridden);
	assert_true(explain_plan(
		&bench.arena, &bench.diags, bench.plan, str_of(row->pointer), &explanation));
	assert_string_equal(explain_text(&bench.arena, &explanation, 100).ptr, row->text);
	arena_release(&bench.arena);
}

struct wrong_row {
	const char *name;
	const char *pointer;
	const char *message;
	const char *hint;
};

#define NOTHING "' leads to nothing in the plan"

static const struct wrong_row wrongs[] = {
	{"a member with a typing error", "/builds/0/cache/repos", "'/builds/0/cache/repos" NOTHING,
		"did you mean '/builds/0/cache/repo'?"},
	{"a typing error in the middle", "/builds/0/cash/repo", "'/builds/0/cash/repo" NOTHING,
		"did you mean '/builds/0/cache/repo'?"},
	{"two typing errors: the first is put right", "/builds/0/cach/rep",
		"'/builds/0/cach/rep" NOTHING, "did you mean '/builds/0/cache'?"},
	{"a member like no other", "/builds/0/cache/lifetime", "'/builds/0/cache/lifetime" NOTHING,
		"'/builds/0/cache' has 'repo', 'ttl_days'"},
	{"a build that is not there", "/builds/1/id", "'/builds/1/id" NOTHING,
		"'/builds' has 1 element, counted from 0"},
	{"an index that is none", "/builds/00/id", "'/builds/00/id" NOTHING,
		"'/builds' has 1 element, counted from 0"},
	{"an argument too many", "/builds/0/runs_on/2", "'/builds/0/runs_on/2" NOTHING,
		"'/builds/0/runs_on' has 2 elements, counted from 0"},
	{"something below a text", "/builds/0/id/x", "'/builds/0/id/x" NOTHING,
		"did you mean '/builds/0/id'?"},
	{"an option with a typing error", "/builds/0/env/set/ENVBUILDER_FORCE_SAF",
		"'/builds/0/env/set/ENVBUILDER_FORCE_SAF" NOTHING,
		"did you mean '/builds/0/env/set/ENVBUILDER_FORCE_SAFE'?"},
	{"no slash in front", "builds/0/id", "'builds/0/id' is no JSON pointer",
		"did you mean '/builds/0/id'?"},
	{"no pointer at all", "cache.repo", "'cache.repo' is no JSON pointer",
		"it begins with '/': '/builds/0/cache/repo'"},
};

static void check_wrong(void **state)
{
	const struct wrong_row *const row = *state;
	struct bench bench;
	struct explanation explanation;

	explained_set_up(&bench, false);
	const size_t before = bench.diags.len;
	assert_false(explain_plan(
		&bench.arena, &bench.diags, bench.plan, str_of(row->pointer), &explanation));
	assert_int_equal(bench.diags.len, before + 1);
	const struct diag *const diag = bench.diags.items[before];
	assert_int_equal(diag->rule, RULE_POINTER);
	assert_string_equal(diag->message.ptr, row->message);
	assert_string_equal(diag->hint.ptr, row->hint);
	arena_release(&bench.arena);
}

int main(void)
{
	return ROWS_RUN("a value comes from", rows, check_text) +
	       ROWS_RUN("a pointer that leads nowhere", wrongs, check_wrong);
}
