/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_RELEASE_H
#define BUILDER_RELEASE_H

/*
 * The releases of envbuilder that the option tables know, and which of them a version or an image's
 * tag stands for. A release that is not known counts as the nearest lower one; whoever asks is told
 * so, and says it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/image.h"

struct release {
	unsigned major;
	unsigned minor;
	unsigned patch;
};

/* A row of the table of releases, which is ascending. */
struct release_row {
	struct release release;
	const char *date; /* "2026-03-06" */
};

/* What a release changed beside its options, for whoever builds a cache. */
struct release_note {
	struct release release;
	const char *text; /* one line; options without their prefix */
};

const struct release_row *release_table(size_t *ret_count);
const struct release_note *release_notes(size_t *ret_count); /* ascending, too */

/* "2026-03-06"; "" when the table does not have the release. */
const char *release_date(struct release release);

/* The newest release that the table knows; it stands in for one that is not known. */
extern const struct release release_newest;

/* The first that can push an image, and whose options have their prefix. */
extern const struct release release_first_to_push;

/* Negative, 0, positive. */
int release_compare(struct release a, struct release b);

enum release_source {
	RELEASE_NAMED,   /* it is in the table */
	RELEASE_NEAREST, /* the nearest lower one stands in; below the lowest, that one */
	RELEASE_NONE,    /* the text names no release; the newest stands in */
};

/* Reads "1.3.0", "v1.3.0", "1.3" (its highest patch) or "1.3.0-suffix". */
enum release_source release_of_text(struct str text, struct release *ret);

/*
 * The release of an image, by its tag. None: no tag (a digest alone says nothing), a tag that is no
 * version, such as "latest", or a name without "envbuilder" in its last part: the versions of such
 * an image are its own. A mirror or a copy that keeps the name counts by its tag.
 */
enum release_source release_of_image(const struct image *image, struct release *ret);

/* Whether the image's name says that it is envbuilder, a mirror or a copy of it. */
bool image_is_builder(const struct image *image);

/* "1.3.0". STR_NONE when exhausted. */
struct str release_text(struct arena *arena, struct release release);

#endif
