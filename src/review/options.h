/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_OPTIONS_H
#define REVIEW_OPTIONS_H

/*
 * What an envbuilder release accepts, and what changed between two, for people and as JSON. All of
 * it comes from the tables of builder/option.h and builder/release.h. Every function returns
 * STR_NONE when the arena is exhausted.
 */

#include "base/arena.h"
#include "base/str.h"
#include "builder/option.h"

/* A line for each option with its type, since when, secrecy and default; below it what it means. No
 * line is longer than `width` columns (60 to 200). */
struct str options_text(struct arena *arena, struct release release, unsigned width);

/* {"schema", "release", "date", "pushes", "options": [{"name", "type", "since", "secrecy",
 * "declared_default", "default", "passed_on", "meaning"}]}; a default that is none is null. */
struct str options_json(struct arena *arena, struct release release);

/* Options added, removed and renamed, defaults that changed, and what else did; in either
 * direction. */
struct str options_changes_text(
	struct arena *arena, struct release from, struct release to, unsigned width);

/* {"schema", "from", "to", "added": [option], "removed": [name], "renamed": [{"from", "to"}],
 * "default_changed": [{"name", "from", "to"}], "notes": [{"release", "text"}]}; an option as
 * options_json has it. Going down, the notes are those that no longer hold. */
struct str options_changes_json(struct arena *arena, struct release from, struct release to);

/* How an option differs between two releases; bits. */
enum option_change {
	OPTION_ADDED = 1u << 0,
	OPTION_REMOVED = 1u << 1,
	OPTION_RENAMED = 1u << 2,
	OPTION_DEFAULT_CHANGED = 1u << 3,
};

unsigned option_changes(const struct option *option, struct release from, struct release to);

/* Whether a note of `release` lies between the two, whichever is newer. */
bool release_between(struct release release, struct release from, struct release to);

#endif
