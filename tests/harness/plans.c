/* SPDX-License-Identifier: MIT */
#include "harness/plans.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/limits.h"

/* clang-format off */
static const char top[] =
"{'schema':'precache.plan/1','plan_id':'',"
"'workflow':{"
  "'name':'Cache','triggers':{"
    "'pull_request':{'branches':['main'],'types':['opened']},"
    "'push':{'branches':['main']},"
    "'schedule':[{'cron':'0 6 * * 1','timezone':'UTC'}]},"
  "'concurrency':{'group':'cache','cancel_in_progress':true}},"
"'builds':[],'unknown':[]}";

static const char plain_build[] =
"{'id':'cache','runs_on':['linux','x64'],'permissions':'default','source':null,"
  "'events':{'push':{'runs':true,'pushes':'unknown'}},"
  "'image':{'reference':'ghcr.io/coder/envbuilder:1.3.0','registry':'ghcr.io',"
    "'repository':'coder/envbuilder','tag':'1.3.0','digest':null},"
  "'cache':{'repo':'ghcr.io/bob/cache','ttl_days':30},"
  "'workspace_folder':'/workspaces/a','init_script':'true',"
  "'env':{'set':{"
    "'ENVBUILDER_WORKSPACE_FOLDER':'/workspaces/a','ENVBUILDER_INIT_SCRIPT':'true',"
    "'ENVBUILDER_CACHE_REPO':'ghcr.io/bob/cache','ENVBUILDER_PUSH_IMAGE':'1',"
    "'ENVBUILDER_EXIT_ON_PUSH_FAILURE':'1','ENVBUILDER_EXIT_ON_BUILD_FAILURE':'1',"
    "'ENVBUILDER_CACHE_TTL_DAYS':'30'},"
    "'inherit':['ENVBUILDER_DOCKER_CONFIG_BASE64']},"
  "'credentials':{'registry':'ghcr.io','from':['GHCR_USER','GHCR_TOKEN']},"
  "'argv':['docker','run','--rm',"
    "'-e','ENVBUILDER_WORKSPACE_FOLDER=/workspaces/a','-e','ENVBUILDER_INIT_SCRIPT=true',"
    "'-e','ENVBUILDER_CACHE_REPO=ghcr.io/bob/cache','-e','ENVBUILDER_PUSH_IMAGE=1',"
    "'-e','ENVBUILDER_EXIT_ON_PUSH_FAILURE=1','-e','ENVBUILDER_EXIT_ON_BUILD_FAILURE=1',"
    "'-e','ENVBUILDER_CACHE_TTL_DAYS=30','-e','ENVBUILDER_DOCKER_CONFIG_BASE64',"
    "'-v','${GITHUB_WORKSPACE}:/workspaces/a','ghcr.io/coder/envbuilder:1.3.0']}";

static const char rich_build[] =
"{'id':'image (amd64, 24)','matrix':{'arch':'amd64','node':24,'deep':{'a/b':[1.5,null,true]}},"
  "'needs':['cache','lint'],'if':'github.ref == 1',"
  "'runs_on':{'group':'big','labels':['linux','gpu']},'timeout_minutes':60,"
  "'permissions':{'contents':'read','packages':'write'},"
  "'concurrency':{'group':'one','cancel_in_progress':false},"
  "'environment':{'name':'prod','url':'https://example.com'},"
  "'container':{'image':'debian:12','options':'--cpus 1'},'continue_on_error':true,"
  "'source':{'uses':'actions/checkout@v4','repository':'bob/other','ref':'main','path':'sub',"
    "'submodules':'recursive','lfs':true,'persist_credentials':false},"
  "'step':{'if':'always()','timeout_minutes':30,'continue_on_error':true},"
  "'events':{"
    "'pull_request':{'same_repository':{'runs':true,'pushes':true},"
      "'fork':{'runs':true,'pushes':false}},"
    "'push':{'runs':true,'pushes':true},"
    "'schedule':{'runs':'unknown','pushes':'unknown'}},"
  "'image':{'reference':'localhost:5000/b/e:1.3.0@sha256:"
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',"
    "'registry':'localhost:5000','repository':'b/e','tag':'1.3.0','digest':'sha256:"
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'},"
  "'cache':{'repo':'registry.example/team/cache','ttl_days':7},"
  "'workspace_folder':'/w','init_script':'echo \\u00e9',"
  "'env':{'set':{"
    "'ENVBUILDER_WORKSPACE_FOLDER':'/w','ENVBUILDER_INIT_SCRIPT':'echo \\u00e9',"
    "'ENVBUILDER_CACHE_REPO':'registry.example/team/cache','ENVBUILDER_PUSH_IMAGE':'1',"
    "'ENVBUILDER_EXIT_ON_PUSH_FAILURE':'1','ENVBUILDER_EXIT_ON_BUILD_FAILURE':'0',"
    "'ENVBUILDER_CACHE_TTL_DAYS':'7','ENVBUILDER_DOCKERFILE_PATH':'Dockerfile',"
    "'ENVBUILDER_IGNORE_PATHS':'/a,/b','ENVBUILDER_INSECURE':'1'},"
    "'inherit':['ENVBUILDER_DOCKER_CONFIG_BASE64','ENVBUILDER_GIT_PASSWORD']},"
  "'credentials':{'registry':'registry.example',"
    "'from':['REGISTRY_USER','REGISTRY_TOKEN','REGISTRY_HOST']},"
  "'engine':{'network':'host','platform':'linux/arm64','memory':'4g',"
    "'add_hosts':['a:127.0.0.1','b:10.0.0.1']},"
  "'argv':['docker','run','--rm','--network','host','--platform','linux/arm64',"
    "'--memory','4g','--add-host','a:127.0.0.1','--add-host','b:10.0.0.1',"
    "'-e','ENVBUILDER_WORKSPACE_FOLDER=/w','-e','ENVBUILDER_INIT_SCRIPT=echo \\u00e9',"
    "'-e','ENVBUILDER_CACHE_REPO=registry.example/team/cache','-e','ENVBUILDER_PUSH_IMAGE=1',"
    "'-e','ENVBUILDER_EXIT_ON_PUSH_FAILURE=1','-e','ENVBUILDER_EXIT_ON_BUILD_FAILURE=0',"
    "'-e','ENVBUILDER_CACHE_TTL_DAYS=7','-e','ENVBUILDER_DOCKERFILE_PATH=Dockerfile',"
    "'-e','ENVBUILDER_IGNORE_PATHS=/a,/b','-e','ENVBUILDER_INSECURE=1',"
    "'-e','ENVBUILDER_DOCKER_CONFIG_BASE64','-e','ENVBUILDER_GIT_PASSWORD',"
    "'-v','${GITHUB_WORKSPACE}:/w','localhost:5000/b/e:1.3.0@sha256:"
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef']}";
/* clang-format on */

json_t *plans_parse(const char *text)
{
	char *quoted = strdup(text);
	json_error_t error;

	assert_non_null(quoted);
	for (char *c = quoted; *c; c++)
		if (*c == '\'')
			*c = '"';
	json_t *json = json_loads(quoted, JSON_DECODE_ANY, &error);
	if (!json)
		fail_msg("%s: %s", quoted, error.text);
	free(quoted);
	return json;
}

json_t *plans_full(void)
{
	json_t *plan = plans_parse(top);

	plans_set(plan, "/builds/0", plain_build);
	plans_set(plan, "/builds/1", rich_build);
	return plan;
}

static void set_in(json_t *parent, const char *key, json_t *value)
{
	const size_t index = (size_t)strtoul(key, NULL, 10);

	if (json_is_object(parent) && value)
		assert_int_equal(json_object_set_new(parent, key, value), 0);
	else if (json_is_object(parent))
		assert_int_equal(json_object_del(parent, key), 0);
	else if (!value)
		assert_int_equal(json_array_remove(parent, index), 0);
	else if (index < json_array_size(parent))
		assert_int_equal(json_array_set_new(parent, index, value), 0);
	else
		assert_int_equal(json_array_append_new(parent, value), 0);
}

void plans_set(json_t *plan, const char *pointer, const char *text)
{
	char *path = strdup(pointer + 1);
	char *key = path;

	assert_non_null(path);
	for (char *slash = strchr(key, '/'); slash; slash = strchr(key, '/')) {
		*slash = '\0';
		plan = json_is_array(plan) ? json_array_get(plan, strtoul(key, NULL, 10))
					   : json_object_get(plan, key);
		assert_non_null(plan);
		key = slash + 1;
	}
	set_in(plan, key, text ? plans_parse(text) : NULL);
	free(path);
}

void plans_list_unknown(json_t *plan, const char *at, const char *value)
{
	char entry[256];

	if (!strstr(value, "${{"))
		return;
	snprintf(entry, sizeof(entry), "{'at':'%s','text':%s,'why':'expression'}", at, value);
	plans_set(plan, "/unknown/0", entry);
}

/* jansson's own canonical form is the plan's but for the LF at the end. */
static char *dump(const json_t *plan)
{
	char *text = json_dumps(plan, JSON_INDENT(2) | JSON_ENSURE_ASCII);

	assert_non_null(text);
	const size_t len = strlen(text);
	char *bytes = realloc(text, len + 2);
	assert_non_null(bytes);
	memcpy(bytes + len, "\n", 2);
	return bytes;
}

static void set_id(json_t *plan)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * crypto_hash_sha256_BYTES + 1];
	char id[sizeof("sha256:") + sizeof(hex)];
	json_t *rest = json_copy(plan);

	json_object_del(rest, "plan_id");
	char *bytes = dump(rest);
	crypto_hash_sha256(hash, (const unsigned char *)bytes, strlen(bytes));
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	snprintf(id, sizeof(id), "sha256:%s", hex);
	json_object_set_new(plan, "plan_id", json_string(id));
	free(bytes);
	json_decref(rest);
}

char *plans_bytes(json_t *plan)
{
	if (json_is_object(plan) && json_object_get(plan, "plan_id"))
		set_id(plan);
	return dump(plan);
}

void set_up(struct fixture *fixture)
{
	arena_init(&fixture->arena, LIMIT_ARENA_BYTES);
	diags_init(&fixture->diags, &fixture->arena);
}

const struct plan *read_text(struct fixture *fixture, const char *bytes)
{
	return plan_read(&fixture->arena, &fixture->diags, STR("plan.json"), str_of(bytes));
}

/* The plan was refused for the one reason that is wanted. */
void assert_refused(const struct fixture *fixture, const struct plan *plan, enum diag_rule rule,
	const char *message)
{
	assert_null(plan);
	assert_int_equal(fixture->diags.errors, 1);
	const struct diag *diag = fixture->diags.items[0];
	const struct str said = diag->message;
	if (diag->rule != rule || str_find(said, str_of(message), 0) == STR_NOWHERE)
		fail_msg("%s: %.*s", diag_rule_row(diag->rule)->id, STR_ARG(said));
}

void assert_change_refused(const char *pointer, const char *text, const char *message)
{
	struct fixture fixture;
	json_t *plan = plans_full();
	set_up(&fixture);
	plans_set(plan, pointer, text);
	char *bytes = plans_bytes(plan);
	assert_refused(&fixture, read_text(&fixture, bytes), RULE_PLAN_DIFFERS, message);
	arena_release(&fixture.arena);
	free(bytes);
	json_decref(plan);
}
