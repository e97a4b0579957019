/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/uses.h"
#include "base/limits.h"
#include "harness/rows.h"

struct uses_row {
	const char *name;
	const char *text;
	enum uses_kind kind;
	const char *path; /* NULL: it has none */
};

static const struct uses_row uses_rows[] = {
	{"./ begins a path of the repository", "./a/b", USES_LOCAL, "a/b"},
	{"so does $/", "$/a/b", USES_LOCAL, "a/b"},
	{"and what Windows writes", ".\\a\\b", USES_LOCAL, "a/b"},
	{"./ alone is its root", "./", USES_LOCAL, ""},
	{"a slash at the end says nothing", "./a/b/", USES_LOCAL, "a/b"},
	{"nor does a doubled one", ".//a//b", USES_LOCAL, "a/b"},
	{"nor a '.'", "./a/./b/.", USES_LOCAL, "a/b"},
	{"a hidden folder is one", "./.github/x", USES_LOCAL, ".github/x"},
	{"three dots are a name", "./.../x", USES_LOCAL, ".../x"},
	{"'..' leads out", "./../a", USES_LOCAL, NULL},
	{"also where it would come back", "./a/../b", USES_LOCAL, NULL},
	{"and for Windows", ".\\..\\a", USES_LOCAL, NULL},
	{"an owner begins a path of another repository", "o/r/a@v1", USES_REMOTE, NULL},
	{"a '.' alone is no path", ".", USES_REMOTE, NULL},
	{"a hidden name is none", ".github/x", USES_REMOTE, NULL},
	{"an image has a scheme", "docker://alpine:3", USES_IMAGE, NULL},
};

static void check_uses(void **state)
{
	const struct uses_row *row = *state;
	struct arena arena;
	struct uses uses;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	assert_true(uses_read(&arena, str_of(row->text), &uses));
	assert_int_equal(uses.kind, row->kind);
	assert_int_equal(uses.path.ptr != NULL, row->path != NULL);
	if (row->path)
		assert_true(str_is(uses.path, row->path));
	arena_release(&arena);
}

static void memory_may_end(void **state)
{
	struct arena arena;
	struct uses uses;

	(void)state;
	arena_init(&arena, 1);
	assert_false(uses_read(&arena, STR("./a"), &uses));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(memory_may_end)};

	return ROWS_RUN("what a uses names", uses_rows, check_uses) +
	       cmocka_run_group_tests_name("uses without memory", tests, NULL, NULL);
}
