/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/plans.h"
#include "harness/rows.h"
#include "plan/plan.h"

/* One member that is changed while all else, with the id, stays right. */
struct change_row {
	const char *name;
	const char *at;
	const char *value; /* NULL: it goes */
	const char *message;
};

#define OPEN_16 "[[[[[[[[[[[[[[[["
#define CLOSE_16 "]]]]]]]]]]]]]]]]"

static const struct change_row change_rows[] = {
	{"a matrix that is nested deeper than a plan can be written", "/builds/1/matrix/deep",
		OPEN_16 OPEN_16 OPEN_16 OPEN_16 CLOSE_16 CLOSE_16 CLOSE_16 CLOSE_16,
		"/0' is nested too deep"},
	{"an argument is not what the fields say", "/builds/0/argv/4", "'X=1'",
		"'/builds/0/argv/4' is 'X=1', but the plan's own fields make it "
		"'ENVBUILDER_WORKSPACE_FOLDER=/workspaces/a'"},
	{"an argument more than the fields say", "/builds/0/argv/99", "'x'",
		"'/builds/0/argv/22' is 'x', but the plan's own fields make nothing there"},
	{"an argument less than the fields say", "/builds/0/argv/21", NULL,
		"'/builds/0/argv/21' is missing, but the plan's own fields make it "
		"'ghcr.io/coder/envbuilder:1.3.0'"},
	{"another engine in argv", "/builds/0/argv/0", "'podman'", "'/builds/0/argv/0' is"},
	{"a mount with another target", "/builds/0/argv/20", "'${GITHUB_WORKSPACE}:/'",
		"'/builds/0/argv/20' is"},
	{"a mount with another source", "/builds/0/argv/20", "'/:/workspaces/a'",
		"'/builds/0/argv/20' is '/:/workspaces/a', but"},
	{"another image that runs", "/builds/0/argv/21", "'evil.example/x:1'",
		"'/builds/0/argv/21' is"},
	{"a member that no plan has", "/builds/0/privileged", "true",
		"'/builds/0/privileged' is no member of a plan"},
	{"a member that no image has", "/builds/0/image/x~1y", "null",
		"'/builds/0/image/x~01y' is no member of a plan"},
	{"a build without argv", "/builds/0/argv", NULL, "'/builds/0/argv' is missing"},
	{"a build without its image", "/builds/0/image", NULL, "'/builds/0/image' is missing"},
	{"a plan without builds", "/builds", "[]", "'/builds' must be a list of builds"},
	{"a TTL as text", "/builds/0/cache/ttl_days", "'30'",
		"'/builds/0/cache/ttl_days' is '30', but"},
	{"another cache that people read", "/builds/0/cache/repo", "'ghcr.io/bob/other'",
		"'/builds/0/cache/repo' is 'ghcr.io/bob/other', but the plan's own fields make it "
		"'ghcr.io/bob/cache'"},
	{"another tag that people read", "/builds/0/image/tag", "'1.2.0'",
		"'/builds/0/image/tag' is '1.2.0', but"},
	{"a value in env.set that argv has not", "/builds/0/env/set/ENVBUILDER_PUSH_IMAGE", "'0'",
		"'/builds/0/argv/10' is 'ENVBUILDER_PUSH_IMAGE=1', but the plan's own fields make "
		"it 'ENVBUILDER_PUSH_IMAGE=0'"},
	{"a variable in env.set that argv has not", "/builds/0/env/set/ENVBUILDER_INSECURE", "'1'",
		"'/builds/0/argv/18' is 'ENVBUILDER_DOCKER_CONFIG_BASE64', but"},
	{"a secret in env.set", "/builds/0/env/set/ENVBUILDER_GIT_PASSWORD", "'hunter2'",
		"'/builds/0/env/set/ENVBUILDER_GIT_PASSWORD' is a secret, and a plan never holds"},
	{"an agent's variable in env.set", "/builds/0/env/set/CODER_AGENT_URL", "'http://x'",
		"'/builds/0/env/set/CODER_AGENT_URL' is no option of the builder's release"},
	{"a foreign variable in env.set", "/builds/0/env/set/LD_PRELOAD", "'x'",
		"'/builds/0/env/set/LD_PRELOAD' is no option of the builder's release"},
	{"an option of no release", "/builds/0/env/set/ENVBUILDER_CACHE_REPOO", "'x'",
		"'/builds/0/env/set/ENVBUILDER_CACHE_REPOO' is no option"},
	{"one of the seven is missing", "/builds/0/env/set/ENVBUILDER_CACHE_REPO", NULL,
		"'/builds/0/cache/repo' is missing"},
	{"an inherited variable that is no secret", "/builds/0/env/inherit/9", "'PATH'",
		"'/builds/0/env/inherit/1' is no secret option"},
	{"the credential is inherited, and nothing says where from", "/builds/0/credentials", NULL,
		"'/builds/0/env/inherit' has 'ENVBUILDER_DOCKER_CONFIG_BASE64', and"},
	{"a credential that is not inherited", "/builds/0/env/inherit", "[]",
		"'/builds/0/env/inherit' lacks 'ENVBUILDER_DOCKER_CONFIG_BASE64', and"},
	{"GitHub's credential for another host", "/builds/0/credentials/registry", "'evil.example'",
		"'/builds/0/credentials/registry' must be 'ghcr.io'"},
	{"a credential from a name of its own", "/builds/0/credentials/from/1", "'AWS_SECRET'",
		"'/builds/0/credentials/from' names no credential"},
	{"four names of a credential", "/builds/1/credentials/from/3", "'HOME'",
		"'/builds/1/credentials/from/3' is 'HOME', but"},
	{"a docker config for a host that is not the cache's", "/builds/0/credentials",
		"{'registry':'evil.example','from':['ENVBUILDER_DOCKER_CONFIG_BASE64']}",
		"'/builds/0/credentials/registry' must be the cache's registry"},
	{"a network that is not allowed", "/builds/1/engine/network", "'container:x'",
		"'/builds/1/engine/network' is not what a plan can hold: 'container:x'"},
	{"a host that is none", "/builds/1/engine/add_hosts/1", "'b'",
		"'/builds/1/engine/add_hosts/1' is not what a plan can hold: 'b'"},
	{"an expression that nothing lists", "/builds/0/env/set/ENVBUILDER_INIT_SCRIPT",
		"'${{ inputs.x }}'", "'/builds/0/init_script' holds an expression"},
	{"an expression as image that nothing lists", "/builds/0/image/reference",
		"'${{ inputs.x }}'",
		"'/builds/0/image/reference' holds an expression and is not listed"},
	{"a pointer to nothing", "/unknown",
		"[{'at':'/builds/9/if','text':'x','why':'expression'}]",
		"'/unknown/0' is an object, but the plan's own fields make nothing there"},
	{"a pointer to a projection", "/unknown",
		"[{'at':'/builds/0/image/registry','text':'ghcr.io','why':'script'}]",
		"'/unknown/0' is an object, but"},
	{"a known value listed as unknown", "/unknown",
		"[{'at':'/builds/0/init_script','text':'true',"
		"'why':'expression'}]",
		"'/builds/0/init_script' is listed as unknown and holds no"},
	{"an unknown with another text", "/unknown",
		"[{'at':'/builds/1/if','text':'x','why':'expression'}]",
		"'/unknown/0/text' is 'x', but the plan's own fields make it 'github.ref == 1'"},
	{"a reason that there is not", "/unknown",
		"[{'at':'/builds/1/if','text':'github.ref == 1','why':'magic'}]",
		"'/unknown/0/why' must be a reason"},
	{"a permission that there is not", "/builds/1/permissions/contents", "'admin'",
		"'/builds/1/permissions/contents' must be read or write"},
	{"a permission out of order", "/builds/1/permissions/actions", "'read'",
		"'/builds/1/permissions/actions' is not in its place"},
	{"an event that GitHub has not", "/builds/0/events/pushh", "{'runs':true,'pushes':false}",
		"'/builds/0/events/pushh' is no member of a plan"},
	{"an event that does not start the workflow", "/builds/0/events/watch",
		"{'runs':true,'pushes':false}",
		"'/builds/0/events/watch' is no trigger of the workflow"},
	{"a fork that pushes", "/builds/1/events/pull_request/fork/pushes", "true",
		"'/builds/1/events/pull_request/fork/pushes' is true, but the plan's own fields "
		"make it false"},
	{"a push of what does not run", "/builds/1/events/push/runs", "false",
		"'/builds/1/events/push/pushes' is true, but"},
	{"a push of what may not run", "/builds/1/events/push/runs", "'unknown'",
		"'/builds/1/events/push/pushes' is true, but the plan's own fields make it "
		"'unknown'"},
	{"a timeout of nothing", "/builds/1/timeout_minutes", "0",
		"'/builds/1/timeout_minutes' must be a positive number"},
	{"a timeout as text that is not unknown", "/builds/1/timeout_minutes", "'60'",
		"'/builds/1/timeout_minutes' must be a positive number"},
	{"a schedule that never was one", "/workflow/triggers/schedule", "[{'cron':'0 6 * * 8'}]",
		"'/workflow/triggers/schedule/0/cron' must be a cron line"},
	{"a time without its cron line", "/workflow/triggers/schedule", "[{}]",
		"'/workflow/triggers/schedule/0/cron' is missing"},
	{"a filter that is no list", "/workflow/triggers/push", "{'branches':'main'}",
		"'/workflow/triggers/push/branches' must be a list of texts"},
	{"a branch without a name", "/workflow/triggers/push", "{'branches':['']}",
		"'/workflow/triggers/push/branches/0' must be a text that is not empty"},
	{"a trigger that is a list", "/workflow/triggers/push", "[]",
		"'/workflow/triggers/push' must be an object"},
	{"a default of the checkout", "/builds/1/source/persist_credentials", "true",
		"'/builds/1/source/persist_credentials' must be false or left out"},
	{"another one", "/builds/1/source/lfs", "false",
		"'/builds/1/source/lfs' must be true or left out"},
	{"submodules that are not wanted", "/builds/1/source/submodules", "false",
		"'/builds/1/source/submodules' must be true, recursive or left out"},
	{"a ref that is empty", "/builds/1/source/ref", "''",
		"'/builds/1/source/ref' must be a text that is not empty"},
	{"a failure that counts, which goes without saying", "/builds/1/continue_on_error", "false",
		"'/builds/1/continue_on_error' must be true or left out"},
	{"a condition that is empty", "/builds/1/if", "''",
		"'/builds/1/if' must be a text that is not empty"},
	{"a build without runner", "/builds/0/runs_on", NULL, "'/builds/0/runs_on' is missing"},
	{"a build without permissions", "/builds/0/permissions", NULL,
		"'/builds/0/permissions' is missing"},
	{"facts without a workflow", "/workflow", "null",
		"'/builds/0/runs_on' is there without a workflow"},
	{"the same id twice", "/builds/1/id", "'cache'",
		"'/builds/1/id' is the id of another build too"},
	{"builds that are not sorted by job", "/builds/1/id", "'a'",
		"'/builds/1' is not in its place"},
	{"an id that is a number", "/builds/1/id", "1", "'/builds/1/id' must be a text"},
	{"an empty env", "/builds/0/env", "'x'", "'/builds/0/env' must be an object"},
};

static void check_change(void **state)
{
	const struct change_row *row = *state;
	assert_change_refused(row->at, row->value, row->message);
}

/* Bytes that are no plan; made of the full plan's by one replacement. */
struct bytes_row {
	const char *name;
	const char *from; /* NULL: the whole is `to` */
	const char *to;
	enum diag_rule rule;
	const char *message;
};

static const struct bytes_row bytes_rows[] = {
	{"nothing", NULL, "", RULE_PLAN_SYNTAX, "not JSON"},
	{"a plan that ends too early", NULL, "{\"schema\": ", RULE_PLAN_SYNTAX, "not JSON"},
	{"a list", NULL, "[]", RULE_PLAN_DIFFERS, "'/schema' is missing"},
	{"a number", NULL, "1", RULE_PLAN_DIFFERS, "'/schema' is missing"},
	{"JSON that is something else", NULL, "{\"a\": 1}", RULE_PLAN_DIFFERS, "'/schema' is"},
	{"another schema", "precache.plan/1", "precache.plan/2", RULE_PLAN_SCHEMA,
		"'precache.plan/2' is not the schema"},
	{"a member twice", "\"ttl_days\": 30", "\"ttl_days\": 30, \"ttl_days\": 30",
		RULE_PLAN_SYNTAX, "duplicate object key"},
	{"a second document behind it", "\"unknown\": []\n}", "\"unknown\": []\n}{}",
		RULE_PLAN_SYNTAX, "not JSON"},
	{"a NUL in a text", "\"Cache\"", "\"\\u0000\"", RULE_PLAN_SYNTAX, "not JSON"},
	{"a number that is too big", "\"ttl_days\": 30", "\"ttl_days\": 1e999", RULE_PLAN_SYNTAX,
		"not JSON"},
	{"bytes that are not UTF-8", "\"Cache\"", "\"\xff\"", RULE_PLAN_SYNTAX, "decode byte"},
	{"a space more", "\"ttl_days\": 30", "\"ttl_days\":  30", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"lines that end in CR LF", "{\n  \"schema\"", "{\r\n  \"schema\"", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"no LF at the end", "[]\n}\n", "[]\n}", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"a LF more at the end", "[]\n}\n", "[]\n}\n\n", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"an escape in lower case", "\\u00E9", "\\u00e9", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"a character that should be escaped", "\\u00E9", "\xc3\xa9", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"an escaped slash", "ghcr.io/bob", "ghcr.io\\/bob", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"a number with a fraction of nothing", "\"ttl_days\": 30", "\"ttl_days\": 30.0",
		RULE_PLAN_DIFFERS, "the bytes are not those of a plan"},
	{"an empty list on two lines", "\"unknown\": []", "\"unknown\": [\n  ]", RULE_PLAN_DIFFERS,
		"the bytes are not those of a plan"},
	{"a change without its id", "\"linux\"", "\"macos\"", RULE_PLAN_DIFFERS, "'/plan_id' is"},
	{"an id in upper case", "\"sha256:", "\"SHA256:", RULE_PLAN_DIFFERS, "'/plan_id' is"},
};

static char *replaced(const char *text, const char *from, const char *to)
{
	const char *found = from ? strstr(text, from) : text;
	assert_non_null(found);
	const size_t before = (size_t)(found - text);
	const char *rest = from ? found + strlen(from) : "";
	char *made = malloc(before + strlen(to) + strlen(rest) + 1);
	assert_non_null(made);
	memcpy(made, text, before);
	strcpy(made + before, to);
	strcat(made, rest);
	return made;
}

static void check_bytes(void **state)
{
	const struct bytes_row *row = *state;
	struct fixture fixture;
	json_t *plan = plans_full();
	set_up(&fixture);
	char *right = plans_bytes(plan);
	char *bytes = replaced(right, row->from, row->to);
	assert_refused(&fixture, read_text(&fixture, bytes), row->rule, row->message);
	arena_release(&fixture.arena);
	free(bytes);
	free(right);
	json_decref(plan);
}

/* Plans that are other plans, and right. */
struct right_row {
	const char *name;
	const char *at;
	const char *value;
};

static const struct right_row right_rows[] = {
	{"the full plan", "/schema", "'precache.plan/1'"},
	{"another runner", "/builds/0/runs_on/0", "'macos'"},
	{"a runner that is unknown", "/builds/0/runs_on", "'${{ fromJSON(vars.r) }}'"},
	{"another timeout", "/builds/1/timeout_minutes", "61"},
	{"a timeout that is unknown", "/builds/1/timeout_minutes", "'${{ vars.t }}'"},
	{"a matrix that is unknown", "/builds/1/matrix", "'${{ fromJSON(vars.m) }}'"},
	{"a condition of the step that is unknown", "/builds/1/step/if", "'${{ vars.m }}'"},
	{"a group that is unknown", "/workflow/concurrency/group", "'${{ github.ref }}'"},
	{"other rights", "/builds/1/permissions", "'write-all'"},
	{"no rights", "/builds/1/permissions", "{}"},
	{"no name", "/workflow/name", NULL},
	{"an empty name", "/workflow/name", "''"},
	{"less triggers than before", "/builds/1/events/schedule", NULL},
	{"a checkout less", "/builds/1/source", "null"},
	{"a host for the registry that the cache is not at", "/builds/1/credentials/registry",
		"'other.example'"},
};

static void check_right(void **state)
{
	const struct right_row *row = *state;
	struct fixture fixture;
	json_t *tree = plans_full();
	set_up(&fixture);
	plans_set(tree, row->at, row->value);
	if (row->value)
		plans_list_unknown(tree, row->at, row->value);
	char *bytes = plans_bytes(tree);
	const struct plan *plan = read_text(&fixture, bytes);
	if (!plan)
		fail_msg("%.*s", STR_ARG(fixture.diags.items[0]->message));
	assert_true(str_is(plan_json(&fixture.arena, plan), bytes));
	assert_int_equal(plan->build_count, 2);
	arena_release(&fixture.arena);
	free(bytes);
	json_decref(tree);
}

/* A plan with an unknown image, repository and host, and one without a workflow. */
static const struct change_row whole_rows[] = {
	{"a plan without a workflow is read", NULL, NULL, NULL},
};

static void check_no_workflow(void **state)
{
	struct fixture fixture;
	json_t *tree = plans_full();
	(void)state;
	set_up(&fixture);
	plans_set(tree, "/builds/1", NULL);
	plans_set(tree, "/workflow", "null");
	plans_set(tree, "/builds/0/runs_on", NULL);
	plans_set(tree, "/builds/0/permissions", NULL);
	plans_set(tree, "/builds/0/source", NULL);
	plans_set(tree, "/builds/0/events", NULL);
	char *bytes = plans_bytes(tree);
	const struct plan *plan = read_text(&fixture, bytes);
	assert_non_null(plan);
	assert_false(plan->has_workflow);
	arena_release(&fixture.arena);
	free(bytes);
	json_decref(tree);
}

/* Reading under a shortage of memory, which comes at each request in turn. */
static const struct change_row memory_rows[] = {
	{"a shortage of memory at any moment is reported", NULL, NULL, NULL},
};

static void check_memory(void **state)
{
	json_t *tree = plans_full();
	char *bytes = plans_bytes(tree);
	const struct plan *plan = NULL;
	(void)state;
	for (size_t i = 1; !plan; i++) {
		struct failing failing = {.fail_at = i, .forever = true};
		struct fixture fixture;
		assert_in_range(i, 1, 1000);
		arena_init_with(&fixture.arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		diags_init(&fixture.diags, &fixture.arena);
		plan = read_text(&fixture, bytes);
		assert_true(plan || fixture.diags.errors == 1);
		arena_release(&fixture.arena);
		assert_int_equal(failing.live, 0);
	}
	free(bytes);
	json_decref(tree);
}

int main(void)
{
	return ROWS_RUN("plan_read: plans that are right", right_rows, check_right) +
	       ROWS_RUN("plan_read: one member changed", change_rows, check_change) +
	       ROWS_RUN("plan_read: bytes", bytes_rows, check_bytes) +
	       ROWS_RUN("plan_read: without a workflow", whole_rows, check_no_workflow) +
	       ROWS_RUN("plan_read: memory", memory_rows, check_memory);
}
