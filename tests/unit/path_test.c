/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "yaml/path.h"

struct path_row {
	const char *name;
	const char *yaml;
	unsigned line;
	unsigned column;
	enum path_end end;
	const char *path;
};

#define STEPS                                                                                      \
	"jobs:\n  a:\n    steps:\n      - uses: x\n      - run: |\n          one\n          two\n" \
	"        env: {X: 1, Y: 2}\n"

static const struct path_row paths[] = {
	{"a member's value", "a: 1\nb: 2\n", 2, 4, PATH_OUTER, "b"},
	{"a member's key", "a: 1\nb: 2\n", 2, 1, PATH_INNER, "b"},
	{"a mapping begins where its first key does", "a:\n  b: 1\n", 2, 3, PATH_OUTER, "a"},
	{"or that first key is meant", "a:\n  b: 1\n", 2, 3, PATH_INNER, "a.b"},
	{"a later key is no mapping's beginning", "a:\n  b: 1\n  c: 2\n", 3, 3, PATH_OUTER, "a.c"},
	{"a member without a value", "on:\n  push:\n  pull_request:\n", 2, 3, PATH_INNER,
		"on.push"},
	{"an item", "a: [x, y]\n", 1, 8, PATH_OUTER, "a[1]"},
	{"an item of items", "- - x\n  - y\n", 2, 5, PATH_OUTER, "[0][1]"},
	{"a member in a step", STEPS, 4, 15, PATH_OUTER, "jobs.a.steps[0].uses"},
	{"a line of a block scalar", STEPS, 7, 11, PATH_OUTER, "jobs.a.steps[1].run"},
	{"a member in braces", STEPS, 8, 22, PATH_OUTER, "jobs.a.steps[1].env.Y"},
	{"inside a plain scalar", "a: some words\nb: 2\n", 1, 9, PATH_OUTER, "a"},
	{"behind the last line", "a: 1\nb: 2\n", 9, 1, PATH_OUTER, "b"},
	{"in front of everything", "# one\n\na: 1\n", 1, 1, PATH_OUTER, ""},
	{"what an alias repeats stands where its anchor is", "a: &x {k: 1}\nb: *x\nc: 2\n", 1, 11,
		PATH_OUTER, "a.k"},
	{"an alias ends at its member", "a: &x {k: 1}\nb: *x\nc: 2\n", 2, 4, PATH_OUTER, "b"},
	{"an alias among items is passed over", "a: &x 1\nb: [*x, y]\n", 2, 9, PATH_OUTER, "b[1]"},
	{"a key that is no word is quoted", "a b:\n  c.d: 1\n", 2, 8, PATH_OUTER, "['a b']['c.d']"},
	{"a scalar alone is the root", "word\n", 1, 1, PATH_OUTER, ""},
	{"nothing is the root", "", 1, 1, PATH_OUTER, ""},
};

static void check_path(void **state)
{
	const struct path_row *const row = *state;
	const struct place at = {.line = row->line, .column = row->column};
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *const document =
		yaml_read(&arena, &diags, STR("x.yml"), str_of(row->yaml));
	assert_non_null(document);
	const struct path path = path_find(document, at, row->end);
	assert_string_equal(path_text(&arena, &path).ptr, row->path);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("the path of a place", paths, check_path);
}
