/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_OPTION_H
#define BUILDER_OPTION_H

/*
 * What an envbuilder release reads from its environment, as one table: a row is an option. The
 * builder ignores a name that it does not know and exits without naming a value that it cannot
 * read; this module is how precache says both beforehand. Source: envbuilder's option definitions
 * from v1.0.0 to v1.3.0.
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

/* The newest release that the table knows; it stands in for an image whose release is not known. */
extern const struct release release_newest;

int release_compare(struct release a, struct release b);

/*
 * The release whose options an image has: that of its tag ("1.3.0", "v1.3.0", "1.3"), a release
 * that the table does not know counts as the nearest lower one. False when the tag names no release
 * (none, "latest", a digest alone); *ret is then release_newest.
 */
bool release_of_image(const struct image *image, struct release *ret);

/* "1.3.0". STR_NONE when exhausted. */
struct str release_text(struct arena *arena, struct release release);

enum option_type {
	OPTION_STRING,
	OPTION_BOOLEAN,
	OPTION_INTEGER,
	OPTION_LIST
};

enum option_secrecy {
	OPTION_PUBLIC,
	OPTION_MAY_EMBED, /* free text or a URL that people put credentials into */
	OPTION_SECRET,    /* its value is one: only its presence is ever planned */
};

struct option {
	struct str name; /* "ENVBUILDER_CACHE_REPO"; sorted by bytes in the table */
	enum option_type type;
	enum option_secrecy secrecy;
	struct release since;
	const char *standard; /* the builder's default as its documentation says it; "" none */
};

/* The table, sorted by name. */
const struct option *option_table(size_t *ret_count);

/* The row of that exact name, whatever its release; NULL: no release has it. */
const struct option *option_find(struct str name);

/* Whether the release has the option. */
bool option_in(const struct option *option, struct release release);

/* The option of the release whose name is nearest (at most 3 edits), for "did you mean"; or NULL.
 */
const struct option *option_nearest(struct str name, struct release release);

/* Whether the name is one that only the builder would read: ENVBUILDER_* or CODER_AGENT_*. */
bool option_name_claimed(struct str name);

/*
 * The value in the form that a plan holds: booleans "1" or "0" (read as Go's ParseBool does),
 * integers plain decimal (64 bits), strings and lists as they are. Refuses what the builder cannot
 * read, a list whose first CSV record is broken or that has a second one, and control bytes other
 * than LF and tab. Call it with a value that is not empty; empty means unset to the builder.
 */
bool option_value(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal);

#define TTL_DAYS_MIN 1
#define TTL_DAYS_MAX 106751 /* more overflows the builder's 64-bit nanoseconds */

/* The cache's time to live: a whole number of days in that range, in plain decimal. */
bool ttl_parse(struct arena *arena, struct str value, struct str *ret, struct refusal *ret_refusal);

/*
 * The workspace folder: absolute, no "." or ".." part, no ':' or ',' (they end a mount), no control
 * byte, not "/" itself.
 */
bool folder_check(struct arena *arena, struct str folder, struct refusal *ret_refusal);

#endif
