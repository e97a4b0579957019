/* SPDX-License-Identifier: MIT */

/* Repositories on a disk, planned as a user would: roots, links, options, and what covers what. */

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

#include "harness/memory_files.h"
#include "harness/process.h"
#include "harness/rows.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

#define BUILD                                                                                      \
	"runs-on: x, steps: [{run: precache-apply, env: {CACHE_REPO: ghcr.io/o/c, GHCR_USER: u,"   \
	" GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}}]"
#define CALLER                                                                                     \
	"== .github/workflows/w.yml\non: push\njobs:\n  a: {uses: ./.github/workflows/y.yml}\n"    \
	"  z: {" BUILD "}\n"
#define CALLED "== .github/workflows/y.yml\non: workflow_call\njobs: {b: {" BUILD "}}\n"
#define ACTION                                                                                     \
	"== a/action.yml\nruns: {using: composite, steps: [{run: precache-apply, shell: sh, env:"  \
	" {CACHE_REPO: ghcr.io/o/c}}]}\n"
#define USER "== .github/workflows/w.yml\non: push\njobs: {j: {runs-on: x, steps: [uses: ./a]}}\n"
#define CASE                                                                                       \
	"== .git/HEAD\nref\n== golden/c/case.yml\npromise: A case.\nworkflow: "                    \
	"../../.github/workflows/w.yml\n"

struct command_row {
	const char *name;
	const char *files; /* as memory_files.h reads them */
	const char *link;  /* "path -> target", made behind the files; NULL: none */
	const char *in;    /* the folder in which precache runs, from the root; NULL: the root */
	const char *const *args;
	int exit_code;
	const char *out; /* stands in standard output; "" nothing may stand there */
	const char *err; /* stands in standard error; "" nothing may stand there */
};

static const struct command_row plan_rows[] = {
	{"a workflow calls another of its repository", CALLER CALLED, NULL, NULL,
		LIST("plan", ".github/workflows/w.yml"), 0, "a / b", ""},
	{"wherever precache runs", CALLER CALLED, NULL, ".github/workflows", LIST("plan", "w.yml"),
		0, "a / b", ""},
	{"the root may be named", CALLER CALLED, NULL, "golden",
		LIST("plan", "--repo", "..", "../.github/workflows/w.yml"), 0, "a / b", ""},
	{"and then holds for standard input", USER ACTION, NULL, NULL,
		LIST("plan", "--repo", ".", "-"), 3, "", "<stdin>"},
	{"the job that calls is the one to ask for", CALLER CALLED, NULL, NULL,
		LIST("plan", "--job", "a", "--format=json", ".github/workflows/w.yml"), 0,
		"\"id\": \"a / b\"", ""},
	{"a called job is none to ask for", CALLER CALLED, NULL, NULL,
		LIST("plan", "--job", "b", ".github/workflows/w.yml"), 3, "",
		"no build in job 'b'"},
	{"a called file that is not there is a warning", CALLER, NULL, NULL,
		LIST("plan", ".github/workflows/w.yml"), 0, "build         z\n",
		".github/workflows/w.yml:3:13: warning: cannot read './.github/workflows/y.yml'"},
	{"and with --strict an error", CALLER, NULL, NULL,
		LIST("plan", "--strict", ".github/workflows/w.yml"), 3, "",
		".github/workflows/w.yml:3:13: error: cannot read './.github/workflows/y.yml'"},
	{"a name in other letters is another file",
		CALLER "== .github/workflows/Y.yml\non: workflow_call\njobs: {b: {" BUILD "}}\n",
		NULL, NULL, LIST("plan", ".github/workflows/w.yml"), 0, "build         z\n",
		"warning: cannot read"},
	{"a file behind a link is not read", CALLER "== other.yml\non: workflow_call\njobs: {}\n",
		".github/workflows/y.yml -> ../../other.yml", NULL,
		LIST("plan", ".github/workflows/w.yml"), 0, "build         z\n",
		"warning: cannot read"},
	{"nor is a folder", USER "== b/action.yml\nruns: {using: docker}\n", "a -> b", NULL,
		LIST("plan", ".github/workflows/w.yml"), 3, "", "warning: cannot read './a'"},
	{"but the root itself may be reached by one", USER ACTION, "golden/link -> ..", "golden",
		LIST("plan", "link/.github/workflows/w.yml"), 0, "ghcr.io/o/c", "called here"},
	{"a workflow elsewhere has no repository",
		CALLER CALLED "== x/w.yml\non: push\njobs: {j:"
			      " {runs-on: x, steps: [uses: ./a]}}\n",
		NULL, NULL, LIST("plan", "x/w.yml"), 3, "", "the repository's root is not known"},
	{"jobs are shown without the files that they call", CALLER, NULL, NULL,
		LIST("plan", "--stop-after=jobs", "--format=json", ".github/workflows/w.yml"), 0,
		"\"uses\": \"./.github/workflows/y.yml\"", ""},
	{"and with what a local action writes, which is none of the job's steps",
		"== w.yml\non: push\njobs: {j: {runs-on: x, steps: [uses: ./a, run: x]}}\n"
		"== a/action.yml\n"
		"runs: {using: composite, steps: [{run: 'echo X=1 >> $GITHUB_ENV', shell: sh}]}\n",
		NULL, NULL,
		LIST("plan", "--repo", ".", "--stop-after=jobs", "--format=json", "w.yml"), 0,
		"{\n          \"uses\": \"./a\",\n          \"env\": {}\n        },\n        {\n"
		"          \"run\": \"x\",\n          \"env\": {\n            \"X\": \"1\"\n",
		""},
	{"lint reads them too", CALLER CALLED, NULL, NULL, LIST("lint", ".github/workflows/w.yml"),
		0, "PC0321", ""},
};

static const struct command_row check_rows[] = {
	{"a called workflow is covered by the case of its caller", CALLER CALLED CASE, NULL, NULL,
		LIST("check", "--update"), 0, "1 case: 1 as expected\n", ""},
	{"one that nobody calls needs its own",
		CALLER CALLED CASE "== .github/workflows/x.yml\non: push\njobs: {b: {" BUILD "}}\n",
		NULL, NULL, LIST("check", "--update"), 1,
		".github/workflows/x.yml: has a build that no case names", ""},
	{"with --strict a case may be wrong", CALLER CASE, NULL, NULL,
		LIST("check", "--strict", "golden"), 1, "exit code 3, but the case expects 0", ""},
	{"a case may be a repository of its own",
		"== golden/c/case.yml\npromise: A case.\nworkflow: .github/workflows/w.yml\n"
		"== golden/c/.github/workflows/w.yml\non: push\njobs:\n"
		"  a: {uses: ./.github/workflows/y.yml}\n"
		"== golden/c/.github/workflows/y.yml\non: workflow_call\njobs: {b: {" BUILD "}}\n",
		NULL, NULL, LIST("check", "--update"), 0, "1 case: 1 as expected\n", ""},
};

static void make_folders(const char *path)
{
	char *copy = strdup(path);

	assert_non_null(copy);
	for (char *slash = strchr(copy + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(copy, 0755);
		*slash = '/';
	}
	free(copy);
}

static void write_file(const char *folder, const struct memory_file *file)
{
	char name[256];
	char *text = strndup(file->text.ptr, file->text.len);
	char *path;

	snprintf(name, sizeof(name), "%.*s", STR_ARG(file->path));
	path = path_of(folder, name);
	make_folders(path);
	file_put(path, text);
	free(path);
	free(text);
}

static void make_link(const char *folder, const char *link)
{
	char name[256];
	const char *arrow = strstr(link, " -> ");
	char *path;

	snprintf(name, sizeof(name), "%.*s", (int)(arrow - link), link);
	path = path_of(folder, name);
	make_folders(path);
	assert_int_equal(symlink(arrow + 4, path), 0);
	free(path);
}

static void assert_text(const char *what, const char *text, const char *wanted)
{
	if (*wanted ? !strstr(text, wanted) : *text)
		fail_msg("%s: %s", what, text);
}

static void check_command(void **state)
{
	const struct command_row *row = *state;
	const char *argv[16] = {program_path("PRECACHE", "build/precache")};
	struct process_request request = {.argv = argv};
	struct memory_files files;
	char *folder = folder_make();
	char *in = path_of(folder, row->in ? row->in : ".");
	char *golden = path_of(folder, "golden/");

	make_folders(golden);
	memory_files_init(&files, str_of(row->files));
	for (size_t i = 0; i < files.count; i++)
		write_file(folder, &files.items[i]);
	if (row->link)
		make_link(folder, row->link);
	for (size_t i = 0; row->args[i]; i++)
		argv[i + 1] = row->args[i];
	request.folder = in;
	request.input = "on: push\njobs: {a: {uses: ./.github/workflows/y.yml}}\n";
	struct process process = process_run(&request);
	if (process.exit_code != row->exit_code)
		fail_msg("exit code %d: %s%s", process.exit_code, process.out, process.err);
	assert_text("standard output", process.out, row->out);
	assert_text("standard error", process.err, row->err);
	process_free(&process);
	free(golden);
	free(in);
	folder_remove(folder);
}

int main(void)
{
	int failed = ROWS_RUN("plans of repositories", plan_rows, check_command);

	failed += ROWS_RUN("checks of repositories", check_rows, check_command);
	return failed;
}
