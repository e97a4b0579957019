/* SPDX-License-Identifier: MIT */
#include "review/review.h"

#include "base/limits.h"
#include "base/utf8.h"

/*
 * A unified diff by Myers' greedy algorithm over lines, in its linear-space-free form: the furthest
 * points of every round are kept so that the path can be walked back. Golden files are alike or
 * short, so rounds are few; two texts that share little are shown as one replaced by the other.
 */

#define CONTEXT_LINES 3u
#define MAX_ROUNDS 1000u

struct line {
	struct str text; /* without its LF */
	bool ended;      /* there was an LF */
};

struct text {
	const struct line *lines;
	size_t count;
};

/* One line of the result: ' ', '-' or '+', and its index in the old or, for '+', the new text. */
struct edit {
	char sign;
	size_t old_index;
	size_t new_index;
};

struct edits {
	struct edit *items;
	size_t count;
};

static bool split(struct arena *arena, struct str bytes, struct text *ret)
{
	size_t count = 0;
	struct line *lines;

	for (size_t i = 0; i < bytes.len; i++)
		count += bytes.ptr[i] == '\n' || i + 1 == bytes.len;
	lines = arena_array(arena, count + 1, sizeof(*lines));
	if (!lines)
		return false;
	for (size_t from = 0, i = 0; from < bytes.len; i++) {
		const size_t end = str_find_char(bytes, '\n', from);
		lines[i].ended = end != STR_NOWHERE;
		lines[i].text = str_slice(bytes, from, end);
		from = lines[i].ended ? end + 1 : bytes.len;
	}
	*ret = (struct text){lines, count};
	return true;
}

static bool same_line(const struct line *a, const struct line *b)
{
	return a->ended == b->ended && str_eq(a->text, b->text);
}

static void push(struct edits *edits, char sign, size_t old_index, size_t new_index)
{
	edits->items[edits->count++] = (struct edit){sign, old_index, new_index};
}

/* The furthest old index on each diagonal, a row per round. `at` is offset by the round. */
struct rounds {
	struct arena *arena;
	long **rows;
	long count;
};

static long reach(const struct rounds *r, long round, long diagonal)
{
	if (diagonal < -round || diagonal > round)
		return -1;
	return r->rows[round][diagonal + round];
}

/* Where a round starts on a diagonal: a step down (an added line) or right (a removed one). */
static long step(const struct rounds *r, long round, long diagonal, bool *ret_down)
{
	if (round == 0) {
		*ret_down = true;
		return 0;
	}
	const long from_above = reach(r, round - 1, diagonal + 1);
	const long from_left = reach(r, round - 1, diagonal - 1);
	*ret_down = diagonal == -round || (diagonal != round && from_left < from_above);
	return *ret_down ? from_above : from_left + 1;
}

/* Finds the shortest path; returns its round, or -1 when it would take too many. */
static long search(struct rounds *r, const struct text *a, const struct text *b)
{
	const long n = (long)a->count;
	const long m = (long)b->count;

	for (long round = 0; round <= (long)MAX_ROUNDS; round++) {
		r->rows[round] = arena_array(r->arena, (size_t)(2 * round + 1), sizeof(long));
		if (!r->rows[round])
			return -1;
		for (long k = -round; k <= round; k += 2) {
			bool down;
			long x = step(r, round, k, &down);
			while (x < n && x - k < m && x - k >= 0 &&
				same_line(&a->lines[x], &b->lines[x - k]))
				x++;
			r->rows[round][k + round] = x;
			if (x >= n && x - k >= m)
				return round;
		}
	}
	return -1;
}

static void reverse(struct edits *edits)
{
	for (size_t i = 0; i < edits->count / 2; i++) {
		const struct edit other = edits->items[edits->count - 1 - i];
		edits->items[edits->count - 1 - i] = edits->items[i];
		edits->items[i] = other;
	}
}

/* Walks the path back from its end; edits come out in reverse. */
static void trace(const struct rounds *r, long round, const struct text *a, const struct text *b,
	struct edits *edits)
{
	long x = (long)a->count;
	long y = (long)b->count;

	for (; round >= 0; round--) {
		const long k = x - y;
		bool down;
		const long start = step(r, round, k, &down);
		while (x > start && y > start - k) {
			x--;
			y--;
			push(edits, ' ', (size_t)x, (size_t)y);
		}
		if (round == 0)
			break;
		if (down)
			y--;
		else
			x--;
		push(edits, down ? '+' : '-', (size_t)x, (size_t)y);
	}
	reverse(edits);
}

static void replace_all(const struct text *a, const struct text *b, struct edits *edits)
{
	for (size_t i = 0; i < a->count; i++)
		push(edits, '-', i, 0);
	for (size_t i = 0; i < b->count; i++)
		push(edits, '+', a->count, i);
}

static bool compare(
	struct arena *arena, const struct text *a, const struct text *b, struct edits *ret)
{
	struct rounds rounds = {arena, NULL, 0};
	long round;

	rounds.rows = arena_array(arena, MAX_ROUNDS + 1, sizeof(*rounds.rows));
	ret->items = arena_array(arena, a->count + b->count + 1, sizeof(*ret->items));
	ret->count = 0;
	if (!rounds.rows || !ret->items)
		return false;
	round = search(&rounds, a, b);
	if (arena->exhausted)
		return false;
	if (round < 0)
		replace_all(a, b, ret);
	else
		trace(&rounds, round, a, b, ret);
	return true;
}

static void write_line(struct strbuf *out, char sign, const struct line *line)
{
	strbuf_add_char(out, sign);
	utf8_show(out, line->text);
	strbuf_add_char(out, '\n');
	if (!line->ended)
		strbuf_add(out, STR("\\ No newline at end of file\n"));
}

/* One end of a hunk's header: "3,7"; a count of one is left out, of none names the line before. */
static void write_range(struct strbuf *out, char sign, size_t first, size_t count)
{
	strbuf_printf(out, "%c%zu", sign, count ? first + 1 : first);
	if (count != 1)
		strbuf_printf(out, ",%zu", count);
}

static void write_hunk(struct strbuf *out, const struct edits *edits, size_t from, size_t to,
	const struct text *a, const struct text *b)
{
	size_t removed = 0;
	size_t added = 0;

	for (size_t i = from; i < to; i++) {
		removed += edits->items[i].sign != '+';
		added += edits->items[i].sign != '-';
	}
	strbuf_add(out, STR("@@ "));
	write_range(out, '-', edits->items[from].old_index, removed);
	strbuf_add_char(out, ' ');
	write_range(out, '+', edits->items[from].new_index, added);
	strbuf_add(out, STR(" @@\n"));
	for (size_t i = from; i < to; i++) {
		const struct edit *edit = &edits->items[i];
		write_line(out, edit->sign,
			edit->sign == '+' ? &b->lines[edit->new_index]
					  : &a->lines[edit->old_index]);
	}
}

/* The end of the hunk that begins with the change at `from`: changes that are near stay together.
 */
static size_t hunk_end(const struct edits *edits, size_t from)
{
	size_t end = from;
	for (size_t i = from; i < edits->count && i - end <= (size_t)2 * CONTEXT_LINES; i++) {
		if (edits->items[i].sign != ' ')
			end = i + 1;
	}
	return end;
}

static void write_hunks(
	struct strbuf *out, const struct edits *edits, const struct text *a, const struct text *b)
{
	size_t i = 0;

	while (i < edits->count) {
		if (edits->items[i].sign == ' ') {
			i++;
			continue;
		}
		const size_t end = hunk_end(edits, i);
		const size_t from = i > CONTEXT_LINES ? i - CONTEXT_LINES : 0;
		const size_t to =
			end + CONTEXT_LINES < edits->count ? end + CONTEXT_LINES : edits->count;
		write_hunk(out, edits, from, to, a, b);
		i = to;
	}
}

struct str unified_diff(struct arena *arena, struct str old_name, struct str old_text,
	struct str new_name, struct str new_text)
{
	struct text a;
	struct text b;
	struct edits edits;
	struct strbuf out;

	if (str_eq(old_text, new_text))
		return STR("");
	if (!split(arena, old_text, &a) || !split(arena, new_text, &b) ||
		!compare(arena, &a, &b, &edits))
		return STR_NONE;
	strbuf_init(&out, arena, (size_t)2 * LIMIT_PLAN_BYTES);
	strbuf_add(&out, STR("--- "));
	utf8_show(&out, old_name);
	strbuf_add(&out, STR("\n+++ "));
	utf8_show(&out, new_name);
	strbuf_add_char(&out, '\n');
	write_hunks(&out, &edits, &a, &b);
	return strbuf_str(&out);
}
