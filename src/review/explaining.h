/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_EXPLAINING_H
#define REVIEW_EXPLAINING_H

/* What the files of explain_plan share: spots in a plan, and the sources of a value. */

#include "base/map.h"
#include "builder/option.h"
#include "review/explain.h"
#include "yaml/path.h"

/* A JSON pointer in parts, without their escapes. */
#define SPOT_PARTS 64u
struct spot {
	struct str parts[SPOT_PARTS];
	size_t count;
};

struct explaining {
	struct arena *arena;
	const struct plan *plan;
	const struct value *tree; /* the plan's JSON */
	struct map *documents;    /* file → const struct document *, read again from its places */
};

/* Reads a pointer. False: it does not begin with '/', or has too many parts, or exhausted. */
bool spot_read(struct arena *arena, struct str pointer, struct spot *ret);

/* STR_NONE when exhausted. */
struct str spot_text(struct arena *arena, const struct spot *spot);

/* Whether the parts from `from` on are exactly the words; NULL ends them, "*" is any part. */
bool spot_is(const struct spot *spot, const char *const *words);

/* What the first *ret_parts parts lead to; all of them when the spot is there. */
const struct value *spot_follow(
	const struct value *tree, const struct spot *spot, size_t *ret_parts);

/* The index that a part is; false when it is none. */
bool spot_index(struct str part, size_t *ret);

/* The build that the spot is in; NULL: none. */
const struct plan_build *spot_build(const struct explaining *x, const struct spot *spot);

/* Where that is decided: itself, or the spot that it repeats. False when exhausted. */
bool spot_decides(const struct explaining *x, const struct spot *spot, struct spot *ret);

/* Whether it names an option of the build's release that a workflow could set, and none did. */
bool spot_could_be_set(const struct explaining *x, const struct spot *spot);

/* The release whose options a build has. */
struct release build_release(const struct plan_build *build);

/* The sources of a spot that is decided where it stands. False when exhausted. */
bool explain_spot(const struct explaining *x, const struct spot *spot, struct explain_entry *ret);

/* The source that a place is; its kind is EXPLAIN_FILE or that of an env. False when exhausted. */
bool source_of_place(const struct explaining *x, const struct plan_build *build, struct place at,
	enum path_end end, struct explain_source *ret);

/*
 * Adds the sources of a variable: itself and what it took the place of, level by level. `names`:
 * under which it may have been given, NULL at the end. False when exhausted.
 */
struct source_list {
	struct explain_source *items;
	size_t count;
	size_t cap;
};
bool source_add(const struct explaining *x, struct source_list *list, struct explain_source source);
bool source_add_variable(const struct explaining *x, struct source_list *list,
	const struct plan_build *build, const struct value *value, const char *const *names);

#endif
