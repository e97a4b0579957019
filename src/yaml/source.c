/* SPDX-License-Identifier: MIT */
#include "yaml/source.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "yaml/cursor.h"

/* libyaml compares each %TAG with all before it; more than a few of them is an attack on that. */
#define DIRECTIVES_MAX 64u

static bool is_printable(uint32_t point)
{
	if (point < 0x20)
		return point == '\t' || point == '\n' || point == '\r';
	if (point < 0xA0)
		return point < 0x7F || point == 0x85;
	return point != 0xFFFE && point != 0xFFFF;
}

static void report_byte(struct diags *diags, struct place at, unsigned char byte)
{
	diag_add(diags, RULE_YAML_ENCODING, at, "byte 0x%02X is not UTF-8", byte);
}

static void report_point(struct diags *diags, struct place at, uint32_t point)
{
	if (point == 0)
		diag_add(diags, RULE_YAML_ENCODING, at, "NUL byte");
	else
		diag_add(
			diags, RULE_YAML_ENCODING, at, "control character U+%04X", (unsigned)point);
}

static struct place place_of(struct str file, struct str source, size_t offset)
{
	struct cursor cursor = cursor_begin(source);
	cursor_to_offset(&cursor, offset);
	return cursor_place(&cursor, file);
}

/* Whether no byte has its top bit. */
static bool is_ascii(struct str source)
{
	uint64_t seen = 0;
	size_t at = 0;
	for (; source.len - at >= sizeof(seen); at += sizeof(seen)) {
		uint64_t word;
		memcpy(&word, source.ptr + at, sizeof(word));
		seen |= word;
	}
	for (; at < source.len; at++)
		seen |= (unsigned char)source.ptr[at];
	return (seen & UINT64_C(0x8080808080808080)) == 0;
}

/* Whether eight bytes are all printable ASCII: none has its top bit, is below ' ' or is DEL. */
static bool are_printable(const char *ptr)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t word;
	memcpy(&word, ptr, sizeof(word));
	const uint64_t not_del = word ^ (ones * 0x7F);
	return ((word | (word - ones * 0x20) | (not_del - ones)) & ones * 0x80) == 0;
}

/* Offset of the first byte at or behind `at` that is neither printable ASCII nor LF. */
static size_t skip_printable(struct str source, size_t at)
{
	while (at < source.len) {
		while (source.len - at >= sizeof(uint64_t) && are_printable(source.ptr + at))
			at += sizeof(uint64_t);
		while (at < source.len && source.ptr[at] >= ' ' && source.ptr[at] <= '~')
			at++;
		if (at < source.len && source.ptr[at] != '\n')
			break;
		at++;
	}
	return at < source.len ? at : source.len;
}

bool source_check_characters(
	struct diags *diags, struct str file, struct str source, bool *ret_breaks)
{
	size_t len;
	*ret_breaks = true;
	for (size_t at = skip_printable(source, 0); at < source.len;
		at = skip_printable(source, at + len)) {
		const unsigned char byte = (unsigned char)source.ptr[at];
		uint32_t point = byte;
		len = 1;
		if (byte >= 0x80 && !utf8_decode(source, at, &point, &len)) {
			report_byte(diags, place_of(file, source, at), byte);
			return false;
		}
		if (!is_printable(point)) {
			report_point(diags, place_of(file, source, at), point);
			return false;
		}
		*ret_breaks &= point != 0x85 && point != 0x2028 && point != 0x2029;
	}
	return true;
}

static bool check_directives(struct diags *diags, struct str file, struct str source)
{
	const struct str name = STR("%TAG");
	unsigned count = 0;
	for (size_t at = str_find(source, name, 0); at != STR_NOWHERE;
		at = str_find(source, name, at + name.len)) {
		if (at > 0 && source.ptr[at - 1] != '\n' && source.ptr[at - 1] != '\r')
			continue;
		if (++count <= DIRECTIVES_MAX)
			continue;
		diag_add(diags, RULE_YAML_TAG, place_of(file, source, at),
			"more than %u %%TAG directives", DIRECTIVES_MAX);
		return false;
	}
	return true;
}

static bool check_size(struct diags *diags, struct str file, struct str source)
{
	if (source.len > LIMIT_FILE_BYTES) {
		diag_add(diags, RULE_FILE_TOO_LARGE, place_of_file(file),
			"the file has %zu bytes, more than %u", source.len, LIMIT_FILE_BYTES);
		return false;
	}
	if (source.len > LIMIT_FILE_WARN_BYTES)
		diag_add(diags, RULE_FILE_LARGE, place_of_file(file),
			"the file has %zu bytes, more than github.com's %u", source.len,
			LIMIT_FILE_WARN_BYTES);
	return true;
}

bool source_check(
	struct diags *diags, struct str file, struct str source, struct source_facts *ret_facts)
{
	if (!check_size(diags, file, source))
		return false;
	const size_t first = cursor_begin(source).offset;
	const struct str text = str_slice(source, first, source.len);
	const bool ascii = is_ascii(text);
	*ret_facts = (struct source_facts){.breaks = true};
	if (!ascii && !source_check_characters(diags, file, source, &ret_facts->breaks))
		return false;
	ret_facts->feeds = ret_facts->breaks && str_find_char(text, '\r', 0) == STR_NOWHERE;
	ret_facts->simple = ascii && ret_facts->feeds;
	return check_directives(diags, file, source);
}

size_t source_break(struct str source, size_t at)
{
	static const struct str breaks[] = {
		STR_ROW("\r\n"),
		STR_ROW("\n"),
		STR_ROW("\r"),
		STR_ROW("\xC2\x85"),
		STR_ROW("\xE2\x80\xA8"),
		STR_ROW("\xE2\x80\xA9"),
	};
	/* Nearly every byte is answered here. */
	const unsigned char byte = at < source.len ? (unsigned char)source.ptr[at] : ' ';
	if (byte >= ' ' && byte != 0xC2 && byte != 0xE2)
		return 0;
	const struct str rest = str_slice(source, at, source.len);
	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (str_starts(rest, breaks[i]))
			return breaks[i].len;
	return 0;
}

size_t source_skip_blanks(struct str source, size_t at)
{
	while (at < source.len && (source.ptr[at] == ' ' || source.ptr[at] == '\t'))
		at++;
	return at;
}

size_t source_line_end(struct str source, size_t at)
{
	for (; at < source.len; at++) {
		/* Nearly every byte is answered here. */
		const unsigned char byte = (unsigned char)source.ptr[at];
		if (byte >= ' ' && byte != 0xC2 && byte != 0xE2)
			continue;
		if (source_break(source, at) > 0)
			break;
	}
	return at;
}
