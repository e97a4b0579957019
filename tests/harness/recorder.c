/* SPDX-License-Identifier: MIT */
#include "harness/recorder.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "harness/service.h"

#define WORDS_MAX 64

static const char engine_script[] =
	"#!/bin/sh\n"
	"here=$(dirname \"$0\")/..\n"
	"[ \"$1\" = run ] || { echo \"$@\" >> \"$here/calls\"; exit 0; }\n"
	"{ echo \"${0##*/}\"; for word; do printf '%s\\n' \"$word\"; done; } > \"$here/argv\"\n"
	"env > \"$here/env\"\n"
	"[ -z \"$FAKE_PRINT\" ] || printf '%s\\n' \"$FAKE_PRINT\"\n"
	"[ -z \"$FAKE_LEAK\" ] || printf '%s\\n' \"$ENVBUILDER_DOCKER_CONFIG_BASE64\" >&2\n"
	"[ -z \"$FAKE_SLEEP\" ] || { echo ready; sleep \"$FAKE_SLEEP\"; }\n"
	"exit \"${FAKE_EXIT:-0}\"\n";

static const char *const usual[] = {
	"CACHE_REPO=ghcr.io/team/cache", "GHCR_USER=someone", "GHCR_TOKEN=" CANARY, NULL};

static void make_folder(const char *path)
{
	assert_int_equal(mkdir(path, 0700), 0);
}

/* What the recording script calls; nothing else is on PATH, least of all a real engine. */
static void link_tools(const struct recorder *recorder)
{
	static const char *const tools[] = {"dirname", "env", "sleep"};

	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		char *path = path_of(recorder->bin, tools[i]);
		const char *target = program_on_path(tools[i]);
		assert_non_null(target);
		assert_int_equal(symlink(target, path), 0);
		free(path);
	}
}

struct recorder recorder_make(const char *engine)
{
	struct recorder recorder = {.folder = folder_make()};
	char *path;

	recorder.bin = path_of(recorder.folder, "bin");
	recorder.workspace = path_of(recorder.folder, "checkout");
	make_folder(recorder.bin);
	make_folder(recorder.workspace);
	path = path_of(recorder.workspace, ".git");
	make_folder(path);
	free(path);
	link_tools(&recorder);
	if (engine) {
		path = path_of(recorder.bin, engine);
		file_put(path, engine_script);
		assert_int_equal(chmod(path, 0755), 0);
		free(path);
	}
	return recorder;
}

void recorder_remove(struct recorder *recorder)
{
	free(recorder->bin);
	free(recorder->workspace);
	folder_remove(recorder->folder);
}

static size_t append(const char **words, size_t count, const char *const *more)
{
	for (; more && *more; more++) {
		assert_true(count < WORDS_MAX - 1);
		words[count++] = *more;
	}
	words[count] = NULL;
	return count;
}

/* A variable that is given again replaces the earlier one: a process may see either of two. */
static size_t set(const char **env, size_t count, const char *const *more)
{
	for (; more && *more; more++) {
		const size_t len = strcspn(*more, "=") + 1;
		size_t at = 0;
		while (at < count && strncmp(env[at], *more, len) != 0)
			at++;
		assert_true(at < WORDS_MAX - 1);
		env[at] = *more;
		count += at == count;
	}
	env[count] = NULL;
	return count;
}

struct process recorder_run(const struct recorder *recorder, const struct recorded_run *run)
{
	const char *words[WORDS_MAX] = {program_path("PRECACHE_APPLY", "build/precache-apply")};
	const char *env[WORDS_MAX];
	char path[4096];
	char workspace[4096];
	size_t count = append(words, 1, run->args);
	size_t set_count;

	snprintf(path, sizeof(path), "PATH=%s", recorder->bin);
	snprintf(workspace, sizeof(workspace), "GITHUB_WORKSPACE=%s", recorder->workspace);
	const char *const places[] = {path, run->bare ? NULL : workspace, NULL};
	set_count = set(env, 0, places);
	set_count = set(env, set_count, run->bare ? NULL : usual);
	set(env, set_count, run->env);
	if (run->plan) {
		words[count++] = run->plan;
		words[count] = NULL;
	}
	const struct process_request request = {.argv = words,
		.envp = env,
		.folder = run->folder ? run->folder : recorder->folder,
		.signal = run->signal,
		.signal_after = "ready"};
	return process_run(&request);
}

char *recorded(const struct recorder *recorder, const char *what)
{
	char *path = path_of(recorder->folder, what);
	char *text = file_get(path);
	free(path);
	return text;
}

char *recorder_plan(
	const struct recorder *recorder, const char *workflow, const char *const *options)
{
	char *source = path_of(recorder->folder, "workflow.yml");
	char *plan = path_of(recorder->folder, "plan.json");
	const char *words[WORDS_MAX] = {
		program_path("PRECACHE", "build/precache"), "plan", source, "-q", "-o", plan};

	file_put(source, workflow);
	append(words, 6, options);
	const struct process_request request = {.argv = words};
	struct process process = process_run(&request);
	if (process.exit_code)
		fprintf(stderr, "%s", process.err);
	assert_int_equal(process.exit_code, 0);
	process_free(&process);
	free(source);
	return plan;
}

static const char *const canary_forms[] = {
	CANARY, "c29tZW9uZTpDQU5BUlktMDEyMzQ1Njc4OQ==", /* base64 of someone:CANARY */
	"eyJhdXRocyI6",                                 /* how base64 of a docker config begins */
};

static void assert_clean(const char *text, const char *what)
{
	for (size_t i = 0; i < sizeof(canary_forms) / sizeof(canary_forms[0]); i++) {
		if (strstr(text, canary_forms[i]))
			fail_msg("the credential is in %s", what);
	}
}

static int check_file(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info;
	if (type != FTW_F || !strcmp(path + walk->base, "env"))
		return 0;
	char *text = file_get(path);
	assert_clean(text, path);
	free(text);
	return 0;
}

void assert_no_canary(const struct recorder *recorder, const struct process *process)
{
	assert_clean(process->out, "standard output");
	assert_clean(process->err, "standard error");
	nftw(recorder->folder, check_file, 16, FTW_PHYS);
}
