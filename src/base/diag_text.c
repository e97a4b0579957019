/* SPDX-License-Identifier: MIT */
#include "base/diag.h"
#include "base/utf8.h"

/* Code points of a source line that are shown at most; a longer one is cut around the caret. */
#define WINDOW ((size_t)100)

static const struct str ellipsis = STR_ROW("...");

/* What may have a colour, and the sequence that switches it on. */
enum paint {
	PAINT_NOTE,
	PAINT_WARNING,
	PAINT_ERROR,
	PAINT_PLACE,
	PAINT_CARET
};

static const struct str sequences[] = {
	[PAINT_NOTE] = STR_ROW("\033[36m"),
	[PAINT_WARNING] = STR_ROW("\033[33m"),
	[PAINT_ERROR] = STR_ROW("\033[31m"),
	[PAINT_PLACE] = STR_ROW("\033[1m"),
	[PAINT_CARET] = STR_ROW("\033[32m"),
};

struct severity {
	enum paint paint;
	struct str word;
};

static const struct severity severities[] = {
	[DIAG_NOTE] = {PAINT_NOTE, STR_ROW("note:")},
	[DIAG_WARNING] = {PAINT_WARNING, STR_ROW("warning:")},
	[DIAG_ERROR] = {PAINT_ERROR, STR_ROW("error:")},
};

/* Where the text goes, and how. */
struct page {
	struct strbuf *out;
	enum diag_color color;
};

static void paint_on(struct page page, enum paint paint)
{
	if (page.color == DIAG_COLORED)
		strbuf_add(page.out, sequences[paint]);
}

static void paint_off(struct page page)
{
	if (page.color == DIAG_COLORED)
		strbuf_add(page.out, STR("\033[0m"));
}

/* "path:3:14: ", as much of it as is known. */
static void add_place(struct page page, struct str name, struct place at)
{
	paint_on(page, PAINT_PLACE);
	utf8_show(page.out, name);
	if (at.line > 0)
		strbuf_printf(page.out, ":%u", at.line);
	if (at.line > 0 && at.column > 0)
		strbuf_printf(page.out, ":%u", at.column);
	strbuf_add_char(page.out, ':');
	paint_off(page);
	strbuf_add_char(page.out, ' ');
}

/* Which code points of a line are shown. */
struct window {
	size_t first;
	size_t caret;
	size_t last;
	bool cut_left;
	bool cut_right;
};

static struct window window_around(size_t count, size_t caret)
{
	struct window window = {.caret = caret < count ? caret : count, .last = count};
	if (count <= WINDOW)
		return window;
	if (window.caret > WINDOW / 2)
		window.first = window.caret - WINDOW / 2;
	if (window.first > count - WINDOW)
		window.first = count - WINDOW;
	window.last = window.first + WINDOW;
	window.cut_left = window.first > 0;
	window.cut_right = window.last < count;
	if (window.cut_left)
		window.first += ellipsis.len;
	if (window.cut_right)
		window.last -= ellipsis.len;
	return window;
}

static size_t count_points(struct line_memo *memo)
{
	if (!memo->text_points)
		memo->text_points = utf8_count(memo->text);
	return memo->text_points;
}

/* The memo's line from a code point on. */
static struct str line_from(struct line_memo *memo, size_t point)
{
	if (point < memo->shown_point)
		memo->shown_point = memo->shown_offset = 0;
	const struct str rest = str_slice(memo->text, memo->shown_offset, memo->text.len);
	memo->shown_offset += utf8_slice(rest, 0, point - memo->shown_point).len;
	memo->shown_point = point;
	return str_slice(memo->text, memo->shown_offset, memo->text.len);
}

/* Adds what is seen of the memo's line, of which `count` code points may be; returns the column,
 * from 0, on which the caret belongs. */
static size_t add_window(struct page page, struct line_memo *memo, size_t count, size_t caret)
{
	const struct window window = window_around(count, caret);
	const struct str line = line_from(memo, window.first);
	const size_t start = page.out->len;
	if (window.cut_left)
		strbuf_add(page.out, ellipsis);
	utf8_show(page.out, utf8_slice(line, 0, window.caret - window.first));
	const size_t column = utf8_count(str_slice(strbuf_str(page.out), start, page.out->len));
	utf8_show(page.out,
		utf8_slice(line, window.caret - window.first, window.last - window.first));
	if (window.cut_right)
		strbuf_add(page.out, ellipsis);
	return column;
}

/* "    3 | " and "      | "; no blank stands at the end of a line that shows nothing. */
static void add_bar(struct page page, bool more)
{
	strbuf_add(page.out, more ? STR(" | ") : STR(" |"));
}

/* The source line under its number, and the caret under its column. */
static void add_source(struct page page, struct place at, bool conceal, struct line_memo *memo)
{
	if (!place_line_next(at, memo).ptr)
		return;
	const size_t caret = at.column > 0 ? at.column - 1 : 0;
	const size_t points = count_points(memo);
	const size_t count = conceal && caret < points ? caret : points;
	const size_t start = page.out->len;
	strbuf_printf(page.out, "%5u", at.line);
	const size_t number = page.out->len - start;
	add_bar(page, count > 0 || conceal);
	const size_t column = add_window(page, memo, count, caret);
	strbuf_add(page.out, conceal ? STR("***\n") : STR("\n"));
	if (at.column == 0)
		return;
	strbuf_add_times(page.out, ' ', number);
	add_bar(page, true);
	strbuf_add_times(page.out, ' ', column);
	paint_on(page, PAINT_CARET);
	strbuf_add_char(page.out, '^');
	paint_off(page);
	strbuf_add_char(page.out, '\n');
}

static void add_related(struct page page, const struct diag *diag, struct line_memo *memo)
{
	if (!diag->related_message.ptr)
		return;
	strbuf_add_times(page.out, ' ', 4);
	if (diag->related.file.ptr)
		add_place(page, diag->related.file, diag->related);
	utf8_show(page.out, diag->related_message);
	strbuf_add_char(page.out, '\n');
	add_source(page, diag->related, diag->conceal_related, memo);
}

static void add_hint(struct page page, struct str hint)
{
	if (!hint.ptr)
		return;
	strbuf_add(page.out, STR("    hint: "));
	utf8_show(page.out, hint);
	strbuf_add_char(page.out, '\n');
}

void diag_text_next(struct strbuf *out, const struct diag *diag, struct str program,
	enum diag_color color, struct diag_memo *memo)
{
	const struct page page = {out, color};
	const struct severity *severity = &severities[diag->severity];
	add_place(page, diag->at.file.ptr ? diag->at.file : program, diag->at);
	paint_on(page, severity->paint);
	strbuf_add(out, severity->word);
	paint_off(page);
	strbuf_add_char(out, ' ');
	utf8_show(out, diag->message);
	strbuf_printf(out, " [%s]\n", diag_rule_row(diag->rule)->id);
	add_source(page, diag->at, diag->conceal, &memo->at);
	add_related(page, diag, &memo->related);
	add_hint(page, diag->hint);
}

void diag_text(
	struct strbuf *out, const struct diag *diag, struct str program, enum diag_color color)
{
	struct diag_memo memo = {.at.source = NULL};
	diag_text_next(out, diag, program, color, &memo);
}

/* "2 more errors", for those that were found and not kept. */
static void add_rest(struct strbuf *out, size_t rest, const char *noun)
{
	if (rest > 0)
		strbuf_printf(out, "%zu more %s%s\n", rest, noun, rest == 1 ? "" : "s");
}

void diags_text(
	struct strbuf *out, const struct diags *diags, struct str program, enum diag_color color)
{
	struct diag_memo memo = {.at.source = NULL};
	size_t errors = 0;
	for (size_t i = 0; i < diags->len; i++) {
		errors += diags->items[i]->severity == DIAG_ERROR;
		diag_text_next(out, diags->items[i], program, color, &memo);
	}
	add_rest(out, diags->errors - errors, "error");
	add_rest(out, diags->warnings - (diags->len - errors), "warning");
}
