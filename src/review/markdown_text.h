/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_MARKDOWN_TEXT_H
#define REVIEW_MARKDOWN_TEXT_H

/*
 * The pieces that Markdown is made of, each closed in itself, and a page with a budget that takes
 * them whole or not at all. Source of the escapes: https://github.github.com/gfm/
 */

#include <stdbool.h>

#include "base/str.h"
#include "plan/plan.h"

/*
 * Appends any text as a code span. `cell`: in a table, where a '|' ends the cell even in code. The
 * text is cut to `max` code points, with "…" behind them; control bytes and hidden characters are
 * shown escaped; of nothing, '' is shown.
 */
void markdown_code(struct strbuf *out, struct str text, size_t max, bool cell);

/* A cell's code, as much of it as a table bears. */
#define MARKDOWN_CELL ((size_t)200)

/* A text with a budget of bytes, some of which are set aside for what comes last. */
struct markdown_page {
	struct strbuf out;
	size_t room; /* bytes that the text may take before its end */
	bool cut;    /* something was left out: nothing more is added */
};

/*
 * Starts a page whose end, a marker made of the key and the plan's id (STR_NONE: none), is set
 * aside. `end` holds it for markdown_page_finish.
 */
void markdown_page_init(struct markdown_page *page, struct arena *arena, size_t budget,
	struct str key, struct str plan_id, struct str *ret_end);

/* Appends the piece when it fits beside a sentence about a cut. */
bool markdown_page_add(struct markdown_page *page, struct str piece);

/* Appends the sentence about a cut, for which there is always room, and ends the page. `how`: what
 * prints the whole. */
void markdown_page_cut(struct markdown_page *page, size_t count, const char *what, const char *how);

/* Appends `text` folded below a title: in a fence, cut between lines. `how` as above. */
void markdown_page_fold(
	struct markdown_page *page, const char *title, struct str text, const char *how);

/* Folds the plan away, for people and as JSON. */
void markdown_fold_plan(struct markdown_page *page, const struct plan *plan, const char *how);

/* Appends the marker. STR_NONE when the arena is exhausted. */
struct str markdown_page_finish(struct markdown_page *page, struct str end);

#endif
