/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "review/diff.h"
#include "review/words.h"

/* A change is one or more lines of what changed and, further in, one or more of what it means. */
#define MARK_COLUMNS 2u
#define MEANING_COLUMNS 4u

/* By so many names a change says which builds it is of. */
#define NAMES_MAX ((size_t)4)

#define COLOR_BOLD "\033[1m"
#define COLOR_WIDENS "\033[1;33m"
#define COLOR_FAINT "\033[2m"
#define COLOR_END "\033[0m"

struct sheet {
	struct strbuf out;
	unsigned width;
	bool colored;
};

/* The end of the part of `text` that fits into `room` columns, before a space when there is one. */
static size_t fitting(struct str text, size_t room)
{
	size_t columns = 0;
	size_t end = 0;
	size_t space = 0;

	while (end < text.len) {
		uint32_t point;
		size_t len;
		if (text.ptr[end] == ' ')
			space = end;
		if (columns == room)
			return space ? space : end;
		utf8_decode(text, end, &point, &len);
		end += len;
		columns++;
	}
	return end;
}

/* The text in lines that begin at `indent`; the first one's indent stands there already. */
static void put_wrapped(struct sheet *sheet, struct str text, unsigned indent, const char *color)
{
	const size_t room = sheet->width - MEANING_COLUMNS;

	while (text.len) {
		const size_t end = fitting(text, room);
		if (sheet->colored)
			strbuf_add(&sheet->out, str_of(color));
		strbuf_add(&sheet->out, str_slice(text, 0, end));
		if (sheet->colored)
			strbuf_add(&sheet->out, STR(COLOR_END));
		strbuf_add_char(&sheet->out, '\n');
		text = str_slice(text, end, text.len);
		if (str_starts(text, STR(" ")))
			text = str_slice(text, 1, text.len);
		if (text.len)
			strbuf_add_times(&sheet->out, ' ', indent);
	}
}

static void add_part(struct strbuf *out, struct str part)
{
	if (!part.len)
		return;
	if (out->len)
		strbuf_add(out, STR("; "));
	strbuf_add(out, part);
}

/* "widens what its token may do; who may run it; now pushed by push" */
static struct str meaning_of(struct arena *arena, const struct change *change)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	if (change->widening != WIDENS_NOTHING)
		strbuf_printf(&out, "widens %.*s", STR_ARG(widening_name(change->widening)));
	add_part(&out, cost_name(change->cost));
	if (change->reason)
		strbuf_printf(&out, ": %s", change->reason);
	add_part(&out, words_note(change));
	return strbuf_str(&out);
}

static void put_change(struct sheet *sheet, const struct diff *diff, const struct change *change)
{
	struct arena *arena = sheet->out.arena;
	const bool widens = change->widening != WIDENS_NOTHING;
	struct strbuf sentence;
	struct strbuf place;

	strbuf_init(&sentence, arena, LIMIT_PLAN_BYTES);
	strbuf_init(&place, arena, LIMIT_TEXT_BYTES);
	words_change(&sentence, change);
	words_place(&place, diff, change);
	words_builds(&place, diff, change, NAMES_MAX);
	strbuf_add_char(&sheet->out, '\n');
	strbuf_add(&sheet->out, widens ? STR("! ") : STR("  "));
	put_wrapped(
		sheet, strbuf_str(&sentence), MEANING_COLUMNS, widens ? COLOR_WIDENS : COLOR_BOLD);
	strbuf_add_times(&sheet->out, ' ', MEANING_COLUMNS);
	put_wrapped(sheet, meaning_of(arena, change), MEANING_COLUMNS, "");
	strbuf_add_times(&sheet->out, ' ', MEANING_COLUMNS);
	put_wrapped(sheet, strbuf_str(&place), MEANING_COLUMNS, COLOR_FAINT);
}

static void add_counted(struct strbuf *out, size_t count, const char *what)
{
	strbuf_printf(out, "%zu %s%s", count, what, count == 1 ? "" : "s");
}

/* The classes that there are, the dearest first; "no effect" only when there is no other. */
static void add_costs(struct strbuf *out, const struct diff *diff)
{
	bool first = true;

	for (enum cost cost = 0; cost < COST_COUNT; cost++) {
		bool found = false;
		for (size_t i = 0; i < diff->count; i++)
			found |= diff->changes[i].cost == cost;
		if (!found || (cost == COST_NONE && !first))
			continue;
		strbuf_add(out, first ? STR(": ") : STR(", "));
		strbuf_add(out, cost_name(cost));
		first = false;
	}
}

static void add_widenings(struct strbuf *out, const struct diff *diff)
{
	bool first = true;

	for (enum widening widening = 1; widening < WIDENING_COUNT; widening++) {
		bool found = false;
		for (size_t i = 0; i < diff->count; i++)
			found |= diff->changes[i].widening == widening;
		if (!found)
			continue;
		strbuf_add(out, first ? STR("; widens ") : STR(", "));
		strbuf_add(out, widening_name(widening));
		first = false;
	}
}

void diff_headline(struct strbuf *out, const struct diff *diff)
{
	const struct plan *plan = diff->now.plan ? diff->now.plan : diff->old.plan;

	if (diff->count) {
		add_counted(out, diff->count, "change");
		strbuf_add(out, STR(" in "));
		add_counted(out, diff->build_count, "build");
		add_costs(out, diff);
		add_widenings(out, diff);
		return;
	}
	strbuf_add(out, STR("no change"));
	if (!plan) {
		strbuf_add(out, STR(": no build on either side"));
		return;
	}
	strbuf_add(out, STR(" in "));
	add_counted(out, plan->build_count, "build");
}

struct str diff_text(struct arena *arena, const struct diff *diff, unsigned width, bool colored)
{
	struct sheet sheet = {.width = width, .colored = colored};
	struct strbuf headline;

	strbuf_init(&sheet.out, arena, LIMIT_PLAN_BYTES);
	strbuf_init(&headline, arena, LIMIT_TEXT_BYTES);
	diff_headline(&headline, diff);
	put_wrapped(&sheet, strbuf_str(&headline), 0, COLOR_BOLD);
	for (size_t i = 0; i < diff->count; i++)
		put_change(&sheet, diff, &diff->changes[i]);
	return strbuf_str(&sheet.out);
}
