/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/release.h"
#include "harness/rows.h"

struct tag_row {
	const char *name;
	const char *tag; /* NULL: none */
	enum release_source source;
	const char *release;
};

static const struct tag_row tags[] = {
	{"1.3.0 is itself", "1.3.0", RELEASE_NAMED, "1.3.0"},
	{"1.2.0 is itself", "1.2.0", RELEASE_NAMED, "1.2.0"},
	{"1.1.0 is itself", "1.1.0", RELEASE_NAMED, "1.1.0"},
	{"1.0.6 is itself", "1.0.6", RELEASE_NAMED, "1.0.6"},
	{"1.0.5 is itself", "1.0.5", RELEASE_NAMED, "1.0.5"},
	{"1.0.4 is itself", "1.0.4", RELEASE_NAMED, "1.0.4"},
	{"1.0.3 is itself", "1.0.3", RELEASE_NAMED, "1.0.3"},
	{"1.0.2 is itself", "1.0.2", RELEASE_NAMED, "1.0.2"},
	{"1.0.1 is itself", "1.0.1", RELEASE_NAMED, "1.0.1"},
	{"1.0.0 is itself", "1.0.0", RELEASE_NAMED, "1.0.0"},
	{"a v in front is fine", "v1.2.0", RELEASE_NAMED, "1.2.0"},
	{"1.3 is its newest", "1.3", RELEASE_NEAREST, "1.3.0"},
	{"1.0 is its newest", "1.0", RELEASE_NEAREST, "1.0.6"},
	{"v1.0 is its newest", "v1.0", RELEASE_NEAREST, "1.0.6"},
	{"a suffix is another build of the release", "1.0.4-alpine", RELEASE_NEAREST, "1.0.4"},
	{"a suffix may stand behind two numbers", "1.0-alpine", RELEASE_NEAREST, "1.0.6"},
	{"a suffix may hold dashes and dots", "v1.1.0-rc.1-x", RELEASE_NEAREST, "1.1.0"},
	{"a patch that is not known counts as the one below", "1.0.9", RELEASE_NEAREST, "1.0.6"},
	{"a minor that is not known counts as the one below", "1.4.0", RELEASE_NEAREST, "1.3.0"},
	{"a major that is not known counts as the one below", "2.0.0", RELEASE_NEAREST, "1.3.0"},
	{"1.2.7 counts as 1.2.0", "1.2.7", RELEASE_NEAREST, "1.2.0"},
	{"1.10.0 is above 1.3.0", "1.10.0", RELEASE_NEAREST, "1.3.0"},
	{"0.2.9 is itself", "0.2.9", RELEASE_NAMED, "0.2.9"},
	{"0.9.9 counts as 0.2.9", "0.9.9", RELEASE_NEAREST, "0.2.9"},
	{"1.3.5 counts as 1.3.0", "1.3.5", RELEASE_NEAREST, "1.3.0"},
	{"1.0.99 counts as 1.0.6", "1.0.99", RELEASE_NEAREST, "1.0.6"},
	{"what is below all counts as the lowest", "0.0.0", RELEASE_NEAREST, "0.2.9"},
	{"nine digits are a number", "999999999.0.0", RELEASE_NEAREST, "1.3.0"},
	{"no tag names no release", NULL, RELEASE_NONE, "1.3.0"},
	{"latest names no release", "latest", RELEASE_NONE, "1.3.0"},
	{"a major alone names no release", "1", RELEASE_NONE, "1.3.0"},
	{"four numbers name no release", "1.2.0.1", RELEASE_NONE, "1.3.0"},
	{"a v alone names no release", "v", RELEASE_NONE, "1.3.0"},
	{"an upper-case V names no release", "V1.2.0", RELEASE_NONE, "1.3.0"},
	{"a leading zero names no release", "1.02.0", RELEASE_NONE, "1.3.0"},
	{"ten digits name no release", "1000000000.0.0", RELEASE_NONE, "1.3.0"},
	{"an empty number names no release", "1..0", RELEASE_NONE, "1.3.0"},
	{"a dot at the end names no release", "1.2.", RELEASE_NONE, "1.3.0"},
	{"an empty suffix names no release", "1.2.0-", RELEASE_NONE, "1.3.0"},
	{"a suffix without a dash names no release", "1.2.0rc1", RELEASE_NONE, "1.3.0"},
	{"a suffix behind an underscore names no release", "1.2.0_1", RELEASE_NONE, "1.3.0"},
	{"a release behind a word names no release", "release-1.2.0", RELEASE_NONE, "1.3.0"},
	{"a commit names no release", "3f2a1b9", RELEASE_NONE, "1.3.0"},
};

static void check_release(void **state)
{
	const struct tag_row *const row = *state;
	const struct image image = {.repository = STR("coder/envbuilder"), .tag = str_of(row->tag)};
	struct arena arena;
	struct release release = {0, 0, 0};

	arena_init(&arena, 1 << 12);
	assert_int_equal(release_of_image(&image, &release), row->source);
	assert_true(str_is(release_text(&arena, release), row->release));
	arena_release(&arena);
}

struct image_row {
	const char *name;
	const char *repository;
	const char *tag;
	enum release_source source;
};

static const struct image_row images[] = {
	{"the builder's own name counts", "coder/envbuilder", "1.0.5", RELEASE_NAMED},
	{"a mirror's longer path counts", "proxy/ghcr.io/coder/envbuilder", "1.0.5", RELEASE_NAMED},
	{"a copy's own folder counts", "team/tools/envbuilder", "1.0.5", RELEASE_NAMED},
	{"a preview counts", "coder/envbuilder-preview", "1.0.5", RELEASE_NAMED},
	{"a copy with a word in front counts", "team/our-envbuilder", "1.0.5", RELEASE_NAMED},
	{"a name without a path counts", "envbuilder", "1.0.5", RELEASE_NAMED},
	{"an image of another name has versions of its own", "team/builder", "1.0.5", RELEASE_NONE},
	{"a folder's name says nothing of the image", "envbuilder/ubuntu", "1.0.5", RELEASE_NONE},
	{"the builder's name without a tag says nothing", "coder/envbuilder", NULL, RELEASE_NONE},
};

static void check_image(void **state)
{
	const struct image_row *const row = *state;
	const struct image image = {.repository = str_of(row->repository), .tag = str_of(row->tag)};
	struct release release = {0, 0, 0};

	assert_int_equal(release_of_image(&image, &release), row->source);
	assert_int_equal(
		release_compare(release,
			row->source == RELEASE_NAMED ? (struct release){1, 0, 5} : release_newest),
		0);
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

struct table_row {
	const char *name;
	void (*holds)(void);
};

static void assert_ascending(void)
{
	size_t count = 0;
	const struct release_row *const rows = release_table(&count);

	assert_int_equal(count, 11);
	for (size_t i = 1; i < count; i++) {
		assert_true(release_compare(rows[i - 1].release, rows[i].release) < 0);
		assert_true(strcmp(rows[i - 1].date, rows[i].date) <= 0);
	}
	assert_int_equal(release_compare(rows[count - 1].release, release_newest), 0);
}

static void assert_notes_known(void)
{
	size_t count = 0;
	size_t known = 0;
	const struct release_note *const notes = release_notes(&count);
	size_t releases = 0;
	const struct release_row *const rows = release_table(&releases);

	for (size_t i = 0; i < count; i++) {
		assert_true(notes[i].text[0] != '\0');
		for (size_t j = 0; j < releases; j++)
			known += release_compare(notes[i].release, rows[j].release) == 0;
	}
	assert_int_equal(known, count);
}

static const struct table_row tables[] = {
	{"releases ascend, in time too, and the last is the newest", assert_ascending},
	{"a note is of a release that there is", assert_notes_known},
};

static void check_table(void **state)
{
	const struct table_row *const row = *state;

	row->holds();
}

int main(void)
{
	return ROWS_RUN("the release of a tag", tags, check_release) +
	       ROWS_RUN("the release of an image", images, check_image) +
	       ROWS_RUN("the table of releases", tables, check_table) +
	       ROWS_RUN("the order of releases", orders, check_order);
}
