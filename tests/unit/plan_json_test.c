/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "plan/write.h"

/* A plan of one build; members that are NULL are not there. */
struct json_row {
	const char *name;
	const char *image;
	const char *days;
	const char *fact; /* of runs_on, one label */
	const char *network;
	const char *title; /* of the workflow; NULL: there is no workflow */
	bool unknown;      /* image and days are */
	bool credentials;
	const char *wanted; /* the bytes without plan_id, ' for " */
};

#define HEAD "{\n  'schema': 'precache.plan/1',\n"
#define NO_WORKFLOW "  'workflow': null,\n  'builds': [\n    {\n      'id': 'a',\n"
#define IMAGE(reference, registry, repository, tag, digest)                                        \
	"      'image': {\n"                                                                       \
	"        'reference': " reference ",\n        'registry': " registry ",\n"                 \
	"        'repository': " repository ",\n        'tag': " tag ",\n"                         \
	"        'digest': " digest "\n      },\n"
#define PINNED IMAGE("'x.io/a:1'", "'x.io'", "'a'", "'1'", "null")
#define CACHE(days)                                                                                \
	"      'cache': {\n        'repo': 'x.io/c',\n        'ttl_days': " days "\n      },\n"    \
	"      'workspace_folder': '/w',\n      'init_script': 'a\\u000A\\u00E9\\uD83D\\uDE00',\n"
#define SET(days)                                                                                  \
	"      'env': {\n        'set': {\n"                                                       \
	"          'ENVBUILDER_WORKSPACE_FOLDER': '/w',\n"                                         \
	"          'ENVBUILDER_INIT_SCRIPT': 'a\\u000A\\u00E9\\uD83D\\uDE00',\n"                   \
	"          'ENVBUILDER_CACHE_REPO': 'x.io/c'" days "\n        },\n"
#define DAYS(days) ",\n          'ENVBUILDER_CACHE_TTL_DAYS': '" days "'"
#define NONE_INHERITED "        'inherit': []\n      },\n"
#define RUN "      'argv': [\n        'docker',\n        'run',\n        '--rm',\n"
#define ARGUMENTS                                                                                  \
	"        '-e',\n        'ENVBUILDER_WORKSPACE_FOLDER=/w',\n"                               \
	"        '-e',\n        'ENVBUILDER_INIT_SCRIPT=a\\u000A\\u00E9\\uD83D\\uDE00',\n"         \
	"        '-e',\n        'ENVBUILDER_CACHE_REPO=x.io/c',\n"
#define DAYS_ARGUMENT(days) "        '-e',\n        'ENVBUILDER_CACHE_TTL_DAYS=" days "',\n"
#define MOUNT(image)                                                                               \
	"        '-v',\n        '${GITHUB_WORKSPACE}:/w',\n        " image                         \
	"\n      ]\n    }\n  ],\n"
#define TAIL "  'unknown': []\n}\n"

static const struct json_row json_rows[] = {
	{"no workflow, nothing but what is always there", "x.io/a:1", "30", NULL, NULL, NULL, false,
		false,
		HEAD NO_WORKFLOW PINNED CACHE("30") SET(DAYS("30"))
			NONE_INHERITED RUN ARGUMENTS DAYS_ARGUMENT("30") MOUNT("'x.io/a:1'") TAIL},
	{"no TTL is null", "x.io/a:1", NULL, NULL, NULL, NULL, false, false,
		HEAD NO_WORKFLOW PINNED CACHE("null") SET("")
			NONE_INHERITED RUN ARGUMENTS MOUNT("'x.io/a:1'") TAIL},
	{"an unknown image has no parts, an unknown TTL is text", "x:${{ a }}", "${{ b }}", NULL,
		NULL, NULL, true, false,
		HEAD NO_WORKFLOW IMAGE("'x:${{ a }}'", "null", "null", "null", "null")
			CACHE("'${{ b }}'") SET(DAYS("${{ b }}"))
				NONE_INHERITED RUN ARGUMENTS DAYS_ARGUMENT("${{ b }}")
					MOUNT("'x:${{ a }}'") TAIL},
	{"Docker Hub's own image", "debian", NULL, NULL, NULL, NULL, false, false,
		HEAD NO_WORKFLOW IMAGE(
			"'debian'", "'docker.io'", "'library/debian'", "null", "null") CACHE("null")
			SET("") NONE_INHERITED RUN ARGUMENTS MOUNT("'debian'") TAIL},
	{"the engine's settings stand behind --rm", "x.io/a:1", NULL, NULL, "host", NULL, false,
		false,
		HEAD NO_WORKFLOW PINNED CACHE("null") SET("") NONE_INHERITED
		"      'engine': {\n        'network': 'host',\n        'add_hosts': [\n"
		"          'a:1.1.1.1',\n          'b:::1'\n        ]\n      },\n" RUN
		"        '--network',\n        'host',\n        '--add-host',\n        "
		"'a:1.1.1.1',\n"
		"        '--add-host',\n        'b:::1',\n" ARGUMENTS MOUNT("'x.io/a:1'") TAIL},
	{"credentials, and what is inherited behind env.set", "x.io/a:1", NULL, NULL, NULL, NULL,
		false, true,
		HEAD NO_WORKFLOW PINNED CACHE("null")
			SET("") "        'inherit': [\n          "
				"'ENVBUILDER_DOCKER_CONFIG_BASE64'\n        ]\n      },\n"
				"      'credentials': {\n        'registry': 'x.io',\n        "
				"'from': [\n"
				"          'GHCR_USER',\n          'GHCR_TOKEN'\n        ]\n      "
				"},\n" RUN ARGUMENTS
				"        '-e',\n        'ENVBUILDER_DOCKER_CONFIG_BASE64',\n" MOUNT(
					"'x.io/a:1'") TAIL},
	{"a workflow and a fact", "x.io/a:1", NULL, "lin\"ux", NULL, "T", false, false,
		HEAD
		"  'workflow': {\n    'name': 'T',\n    'triggers': {}\n  },\n"
		"  'builds': [\n    {\n      'id': 'a',\n      'runs_on': [\n        'lin\\'ux'\n"
		"      ],\n" PINNED CACHE("null") SET("")
			NONE_INHERITED RUN ARGUMENTS MOUNT("'x.io/a:1'") TAIL},
	{"a workflow without a name", "x.io/a:1", NULL, NULL, NULL, "", false, false,
		HEAD "  'workflow': {\n    'triggers': {}\n  },\n  'builds': [\n    {\n      'id': "
		     "'a',\n" PINNED CACHE("null") SET("")
			     NONE_INHERITED RUN ARGUMENTS MOUNT("'x.io/a:1'") TAIL},
};

static const struct value *text_value(struct arena *arena, const char *text, bool unknown)
{
	return unknown ? value_unknown(arena, str_of(text), 0, WHY_EXPRESSION, NULL)
		       : value_string(arena, str_of(text), NULL);
}

static const struct value *list_value(struct arena *arena, const char *first, const char *second)
{
	const struct value **items = arena_array(arena, 2, sizeof(*items));
	assert_non_null(items);
	items[0] = text_value(arena, first, false);
	items[1] = second ? text_value(arena, second, false) : NULL;
	return value_array(arena, items, second ? 2 : 1, NULL);
}

static void put(struct map *set, const char *name, const struct value *value)
{
	assert_true(map_put(set, str_of(name), value));
}

static const struct str inherited[] = {STR_ROW("ENVBUILDER_DOCKER_CONFIG_BASE64")};

static void fill_build(
	struct arena *arena, const struct json_row *row, struct map *set, struct plan_build *build)
{
	map_init(set, arena);
	put(set, "ENVBUILDER_WORKSPACE_FOLDER", text_value(arena, "/w", false));
	put(set, "ENVBUILDER_INIT_SCRIPT", text_value(arena, "a\n\xc3\xa9\xf0\x9f\x98\x80", false));
	put(set, "ENVBUILDER_CACHE_REPO", text_value(arena, "x.io/c", false));
	if (row->days)
		put(set, "ENVBUILDER_CACHE_TTL_DAYS", text_value(arena, row->days, row->unknown));
	*build = (struct plan_build){
		.id = STR("a"), .image = text_value(arena, row->image, row->unknown), .set = set};
	if (row->fact)
		build->facts[FACT_RUNS_ON] = list_value(arena, row->fact, NULL);
	if (row->network) {
		build->engine[ENGINE_NETWORK] = text_value(arena, row->network, false);
		build->engine[ENGINE_ADD_HOSTS] = list_value(arena, "a:1.1.1.1", "b:::1");
	}
	if (row->credentials) {
		build->credentials = (struct plan_credentials){text_value(arena, "x.io", false),
			{STR("GHCR_USER"), STR("GHCR_TOKEN")}, 2, NULL, {NULL}};
		build->inherit = inherited;
		build->inherit_count = 1;
	}
}

/* The bytes without the line of plan_id, " made ' again. */
static void assert_form(const char *bytes, const char *wanted)
{
	char *copy = strdup(bytes);
	assert_non_null(copy);
	char *line = strstr(copy, "  \"plan_id\"");
	assert_non_null(line);
	const char *behind = strchr(line, '\n') + 1;
	memmove(line, behind, strlen(behind) + 1);
	for (char *c = copy; *c; c++)
		if (*c == '"')
			*c = '\'';
	assert_string_equal(copy, wanted);
	free(copy);
}

static struct str write_row(struct arena *arena, const struct json_row *row)
{
	struct map set;
	struct map triggers;
	struct plan_build build;
	fill_build(arena, row, &set, &build);
	map_init(&triggers, arena);
	struct plan plan = {.has_workflow = row->title != NULL,
		.name = row->title && *row->title ? str_of(row->title) : STR_NONE,
		.triggers = value_object(arena, &triggers, NULL),
		.builds = &build,
		.build_count = 1};
	assert_true(plan_project(arena, &build));
	assert_true(plan_seal_written(arena, &plan, plan_write(arena, &plan, PLAN_WITHOUT_ID)));
	assert_int_equal(plan.id.len, strlen("sha256:") + 64);
	return plan_json(arena, &plan);
}

static void check_json(void **state)
{
	const struct json_row *row = *state;
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str bytes = write_row(&arena, row);
	assert_non_null(bytes.ptr);
	assert_form(bytes.ptr, row->wanted);
	arena_release(&arena);
}

/* The id is the hash of the bytes that stand before and behind its own line. */
static void check_id(void **state)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * crypto_hash_sha256_BYTES + 1];
	struct arena arena;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str bytes = write_row(&arena, *state);
	const size_t line = str_find(bytes, STR("  \"plan_id\""), 0);
	const size_t behind = str_find_char(bytes, '\n', line) + 1;
	const struct str rest = str_printf(&arena, "%.*s%.*s", STR_ARG(str_slice(bytes, 0, line)),
		STR_ARG(str_slice(bytes, behind, bytes.len)));
	crypto_hash_sha256(hash, (const unsigned char *)rest.ptr, rest.len);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	const struct str wanted = str_printf(&arena, "  \"plan_id\": \"sha256:%s\",\n", hex);
	assert_true(str_eq(str_slice(bytes, line, behind), wanted));
	arena_release(&arena);
}

int main(void)
{
	int failed = ROWS_RUN("plan_json", json_rows, check_json);
	failed += ROWS_RUN("plan_id", json_rows, check_id);
	return failed;
}
