/* SPDX-License-Identifier: MIT */

/* What the planner gets of a repository's files: what is there, and all that is not. */

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

#include "base/limits.h"
#include "harness/process.h"
#include "harness/rows.h"
#include "precache/root.h"
#include "precache/root_files.h"

#define ABC_DIGEST "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

/* A repository in "root", and what lies around it. */
struct ground {
	struct arena arena;
	char *folder;
	struct root_files files;
};

static void make_folder(const struct ground *ground, const char *name)
{
	char *path = path_of(ground->folder, name);
	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

static void put(const struct ground *ground, const char *name, const char *text)
{
	char *path = path_of(ground->folder, name);
	file_put(path, text);
	free(path);
}

static void make_link(const struct ground *ground, const char *name, const char *target)
{
	char *path = path_of(ground->folder, name);
	assert_int_equal(symlink(target, path), 0);
	free(path);
}

static void put_large(const struct ground *ground, const char *name, size_t size)
{
	char *path = path_of(ground->folder, name);
	put(ground, name, "x");
	assert_int_equal(truncate(path, (off_t)size), 0);
	free(path);
}

static void lay_out(const struct ground *ground)
{
	char *path;

	make_folder(ground, "root");
	make_folder(ground, "root/.git");
	make_folder(ground, "root/a");
	make_folder(ground, "root/a/.git");
	make_folder(ground, "root/a/b");
	put(ground, "outside", "not ours");
	put(ground, "root/.git/HEAD", "ref");
	put(ground, "root/a/.git/HEAD", "ref");
	put(ground, "root/a/b/abc", "abc");
	put(ground, "root/a-b", "dash");
	put(ground, "root/.hidden", "hidden");
	put(ground, "root/empty", "");
	put_large(ground, "root/largest", LIMIT_FILE_BYTES);
	put_large(ground, "root/too-large", LIMIT_FILE_BYTES + 1);
	make_link(ground, "root/link-out", "../outside");
	make_link(ground, "root/link-in", "a-b");
	make_link(ground, "root/folder-link", "a");
	make_link(ground, "root/up", "..");
	make_link(ground, "root-link", "root");
	path = path_of(ground->folder, "root/pipe");
	assert_int_equal(mkfifo(path, 0600), 0);
	free(path);
}

static void set_up(struct ground *ground)
{
	char *root;

	arena_init(&ground->arena, LIMIT_ARENA_BYTES);
	ground->folder = folder_make();
	lay_out(ground);
	root = path_of(ground->folder, "root-link");
	root_files_open(&ground->files, path_resolve(&ground->arena, root));
	free(root);
	assert_true(ground->files.root >= 0);
}

static void tear_down(struct ground *ground)
{
	root_files_close(&ground->files);
	folder_remove(ground->folder);
	arena_release(&ground->arena);
}

struct read_row {
	const char *name;
	const char *path;
	const char *text;   /* NULL: it is not there */
	const char *digest; /* NULL: it is whatever it is */
};

static const struct read_row read_rows[] = {
	{"a file in a folder is there", "a/b/abc", "abc", ABC_DIGEST},
	{"a file in the root is there", "a-b", "dash", NULL},
	{"an empty file is there", "empty", "", NULL},
	{"a hidden file is there", ".hidden", "hidden", NULL},
	{"nothing of the name is not there", "a/absent", NULL, NULL},
	{"a folder is no file", "a", NULL, NULL},
	{"a folder with a slash behind it is no file", "a/", NULL, NULL},
	{"a file with a slash behind it is none", "a-b/", NULL, NULL},
	{"a file is no folder", "a-b/x", NULL, NULL},
	{"the root is no file", "", NULL, NULL},
	{"'.' is no name", "./a-b", NULL, NULL},
	{"'..' leads nowhere", "../outside", NULL, NULL},
	{"'..' leads nowhere in the middle either", "a/../a-b", NULL, NULL},
	{"an absolute path leads nowhere", "/etc/passwd", NULL, NULL},
	{"two slashes are one too many", "a//b/abc", NULL, NULL},
	{"a link out of the root is not followed", "link-out", NULL, NULL},
	{"a link within the root is not followed", "link-in", NULL, NULL},
	{"a folder that is a link is not followed", "folder-link/b/abc", NULL, NULL},
	{"a link to the folder above is not followed", "up/outside", NULL, NULL},
	{"a pipe is no file, and nobody waits for it", "pipe", NULL, NULL},
	{"a name in other letters is another name", "A-B", NULL, NULL},
};

static void check_read(void **state)
{
	const struct read_row *row = *state;
	struct ground ground;
	unsigned char digest[32];
	char hex[65];

	set_up(&ground);
	const struct files *calls = &ground.files.calls;
	const struct str bytes = calls->read(calls->context, &ground.arena, str_of(row->path));
	assert_int_equal(bytes.ptr != NULL, row->text != NULL);
	if (row->text)
		assert_true(str_is(bytes, row->text));
	assert_int_equal(calls->hash(calls->context, str_of(row->path), digest), row->text != NULL);
	for (size_t i = 0; row->digest && i < sizeof(digest); i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	if (row->digest)
		assert_string_equal(hex, row->digest);
	tear_down(&ground);
}

static void list_names_every_file_once(void **state)
{
	static const char *const expected[] = {
		".hidden", "a-b", "a/b/abc", "empty", "largest", "too-large"};
	struct ground ground;
	size_t count = 0;

	(void)state;
	set_up(&ground);
	const struct files *calls = &ground.files.calls;
	const struct str *paths = calls->list(calls->context, &ground.arena, &count);
	assert_non_null(paths);
	assert_int_equal(count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < count; i++)
		assert_true(str_is(paths[i], expected[i]));
	tear_down(&ground);
}

static void size_has_a_limit_for_reading_alone(void **state)
{
	struct ground ground;
	unsigned char digest[32];

	(void)state;
	set_up(&ground);
	const struct files *calls = &ground.files.calls;
	const struct str largest = calls->read(calls->context, &ground.arena, STR("largest"));
	const struct str larger = calls->read(calls->context, &ground.arena, STR("too-large"));
	assert_int_equal(largest.len, LIMIT_FILE_BYTES);
	assert_null(larger.ptr);
	assert_true(calls->hash(calls->context, STR("too-large"), digest));
	tear_down(&ground);
}

static void folders_have_a_limit(void **state)
{
	struct ground ground;
	char path[2 * (LIMIT_FOLDER_DEPTH + 1) + sizeof("root")] = "root";
	size_t count = 1;

	(void)state;
	set_up(&ground);
	for (unsigned i = 0; i <= LIMIT_FOLDER_DEPTH; i++) {
		strcat(path, "/d");
		make_folder(&ground, path);
	}
	const struct files *calls = &ground.files.calls;
	assert_null(calls->list(calls->context, &ground.arena, &count));
	assert_int_equal(count, 0);
	tear_down(&ground);
}

static void without_a_root_there_is_nothing(void **state)
{
	struct root_files files;
	struct arena arena;
	struct plan_input input = {.file = STR("w.yml")};

	(void)state;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	root_files_open(&files, STR_NONE);
	assert_true(root_files_give(&files, &arena, STR_NONE, STR_NONE, &input));
	assert_null(input.files);
	root_files_close(&files);
	arena_release(&arena);
}

/* How the files of a repository are named, by how the user named the workflow. */
struct shown_row {
	const char *name;
	const char *shown;    /* as the user named the workflow */
	const char *workflow; /* from the root; NULL: it lies elsewhere, or there is none */
	const char *named;    /* --repo; NULL: not given */
	const char *prefix;   /* NULL: the absolute path of the root */
};

static const struct shown_row shown_rows[] = {
	{"in the root a file has its path from there", "a/b/abc", "a/b/abc", NULL, ""},
	{"a './' says nothing", "./a/b/abc", "a/b/abc", NULL, ""},
	{"above the root the way to it goes in front", "x/root/a/b/abc", "a/b/abc", NULL,
		"x/root/"},
	{"from outside too", "../root/a/b/abc", "a/b/abc", NULL, "../root/"},
	{"below the root the way goes up", "b/abc", "a/b/abc", NULL, "../"},
	{"in the workflow's own folder it goes up twice", "abc", "a/b/abc", NULL, "../../"},
	{"a name that only ends alike is another one", "dash-a/b/abc", "a/b/abc", NULL, NULL},
	{"standard input has the root that --repo names", "<stdin>", NULL, "x/root", "x/root/"},
	{"--repo may end with a slash", "<stdin>", NULL, "x/root/", "x/root/"},
	{"--repo may be where we are", "<stdin>", NULL, ".", ""},
};

static void check_shown(void **state)
{
	const struct shown_row *row = *state;
	struct plan_input input = {.file = str_of(row->shown)};
	struct ground ground;
	struct str workflow = STR_NONE;
	struct str prefix;

	set_up(&ground);
	if (row->workflow)
		workflow = path_join(&ground.arena, ground.files.path, str_of(row->workflow));
	assert_true(root_files_give(
		&ground.files, &ground.arena, workflow, str_of(row->named), &input));
	prefix = row->prefix ? str_of(row->prefix)
			     : str_printf(&ground.arena, "%.*s/", STR_ARG(ground.files.path));
	assert_true(str_eq(input.root_shown, prefix));
	assert_true(str_eq(input.file_from_root, str_of(row->workflow)));
	assert_ptr_equal(input.files, &ground.files.calls);
	tear_down(&ground);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(list_names_every_file_once),
		cmocka_unit_test(size_has_a_limit_for_reading_alone),
		cmocka_unit_test(folders_have_a_limit),
		cmocka_unit_test(without_a_root_there_is_nothing),
	};
	int failed = ROWS_RUN("files below the root", read_rows, check_read);

	failed += ROWS_RUN("how they are named", shown_rows, check_shown);
	failed += cmocka_run_group_tests_name("the repository's files", tests, NULL, NULL);
	return failed;
}
