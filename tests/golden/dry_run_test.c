/* SPDX-License-Identifier: MIT */

/*
 * The 14 checks of the script that precache replaces. Each holds for the golden case of its
 * scenario and for `DRY_RUN=1 precache-apply` as a whole process, with the environment alone,
 * without a plan, in an empty folder.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define CREDENTIAL "eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJDQU5BUlk6Q0FOQVJZIn19fQ=="
#define REPO "CACHE_REPO=ghcr.io/bmorton/devcontainer-cache"
#define CONFIG "ENVBUILDER_DOCKER_CONFIG_BASE64=" CREDENTIAL
#define PATH "PATH=/usr/bin:/bin"

static const char *const no_repo[] = {PATH, "DRY_RUN=1", CONFIG, NULL};
static const char *const no_credential[] = {PATH, "DRY_RUN=1", REPO, NULL};
static const char *const defaults[] = {PATH, "DRY_RUN=1", REPO, CONFIG, NULL};
static const char *const overrides[] = {PATH, "DRY_RUN=1", REPO, CONFIG,
	"ENVBUILDER_IMAGE=ghcr.io/coder/envbuilder:1.2.0", "ENVBUILDER_CACHE_TTL_DAYS=7", NULL};

struct dry_row {
	const char *name;
	const char *scenario; /* its golden case */
	const char *const *env;
	int exit_code;
	const char
		*shows; /* in what precache-apply prints, on either stream; NULL: not looked at */
	const char *never;  /* in none of it */
	const char *golden; /* in one of the case's golden files */
};

static const struct dry_row dry_rows[] = {
	{"1: without CACHE_REPO it exits non-zero", "without-cache-repo", no_repo, 3, NULL, NULL,
		"error:"},
	{"2: the error names CACHE_REPO", "without-cache-repo", no_repo, 3, "CACHE_REPO", NULL,
		"CACHE_REPO"},
	{"3: without credentials it exits non-zero", "without-credentials", no_credential, 3, NULL,
		NULL, "error:"},
	{"4: the error names ENVBUILDER_DOCKER_CONFIG_BASE64", "without-credentials", no_credential,
		3, "ENVBUILDER_DOCKER_CONFIG_BASE64", NULL, "ENVBUILDER_DOCKER_CONFIG_BASE64"},
	{"5: a dry run exits 0", "defaults", defaults, 0, NULL, NULL, "\"plan_id\""},
	{"6: it shows the cache repository", "defaults", defaults, 0,
		"cache_repo=ghcr.io/bmorton/devcontainer-cache", NULL,
		"\"repo\": \"ghcr.io/bmorton/devcontainer-cache\""},
	{"7: it shows that the image is pushed", "defaults", defaults, 0, "push_image=1", NULL,
		"\"ENVBUILDER_PUSH_IMAGE\": \"1\""},
	{"8: it pins the builder", "defaults", defaults, 0, "envbuilder:1.3.0", NULL,
		"\"tag\": \"1.3.0\""},
	{"9: it names the check", "defaults", defaults, 0, "verify-devcontainer.sh", NULL,
		"/scripts/verify-devcontainer.sh\""},
	{"10: it says that the credential is redacted", "defaults", defaults, 0,
		"docker_config_base64=<redacted>", NULL, "\"ENVBUILDER_DOCKER_CONFIG_BASE64\"\n"},
	{"11: it does not leak the credential", "defaults", defaults, 0, NULL, CREDENTIAL,
		"\"inherit\""},
	{"12: with both overrides it exits 0", "with-overrides", overrides, 0, NULL, NULL,
		"\"plan_id\""},
	{"13: it shows the builder that was asked for", "with-overrides", overrides, 0,
		"envbuilder_image=ghcr.io/coder/envbuilder:1.2.0", NULL, "\"tag\": \"1.2.0\""},
	{"14: it shows the TTL that was asked for", "with-overrides", overrides, 0,
		"cache_ttl_days=7", NULL, "\"ttl_days\": 7"},
};

static bool golden_has(const char *scenario, const char *text)
{
	static const char *const files[] = {"plan.json", "error.txt"};
	bool has = false;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char path[256];
		snprintf(path, sizeof(path), "golden/dry-run/%s/%s", scenario, files[i]);
		char *bytes = file_get(path);
		has = has || (bytes && strstr(bytes, text));
		free(bytes);
	}
	return has;
}

static void assert_golden(const struct dry_row *row)
{
	char folder[256];

	snprintf(folder, sizeof(folder), "golden/dry-run/%s", row->scenario);
	const char *const argv[] = {
		program_path("PRECACHE", "build/precache"), "check", folder, NULL};
	const struct process_request request = {.argv = argv};
	struct process process = process_run(&request);
	const int code = process.exit_code;
	if (code)
		print_error("%s%s", process.out, process.err);
	process_free(&process);
	assert_int_equal(code, 0);
	assert_true(golden_has(row->scenario, row->golden));
	assert_false(golden_has(row->scenario, CREDENTIAL));
}

static void check_dry(void **state)
{
	const struct dry_row *row = *state;
	char *folder = folder_make();
	const char *const argv[] = {program_path("PRECACHE_APPLY", "build/precache-apply"), NULL};
	const struct process_request request = {.argv = argv, .envp = row->env, .folder = folder};
	struct process process = process_run(&request);

	folder_remove(folder);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(
		!row->shows || strstr(process.out, row->shows) || strstr(process.err, row->shows));
	assert_true(!row->never ||
		    (!strstr(process.out, row->never) && !strstr(process.err, row->never)));
	process_free(&process);
	assert_golden(row);
}

/* Both programs plan an environment with one function. */
static void both_programs_plan_an_environment_alike(void **state)
{
	const char *const plan[] = {
		program_path("PRECACHE", "build/precache"), "plan", "--format=json", NULL};
	const char *const print[] = {
		program_path("PRECACHE_APPLY", "build/precache-apply"), "--print-plan", NULL};
	const struct process_request plan_request = {.argv = plan, .envp = overrides};
	const struct process_request print_request = {.argv = print, .envp = overrides};
	struct process planned = process_run(&plan_request);
	struct process printed = process_run(&print_request);
	char *golden = file_get("golden/dry-run/with-overrides/plan.json");
	(void)state;

	assert_int_equal(planned.exit_code, 0);
	assert_int_equal(printed.exit_code, 0);
	assert_string_equal(planned.out, printed.out);
	assert_non_null(golden);
	assert_string_equal(planned.out, golden);
	free(golden);
	process_free(&planned);
	process_free(&printed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_programs_plan_an_environment_alike),
	};
	const int failed = ROWS_RUN("the 14 checks of a dry run", dry_rows, check_dry);
	return failed + cmocka_run_group_tests_name("both programs", tests, NULL, NULL);
}
