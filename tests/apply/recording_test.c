/* SPDX-License-Identifier: MIT */

/* What the executor asks of its engine, and what it makes of the answer. */

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/recorder.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

struct run_row {
	const char *name;
	const char *engine; /* NULL: docker; "": none */
	const char *const *args;
	const char *const *env;
	bool bare;
	int exit_code;
	const char *says;   /* stands in standard error */
	const char *prints; /* stands in standard output */
	const char *never;  /* stands in neither */
	const char *called; /* a line of the engine's words; NULL: not looked at */
	bool not_called;
};

#define NO_CONFIG "config: docker_config_base64=<redacted>\n"

static const struct run_row run_rows[] = {
	{"a build that ends well is exit 0", NULL, NULL, NULL, false, 0, "is done", NO_CONFIG,
		"DRY_RUN", "run", false},
	{"a build that fails is exit 6", NULL, NULL, LIST("FAKE_EXIT=1"), false, 6,
		"failed: exit code 1", NULL, NULL, NULL, false},
	{"a build that is killed is exit 6", NULL, NULL, LIST("FAKE_EXIT=137"), false, 6,
		"exit code 137", NULL, NULL, NULL, false},
	{"the engine's 125 is exit 5", NULL, NULL, LIST("FAKE_EXIT=125"), false, 5, "exit code 125",
		NULL, NULL, NULL, false},
	{"the engine's 126 is exit 5", NULL, NULL, LIST("FAKE_EXIT=126"), false, 5, "exit code 126",
		NULL, NULL, NULL, false},
	{"the engine's 127 is exit 5", NULL, NULL, LIST("FAKE_EXIT=127"), false, 5, "exit code 127",
		NULL, NULL, NULL, false},
	{"no engine is exit 5 and says what to install", "", NULL, NULL, false, 5,
		"neither 'docker' nor 'podman' is on PATH", NULL, NULL, NULL, true},
	{"podman serves where there is no docker", "podman", NULL, NULL, false, 0, "is done", NULL,
		NULL, "podman", false},
	{"--engine names the engine", "podman", LIST("--engine=podman"), NULL, false, 0, NULL, NULL,
		NULL, "podman", false},
	{"--engine of nothing is exit 5", NULL, LIST("--engine=nerdctl"), NULL, false, 5,
		"there is no program 'nerdctl'", NULL, NULL, NULL, true},
	{"DRY_RUN=1 stops before the engine", NULL, NULL, LIST("DRY_RUN=1"), false, 0, NULL,
		NO_CONFIG, NULL, NULL, true},
	{"DRY_RUN=0 does not", NULL, NULL, LIST("DRY_RUN=0"), false, 0, NULL, NO_CONFIG, NULL,
		"run", false},
	{"--dry-run stops before the engine", NULL, LIST("--dry-run"), NULL, false, 0, NULL,
		"config: cache_repo=ghcr.io/team/cache\n", NULL, NULL, true},
	{"a dry run needs no engine", "", LIST("--dry-run"), NULL, false, 0, NULL, NO_CONFIG, NULL,
		NULL, true},
	{"a dry run does not look into the credential", NULL, LIST("--dry-run"),
		LIST("GHCR_TOKEN=a\nb"), false, 0, NULL, NO_CONFIG, NULL, NULL, true},
	{"a live run does", NULL, NULL, LIST("GHCR_TOKEN=a\nb"), false, 3,
		"the value of 'GHCR_TOKEN' cannot be used", NULL, NULL, NULL, true},
	{"a user's name with a colon is refused", NULL, NULL, LIST("GHCR_USER=a:b"), false, 3,
		"the value of 'GHCR_USER' cannot be used", NULL, NULL, NULL, true},
	{"no CACHE_REPO is exit 3 before an engine is looked for", "", NULL, LIST("CACHE_REPO="),
		false, 3, "CACHE_REPO", NULL, NULL, NULL, true},
	{"no credential is exit 3 before an engine is looked for", "", NULL,
		LIST("CACHE_REPO=ghcr.io/team/cache"), true, 3, "ENVBUILDER_DOCKER_CONFIG_BASE64",
		NULL, NULL, NULL, true},
	{"GHCR_TOKEN goes to ghcr.io and to no other host", NULL, NULL,
		LIST("CACHE_REPO=registry.example.com/team/cache"), false, 3,
		"'ghcr.io', but the cache is on 'registry.example.com'", NULL, NULL, NULL, true},
	{"nor does a dry run pass that over", NULL, LIST("--dry-run"),
		LIST("CACHE_REPO=docker.io/team/cache"), false, 3, "docker.io", NULL, NULL, NULL,
		true},
	{"what the engine prints is printed", NULL, NULL, LIST("FAKE_PRINT=hello there"), false, 0,
		NULL, "hello there\n", NULL, NULL, false},
	{"a token that a build step prints is starred", NULL, NULL,
		LIST("FAKE_PRINT=token " CANARY " end"), false, 0, NULL, "token *** end\n", CANARY,
		NULL, false},
	{"so is the whole configuration", NULL, NULL, LIST("FAKE_LEAK=1"), false, 0, "***\n", NULL,
		"eyJhdXRocyI6", NULL, false},
	{"on GitHub's runner, build output gives no commands", NULL, NULL,
		LIST("GITHUB_ACTIONS=true"), false, 0, NULL, "::stop-commands::", NULL, NULL,
		false},
	{"REGISTRY_* serve the host that they name", NULL, NULL,
		LIST("CACHE_REPO=registry.example.com/team/cache", "REGISTRY_USER=u",
			"REGISTRY_TOKEN=" CANARY, "REGISTRY_HOST=registry.example.com"),
		true, 5, "no workspace", NO_CONFIG, NULL, NULL, true},
	{"a network is asked for by name", NULL, NULL, LIST("PRECACHE_NETWORK=host"), false, 0,
		NULL, NULL, NULL, "--network", false},
	{"--privileged cannot be asked for", NULL, NULL, LIST("PRECACHE_NETWORK=host --privileged"),
		false, 3, "is not a network", NULL, NULL, NULL, true},
	{"two plans are a usage error", NULL, LIST("a.json", "b.json"), NULL, false, 2, "b.json",
		NULL, NULL, NULL, true},
	{"an unknown option is a usage error", NULL, LIST("--force"), NULL, false, 2, "--force",
		NULL, NULL, NULL, true},
	{"a plan that is not there is exit 3", NULL, LIST("absent.json"), NULL, false, 3,
		"absent.json", NULL, NULL, NULL, true},
	{"--quiet leaves the product alone", NULL, LIST("-q"), NULL, false, 0, NULL, NO_CONFIG,
		"is done", NULL, false},
};

static void check_run(void **state)
{
	const struct run_row *row = *state;
	const char *engine = !row->engine ? "docker" : *row->engine ? row->engine : NULL;
	struct recorder recorder = recorder_make(engine);
	const struct recorded_run run = {.args = row->args, .env = row->env, .bare = row->bare};
	struct process process = recorder_run(&recorder, &run);
	char *argv = recorded(&recorder, "argv");

	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(!row->says || strstr(process.err, row->says));
	assert_true(!row->prints || strstr(process.out, row->prints));
	assert_true(!row->never ||
		    (!strstr(process.out, row->never) && !strstr(process.err, row->never)));
	assert_true(!row->not_called || !argv);
	assert_true(!row->called || (argv && has_line(argv, row->called)));
	assert_no_canary(&recorder, &process);
	free(argv);
	process_free(&process);
	recorder_remove(&recorder);
}

static void the_engine_gets_the_plans_words_and_no_other(void **state)
{
	struct recorder recorder = recorder_make("docker");
	const struct recorded_run run = {.env = LIST("PRECACHE_NETWORK=host")};
	struct process process = recorder_run(&recorder, &run);
	char *argv = recorded(&recorder, "argv");
	char wanted[8192];
	(void)state;

	snprintf(wanted, sizeof(wanted),
		"docker\nrun\n--rm\n--network\nhost\n"
		"-e\nENVBUILDER_WORKSPACE_FOLDER=/workspaces/devcontainer\n"
		"-e\nENVBUILDER_INIT_SCRIPT=bash "
		"/workspaces/devcontainer/scripts/verify-devcontainer.sh\n"
		"-e\nENVBUILDER_CACHE_REPO=ghcr.io/team/cache\n"
		"-e\nENVBUILDER_PUSH_IMAGE=1\n"
		"-e\nENVBUILDER_EXIT_ON_PUSH_FAILURE=1\n"
		"-e\nENVBUILDER_EXIT_ON_BUILD_FAILURE=1\n"
		"-e\nENVBUILDER_CACHE_TTL_DAYS=30\n"
		"-e\nENVBUILDER_DOCKER_CONFIG_BASE64\n"
		"-v\n%s:/workspaces/devcontainer\nghcr.io/coder/envbuilder:1.3.0\n",
		recorder.workspace);
	assert_non_null(argv);
	assert_string_equal(argv, wanted);
	free(argv);
	process_free(&process);
	recorder_remove(&recorder);
}

static void the_credential_is_inherited_in_the_builders_form(void **state)
{
	struct recorder recorder = recorder_make("docker");
	const struct recorded_run run = {.env = LIST("ENVBUILDER_GIT_PASSWORD=git-" CANARY)};
	struct process process = recorder_run(&recorder, &run);
	char *env = recorded(&recorder, "env");
	(void)state;

	assert_non_null(env);
	/* base64 of {"auths":{"ghcr.io":{"auth":"<base64 of someone:CANARY>"}}} */
	assert_true(has_line(env,
		"ENVBUILDER_DOCKER_CONFIG_BASE64="
		"eyJhdXRocyI6eyJnaGNyLmlvIjp7ImF1dGgiOiJjMjl0Wlc5dVpUcERRVTVCVWxrdE1ERXlNelExTmpj"
		"NE9RPT0ifX19"));
	assert_true(has_line(env, "ENVBUILDER_GIT_PASSWORD=git-" CANARY));
	assert_null(strstr(env, "GHCR_TOKEN"));
	assert_null(strstr(env, "GHCR_USER"));
	assert_no_canary(&recorder, &process);
	free(env);
	process_free(&process);
	recorder_remove(&recorder);
}

static void a_configuration_from_the_environment_goes_on_as_it_is(void **state)
{
	struct recorder recorder = recorder_make("docker");
	const struct recorded_run run = {.bare = true,
		.folder = recorder.workspace,
		.env = LIST("CACHE_REPO=ghcr.io/team/cache",
			"ENVBUILDER_DOCKER_CONFIG_BASE64=eyJhdXRocyI6e319")};
	struct process process = recorder_run(&recorder, &run);
	char *env = recorded(&recorder, "env");
	(void)state;

	assert_int_equal(process.exit_code, 0);
	assert_true(env && has_line(env, "ENVBUILDER_DOCKER_CONFIG_BASE64=eyJhdXRocyI6e319"));
	free(env);
	process_free(&process);
	recorder_remove(&recorder);
}

struct workspace_row {
	const char *name;
	const char *folder;   /* made below the recorder's; where it runs */
	const char *option;   /* --workspace, below the recorder's folder; NULL: not given */
	const char *variable; /* GITHUB_WORKSPACE likewise */
	const char *mounted;  /* below the recorder's folder; NULL: refused */
	int exit_code;
};

static const struct workspace_row workspace_rows[] = {
	{"--workspace comes first", ".", "one", "two", "one", 0},
	{"then GITHUB_WORKSPACE", ".", NULL, "two", "two", 0},
	{"then the git top level above", "checkout/deep", NULL, NULL, "checkout", 0},
	{"else it is exit 5", "one", NULL, NULL, NULL, 5},
	{"a ':' in the path is refused", ".", "with:colon", NULL, NULL, 5},
	{"a ',' in the path is refused", ".", NULL, "with,comma", NULL, 5},
	{"a folder that is not there is exit 5", ".", "absent", NULL, NULL, 5},
	{"a file is no workspace", ".", "file", NULL, NULL, 5},
};

static void make_below(const struct recorder *recorder, const char *name)
{
	char *path = path_of(recorder->folder, name);
	mkdir(path, 0700);
	free(path);
}

static void check_workspace(void **state)
{
	const struct workspace_row *row = *state;
	struct recorder recorder = recorder_make("docker");
	char option[4096], variable[4096], mount[4096];
	char *folder = path_of(recorder.folder, row->folder);
	char *file = path_of(recorder.folder, "file");

	make_below(&recorder, "one");
	make_below(&recorder, "two");
	make_below(&recorder, "with:colon");
	make_below(&recorder, "with,comma");
	make_below(&recorder, "checkout/deep");
	file_put(file, "");
	snprintf(option, sizeof(option), "--workspace=%s/%s", recorder.folder, row->option);
	snprintf(variable, sizeof(variable), "GITHUB_WORKSPACE=%s/%s", recorder.folder,
		row->variable);
	const struct recorded_run run = {.bare = true,
		.folder = folder,
		.args = LIST(row->option ? option : "--color=never"),
		.env = LIST("CACHE_REPO=ghcr.io/team/cache", "GHCR_USER=u", "GHCR_TOKEN=" CANARY,
			row->variable ? variable : "X=")};
	struct process process = recorder_run(&recorder, &run);
	char *argv = recorded(&recorder, "argv");

	assert_int_equal(process.exit_code, row->exit_code);
	snprintf(mount, sizeof(mount), "%s/%s:/workspaces/devcontainer", recorder.folder,
		row->mounted ? row->mounted : "");
	assert_true(row->mounted ? argv && has_line(argv, mount) : !argv);
	free(argv);
	free(file);
	free(folder);
	process_free(&process);
	recorder_remove(&recorder);
}

static void a_signal_is_passed_on_and_died_of(void **state)
{
	struct recorder recorder = recorder_make("docker");
	const struct recorded_run run = {.env = LIST("FAKE_SLEEP=60"), .signal = SIGINT};
	struct process process = recorder_run(&recorder, &run);
	char *calls = recorded(&recorder, "calls");
	(void)state;

	assert_int_equal(process.signal, SIGINT);
	/* The container is looked for, in case the engine's client left it behind. */
	assert_true(calls && strstr(calls, "ps --quiet --no-trunc --filter volume="));
	assert_no_canary(&recorder, &process);
	free(calls);
	process_free(&process);
	recorder_remove(&recorder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_engine_gets_the_plans_words_and_no_other),
		cmocka_unit_test(the_credential_is_inherited_in_the_builders_form),
		cmocka_unit_test(a_configuration_from_the_environment_goes_on_as_it_is),
		cmocka_unit_test(a_signal_is_passed_on_and_died_of),
	};
	int failed = ROWS_RUN("executor with a recording engine", run_rows, check_run);
	failed += ROWS_RUN("what is mounted", workspace_rows, check_workspace);
	return failed +
	       cmocka_run_group_tests_name("executor's words and environment", tests, NULL, NULL);
}
