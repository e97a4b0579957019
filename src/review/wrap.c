/* SPDX-License-Identifier: MIT */
#include "review/wrap.h"

#include "base/utf8.h"

size_t wrap_fitting(struct str text, size_t room)
{
	size_t columns = 0;
	size_t end = 0;
	size_t space = 0;

	while (end < text.len && columns < room) {
		uint32_t point;
		size_t len;
		utf8_decode(text, end, &point, &len);
		if (text.ptr[end] == ' ')
			space = end;
		end += len;
		columns++;
	}
	if (end == text.len || !space || text.ptr[end] == ' ')
		return end;
	return space;
}

/* What fits of the text into a line that is `used` columns long already; *text is the rest. */
static void put_line(struct strbuf *out, struct str *text, size_t used, size_t width)
{
	const size_t len = wrap_fitting(*text, width > used ? width - used : 1);

	strbuf_add(out, str_slice(*text, 0, len));
	strbuf_add_char(out, '\n');
	*text = str_trim(str_slice(*text, len, text->len));
}

void wrap_put(struct strbuf *out, struct str text, size_t indent, size_t width)
{
	do {
		strbuf_add_times(out, ' ', indent);
		put_line(out, &text, indent, width);
	} while (text.len > 0);
}

void wrap_labelled(
	struct strbuf *out, struct str label, size_t indent, struct str text, size_t width)
{
	const size_t used = label.len < indent && label.len ? indent : label.len;

	strbuf_add(out, label);
	strbuf_add_times(out, ' ', used - label.len);
	put_line(out, &text, used, width);
	if (text.len)
		wrap_put(out, text, indent, width);
}
