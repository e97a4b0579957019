/* SPDX-License-Identifier: MIT */
#include "review/markdown_text.h"

#include "base/limits.h"
#include "base/utf8.h"

/* The longest sentence about a cut, with the end of a fence and of a fold. */
#define CUT_BYTES ((size_t)240)

#define KEY_BYTES ((size_t)100)

static const struct str comment_start = STR_ROW("<!--");

/* The beginning of the text in so many code points. */
static struct str head(struct str text, size_t points)
{
	size_t end = 0;
	uint32_t point;
	size_t len;

	while (end < text.len && points--) {
		utf8_decode(text, end, &point, &len);
		end += len;
	}
	return str_slice(text, 0, end);
}

/* The longest row of backticks. */
static size_t longest_ticks(struct str text)
{
	size_t longest = 0;
	size_t row = 0;

	for (size_t i = 0; i < text.len; i++) {
		row = text.ptr[i] == '`' ? row + 1 : 0;
		longest = row > longest ? row : longest;
	}
	return longest;
}

/*
 * What is code in a cell or a fence. Only a table heeds a '|', and a backslash in front of it; a
 * comment in code hides nothing, but whoever looks for the marker may not parse Markdown.
 */
static void add_code(struct strbuf *out, struct str text, bool cell)
{
	for (size_t i = 0; i < text.len; i++) {
		const struct str rest = str_slice(text, i, text.len);
		if (str_starts(rest, comment_start))
			utf8_escape(out, '<');
		else if (cell && str_starts(rest, STR("\\|")))
			utf8_escape(out, '\\');
		else if (cell && text.ptr[i] == '|')
			strbuf_add(out, STR("\\|"));
		else
			strbuf_add_char(out, text.ptr[i]);
	}
}

void markdown_code(struct strbuf *out, struct str text, size_t max, bool cell)
{
	const struct str start = head(text, max);
	struct strbuf shown;
	struct str code;
	size_t ticks;

	strbuf_init(&shown, out->arena, LIMIT_PLAN_BYTES);
	utf8_show(&shown, start);
	if (start.len < text.len)
		strbuf_add(&shown, STR("…"));
	if (!text.len)
		strbuf_add(&shown, STR("''"));
	code = strbuf_str(&shown);
	ticks = longest_ticks(code) + 1;
	/* A space on both sides is taken away again, and keeps ticks and spaces of the text's own.
	 */
	const bool padded = str_starts(code, STR("`")) || str_ends(code, STR("`")) ||
			    str_starts(code, STR(" ")) || str_ends(code, STR(" "));
	strbuf_add_times(out, '`', ticks);
	strbuf_add(out, padded ? STR(" ") : STR(""));
	add_code(out, code, cell);
	strbuf_add(out, padded ? STR(" ") : STR(""));
	strbuf_add_times(out, '`', ticks);
	out->failed |= !code.ptr;
}

static bool is_key_byte(char c)
{
	return char_is_alnum(c) || c == '.' || c == '_' || c == '/';
}

static void add_key(struct strbuf *out, struct str key)
{
	bool gap = false;

	for (size_t i = 0; i < key.len && i < KEY_BYTES; i++) {
		const bool fits = is_key_byte(key.ptr[i]);
		if (fits)
			strbuf_add_char(out, key.ptr[i]);
		else if (!gap)
			strbuf_add_char(out, '-');
		gap = !fits;
	}
	if (!key.len)
		strbuf_add_char(out, '-');
}

void markdown_page_init(struct markdown_page *page, struct arena *arena, size_t budget,
	struct str key, struct str plan_id, struct str *ret_end)
{
	struct strbuf end;

	strbuf_init(&end, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&end, STR("\n<!-- precache:v1 key="));
	add_key(&end, key);
	strbuf_printf(&end, " plan=%.*s -->\n", STR_ARG(plan_id.ptr ? plan_id : STR("none")));
	*ret_end = strbuf_str(&end);
	strbuf_init(&page->out, arena, budget);
	page->cut = false;
	page->room = budget - ret_end->len - CUT_BYTES;
	page->out.failed = !ret_end->ptr;
}

bool markdown_page_add(struct markdown_page *page, struct str piece)
{
	if (page->cut || page->out.len + piece.len > page->room)
		return false;
	strbuf_add(&page->out, piece);
	return true;
}

/* "1,234" */
static void add_grouped(struct strbuf *out, size_t number)
{
	if (number >= 1000) {
		add_grouped(out, number / 1000);
		strbuf_printf(out, ",%03zu", number % 1000);
	} else {
		strbuf_printf(out, "%zu", number);
	}
}

void markdown_page_cut(struct markdown_page *page, size_t count, const char *what, const char *how)
{
	strbuf_add(&page->out, STR("\n**Cut here: "));
	add_grouped(&page->out, count);
	strbuf_printf(&page->out, " %s more. The whole: `%s`.**\n", what, how);
	page->cut = true;
}

static size_t line_end(struct str text, size_t from)
{
	const size_t end = str_find_char(text, '\n', from);
	return end == STR_NOWHERE ? text.len : end + 1;
}

static struct str fence_of(struct arena *arena, struct str text)
{
	struct strbuf fence;
	const size_t ticks = longest_ticks(text) + 1;

	strbuf_init(&fence, arena, LIMIT_PLAN_BYTES);
	strbuf_add_times(&fence, '`', ticks < 3 ? 3 : ticks);
	strbuf_add_char(&fence, '\n');
	return strbuf_str(&fence);
}

/* Adds the lines that fit; returns how many bytes of the text were left out. */
static size_t add_lines(struct markdown_page *page, struct str text, size_t fence_len)
{
	struct strbuf line;

	for (size_t from = 0; from < text.len;) {
		const size_t end = line_end(text, from);
		strbuf_init(&line, page->out.arena, LIMIT_PLAN_BYTES);
		add_code(&line, str_slice(text, from, end), false);
		if (page->out.len + line.len + fence_len > page->room)
			return text.len - from;
		strbuf_add(&page->out, strbuf_str(&line));
		from = end;
	}
	return 0;
}

void markdown_page_fold(
	struct markdown_page *page, const char *title, struct str text, const char *how)
{
	const struct str fence = fence_of(page->out.arena, text);
	const struct str top = str_printf(
		page->out.arena, "\n<details><summary>%s</summary>\n\n%.*s", title, STR_ARG(fence));
	size_t missing = text.len;

	if (page->cut)
		return;
	if (!fence.ptr || !top.ptr) {
		page->out.failed = true;
		return;
	}
	/* A fold is worth its lines only when some of the text fits. */
	if (page->out.len + top.len + 2 * fence.len + CUT_BYTES > page->room) {
		strbuf_printf(&page->out, "\n%s: ", title);
		markdown_page_cut(page, missing, "bytes", how);
		return;
	}
	strbuf_add(&page->out, top);
	missing = add_lines(page, text, fence.len);
	strbuf_add(&page->out, fence);
	if (missing)
		markdown_page_cut(page, missing, "bytes", how);
	strbuf_add(&page->out, STR("\n</details>\n"));
}

struct str markdown_page_finish(struct markdown_page *page, struct str end)
{
	strbuf_add(&page->out, end);
	return strbuf_str(&page->out);
}
