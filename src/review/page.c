/* SPDX-License-Identifier: MIT */
#include "review/page.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "review/wrap.h"

void page_init(struct page *page, struct arena *arena, unsigned width, unsigned spare)
{
	*page = (struct page){.arena = arena, .width = width, .spare = spare};
	strbuf_init(&page->out, arena, LIMIT_PLAN_BYTES);
}

/* The last line that a value may take ends in "..." when more would follow. */
static void put_cut(struct page *page, struct str text, size_t room)
{
	strbuf_add(&page->out, str_slice(text, 0, wrap_fitting(text, room - 3)));
	strbuf_add(&page->out, STR("...\n"));
}

void page_put(struct page *page, const char *label, struct str value)
{
	struct strbuf shown;
	struct str rest;
	const size_t room = page->width - PAGE_LABEL;
	const size_t start = page->out.len;

	strbuf_init(&shown, page->arena, LIMIT_TEXT_BYTES);
	utf8_show(&shown, value);
	rest = strbuf_str(&shown);
	strbuf_add(&page->out, str_of(label));
	strbuf_add_times(&page->out, ' ', PAGE_LABEL - (page->out.len - start));
	while (utf8_count(rest) > room) {
		if (!page->spare) {
			put_cut(page, rest, room);
			return;
		}
		const size_t len = wrap_fitting(rest, room);
		strbuf_add(&page->out, str_slice(rest, 0, len));
		strbuf_add_char(&page->out, '\n');
		strbuf_add_times(&page->out, ' ', PAGE_LABEL);
		rest = str_trim(str_slice(rest, len, rest.len));
		page->spare--;
	}
	strbuf_add(&page->out, rest);
	strbuf_add_char(&page->out, '\n');
}
