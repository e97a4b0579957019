/* SPDX-License-Identifier: MIT */

/* Every member of a plan and every option of every release has a cost class. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/limits.h"
#include "builder/engine.h"
#include "builder/option.h"
#include "harness/rows.h"
#include "plan/plan.h"
#include "review/cost.h"

/* What each class means for a reviewer, by an example of it. */
struct class_row {
	const char *name;
	const char *path; /* an option's when it is in upper case */
	enum cost cost;
};

static const struct class_row class_rows[] = {
	{"another builder rebuilds every layer", "image.reference", COST_REBUILDS_ALL},
	{"another platform rebuilds every layer", "engine.platform", COST_REBUILDS_ALL},
	{"a runner whose architecture is not known may", "runs_on", COST_MAY_REBUILD},
	{"other sources may rebuild some", "source.ref", COST_MAY_REBUILD},
	{"a folder may, through build arguments", "workspace_folder", COST_MAY_REBUILD},
	{"paths that are left out change what layers hold", "ENVBUILDER_IGNORE_PATHS",
		COST_MAY_REBUILD},
	{"another dev container folder may rebuild some", "ENVBUILDER_DEVCONTAINER_DIR",
		COST_MAY_REBUILD},
	{"a fallback image may be the base", "ENVBUILDER_FALLBACK_IMAGE", COST_MAY_REBUILD},
	{"another cache repository publishes elsewhere", "cache.repo", COST_PUBLISHES},
	{"without the final push there is no whole cache", "ENVBUILDER_PUSH_IMAGE", COST_PUBLISHES},
	{"a cache in a folder is none in the registry", "ENVBUILDER_LAYER_CACHE_DIR",
		COST_PUBLISHES},
	{"the TTL is each reader's own", "cache.ttl_days", COST_READER},
	{"a trigger is when it runs", "workflow.triggers.schedule.cron", COST_WHEN},
	{"so is a condition", "if", COST_WHEN},
	{"so is what may not run at once", "concurrency.group", COST_WHEN},
	{"a right is who may run it", "permissions.packages", COST_WHO},
	{"so is a credential", "credentials", COST_WHO},
	{"so is a deployment's environment", "environment.name", COST_WHO},
	{"a name costs nothing", "workflow.name", COST_NONE},
	{"nor does a time-out", "timeout_minutes", COST_NONE},
	{"nor what runs behind the build", "init_script", COST_NONE},
	{"nor another release of the checkout", "source.uses", COST_NONE},
	{"nor the engine's network", "engine.network", COST_NONE},
	{"nor secrets of the build, which enter no key", "ENVBUILDER_BUILD_SECRETS", COST_NONE},
	{"nor how git clones", "ENVBUILDER_GIT_CLONE_DEPTH", COST_NONE},
	{"an option below env.set has the option's class", "env.set.ENVBUILDER_VERBOSE", COST_NONE},
};

static void check_class(void **state)
{
	const struct class_row *row = *state;
	const struct cost_row *cost = row->path[0] < 'a' ? cost_of_option(str_of(row->path))
							 : cost_of_member(str_of(row->path));

	assert_non_null(cost);
	assert_int_equal(cost->cost, row->cost);
}

static void every_option_has_a_class_and_a_reason(void **state)
{
	size_t count;
	const struct option *options = option_table(&count);

	(void)state;
	assert_true(count > 40);
	for (size_t i = 0; i < count; i++) {
		const struct cost_row *row = cost_of_option(options[i].name);
		if (!row)
			fail_msg("%.*s has no cost class", STR_ARG(options[i].name));
		assert_true(row->reason || row->cost == COST_WHO);
	}
}

static void every_fact_has_a_class(void **state)
{
	(void)state;
	for (enum build_fact i = 0; i < FACT_COUNT; i++) {
		const struct str name = build_fact_name(i);
		if (i != FACT_STEP && !cost_of_member(name))
			fail_msg("%.*s has no cost class", STR_ARG(name));
	}
}

/* The members that are no facts, and those of objects that have no class as a whole. */
static void every_other_member_has_a_class(void **state)
{
	static const char *const paths[] = {"workflow.name", "workflow.triggers",
		"workflow.concurrency", "step.if", "step.timeout_minutes", "step.continue_on_error",
		"image.reference", "cache.repo", "cache.ttl_days", "workspace_folder",
		"init_script", "credentials", "id"};
	char path[64];

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		if (!cost_of_member(str_of(paths[i])))
			fail_msg("%s has no cost class", paths[i]);
	}
	for (enum engine_setting i = 0; i < ENGINE_SETTING_COUNT; i++) {
		snprintf(path, sizeof(path), "engine.%.*s", STR_ARG(engine_row(i)->member));
		if (!cost_of_member(str_of(path)))
			fail_msg("%s has no cost class", path);
	}
}

static void a_member_of_a_later_version_has_none(void **state)
{
	(void)state;
	assert_null(cost_of_member(STR("imag")));
	assert_null(cost_of_member(STR("signature")));
	assert_null(cost_of_member(STR("env.set.ENVBUILDER_OF_TOMORROW")));
	assert_null(cost_of_option(STR("ENVBUILDER_CACHE")));
}

static void every_class_and_widening_has_its_own_words(void **state)
{
	(void)state;
	for (enum cost i = 0; i < COST_COUNT; i++) {
		assert_true(cost_name(i).len > 0);
		for (enum cost j = 0; j < i; j++)
			assert_false(str_eq(cost_name(i), cost_name(j)));
	}
	for (enum widening i = 1; i < WIDENING_COUNT; i++)
		assert_true(widening_name(i).len > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_has_a_class_and_a_reason),
		cmocka_unit_test(every_fact_has_a_class),
		cmocka_unit_test(every_other_member_has_a_class),
		cmocka_unit_test(a_member_of_a_later_version_has_none),
		cmocka_unit_test(every_class_and_widening_has_its_own_words),
	};

	return ROWS_RUN("cost classes", class_rows, check_class) +
	       cmocka_run_group_tests_name("cost", tests, NULL, NULL);
}
