/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_DIFF_MAKING_H
#define REVIEW_DIFF_MAKING_H

/*
 * What the steps of a diff hand to each other, internal to it: values are compared into drafts, a
 * build's drafts lose what only repeats another, events are told with what causes them, and drafts
 * that are the same for several builds become one change.
 */

#include "base/vec.h"
#include "review/diff.h"
#include "review/diff_match.h"

struct differ {
	struct arena *arena;
	const struct plan *old;       /* NULL: none */
	const struct plan *now;       /* NULL: none */
	const struct diff_pair *pair; /* the one at hand; NULL: the workflow's own members */
	struct vec drafts;            /* struct change *, of the pair at hand */
};

/* Where a comparison is, in both plans. */
struct diff_spot {
	const struct pointer *old;
	const struct pointer *now;
};

/* Adds drafts for all that differs; either value may be NULL. `whole`: as one value. False when the
 * arena is exhausted. */
bool diff_values(struct differ *differ, struct diff_spot spot, const struct value *old,
	const struct value *now, bool whole);

/*
 * The same for the matrix values of two legs, where an axis that has another name and the same
 * value is one that was renamed: as many that are gone as are new, with the same values in order.
 */
bool diff_matrix(struct differ *differ, struct diff_spot spot, const struct value *old,
	const struct value *now);

/* Adds a draft; its class and what it widens follow from its path. NULL when exhausted. */
struct change *diff_add(struct differ *differ, enum change_kind kind, struct diff_spot spot,
	const struct value *old, const struct value *now);

/*
 * Where the new file of a pair spells out what goes without saying: the member at `path` is then in
 * no plan, but somebody wrote it. The place's `line` is 0 when nobody did, and in a plan.
 */
struct place diff_spelled_out(const struct differ *differ, struct str path);

/* Takes away the pair's drafts that another one implies. False when exhausted. */
bool diff_drop_repeated(struct differ *differ);

/* Tells what became of the pair's events: in the draft that causes it, or as a draft. */
bool diff_events(struct differ *differ);

/* Tells what a trigger that was added does. */
bool diff_trigger_notes(struct differ *differ);

/* Sets draft->cost and ->reason, and ->widening to what a change of the member can widen. */
void diff_cost(const struct differ *differ, struct change *draft);

/* Whether the draft does widen what it can, by its path and values. */
bool diff_widens(const struct differ *differ, const struct change *draft);

/* The pair's draft of that path, or NULL. */
struct change *diff_draft(const struct differ *differ, const char *path);

/* A member of a value that may be NULL or no object; NULL when there is none. */
const struct value *diff_part(const struct value *object, const char *name);

/* Whether a value's text is that; false of NULL and of what is no text. */
bool diff_text_is(const struct value *value, const char *text);

#endif
