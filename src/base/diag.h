/* SPDX-License-Identifier: MIT */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

/*
 * The one diagnostic type. A diagnostic says which rule, where, in words, and what to do; it may
 * name a second place ("the value comes from here"). Nothing here prints: diag_text makes the bytes
 * that a program writes to standard error.
 *
 * Messages are lower case without a full stop, say the error first and quote the subject in single
 * quotes. The text of a secret is never given to a message.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/rules.h"
#include "base/str.h"

enum diag_rule {
#define DIAG_RULE_NAME(name, id, severity, demand) RULE_##name,
	DIAG_RULES(DIAG_RULE_NAME)
#undef DIAG_RULE_NAME
	RULE_COUNT
};

enum diag_severity {
	DIAG_NOTE,
	DIAG_WARNING,
	DIAG_ERROR
};

/* A place in a text. `line` 0: the text as a whole, or no text (file STR_NONE). */
struct place {
	struct str file;   /* as the user named it */
	struct str source; /* the whole file, to show the line from; STR_NONE: show none */
	unsigned line;     /* 1-based */
	unsigned column;   /* 1-based, in code points */
};

struct diag {
	enum diag_rule rule;
	enum diag_severity severity;
	struct place at;
	unsigned end_line;   /* of what `at` begins, 1-based; 0: where it ends is not known */
	unsigned end_column; /* behind its last character */
	struct str message;
	struct str hint; /* what to do; STR_NONE: nothing to add */
	struct place related;
	struct str related_message; /* STR_NONE: no second place */
	bool conceal;         /* from its column on, the source line of `at` is printed as *** */
	bool conceal_related; /* the same for `related` */
};

/* The diagnostics of one run, in the order in which they were found. */
struct diags {
	struct arena *arena;
	struct diag **items;
	size_t len;
	size_t cap;
	size_t errors;       /* found, also those beyond max_errors, which are not kept */
	size_t warnings;     /* found, notes included; at most max_warnings are kept */
	size_t max_errors;   /* LIMIT_ERRORS, unless they are a product (diags_init_max) */
	size_t max_warnings; /* LIMIT_WARNINGS, likewise */
	bool once;           /* not added again: the same words at the same line and column */
};

/* A row of the rule table. */
struct diag_rule_row {
	const char *name; /* "YAML_SYNTAX" */
	const char *id;   /* "PC0101" */
	enum diag_severity severity;
	const char *demand;
};

const struct diag_rule_row *diag_rule_row(enum diag_rule rule);

void diags_init(struct diags *diags, struct arena *arena);

/* The same, but keeps up to `max` errors and as many others: for findings, which are a product. */
void diags_init_max(struct diags *diags, struct arena *arena, size_t max);

/*
 * Adds one and returns it, so that the caller can add a hint or a second place. Returns NULL when
 * it is not kept (limit, memory, or `once`); diag_hint and diag_relate take that NULL and do
 * nothing.
 */
struct diag *diag_add(struct diags *diags, enum diag_rule rule, struct place at, const char *format,
	...) __attribute__((format(printf, 4, 5)));

/* The same with another severity than the rule's own. */
struct diag *diag_add_as(struct diags *diags, enum diag_rule rule, enum diag_severity severity,
	struct place at, const char *format, ...) __attribute__((format(printf, 5, 6)));
/* Adds one that was made for another row. False when it is not kept. */
bool diag_take(struct diags *diags, struct diag *diag);
void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_relate(struct diags *diags, struct diag *diag, struct place at, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/*
 * What one diagnostic conceals, no other shows: a place in front of it on the same line is
 * concealed from there on, one behind it has no source line any more. For when all are found.
 */
void diags_conceal(struct diags *diags);

/* Says where the text that the diagnostic is about ends. */
void diag_until(struct diag *diag, unsigned line, unsigned column);

/* The line of the place, without its end; STR_NONE when the source has no such line. */
struct str place_line(struct place at);

#define LINE_LANDMARKS ((size_t)64)

/* Where some of the lines stand that were walked over: the next one of the same source is found
 * from the nearest of them. Zeroed at first. */
struct line_memo {
	const char *source;
	unsigned line; /* where the last walk ended, from 1 */
	size_t offset;
	size_t landmarks[LINE_LANDMARKS]; /* offsets of lines at equal distances */
	size_t landmark_count;
	struct str text;     /* the line that was asked for last */
	unsigned text_line;  /* its number; 0: none was */
	size_t text_points;  /* its code points, when they were counted; else 0 */
	size_t shown_point;  /* the code point of it that was shown last as the first, */
	size_t shown_offset; /* and where that stands: one behind it is found from there */
};

/* The same; many places of one source, in whatever order, then cost little more than one. */
struct str place_line_next(struct place at, struct line_memo *memo);

/*
 * Adds copies of all that `from` holds, with their texts and sources, so that the arena of `from`
 * can go; what it did not keep is counted too. False when the arena of `to` is exhausted.
 */
bool diags_copy(struct diags *to, const struct diags *from);

/* Order by file, line, column, rule: negative, 0, positive. */
int diag_compare(const struct diag *a, const struct diag *b);

/* Puts those that are kept in that order; equal ones stay as they came. False when exhausted. */
bool diags_sort(struct diags *diags);

/* A place that names a file, an option or "environment" and no line. */
struct place place_of_file(struct str file);

enum diag_color {
	DIAG_PLAIN,
	DIAG_COLORED
};

/*
 * Appends "path:line:col: error: message [PC0101]", the source line with a caret, the second place
 * and the hint; a line each. Without a line: "path: error: …"; without a file: "<program>: error:
 * …". Control bytes and hidden characters of messages and source lines are shown as \uXXXX.
 */
void diag_text(
	struct strbuf *out, const struct diag *diag, struct str program, enum diag_color color);

/* What the text of one diagnostic leaves for that of the next. Zeroed at first. */
struct diag_memo {
	struct line_memo at;
	struct line_memo related;
};

/* The same for one of many, which costs little more than its own text however long the lines are.
 */
void diag_text_next(struct strbuf *out, const struct diag *diag, struct str program,
	enum diag_color color, struct diag_memo *memo);

/* All of them, and a last line "N more errors" (or warnings) when some were not kept. */
void diags_text(
	struct strbuf *out, const struct diags *diags, struct str program, enum diag_color color);

#endif
