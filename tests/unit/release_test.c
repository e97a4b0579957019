/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/option.h"
#include "harness/rows.h"

struct release_row {
	const char *name;
	const char *tag; /* NULL: none */
	bool named;
	const char *release;
};

static const struct release_row releases[] = {
	{"1.3.0 is itself", "1.3.0", true, "1.3.0"},
	{"1.2.0 is itself", "1.2.0", true, "1.2.0"},
	{"1.1.0 is itself", "1.1.0", true, "1.1.0"},
	{"1.0.6 is itself", "1.0.6", true, "1.0.6"},
	{"1.0.5 is itself", "1.0.5", true, "1.0.5"},
	{"1.0.4 is itself", "1.0.4", true, "1.0.4"},
	{"1.0.3 is itself", "1.0.3", true, "1.0.3"},
	{"1.0.2 is itself", "1.0.2", true, "1.0.2"},
	{"1.0.1 is itself", "1.0.1", true, "1.0.1"},
	{"1.0.0 is itself", "1.0.0", true, "1.0.0"},
	{"a v in front is fine", "v1.2.0", true, "1.2.0"},
	{"1.3 is its newest", "1.3", true, "1.3.0"},
	{"1.0 is its newest", "1.0", true, "1.0.6"},
	{"v1.0 is its newest", "v1.0", true, "1.0.6"},
	{"a suffix changes nothing", "1.0.4-alpine", true, "1.0.4"},
	{"a suffix behind two numbers changes nothing", "1.0-alpine", true, "1.0.6"},
	{"a suffix may hold dashes and dots", "v1.1.0-rc.1-x", true, "1.1.0"},
	{"a patch that is not known counts as the one below", "1.0.9", true, "1.0.6"},
	{"a minor that is not known counts as the one below", "1.4.0", true, "1.3.0"},
	{"a major that is not known counts as the one below", "2.0.0", true, "1.3.0"},
	{"1.2.7 counts as 1.2.0", "1.2.7", true, "1.2.0"},
	{"1.10.0 is above 1.3.0", "1.10.0", true, "1.3.0"},
	{"0.2.9 counts as the first known", "0.2.9", true, "1.0.0"},
	{"0.0.0 counts as the first known", "0.0.0", true, "1.0.0"},
	{"nine digits are a number", "999999999.0.0", true, "1.3.0"},
	{"no tag names no release", NULL, false, "1.3.0"},
	{"latest names no release", "latest", false, "1.3.0"},
	{"a major alone names no release", "1", false, "1.3.0"},
	{"four numbers name no release", "1.2.0.1", false, "1.3.0"},
	{"a v alone names no release", "v", false, "1.3.0"},
	{"an upper-case V names no release", "V1.2.0", false, "1.3.0"},
	{"a leading zero names no release", "1.02.0", false, "1.3.0"},
	{"ten digits name no release", "1000000000.0.0", false, "1.3.0"},
	{"an empty number names no release", "1..0", false, "1.3.0"},
	{"a dot at the end names no release", "1.2.", false, "1.3.0"},
	{"an empty suffix names no release", "1.2.0-", false, "1.3.0"},
	{"a suffix without a dash names no release", "1.2.0rc1", false, "1.3.0"},
	{"a suffix behind an underscore names no release", "1.2.0_1", false, "1.3.0"},
	{"a release behind a word names no release", "release-1.2.0", false, "1.3.0"},
	{"a commit names no release", "3f2a1b9", false, "1.3.0"},
};

static void check_release(void **state)
{
	const struct release_row *const row = *state;
	const struct image image = {.tag = str_of(row->tag)};
	struct arena arena;
	struct release release = {0, 0, 0};

	arena_init(&arena, 1 << 12);
	assert_int_equal(release_of_image(&image, &release), row->named);
	assert_true(str_is(release_text(&arena, release), row->release));
	arena_release(&arena);
}

struct order_row {
	const char *name;
	struct release a;
	struct release b;
	int order;
};

static const struct order_row orders[] = {
	{"a release is as old as itself", {1, 2, 3}, {1, 2, 3}, 0},
	{"a lower patch comes first", {1, 0, 5}, {1, 0, 6}, -1},
	{"a lower minor beats a higher patch", {1, 0, 6}, {1, 1, 0}, -1},
	{"a lower major beats all", {1, 9, 9}, {2, 0, 0}, -1},
	{"numbers are not text", {1, 10, 0}, {1, 9, 0}, 1},
};

static void check_order(void **state)
{
	const struct order_row *const row = *state;

	assert_int_equal(release_compare(row->a, row->b), row->order);
	assert_int_equal(release_compare(row->b, row->a), -row->order);
}

int main(void)
{
	return ROWS_RUN("the release of an image", releases, check_release) +
	       ROWS_RUN("the order of releases", orders, check_order);
}
