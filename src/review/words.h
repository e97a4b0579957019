/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_WORDS_H
#define REVIEW_WORDS_H

/*
 * A change as a sentence: "permissions.packages read → write". The same change has the same
 * sentence wherever it is said: by diff, by check, in Markdown. Control bytes and hidden characters
 * are shown escaped.
 */

#include <stdbool.h>

#include "review/diff.h"

/* Of a longer text that changed, so many code points around the difference are shown. */
#define WORDS_MAX ((size_t)160)

/*
 * Values in a line: texts bare, lists with commas, members as "name: value", null as "none". Of a
 * long text the part that differs from the other is shown, with "…" for what is left out on either
 * side. Each of the two may be STR_NONE on return: there is no such value.
 */
struct words_pair {
	struct str old;
	struct str now;
};
struct words_pair words_values(struct arena *arena, const struct change *change);

/* A value alone, whole; STR_NONE of NULL and when the arena is exhausted. */
struct str words_value(struct arena *arena, const struct value *value);

/* "permissions.packages", "build 'cache'": what a change is of. */
void words_subject(struct strbuf *out, const struct change *change);

/* The sentence. */
void words_change(struct strbuf *out, const struct change *change);

/* What the sentence does not say of what follows from the change; STR_NONE: nothing. */
struct str words_note(const struct change *change);

/* Where it stands in the new file, or in the old one when it is gone: "new.yml:20:17",
 * "new.json#/builds/0/cache/repo", "-e", "default", "default, in place of old.yml:17:34". */
void words_place(struct strbuf *out, const struct diff *diff, const struct change *change);

/* The same where the files are named already: "20:17", "/builds/0/cache/repo", "default"; in front
 * of a place in the old file "old ". */
void words_short_place(struct strbuf *out, const struct diff *diff, const struct change *change);

/*
 * ", in 3 builds: a, b, c" (", in 3 builds, each its own: …" when values vary; ", 3 builds: …" of
 * legs that came, went or were renamed together), at most `names` of them by name. Nothing where it
 * goes without saying: of the workflow's own changes, of one build as a whole, and where there is
 * only one build.
 */
void words_builds(
	struct strbuf *out, const struct diff *diff, const struct change *change, size_t names);

/* Whether it says anything; and its part in front of the names, "in 3 builds: ". */
bool words_names_builds(const struct diff *diff, const struct change *change);
void words_count_builds(struct strbuf *out, const struct change *change);

#endif
