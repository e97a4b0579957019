/* SPDX-License-Identifier: MIT */
#include "review/hidden.h"

#include "base/utf8.h"

#define ZERO_WIDTH_NON_JOINER 0x200Cu
#define ZERO_WIDTH_JOINER 0x200Du
#define EMOJI_SELECTOR 0xFE0Fu
#define KEYCAP 0x20E3u
#define BLACK_FLAG 0x1F3F4u
#define CANCEL_TAG 0xE007Fu
#define FLAG_LETTERS 5u /* of a subdivision: "gbsct" */
#define LOOK_BYTES 512u /* how far around a character its line is looked at */

/* Where a character is not hidden but writing. */
enum ordinary {
	NEVER,
	AS_JOINER,
	NEAR_RIGHT_TO_LEFT,
	BEHIND_EMOJI,
	BEHIND_IDEOGRAPH,
	BEHIND_MONGOLIAN,
	IN_FLAG,
	AT_START,
	IN_TEXT,
};

struct hidden_row {
	uint32_t first;
	uint32_t last;
	enum hidden_kind kind;
	enum ordinary ordinary;
	const char *name;
};

/* Sorted. */
static const struct hidden_row rows[] = {
	{0x0085, 0x0085, HIDDEN_INVISIBLE, NEVER, "NEXT LINE"},
	{0x00A0, 0x00A0, HIDDEN_SPACE, IN_TEXT, "NO-BREAK SPACE"},
	{0x00AD, 0x00AD, HIDDEN_INVISIBLE, NEVER, "SOFT HYPHEN"},
	{0x034F, 0x034F, HIDDEN_INVISIBLE, NEVER, "COMBINING GRAPHEME JOINER"},
	{0x061C, 0x061C, HIDDEN_INVISIBLE, NEAR_RIGHT_TO_LEFT, "ARABIC LETTER MARK"},
	{0x115F, 0x115F, HIDDEN_INVISIBLE, NEVER, "HANGUL CHOSEONG FILLER"},
	{0x1160, 0x1160, HIDDEN_INVISIBLE, NEVER, "HANGUL JUNGSEONG FILLER"},
	{0x1680, 0x1680, HIDDEN_SPACE, IN_TEXT, "OGHAM SPACE MARK"},
	{0x17B4, 0x17B4, HIDDEN_INVISIBLE, NEVER, "KHMER VOWEL INHERENT AQ"},
	{0x17B5, 0x17B5, HIDDEN_INVISIBLE, NEVER, "KHMER VOWEL INHERENT AA"},
	{0x180B, 0x180D, HIDDEN_INVISIBLE, BEHIND_MONGOLIAN, "MONGOLIAN FREE VARIATION SELECTOR"},
	{0x180E, 0x180E, HIDDEN_INVISIBLE, BEHIND_MONGOLIAN, "MONGOLIAN VOWEL SEPARATOR"},
	{0x180F, 0x180F, HIDDEN_INVISIBLE, BEHIND_MONGOLIAN, "MONGOLIAN FREE VARIATION SELECTOR"},
	{0x2000, 0x200A, HIDDEN_SPACE, IN_TEXT, "SPACE OF ANOTHER WIDTH"},
	{0x200B, 0x200B, HIDDEN_INVISIBLE, NEVER, "ZERO WIDTH SPACE"},
	{0x200C, 0x200C, HIDDEN_INVISIBLE, AS_JOINER, "ZERO WIDTH NON-JOINER"},
	{0x200D, 0x200D, HIDDEN_INVISIBLE, AS_JOINER, "ZERO WIDTH JOINER"},
	{0x200E, 0x200E, HIDDEN_INVISIBLE, NEAR_RIGHT_TO_LEFT, "LEFT-TO-RIGHT MARK"},
	{0x200F, 0x200F, HIDDEN_INVISIBLE, NEAR_RIGHT_TO_LEFT, "RIGHT-TO-LEFT MARK"},
	{0x2028, 0x2028, HIDDEN_INVISIBLE, NEVER, "LINE SEPARATOR"},
	{0x2029, 0x2029, HIDDEN_INVISIBLE, NEVER, "PARAGRAPH SEPARATOR"},
	{0x202A, 0x202A, HIDDEN_BIDI, NEVER, "LEFT-TO-RIGHT EMBEDDING"},
	{0x202B, 0x202B, HIDDEN_BIDI, NEVER, "RIGHT-TO-LEFT EMBEDDING"},
	{0x202C, 0x202C, HIDDEN_BIDI, NEVER, "POP DIRECTIONAL FORMATTING"},
	{0x202D, 0x202D, HIDDEN_BIDI, NEVER, "LEFT-TO-RIGHT OVERRIDE"},
	{0x202E, 0x202E, HIDDEN_BIDI, NEVER, "RIGHT-TO-LEFT OVERRIDE"},
	{0x202F, 0x202F, HIDDEN_SPACE, IN_TEXT, "NARROW NO-BREAK SPACE"},
	{0x205F, 0x205F, HIDDEN_SPACE, IN_TEXT, "MEDIUM MATHEMATICAL SPACE"},
	{0x2060, 0x2060, HIDDEN_INVISIBLE, NEVER, "WORD JOINER"},
	{0x2061, 0x2064, HIDDEN_INVISIBLE, NEVER, "INVISIBLE OPERATOR"},
	{0x2065, 0x2065, HIDDEN_INVISIBLE, NEVER, "UNASSIGNED FORMAT CHARACTER"},
	{0x2066, 0x2066, HIDDEN_BIDI, NEVER, "LEFT-TO-RIGHT ISOLATE"},
	{0x2067, 0x2067, HIDDEN_BIDI, NEVER, "RIGHT-TO-LEFT ISOLATE"},
	{0x2068, 0x2068, HIDDEN_BIDI, NEVER, "FIRST STRONG ISOLATE"},
	{0x2069, 0x2069, HIDDEN_BIDI, NEVER, "POP DIRECTIONAL ISOLATE"},
	{0x206A, 0x206F, HIDDEN_INVISIBLE, NEVER, "DEPRECATED FORMAT CHARACTER"},
	{0x3000, 0x3000, HIDDEN_SPACE, IN_TEXT, "IDEOGRAPHIC SPACE"},
	{0x3164, 0x3164, HIDDEN_INVISIBLE, NEVER, "HANGUL FILLER"},
	{0xFE00, 0xFE0D, HIDDEN_INVISIBLE, BEHIND_IDEOGRAPH, "VARIATION SELECTOR"},
	{0xFE0E, 0xFE0E, HIDDEN_INVISIBLE, BEHIND_EMOJI, "VARIATION SELECTOR-15"},
	{0xFE0F, 0xFE0F, HIDDEN_INVISIBLE, BEHIND_EMOJI, "VARIATION SELECTOR-16"},
	{0xFEFF, 0xFEFF, HIDDEN_INVISIBLE, AT_START, "ZERO WIDTH NO-BREAK SPACE"},
	{0xFFA0, 0xFFA0, HIDDEN_INVISIBLE, NEVER, "HALFWIDTH HANGUL FILLER"},
	{0xFFF0, 0xFFF8, HIDDEN_INVISIBLE, NEVER, "UNASSIGNED FORMAT CHARACTER"},
	{0xFFF9, 0xFFFB, HIDDEN_INVISIBLE, NEVER, "INTERLINEAR ANNOTATION"},
	{0x1BCA0, 0x1BCA3, HIDDEN_INVISIBLE, NEVER, "SHORTHAND FORMAT CHARACTER"},
	{0x1D173, 0x1D17A, HIDDEN_INVISIBLE, NEVER, "MUSICAL FORMAT CHARACTER"},
	{0xE0000, 0xE001F, HIDDEN_INVISIBLE, NEVER, "LANGUAGE TAG"},
	{0xE0020, 0xE007F, HIDDEN_INVISIBLE, IN_FLAG, "TAG CHARACTER"},
	{0xE0080, 0xE00FF, HIDDEN_INVISIBLE, NEVER, "UNASSIGNED FORMAT CHARACTER"},
	{0xE0100, 0xE01EF, HIDDEN_INVISIBLE, BEHIND_IDEOGRAPH, "VARIATION SELECTOR"},
	{0xE01F0, 0xE0FFF, HIDDEN_INVISIBLE, NEVER, "UNASSIGNED FORMAT CHARACTER"},
};
#define ROWS (sizeof(rows) / sizeof(rows[0]))

struct range {
	uint32_t first;
	uint32_t last;
};

/* Scripts in which a joiner or non-joiner changes the shape of its neighbours. */
static const struct range joining[] = {
	{0x0600, 0x06FF},   /* Arabic */
	{0x0700, 0x07FF},   /* Syriac, Arabic supplement, Thaana, N'Ko */
	{0x0840, 0x0DFF},   /* Mandaic, Arabic extended, the scripts of India, Sinhala */
	{0x0F00, 0x109F},   /* Tibetan, Myanmar */
	{0x1780, 0x18AF},   /* Khmer, Mongolian */
	{0xA840, 0xA8FF},   /* Phags-pa, Saurashtra, Devanagari extended */
	{0xFB50, 0xFDFF},   /* Arabic presentation forms */
	{0xFE70, 0xFEFC},   /* the same */
	{0x10AC0, 0x10D3F}, /* Manichaean, Hanifi Rohingya and others */
	{0x11000, 0x11FFF}, /* Brahmi and its kin */
};

static const struct range right_to_left[] = {
	{0x0590, 0x08FF},
	{0xFB1D, 0xFDFF},
	{0xFE70, 0xFEFC},
	{0x10800, 0x10FFF},
	{0x1E800, 0x1EFFF},
};

/* What an emoji can begin with; digits and signs only as keycaps. */
static const struct range pictures[] = {
	{0x00A9, 0x00A9},
	{0x00AE, 0x00AE},
	{0x203C, 0x203C},
	{0x2049, 0x2049},
	{0x2122, 0x2122},
	{0x2139, 0x2139},
	{0x2190, 0x2BFF},
	{0x3030, 0x3030},
	{0x303D, 0x303D},
	{0x3297, 0x3299},
	{0x1F000, 0x1FAFF},
};

static const struct range ideographs[] = {
	{0x3400, 0x9FFF},
	{0xF900, 0xFAFF},
	{0x20000, 0x3FFFF},
};

/* Letters and signs as wide as an ideographic space. */
static const struct range wide[] = {
	{0x2E80, 0x2FFF},
	{0x3001, 0xA4CF},
	{0xAC00, 0xD7AF},
	{0xF900, 0xFAFF},
	{0xFE30, 0xFE4F},
	{0xFF01, 0xFF9F},
	{0x20000, 0x3FFFF},
};

static const struct range mongolian[] = {{0x1800, 0x18AA}};

#define IN(point, table) is_in(point, table, sizeof(table) / sizeof((table)[0]))

static bool is_in(uint32_t point, const struct range *table, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (point >= table[i].first && point <= table[i].last)
			return true;
	}
	return false;
}

/* A character of the text and what stands around it; 0: nothing. */
struct spot {
	struct str text;
	size_t offset;
	size_t len;
	uint32_t before;
	uint32_t point;
	uint32_t behind;
};

static uint32_t point_before(struct str text, size_t offset)
{
	uint32_t point;
	size_t len;
	for (size_t back = 1; back <= 4 && back <= offset; back++) {
		if (utf8_decode(text, offset - back, &point, &len) && len == back)
			return point;
	}
	return 0;
}

static uint32_t point_at(struct str text, size_t offset, size_t *ret_len)
{
	uint32_t point;
	*ret_len = 1;
	if (offset >= text.len)
		return 0;
	return utf8_decode(text, offset, &point, ret_len) ? point : 0;
}

static struct spot spot_at(struct str text, size_t offset)
{
	struct spot spot = {.text = text, .offset = offset};
	size_t ignored;
	spot.point = point_at(text, offset, &spot.len);
	spot.before = point_before(text, offset);
	spot.behind = point_at(text, offset + spot.len, &ignored);
	return spot;
}

static bool is_keycap_base(uint32_t point)
{
	return (point >= '0' && point <= '9') || point == '#' || point == '*';
}

/* Emoji joined to emoji, or letters that need it. */
static bool joins(const struct spot *spot)
{
	if (IN(spot->before, joining) || IN(spot->behind, joining))
		return true;
	return spot->point == ZERO_WIDTH_JOINER && IN(spot->behind, pictures) &&
	       (IN(spot->before, pictures) || spot->before == EMOJI_SELECTOR);
}

/* A black flag, the letters of a subdivision, and the tag that ends them. */
static bool is_in_flag(const struct spot *spot)
{
	const size_t width = 4; /* bytes of each of them */
	size_t start = spot->offset;
	size_t letters = 0;
	size_t len;

	while (start >= width && letters <= FLAG_LETTERS) {
		const uint32_t point = point_before(spot->text, start);
		start -= width;
		if (point == BLACK_FLAG)
			break;
		letters++;
	}
	if (point_at(spot->text, start, &len) != BLACK_FLAG)
		return false;
	for (size_t i = 1; i <= FLAG_LETTERS; i++) {
		const uint32_t point = point_at(spot->text, start + i * width, &len);
		if (point < 0xE0061 || point > 0xE007A)
			return false;
	}
	return point_at(spot->text, start + (FLAG_LETTERS + 1) * width, &len) == CANCEL_TAG;
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Where the character's line begins, or what is looked at of it. */
static size_t line_start(const struct spot *spot)
{
	size_t start = spot->offset;
	while (start > 0 && spot->offset - start < LOOK_BYTES &&
		!is_line_end(spot->text.ptr[start - 1]))
		start--;
	return start;
}

static bool is_near_right_to_left(const struct spot *spot)
{
	size_t len;
	for (size_t at = line_start(spot); at < spot->text.len && at < spot->offset + LOOK_BYTES;
		at += len) {
		if (is_line_end(spot->text.ptr[at]))
			return false;
		if (IN(point_at(spot->text, at, &len), right_to_left) && at != spot->offset)
			return true;
	}
	return false;
}

/* Whether a line's key is one whose value people read and nothing runs. */
static bool is_prose(struct str line)
{
	static const char *const keys[] = {"name:", "run-name:", "description:", "title:"};
	struct str rest = str_trim(line);

	if (str_starts(rest, STR("- ")))
		rest = str_trim(str_slice(rest, 2, rest.len));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (str_starts(rest, str_of(keys[i])))
			return true;
	}
	return false;
}

/* In a comment, in quotes, in a name, or between wide letters it is a matter of typography. */
static bool is_in_text(const struct spot *spot)
{
	const struct str line = str_slice(spot->text, line_start(spot), spot->offset);
	char quote = '\0';

	if (IN(spot->before, wide) || IN(spot->behind, wide) || is_prose(line))
		return true;
	for (size_t i = 0; i < line.len; i++) {
		const char c = line.ptr[i];
		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '\'' || c == '"')
			quote = c;
		else if (c == '#' && (i == 0 || char_is_space(line.ptr[i - 1])))
			return true;
	}
	return quote != '\0';
}

static bool is_ordinary(const struct spot *spot, enum ordinary ordinary)
{
	switch (ordinary) {
	case AS_JOINER:
		return joins(spot);
	case NEAR_RIGHT_TO_LEFT:
		return is_near_right_to_left(spot);
	case BEHIND_EMOJI:
		return IN(spot->before, pictures) ||
		       (is_keycap_base(spot->before) && spot->behind == KEYCAP);
	case BEHIND_IDEOGRAPH:
		return IN(spot->before, ideographs);
	case BEHIND_MONGOLIAN:
		return IN(spot->before, mongolian);
	case IN_FLAG:
		return is_in_flag(spot);
	case AT_START:
		return spot->offset == 0;
	case IN_TEXT:
		return is_in_text(spot);
	case NEVER:
	default:
		return false;
	}
}

static const struct hidden_row *row_of(uint32_t point)
{
	size_t low = 0;
	size_t high = ROWS;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (point > rows[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < ROWS && point >= rows[low].first ? &rows[low] : NULL;
}

/* The row of the character at the offset when it is hidden there; else NULL. */
static const struct hidden_row *hidden_at(struct str text, size_t offset, struct spot *ret)
{
	const struct hidden_row *row;

	*ret = spot_at(text, offset);
	row = row_of(ret->point);
	return row && !is_ordinary(ret, row->ordinary) ? row : NULL;
}

static void take_row(
	struct str text, const struct spot *first, const struct hidden_row *row, struct hidden *ret)
{
	*ret = (struct hidden){.kind = row->kind,
		.offset = first->offset,
		.end = first->offset + first->len,
		.point = first->point,
		.name = row->name,
		.count = 1};
	while (ret->end < text.len) {
		struct spot spot;
		const struct hidden_row *next = hidden_at(text, ret->end, &spot);
		if (!next || next->kind != row->kind)
			return;
		ret->end += spot.len;
		ret->count++;
	}
}

bool hidden_next(struct str text, size_t from, struct hidden *ret)
{
	for (size_t at = from; at < text.len;) {
		struct spot spot = {.len = 1};
		/* ASCII hides nothing, and is nearly all. */
		const struct hidden_row *row =
			(unsigned char)text.ptr[at] < 0x80 ? NULL : hidden_at(text, at, &spot);
		if (row) {
			take_row(text, &spot, row, ret);
			return true;
		}
		at += spot.len;
	}
	return false;
}
