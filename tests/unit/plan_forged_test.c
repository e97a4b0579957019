/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "harness/plans.h"
#include "harness/rows.h"
#include "plan/derive.h"
#include "plan/plan.h"

/* A plan that somebody made anew around one deciding field: every projection and the id fit. */
struct forged_row {
	const char *name;
	const char *variable; /* of env.set in the first build; NULL: the image */
	const char *value;
	const char *message;
};

static const struct forged_row forged_rows[] = {
	{"a cache repository with a tag", "ENVBUILDER_CACHE_REPO", "ghcr.io/bob/cache:1",
		"'/builds/0/cache/repo' is not what a plan can hold"},
	{"a cache repository with a scheme", "ENVBUILDER_CACHE_REPO", "https://ghcr.io/bob",
		"'/builds/0/cache/repo' is not what a plan can hold"},
	{"a folder that ends the mount", "ENVBUILDER_WORKSPACE_FOLDER", "/a:/b",
		"'/builds/0/workspace_folder' is not what a plan can hold"},
	{"a folder that climbs", "ENVBUILDER_WORKSPACE_FOLDER", "/a/../etc",
		"'/builds/0/workspace_folder' is not what a plan can hold"},
	{"a TTL of no days", "ENVBUILDER_CACHE_TTL_DAYS", "0",
		"'/builds/0/cache/ttl_days' must be a whole number of days"},
	{"a TTL of more days than there are", "ENVBUILDER_CACHE_TTL_DAYS", "106752",
		"'/builds/0/cache/ttl_days' is not what a plan can hold"},
	{"a TTL with a zero in front", "ENVBUILDER_CACHE_TTL_DAYS", "030",
		"'/builds/0/cache/ttl_days' is"},
	{"a boolean in another form", "ENVBUILDER_PUSH_IMAGE", "true",
		"'/builds/0/env/set/ENVBUILDER_PUSH_IMAGE' is 'true', which a plan writes '1'"},
	{"a boolean that is none", "ENVBUILDER_EXIT_ON_BUILD_FAILURE", "maybe",
		"'/builds/0/env/set/ENVBUILDER_EXIT_ON_BUILD_FAILURE' is not what"},
	{"an image that is none", NULL, "--privileged",
		"'/builds/0/image/reference' is not what a plan can hold"},
	{"a probe that pushes", "ENVBUILDER_GET_CACHED_IMAGE", "1",
		"'/builds/0/env/set/ENVBUILDER_GET_CACHED_IMAGE' is on together with "
		"'ENVBUILDER_PUSH_IMAGE'"},
	{"layers that go to a folder", "ENVBUILDER_LAYER_CACHE_DIR", "/layers",
		"'/builds/0/env/set/ENVBUILDER_LAYER_CACHE_DIR' is on together with "
		"'ENVBUILDER_PUSH_IMAGE'"},
	{"an option in lower case", "envbuilder_verbose", "1",
		"'/builds/0/env/set/envbuilder_verbose' is no option"},
	{"a variable of the agent", "CODER_AGENT_URL", "https://a.b",
		"'/builds/0/env/set/CODER_AGENT_URL' is no option"},
	{"a password in a URL", "ENVBUILDER_GIT_URL", "https://a:b@c/d",
		"'/builds/0/env/set/ENVBUILDER_GIT_URL' is not what a plan can hold"},
	{"a list that the builder cannot read", "ENVBUILDER_IGNORE_PATHS", "a,\"b",
		"'/builds/0/env/set/ENVBUILDER_IGNORE_PATHS' is not what a plan can hold"},
	{"an image that cannot push", NULL, "ghcr.io/coder/envbuilder:0.2.9",
		"'/builds/0/image/reference' is a release that cannot push an image"},
	{"an image whose release lacks an option", NULL, "ghcr.io/coder/envbuilder:1.0.0",
		"'/builds/0/env/set/ENVBUILDER_EXIT_ON_PUSH_FAILURE' is no option"},
};

static struct str forge(
	struct fixture *fixture, const struct plan *plan, const struct forged_row *row)
{
	struct arena *arena = &fixture->arena;
	const struct value *value = value_string(arena, str_of(row->value), NULL);
	struct plan forged = *plan;
	struct plan_build *builds =
		arena_copy(arena, plan->builds, plan->build_count * sizeof(*builds));
	struct map set;
	assert_true(map_copy(&set, arena, builds[0].set));
	if (row->variable)
		assert_true(map_put(&set, str_of(row->variable), value));
	else
		builds[0].image = value;
	builds[0].set = &set;
	forged.builds = builds;
	assert_true(plan_derive(arena, &forged));
	return plan_json(arena, &forged);
}

static void check_forged(void **state)
{
	struct fixture fixture;
	json_t *tree = plans_full();
	set_up(&fixture);
	char *bytes = plans_bytes(tree);
	const struct plan *plan = read_text(&fixture, bytes);
	assert_non_null(plan);
	const struct forged_row *row = *state;
	const struct str forged = forge(&fixture, plan, row);
	plan = plan_read(&fixture.arena, &fixture.diags, STR("plan.json"), forged);
	assert_refused(&fixture, plan, RULE_PLAN_DIFFERS, row->message);
	arena_release(&fixture.arena);
	free(bytes);
	json_decref(tree);
}

int main(void)
{
	return ROWS_RUN("plan_read: forged as a whole", forged_rows, check_forged);
}
