/* SPDX-License-Identifier: MIT */
#include "yaml/properties.h"

#include "yaml/source.h"

/* Offset behind blanks, line breaks and comments. */
static size_t skip_space(struct str text, size_t at)
{
	for (;;) {
		const size_t start = at;
		at = source_skip_blanks(text, at);
		if (at < text.len && text.ptr[at] == '#')
			at = source_line_end(text, at);
		at += source_break(text, at);
		if (at == start)
			return at;
	}
}

static size_t skip_word(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\t' &&
		source_break(text, at) == 0)
		at++;
	return at;
}

struct properties properties_read(struct str source, size_t at, size_t limit, unsigned count)
{
	const struct str text = str_slice(source, 0, limit);
	struct properties properties = {.end = at};
	for (; count > 0; count--) {
		const size_t end = skip_word(text, at);
		if (at < end && text.ptr[at] == '&')
			properties.anchor = str_slice(text, at + 1, end);
		else
			properties.tag = str_slice(text, at, end);
		at = skip_space(text, end);
		properties.end = at;
	}
	return properties;
}
