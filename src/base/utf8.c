/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

struct range {
	uint32_t first;
	uint32_t last;
};

/*
 * Unicode 15: the general category Cc, the property Default_Ignorable_Code_Point, and the
 * separators and format characters that change how a line is laid out.
 */
static const struct range hidden[] = {
	{0x0000, 0x001F},   /* C0 controls */
	{0x007F, 0x009F},   /* DEL, C1 controls */
	{0x00AD, 0x00AD},   /* soft hyphen */
	{0x034F, 0x034F},   /* combining grapheme joiner */
	{0x061C, 0x061C},   /* Arabic letter mark */
	{0x115F, 0x1160},   /* Hangul fillers */
	{0x17B4, 0x17B5},   /* Khmer inherent vowels */
	{0x180B, 0x180F},   /* Mongolian variation selectors, vowel separator */
	{0x200B, 0x200F},   /* zero-width space and joiners, direction marks */
	{0x2028, 0x202E},   /* line and paragraph separator, embeddings and overrides */
	{0x2060, 0x206F},   /* word joiner, invisible operators, isolates */
	{0x3164, 0x3164},   /* Hangul filler */
	{0xFE00, 0xFE0F},   /* variation selectors */
	{0xFEFF, 0xFEFF},   /* byte order mark */
	{0xFFA0, 0xFFA0},   /* half-width Hangul filler */
	{0xFFF0, 0xFFFB},   /* unassigned ignorables, interlinear annotation */
	{0x1BCA0, 0x1BCA3}, /* shorthand format controls */
	{0x1D173, 0x1D17A}, /* musical beams and slurs */
	{0xE0000, 0xE0FFF}, /* tags, more variation selectors */
};

/* What the first byte says: how many bytes, which bits of it count, the least point of that form.
 */
struct form {
	unsigned char mask;
	unsigned char lead;
	unsigned char len;
	uint32_t least;
};

static const struct form forms[] = {
	{0x80, 0x00, 1, 0x0},
	{0xE0, 0xC0, 2, 0x80},
	{0xF0, 0xE0, 3, 0x800},
	{0xF8, 0xF0, 4, 0x10000},
};

static const struct form *form_of(unsigned char byte)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if ((byte & forms[i].mask) == forms[i].lead)
			return &forms[i];
	return NULL;
}

static bool is_scalar(uint32_t point)
{
	return point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF);
}

bool utf8_decode(struct str s, size_t offset, uint32_t *ret_point, size_t *ret_len)
{
	const unsigned char first = (unsigned char)s.ptr[offset];
	const struct form *form = form_of(first);
	*ret_len = 1;
	if (!form || s.len - offset < form->len)
		return false;
	uint32_t point = first & (unsigned char)~form->mask;
	for (size_t i = 1; i < form->len; i++) {
		const unsigned char byte = (unsigned char)s.ptr[offset + i];
		if ((byte & 0xC0) != 0x80)
			return false;
		point = point << 6 | (byte & 0x3F);
	}
	if (point < form->least || !is_scalar(point))
		return false;
	*ret_point = point;
	*ret_len = form->len;
	return true;
}

size_t utf8_check(struct str s)
{
	uint32_t point;
	size_t len;
	for (size_t at = 0; at < s.len; at += len)
		if (!utf8_decode(s, at, &point, &len))
			return at;
	return STR_NOWHERE;
}

size_t utf8_count(struct str s)
{
	uint32_t point;
	size_t len;
	size_t count = 0;
	for (size_t at = 0; at < s.len; at += len) {
		(void)utf8_decode(s, at, &point, &len);
		count++;
	}
	return count;
}

struct str utf8_slice(struct str s, size_t from, size_t to)
{
	uint32_t point;
	size_t len;
	size_t start = s.len;
	size_t at = 0;
	for (size_t i = 0; at < s.len && i < to; i++) {
		if (i == from)
			start = at;
		(void)utf8_decode(s, at, &point, &len);
		at += len;
	}
	return str_slice(s, start, at);
}

bool utf8_is_hidden(uint32_t point)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
		if (point >= hidden[i].first && point <= hidden[i].last)
			return true;
	return false;
}

void utf8_add(struct strbuf *out, uint32_t point)
{
	size_t i = 0;
	while (i + 1 < sizeof(forms) / sizeof(forms[0]) && point >= forms[i + 1].least)
		i++;
	for (unsigned char rest = forms[i].len; rest > 0; rest--) {
		const uint32_t bits = point >> (6 * (rest - 1));
		if (rest == forms[i].len)
			strbuf_add_char(out, (char)(forms[i].lead | bits));
		else
			strbuf_add_char(out, (char)(0x80 | (bits & 0x3F)));
	}
}

void utf8_escape(struct strbuf *out, uint32_t point)
{
	if (point > 0xFFFF) {
		utf8_escape(out, 0xD7C0 + (point >> 10));
		point = 0xDC00 + (point & 0x3FF);
	}
	char text[] = "\\u0000";
	for (size_t i = 0; i < 4; i++)
		text[5 - i] = "0123456789ABCDEF"[point >> (4 * i) & 0xF];
	strbuf_add(out, (struct str){text, sizeof(text) - 1});
}

/* How many bytes from `at` on are characters of ASCII that stand for themselves. */
static size_t count_shown(struct str s, size_t at)
{
	size_t end = at;
	while (end < s.len && s.ptr[end] >= ' ' && s.ptr[end] <= '~')
		end++;
	return end - at;
}

void utf8_show(struct strbuf *out, struct str s)
{
	size_t len;
	for (size_t at = 0; at < s.len; at += len) {
		uint32_t point;
		len = count_shown(s, at);
		if (len > 0)
			strbuf_add(out, str_slice(s, at, at + len));
		else if (!utf8_decode(s, at, &point, &len))
			utf8_escape(out, (unsigned char)s.ptr[at]);
		else if (point == '\t')
			strbuf_add_char(out, ' ');
		else if (utf8_is_hidden(point))
			utf8_escape(out, point);
		else
			strbuf_add(out, str_slice(s, at, at + len));
	}
}
