/* SPDX-License-Identifier: MIT */

/*
 * The check that users copy, run as the container would run it: a real shell and a real tmux. Who
 * runs it cannot be chosen here, so `id` is a stand-in.
 */

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

#include "harness/process.h"
#include "harness/rows.h"
#include "harness/service.h"

struct verify_row {
	const char *name;
	const char *uid;
	const char *user;
	const char *tmux_conf; /* NULL: there is none */
	bool tmux;
	bool sentinel;
	int exit_code;
	const char *out; /* stands in standard output */
	const char *err; /* stands in standard error */
};

static const struct verify_row verify_rows[] = {
	{"all is as expected", "1000", "vscode", NULL, true, true, 0,
		"the dev container is as expected", NULL},
	{"root is not the expected user", "0", "root", NULL, true, true, 1, NULL,
		"FAILED: the effective user is root"},
	{"nor is somebody else", "1001", "node", NULL, true, true, 1, NULL,
		"FAILED: the effective user is node, not vscode"},
	{"tmux takes the user's configuration", "1000", "vscode", "set -g history-limit 9000\n",
		true, true, 0, "tmux starts with", NULL},
	{"a configuration that tmux does not take fails", "1000", "vscode", "no-such-command\n",
		true, true, 1, NULL, "FAILED: tmux does not take"},
	{"a container without tmux fails", "1000", "vscode", NULL, false, true, 1, NULL,
		"FAILED: tmux is not installed"},
	{"lifecycle commands that did not finish fail", "1000", "vscode", NULL, true, false, 1,
		NULL, "FAILED: the lifecycle commands did not finish"},
	{"every failed check is printed: the user", "0", "root", NULL, false, false, 1, NULL,
		"the effective user is root"},
	{"every failed check is printed: tmux", "0", "root", NULL, false, false, 1, NULL,
		"tmux is not installed"},
	{"every failed check is printed: the sentinel, and their number", "0", "root", NULL, false,
		false, 1, NULL, "3 of 3 checks failed"},
};

static void put_in(const char *folder, const char *name, const char *text, mode_t mode)
{
	char *path = path_of(folder, name);
	file_put(path, text);
	assert_int_equal(chmod(path, mode), 0);
	free(path);
}

/* A PATH with what the script may call, and tmux only where the container has it. */
static char *make_path(const char *home, const struct verify_row *row)
{
	static const char *const tools[] = {"bash", "env", "rm", "sh", "tmux", "cat"};
	const size_t count = sizeof(tools) / sizeof(tools[0]);
	char *bin = path_of(home, "bin");
	char id[512];

	assert_int_equal(mkdir(bin, 0700), 0);
	snprintf(id, sizeof(id), "#!/bin/sh\n[ \"$1\" = -u ] && echo %s || echo %s\n", row->uid,
		row->user);
	put_in(bin, "id", id, 0755);
	for (size_t i = 0; i < count; i++) {
		const char *target = program_on_path(tools[i]);
		char *link = path_of(bin, tools[i]);
		if (target && (row->tmux || strcmp(tools[i], "tmux") != 0))
			assert_int_equal(symlink(target, link), 0);
		free(link);
	}
	return bin;
}

static void check_verify(void **state)
{
	const struct verify_row *row = *state;
	char *home = folder_make();
	char *bin = make_path(home, row);
	char path[4096], home_variable[4096], bash[4096];

	if (row->tmux_conf)
		put_in(home, ".tmux.conf", row->tmux_conf, 0600);
	if (row->sentinel)
		put_in(home, ".devcontainer-ready", "", 0600);
	snprintf(path, sizeof(path), "PATH=%s", bin);
	snprintf(home_variable, sizeof(home_variable), "HOME=%s", home);
	snprintf(bash, sizeof(bash), "%s/bash", bin);
	const char *const argv[] = {bash, "workflows/verify-devcontainer.sh", NULL};
	const char *const envp[] = {path, home_variable, "TERM=xterm", "LC_ALL=C.UTF-8", NULL};
	const struct process_request request = {.argv = argv, .envp = envp};
	struct process process = process_run(&request);

	if (process.exit_code != row->exit_code)
		print_error("%s%s", process.out, process.err);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_true(!row->out || strstr(process.out, row->out));
	assert_true(!row->err || strstr(process.err, row->err));
	process_free(&process);
	free(bin);
	folder_remove(home);
}

int main(void)
{
	return ROWS_RUN("the check inside the container", verify_rows, check_verify);
}
