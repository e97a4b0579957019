/* SPDX-License-Identifier: MIT */
#include "actions/simulated.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char *folder_in(const char *root, const char *name)
{
	char *path = path_of(root, name);
	assert_int_equal(mkdir(path, 0700), 0);
	return path;
}

static char *empty_file(const char *root, const char *name)
{
	char *path = path_of(root, name);
	file_put(path, "");
	return path;
}

void simulated_set(struct simulated *runner, const char *name, const char *value)
{
	const size_t len = strlen(name) + strlen(value) + 2;
	char *variable = malloc(len);

	assert_non_null(variable);
	assert_true(runner->variable_count + 1 < SIMULATED_VARIABLES);
	(void)snprintf(variable, len, "%s=%s", name, value);
	runner->variables[runner->variable_count++] = variable;
}

/* The programs of the build stand first on PATH, as setup leaves it. */
static void set_path(struct simulated *runner)
{
	const char *planner = program_path("PRECACHE", "build/precache");
	char path[PATH_MAX + 64];

	(void)snprintf(path, sizeof(path), "%.*s:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		(int)(strrchr(planner, '/') - planner), planner);
	simulated_set(runner, "PATH", path);
}

struct simulated simulated_make(void)
{
	struct simulated runner = {.root = folder_make()};

	runner.workspace = folder_in(runner.root, "workspace");
	runner.temp = folder_in(runner.root, "temp");
	runner.output = empty_file(runner.root, "output");
	runner.summary = empty_file(runner.root, "summary");
	runner.path = empty_file(runner.root, "path");
	set_path(&runner);
	simulated_set(&runner, "HOME", runner.root);
	simulated_set(&runner, "CI", "true");
	simulated_set(&runner, "GITHUB_ACTIONS", "true");
	simulated_set(&runner, "GITHUB_WORKSPACE", runner.workspace);
	simulated_set(&runner, "RUNNER_TEMP", runner.temp);
	simulated_set(&runner, "GITHUB_OUTPUT", runner.output);
	simulated_set(&runner, "GITHUB_STEP_SUMMARY", runner.summary);
	simulated_set(&runner, "GITHUB_PATH", runner.path);
	return runner;
}

void simulated_free(struct simulated *runner)
{
	folder_remove(runner->root);
	free(runner->workspace);
	free(runner->temp);
	free(runner->output);
	free(runner->summary);
	free(runner->path);
	for (size_t i = 0; i < runner->variable_count; i++)
		free(runner->variables[i]);
}

static struct process run(const struct simulated *runner, const char *const *argv, const char *more)
{
	const char *envp[SIMULATED_VARIABLES + 1] = {0};

	for (size_t i = 0; i < runner->variable_count; i++)
		envp[i] = runner->variables[i];
	envp[runner->variable_count] = more;
	const struct process_request request = {
		.argv = argv, .envp = envp, .folder = runner->workspace};
	return process_run(&request);
}

struct process simulated_run(const struct simulated *runner, const char *name)
{
	char here[PATH_MAX];
	char script[2 * PATH_MAX], variable[2 * PATH_MAX];

	assert_non_null(getcwd(here, sizeof(here)));
	(void)snprintf(script, sizeof(script), "%s/.github/actions/%s/%s.sh", here, name, name);
	(void)snprintf(
		variable, sizeof(variable), "GITHUB_ACTION_PATH=%s/.github/actions/%s", here, name);
	return run(runner, (const char *const[]){"/bin/bash", script, NULL}, variable);
}

void simulated_shell(const struct simulated *runner, const char *line)
{
	struct process process =
		run(runner, (const char *const[]){"/bin/bash", "-euc", line, NULL}, NULL);

	if (process.exit_code)
		fail_msg("%s: %s%s", line, process.out, process.err);
	process_free(&process);
}

/* What stands behind the name and the sign, or NULL. */
static const char *behind(const char *line, const char *name, const char *sign)
{
	const size_t len = strlen(name);
	if (strncmp(line, name, len) || strncmp(line + len, sign, strlen(sign)))
		return NULL;
	return line + len + strlen(sign);
}

static char *add_line(char *value, const char *line)
{
	const size_t len = strlen(value);
	char *more = realloc(value, len + strlen(line) + 2);

	assert_non_null(more);
	(void)snprintf(more + len, strlen(line) + 2, "%s%s", len ? "\n" : "", line);
	return more;
}

/* "name=value", or "name<<END", the value and "END", each a line of its own. */
char *simulated_output(const struct simulated *runner, const char *name)
{
	FILE *file = fopen(runner->output, "r");
	char *line = NULL, *value = NULL;
	char end[128] = "";
	size_t room = 0;

	assert_non_null(file);
	while (getline(&line, &room, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (end[0] && !strcmp(line, end))
			break;
		if (end[0])
			value = add_line(value, line);
		else if (behind(line, name, "="))
			value = strdup(behind(line, name, "="));
		else if (behind(line, name, "<<")) {
			(void)snprintf(end, sizeof(end), "%s", behind(line, name, "<<"));
			value = calloc(1, 1);
		}
	}
	free(line);
	fclose(file);
	return value;
}
