/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_MARKDOWN_H
#define REVIEW_MARKDOWN_H

/*
 * A plan or a diff as Markdown for GitHub: a comment on a pull request, or a step's summary. The
 * first line says all in a notification; then a table, and the whole plan folded away. At its end
 * stands a hidden marker by which the comment is found and edited.
 *
 * Whatever stands in names and values is data: it is shown in code spans and fences that it cannot
 * leave, so it makes no cell, link, mention, reference, image or markup, and no second marker. What
 * does not fit is left out between two rows or lines, with a sentence that says how much and where
 * the whole is.
 */

#include <stddef.h>

#include "review/diff.h"

#define MARKDOWN_BUDGET 60000u /* of a comment: GitHub takes 65,536 characters */
#define MARKDOWN_BUDGET_MIN                                                                        \
	1000u /* below it there is no room for a headline, a cut and a marker                      \
	       */

struct markdown_form {
	size_t budget;  /* bytes, at least MARKDOWN_BUDGET_MIN */
	struct str key; /* of the marker; STR_NONE: the name of the file */
};

/*
 * The last line is "<!-- precache:v1 key=KEY plan=sha256:… -->". In the key, what is no letter,
 * digit, '.', '_' or '/' becomes '-', and never two of them; "plan=none" without a build. STR_NONE
 * when the arena is exhausted.
 */
struct str diff_markdown(
	struct arena *arena, const struct diff *diff, const struct markdown_form *form);

/* The same for a plan alone; `name` is its file's, STR_NONE when there is none. */
struct str plan_markdown(struct arena *arena, const struct plan *plan, struct str name,
	const struct markdown_form *form);

#endif
