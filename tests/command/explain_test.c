/* SPDX-License-Identifier: MIT */

/* `precache explain` as a user runs it: files, overrides from everywhere, an environment. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

struct explain_row {
	const char *name;
	const char *const *args; /* behind "explain" */
	const char *const *env;  /* further variables */
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* stands in standard error; "" nothing may stand there */
};

static const struct explain_row rows[] = {
	{"a whole plan", LIST("w.yml"), NULL, 0,
		"/builds/0/cache/repo = ghcr.io/team/cache\n"
		"    from     w.yml:6:7 jobs.a.env.CACHE_REPO\n",
		""},
	{"one value", LIST("w.yml", "/builds/0/runs_on"), NULL, 0,
		"/builds/0/runs_on/0 = x\n    from     w.yml:4:5 jobs.a.runs-on\n", ""},
	{"a pointer to nothing is exit 3, with the nearest", LIST("w.yml", "/builds/0/cache/rep"),
		NULL, 3, "", "hint: did you mean '/builds/0/cache/repo'?"},
	{"JSON", LIST("--format", "json", "w.yml", "/builds/0/cache/repo"), NULL, 0,
		"{\n  \"schema\": \"precache.explain/1\",\n  \"asked\": "
		"\"/builds/0/cache/repo\",\n",
		""},
	{"an override of the command line, and the one before it",
		LIST("w.yml", "/builds/0/cache/ttl_days", "--env-file=env", "-e",
			"ENVBUILDER_CACHE_TTL_DAYS=8"),
		NULL, 0,
		"    from     override -e ENVBUILDER_CACHE_TTL_DAYS\n"
		"    shadows  override env:2:1 ENVBUILDER_CACHE_TTL_DAYS = 9\n",
		""},
	{"-e KEY takes it in from the environment",
		LIST("w.yml", "/builds/0/cache/repo", "-e", "CACHE_REPO"),
		LIST("CACHE_REPO=ghcr.io/a/b"), 0,
		"/builds/0/cache/repo = ghcr.io/a/b\n"
		"    from     override -e CACHE_REPO\n"
		"    shadows  w.yml:6:7 jobs.a.env.CACHE_REPO = ghcr.io/team/cache\n",
		""},
	{"an override whose value a plan writes otherwise",
		LIST("w.yml", "/builds/0/env/set/ENVBUILDER_INSECURE", "-e",
			"ENVBUILDER_INSECURE=true"),
		NULL, 0,
		"/builds/0/env/set/ENVBUILDER_INSECURE = 1\n"
		"    from     override -e ENVBUILDER_INSECURE\n",
		""},
	{"hosts that were added one by one are one override",
		LIST("w.yml", "/builds/0/engine", "--add-host=a:1.2.3.4", "--add-host=b:1.2.3.5"),
		NULL, 0,
		"/builds/0/engine/add_hosts/0 = a:1.2.3.4\n    from     override --add-host\n"
		"/builds/0/engine/add_hosts/1 = b:1.2.3.5\n    from     override --add-host\n",
		""},
	{"a secret in the environment is not shown",
		LIST("w.yml", "/builds/0/env/inherit", "-e", "ENVBUILDER_GIT_PASSWORD"),
		LIST("ENVBUILDER_GIT_PASSWORD=hunter2"), 0,
		"    from     override -e ENVBUILDER_GIT_PASSWORD\n", ""},
	{"without a workflow the environment is the input", LIST("--color=never"),
		LIST("CACHE_REPO=ghcr.io/a/b", "ENVBUILDER_VERBOSE=1", "GHCR_USER=u",
			"GHCR_TOKEN=hunter2"),
		0,
		"/builds/0/env/set/ENVBUILDER_VERBOSE = 1\n"
		"    from     environment ENVBUILDER_VERBOSE\n"
		"    shadows  default of envbuilder 1.3.0 = false\n",
		""},
	{"an action of the repository is explained in its file",
		LIST("w.yml", "/builds/1/workspace_folder"), NULL, 0,
		"    from     act/action.yml:5:17 runs.steps[0].run, written to GITHUB_ENV by step "
		"1 of "
		"the action\n",
		""},
	{"a workflow that is wrong is exit 3", LIST("wrong.yml"), NULL, 3, "",
		"wrong.yml:2:7: error: "},
	{"three operands are exit 2", LIST("w.yml", "/builds", "/builds"), NULL, 2, "",
		"one workflow and one pointer, not '/builds' too"},
	{"a form that there is not is exit 2", LIST("w.yml", "--format=sh"), NULL, 2, "",
		"'sh' is no format: text or json"},
};

#define STEP                                                                                       \
	"      - run: precache-apply plan.json\n        env:\n"                                    \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"

static void put(const char *folder, const char *name, const char *text)
{
	char *path = path_of(folder, name);

	file_put(path, text);
	free(path);
}

static void put_folder(const char *folder, const char *name)
{
	char *path = path_of(folder, name);

	assert_int_equal(mkdir(path, 0777), 0);
	free(path);
}

static char *make_lab(void)
{
	char *folder = folder_make();

	put_folder(folder, ".git"); /* the folder is a repository's root */
	put_folder(folder, "act");
	put(folder, "w.yml",
		"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n"
		"      CACHE_REPO: ghcr.io/team/cache\n    steps:\n" STEP
		"  b:\n    runs-on: x\n    env:\n      CACHE_REPO: ghcr.io/team/cache\n    steps:\n"
		"      - uses: ./act\n" STEP);
	put(folder, "act/action.yml",
		"name: act\nruns:\n  using: composite\n  steps:\n"
		"    - run: echo ENVBUILDER_WORKSPACE_FOLDER=/c >> $GITHUB_ENV\n"
		"      shell: bash\n");
	put(folder, "wrong.yml", "on: push\njobs: 1\n");
	put(folder, "env", "# a comment\nENVBUILDER_CACHE_TTL_DAYS=9\n");
	return folder;
}

static void check_explain(void **state)
{
	const struct explain_row *const row = *state;
	const char *argv[16] = {program_path("PRECACHE", "build/precache"), "explain"};
	const char *envp[8] = {"PATH=/usr/bin:/bin"};
	size_t argc = 2;
	size_t envc = 1;
	char *folder = make_lab();

	for (const char *const *arg = row->args; *arg; arg++)
		argv[argc++] = *arg;
	for (const char *const *variable = row->env; variable && *variable; variable++)
		envp[envc++] = *variable;
	const struct process_request request = {.argv = argv, .envp = envp, .folder = folder};
	struct process process = process_run(&request);
	folder_remove(folder);
	assert_ended(&process, row->exit_code, row->out, row->err);
	assert_null(strstr(process.out, "hunter2"));
	process_free(&process);
}

int main(void)
{
	return ROWS_RUN("precache explain", rows, check_explain);
}
