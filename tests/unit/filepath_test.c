/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/filepath.h"
#include "harness/rows.h"

struct filepath_row {
	const char *name;
	const char *first;
	const char *second;
	const char *path;
	size_t above;
};

static const struct filepath_row rows[] = {
	{"parts are joined", "a/b", "c", "a/b/c", 0},
	{"nothing adds nothing", "a", "", "a", 0},
	{"a dot adds nothing", "a", "./b/.", "a/b", 0},
	{"slashes at the ends and twice count as none", "/a//b/", "/c/", "a/b/c", 0},
	{"two dots take a part away", "a/b", "../c", "a/c", 0},
	{"in the middle too", "a", "b/../../c", "c", 0},
	{"all may be taken away", "a/b", "../..", "", 0},
	{"what is taken from nothing is counted", "a", "../../../b", "b", 2},
	{"three dots are a name", "a", ".../b", "a/.../b", 0},
	{"a dot before a name is part of it", "", ".git/..x", ".git/..x", 0},
};

static void check_filepath(void **state)
{
	const struct filepath_row *row = *state;
	struct arena arena;
	struct strbuf out;
	arena_init(&arena, 1024);
	strbuf_init(&out, &arena, 100);
	size_t above = filepath_add(&out, str_of(row->first));
	above += filepath_add(&out, str_of(row->second));
	assert_string_equal(strbuf_str(&out).ptr, row->path);
	assert_int_equal(above, row->above);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a path", rows, check_filepath);
}
