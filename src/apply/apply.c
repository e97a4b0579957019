/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "apply/applying.h"
#include "apply/container.h"
#include "apply/credential.h"
#include "apply/run.h"
#include "base/limits.h"

/* A core file or a debugger would show what the vault holds. */
static void harden(void)
{
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
	prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/* Under GitHub's runner a line "::add-path::…" of any build step would be a command to the runner.
 */
struct muzzle {
	bool on;
	char token[33];
};

static void muzzle_begin(const struct applying *a, struct muzzle *muzzle)
{
	unsigned char bytes[16];
	const char *runner = getenv("GITHUB_ACTIONS");

	muzzle->on = runner && str_is(STR("true"), runner);
	if (!muzzle->on)
		return;
	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(muzzle->token, sizeof(muzzle->token), bytes, sizeof(bytes));
	apply_write(STDOUT_FILENO, str_printf(a->arena, "::stop-commands::%s\n", muzzle->token));
}

static void muzzle_end(const struct applying *a, const struct muzzle *muzzle)
{
	if (muzzle->on)
		apply_write(STDOUT_FILENO, str_printf(a->arena, "\n::%s::\n", muzzle->token));
}

/* The plan's time-out is the job's; here it bounds the build. */
static long limit_of(const struct plan_build *build)
{
	const struct value *minutes = build->facts[FACT_TIMEOUT_MINUTES];
	if (!minutes || minutes->kind != VALUE_NUMBER)
		return 0;
	return (long)(minutes->number * 60);
}

static int failed_to_start(const struct applying *a, int error)
{
	diag_add(a->diags, RULE_ENGINE_MISSING, place_of_file(STR_NONE),
		"the engine cannot be started: %s", strerror(error));
	return EXIT_SURROUNDINGS;
}

/* What a finished run means. 125 to 127 are the engine's own words: no daemon, no image, no mount.
 */
static int judge(
	const struct applying *a, const struct plan_build *build, const struct run_result *result)
{
	const int code = WIFEXITED(result->status) ? WEXITSTATUS(result->status) : -1;

	if (result->timed_out) {
		apply_note(a, "build '%.*s' ran out of time and was stopped", STR_ARG(build->id));
		return EXIT_BUILD;
	}
	if (code >= 125 && code <= 127) {
		apply_note(a, "the engine could not run build '%.*s': exit code %d",
			STR_ARG(build->id), code);
		return EXIT_SURROUNDINGS;
	}
	if (code) {
		apply_note(a,
			code > 0 ? "build '%.*s' failed: exit code %d" : "build '%.*s' was killed",
			STR_ARG(build->id), code);
		return EXIT_BUILD;
	}
	apply_note(a, "build '%.*s' is done", STR_ARG(build->id));
	return result->output_lost ? EXIT_SURROUNDINGS : EXIT_DONE;
}

static int run_build(const struct applying *a, const struct plan_build *build, struct vault *vault,
	struct str engine, struct str workspace)
{
	struct run_request request = {.vault = vault, .limit_seconds = limit_of(build)};
	struct run_result result;
	struct muzzle muzzle;

	request.argv = command_of(a, build, engine, workspace);
	request.envp = vault_environment(a, vault);
	if (!request.argv || !request.envp)
		return EXIT_SURROUNDINGS;
	muzzle_begin(a, &muzzle);
	result = run_command(&request);
	muzzle_end(a, &muzzle);
	if (!result.started)
		return failed_to_start(a, result.error);
	if (result.signal || result.timed_out)
		container_stop(a, build, engine, workspace, request.envp);
	if (result.signal) {
		vault_release(vault);
		die_of(result.signal);
	}
	return judge(a, build, &result);
}

/* Secrets are in memory from the first build to the end of the last, and no longer. */
static int run_builds(const struct applying *a, struct str engine, struct str workspace)
{
	struct vault vault = {.bytes = NULL};
	int code = EXIT_DONE;

	for (size_t i = 0; !code && i < a->build_count; i++) {
		if (vault_fill(a, &vault, a->builds[i]))
			code = run_build(a, a->builds[i], &vault, engine, workspace);
		else
			code = EXIT_INPUT;
	}
	vault_release(&vault);
	return code;
}

static int apply_all(struct applying *a)
{
	struct str engine;
	struct str workspace;

	for (size_t i = 0; i < a->build_count; i++) {
		if (!credential_check(a, a->builds[i]))
			return EXIT_INPUT;
	}
	for (size_t i = 0; i < a->build_count; i++) {
		if (!config_print(a, a->builds[i]))
			return EXIT_SURROUNDINGS;
	}
	if (a->dry) {
		apply_note(a, "dry run: the engine was not called");
		return EXIT_DONE;
	}
	engine = engine_find(a);
	workspace = engine.ptr ? apply_workspace(a) : STR_NONE;
	if (!workspace.ptr)
		return EXIT_SURROUNDINGS;
	return run_builds(a, engine, workspace);
}

static int print_plan(const struct applying *a)
{
	const struct str json = plan_json(a->arena, a->plan);
	return apply_print(a, json) ? EXIT_DONE : EXIT_SURROUNDINGS;
}

int apply_main(struct applying *a)
{
	int code;

	harden();
	if (sodium_init() < 0)
		return EXIT_SURROUNDINGS;
	code = plan_obtain(a);
	if (code)
		return code;
	if (apply_given(a, APPLY_PRINT_PLAN))
		return print_plan(a);
	code = builds_choose(a);
	return code ? code : apply_all(a);
}
