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

void wrap_put(struct strbuf *out, struct str text, size_t indent, size_t width)
{
	const size_t room = width > indent ? width - indent : 1;

	do {
		const size_t len = wrap_fitting(text, room);
		strbuf_add_times(out, ' ', indent);
		strbuf_add(out, str_slice(text, 0, len));
		strbuf_add_char(out, '\n');
		text = str_trim(str_slice(text, len, text.len));
	} while (text.len > 0);
}
