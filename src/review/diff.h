/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_H
#define REVIEW_DIFF_H

/*
 * What changed between two plans. It speaks of the plan, not of lines: builds that were added,
 * removed or renamed, and of the others each value old and new. What a plan says in several forms
 * (image parts, argv, env.set beside cache and folder, the default check of another folder, events
 * that follow from a trigger, a right or a condition) is one change. A change that several builds
 * share is one change too.
 *
 * Each change has a cost class (review/cost.h) and says whether it widens trust; those that do come
 * first, then the dearest. The same two plans give the same diff, byte for byte.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "plan/plan.h"
#include "review/cost.h"

enum change_kind {
	CHANGE_VALUE,   /* old → new */
	CHANGE_ADDED,   /* a member, or an element of a list */
	CHANGE_REMOVED, /* the same */
	CHANGE_RENAMED, /* an axis of a matrix that has another name; `old`, `now`: the names */
	CHANGE_ORDER,   /* a list, or the builds, with the same elements in another order */
	CHANGE_EVENTS,  /* which events run the build or end in a push, for a cause not in the plan
			 */
	CHANGE_BUILD_ADDED,
	CHANGE_BUILD_REMOVED,
	CHANGE_BUILD_RENAMED,
};

/* Where a value stands. */
struct change_place {
	struct str pointer; /* into the plan's JSON; STR_NONE: it is not in that plan */
	struct place at;    /* in the file; `line` 0: a default, an override, or a plan's value */
};

/* What a change is to one of several builds. */
struct change_values {
	const struct value *old;
	const struct value *now;
	struct change_place at; /* of the new one, or of the old one when it is gone */
};

struct change {
	enum change_kind kind;
	struct str path; /* "permissions.packages"; of builds the job's id is in `old`, `now` */
	const struct value *old; /* NULL: it was not there */
	const struct value *now; /* NULL: it is gone */
	enum cost cost;
	const char *reason;     /* for the cost; NULL: it goes without saying */
	enum widening widening; /* WIDENS_NOTHING: it does not widen trust */
	struct str note;        /* what follows from it: "no longer pushed by push"; or STR_NONE */
	const struct plan_build *build; /* that was added or removed; else NULL */
	struct change_place was;
	struct change_place is;   /* of what is gone: where the new file spells out the default */
	const struct str *builds; /* ids of the builds that have it; none: the workflow's own */
	size_t build_count;
	const struct change_values
		*values;    /* of each of those builds; those above are the first's */
	bool values_vary;   /* one line of the file gives the builds several values */
	size_t place_count; /* lines of the file that give the same value; 0: it has none */
};

struct diff_side {
	const struct plan *plan; /* NULL: there is no build */
	struct str name;         /* of the file, as the user named it; STR_NONE: none */
	bool is_plan;            /* the file is a plan, and not a workflow */
};

struct diff {
	struct diff_side old;
	struct diff_side now;
	const struct change *changes;
	size_t count;
	size_t widening_count;
	size_t build_count; /* builds that some change is of, once each */
};

/*
 * The changes from one plan to another. The diff shares the plans' values and lives in `arena`.
 * NULL when the arena is exhausted.
 */
const struct diff *diff_make(struct arena *arena, struct diff_side old, struct diff_side now);

/*
 * As text for people, a headline first and then two lines or more for each change, in at most
 * `width` columns (60 to 200) but for words that are longer; "no change" when there is none. Hidden
 * characters are shown escaped. `colored`: with ANSI colours. STR_NONE when exhausted.
 */
struct str diff_text(struct arena *arena, const struct diff *diff, unsigned width, bool colored);

/* As canonical JSON, "schema": "precache.diff/1", LF at the end. STR_NONE when exhausted. */
#define DIFF_SCHEMA "precache.diff/1"
struct str diff_json(struct arena *arena, const struct diff *diff);

/* The first line, without LF: "2 changes in 1 build: rebuilds every layer; widens …". */
void diff_headline(struct strbuf *out, const struct diff *diff);

#endif
