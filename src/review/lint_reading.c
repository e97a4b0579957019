/* SPDX-License-Identifier: MIT */

/* What a reviewer sees must be what runs: hidden characters anywhere in the file. */

#include "review/hidden.h"
#include "review/linting.h"
#include "yaml/cursor.h"

static const struct {
	const char *what;
	const char *hint;
} words[HIDDEN_KIND_COUNT] = {
	[HIDDEN_BIDI] = {"a bidirectional control",
		"take it out: with it the line is shown in another order than it runs"},
	[HIDDEN_INVISIBLE] = {"an invisible character",
		"take it out; where it must be, write an escape in double quotes"},
	[HIDDEN_SPACE] = {"no ordinary space", "type a space: a shell takes this one for a letter"},
};

static void report(struct linting *linting, const struct hidden *hidden, struct place at)
{
	struct diag *diag;

	if (hidden->count > 1)
		diag = lint_find(linting, at, "U+%04X %s is %s, and %zu more follow",
			(unsigned)hidden->point, hidden->name, words[hidden->kind].what,
			hidden->count - 1);
	else
		diag = lint_find(linting, at, "U+%04X %s is %s", (unsigned)hidden->point,
			hidden->name, words[hidden->kind].what);
	lint_hint(linting, diag, "%s", words[hidden->kind].hint);
}

static void check(struct linting *linting, enum hidden_kind kind)
{
	const struct document *document = linting->document;
	struct cursor cursor = cursor_begin(document->source);
	struct hidden hidden = {.end = 0};

	while (hidden_next(document->source, hidden.end, &hidden)) {
		cursor_to_offset(&cursor, hidden.offset);
		if (hidden.kind == kind)
			report(linting, &hidden, cursor_place(&cursor, document->file));
	}
}

void lint_bidi(struct linting *linting)
{
	check(linting, HIDDEN_BIDI);
}

void lint_invisible(struct linting *linting)
{
	check(linting, HIDDEN_INVISIBLE);
}

void lint_odd_space(struct linting *linting)
{
	check(linting, HIDDEN_SPACE);
}
