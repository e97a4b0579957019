/* SPDX-License-Identifier: MIT */

/* The matrix workflow that users copy: each of its jobs runs the build that is planned for it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "harness/process.h"

#define WORKFLOW "workflows/cache-devcontainer-matrix.yml"
#define LEGS 4

static struct process run(const char *program, const char *const *args)
{
	const char *argv[8] = {program};
	const char *const envp[] = {
		"PATH=/usr/bin:/bin", "GHCR_USER=someone", "GHCR_TOKEN=token", NULL};
	for (size_t i = 0; args[i]; i++)
		argv[i + 1] = args[i];
	const struct process_request request = {.argv = argv, .envp = envp, .folder = "."};
	return process_run(&request);
}

static json_t *planned(const char *stage)
{
	const char *const args[] = {"plan", WORKFLOW, "--format=json", stage, NULL};
	struct process process = run(program_path("PRECACHE", "build/precache"), args);
	assert_int_equal(process.exit_code, 0);
	json_t *tree = json_loads(process.out, 0, NULL);
	assert_non_null(tree);
	process_free(&process);
	return tree;
}

/* The value of a name in the env of a job's last step. */
static const char *last_env(const json_t *jobs, size_t job, const char *name)
{
	const json_t *steps = json_object_get(json_array_get(jobs, job), "steps");
	const json_t *last = json_array_get(steps, json_array_size(steps) - 1);
	return json_string_value(json_object_get(json_object_get(last, "env"), name));
}

static void each_job_asks_for_its_own_build(void **state)
{
	json_t *plan = planned(NULL);
	json_t *view = planned("--stop-after=jobs");
	const json_t *builds = json_object_get(plan, "builds");
	const json_t *jobs = json_object_get(view, "jobs");
	(void)state;

	assert_int_equal(json_array_size(builds), LEGS);
	assert_int_equal(json_array_size(jobs), LEGS);
	for (size_t i = 0; i < LEGS; i++) {
		const json_t *build = json_array_get(builds, i);
		const json_t *cache = json_object_get(build, "cache");
		assert_string_equal(
			last_env(jobs, i, "ID"), json_string_value(json_object_get(build, "id")));
		assert_string_equal(last_env(jobs, i, "CACHE_REPO"),
			json_string_value(json_object_get(cache, "repo")));
	}
	json_decref(plan);
	json_decref(view);
}

static void no_two_of_them_share_a_repository(void **state)
{
	json_t *view = planned("--stop-after=jobs");
	const json_t *jobs = json_object_get(view, "jobs");
	(void)state;

	for (size_t i = 0; i < LEGS; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(
				last_env(jobs, i, "CACHE_REPO"), last_env(jobs, j, "CACHE_REPO"));
	json_decref(view);
}

static void a_build_that_is_named_is_the_only_one_that_runs(void **state)
{
	char *folder = folder_make();
	char *path = path_of(folder, "plan.json");
	const char *const plan[] = {"plan", WORKFLOW, "-o", path, NULL};
	const char *const apply[] = {path, "--build", "cache (backend, arm64)", "--dry-run", NULL};
	(void)state;

	struct process made = run(program_path("PRECACHE", "build/precache"), plan);
	assert_int_equal(made.exit_code, 0);
	struct process ran = run(program_path("PRECACHE_APPLY", "build/precache-apply"), apply);
	assert_int_equal(ran.exit_code, 0);
	assert_non_null(strstr(ran.out, "devcontainer-cache/backend-arm64\n"));
	assert_null(strstr(ran.out, "amd64"));
	assert_null(strstr(ran.out, "frontend"));
	process_free(&made);
	process_free(&ran);
	free(path);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_job_asks_for_its_own_build),
		cmocka_unit_test(no_two_of_them_share_a_repository),
		cmocka_unit_test(a_build_that_is_named_is_the_only_one_that_runs),
	};
	return cmocka_run_group_tests_name("the matrix workflow to copy", tests, NULL, NULL);
}
