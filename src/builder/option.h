/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_OPTION_H
#define BUILDER_OPTION_H

/*
 * What an envbuilder release reads from its environment, as one table: a row is an option. The
 * builder ignores a name that it does not know and exits without naming a value that it cannot
 * read; this module is how precache says both beforehand. The data stand in option_table.txt, with
 * their sources.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "builder/image.h"
#include "builder/release.h"

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
	struct str bare; /* its name before it had the prefix: "CACHE_REPO"; empty: it had none */
	enum option_type type;
	enum option_secrecy secrecy;
	struct release since; /* of this name */
	const char *declared; /* the default in the builder's definition of it; "" none */
	const char *standard; /* what applies when nothing is set, in the newest release; "" none */
	const char *meaning;  /* one line */
};

/* The table, sorted by name. */
const struct option *option_table(size_t *ret_count);

/* The row of that exact name, whatever its release; NULL: no release has it. */
const struct option *option_find(struct str name);

/*
 * The row that the builder takes the name for: it turns the names of variables to upper case before
 * it looks at them. Source: serpent's ParseEnviron, which every release from 1.0.0 on uses.
 */
const struct option *option_find_any_case(struct str name);

/* Whether the release has the option, by its name. */
bool option_in(const struct option *option, struct release release);

/* What the release calls the option: its name, or its bare one. STR_NONE: it has no such option. */
struct str option_name_in(const struct option *option, struct release release);

/* Since when it has the name that it has in the release, which must have the option. */
struct release option_since_in(const struct option *option, struct release release);

/* The default that applies in the release; "" none. */
const char *option_standard_in(const struct option *option, struct release release);

/* Whether it is one of CODER_AGENT_*, which are for workspaces: no cache is built with them. */
bool option_is_agents(const struct option *option);

/* "string", "boolean", "integer", "list"; "plain", "may-embed", "secret". */
const char *option_type_name(enum option_type type);
const char *option_secrecy_name(enum option_secrecy secrecy);

/*
 * The option that a name which is none was probably meant to be, for "did you mean": the nearest
 * name (at most 3 edits), one that the release has before one that it lacks; the option behind a
 * bare name; one whose name was not finished; or what people are known to mean. NULL: none.
 */
const struct option *option_nearest(struct str name, struct release release);

/* Whether the name is one that only the builder would read: ENVBUILDER_* or CODER_AGENT_*. */
bool option_name_claimed(struct str name);

/* Whether the name can be within two edits of one with the prefix: false of nearly all others. */
bool option_prefix_near(struct str name);

/*
 * Whether the name is no option and within two edits of one with the prefix, so that the mistake
 * may stand in the prefix: "ENVBULDER_CACHE_REPO". Nobody else has names like that.
 */
bool option_name_mistyped(struct str name);

/*
 * The value in the form that a plan holds: booleans "1" or "0" (read as Go's ParseBool does),
 * integers plain decimal (64 bits), strings and lists as they are. Refuses what the builder cannot
 * read, and a NUL. Call it with a value that is not empty; empty means unset to the builder.
 */
bool option_value(struct arena *arena, const struct option *option, struct str value,
	struct str *ret, struct refusal *ret_refusal);

/* Whether the builder reads the value, a list, and drops what stands behind its first record. */
bool option_value_cut(const struct option *option, struct str value);

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
