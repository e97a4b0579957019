/* SPDX-License-Identifier: MIT */
#include "actions/letters.h"

#include "actions/letter_table.h"
#include "base/utf8.h"

/* A byte that is not UTF-8 stands for itself, behind all code points. */
#define NOT_UTF8 0x110000u

/* Code points from here to U+FFFF come behind those above in UTF-16, whose surrogates are lower. */
#define BEHIND_SURROGATES 0xE000u
#define PAIRS 0x10000u

static uint32_t next_point(struct str text, size_t *at)
{
	uint32_t point;
	size_t len;
	if (!utf8_decode(text, *at, &point, &len))
		point = NOT_UTF8 + (unsigned char)text.ptr[*at];
	*at += len;
	return point;
}

uint32_t letter_upper(uint32_t point)
{
	if (point < 0x80)
		return point >= 'a' && point <= 'z' ? point - 'a' + 'A' : point;
	size_t low = 0;
	size_t high = LETTER_ROWS;
	while (low < high) {
		const size_t middle = (low + high) / 2;
		if (letter_rows[middle].last < point)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == LETTER_ROWS)
		return point;
	const struct letter_row *row = &letter_rows[low];
	if (point < row->first || (point - row->first) % row->step != 0)
		return point;
	return (uint32_t)((int32_t)point + row->shift);
}

bool letter_is_space(uint32_t point)
{
	if (point < 0x80)
		return point == ' ' || (point >= '\t' && point <= '\r');
	return point == 0x85 || point == 0xA0 || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
	       point == 0x202F || point == 0x205F || point == 0x3000;
}

size_t letters_skip_space(struct str text, size_t at)
{
	size_t next = at;
	if (at < text.len && text.ptr[at] > ' ' && text.ptr[at] <= '~')
		return at; /* nearly always */
	while (at < text.len && letter_is_space(next_point(text, &next)))
		at = next;
	return at;
}

struct str letters_trim(struct str text)
{
	const size_t start = letters_skip_space(text, 0);
	const char last = text.len > start ? text.ptr[text.len - 1] : ' ';
	if (last > ' ' && last <= '~')
		return str_slice(text, start, text.len); /* nearly always */
	size_t end = start;
	for (size_t at = start; at < text.len;)
		if (!letter_is_space(next_point(text, &at)))
			end = at;
	return str_slice(text, start, end);
}

/* Where the next code point of a text stands in the order; 0 behind its end. */
static uint32_t next_rank(struct str text, size_t *at)
{
	if (*at == text.len)
		return 0;
	const uint32_t point = letter_upper(next_point(text, at));
	const bool behind = point >= BEHIND_SURROGATES && point < PAIRS;
	return 1 + (behind ? point + NOT_UTF8 : point);
}

/* The length of what both begin with, as far as it is ASCII: mostly it is all of them. */
static size_t same_start(struct str a, struct str b)
{
	const size_t len = a.len < b.len ? a.len : b.len;
	size_t at = 0;
	while (at < len && (unsigned char)a.ptr[at] < 0x80 &&
		char_lower(a.ptr[at]) == char_lower(b.ptr[at]))
		at++;
	return at;
}

int letters_compare(struct str a, struct str b)
{
	size_t at_a = same_start(a, b);
	size_t at_b = at_a;
	for (;;) {
		const uint32_t rank_a = next_rank(a, &at_a);
		const uint32_t rank_b = next_rank(b, &at_b);
		if (rank_a != rank_b)
			return rank_a < rank_b ? -1 : 1;
		if (rank_a == 0)
			return 0;
	}
}

bool letters_equal(struct str a, struct str b)
{
	return letters_compare(a, b) == 0;
}

size_t letters_count(struct str text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.len; count++) {
		const uint32_t point = next_point(text, &at);
		count += point >= PAIRS && point < NOT_UTF8;
	}
	return count;
}

static void add_point(struct strbuf *out, uint32_t point)
{
	if (point >= NOT_UTF8) {
		strbuf_add_char(out, (char)(unsigned char)(point - NOT_UTF8));
	} else if (point < 0x80) {
		strbuf_add_char(out, (char)point);
	} else {
		const unsigned tails = point < 0x800 ? 1 : point < PAIRS ? 2 : 3;
		const uint32_t lead = 0xFF00u >> (tails + 1) & 0xFFu;
		strbuf_add_char(out, (char)(unsigned char)(lead | point >> (6 * tails)));
		for (unsigned i = tails; i > 0; i--)
			strbuf_add_char(out,
				(char)(unsigned char)(0x80u | (point >> (6 * (i - 1)) & 0x3Fu)));
	}
}

struct str letters_upper(struct arena *arena, struct str text)
{
	struct strbuf out;
	/* A letter and its upper case are at most a byte apart from two on: "ɐ" has two, "Ɐ" three.
	 */
	strbuf_init(&out, arena, text.len * 2);
	for (size_t at = 0; at < text.len;)
		add_point(&out, letter_upper(next_point(text, &at)));
	return strbuf_str(&out);
}

/* For each prefix of `part` the longest prefix that is also its end: Knuth, Morris and Pratt's. */
static size_t *borders_of(struct arena *arena, struct str part)
{
	size_t *borders = arena_array(arena, part.len + 1, sizeof(*borders));
	size_t border = 0;
	for (size_t i = 1; borders && i < part.len; i++) {
		while (border > 0 && part.ptr[i] != part.ptr[border])
			border = borders[border];
		border += part.ptr[i] == part.ptr[border];
		borders[i + 1] = border;
	}
	return borders;
}

bool letters_find(struct arena *arena, struct str text, struct str part, bool *ret)
{
	const size_t *borders = borders_of(arena, part);
	size_t have = 0;
	if (!borders)
		return false;
	for (size_t i = 0; i < text.len && have < part.len; i++) {
		while (have > 0 && text.ptr[i] != part.ptr[have])
			have = borders[have];
		have += text.ptr[i] == part.ptr[have];
	}
	*ret = have == part.len;
	return true;
}
