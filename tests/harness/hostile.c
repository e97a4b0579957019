/* SPDX-License-Identifier: MIT */
#include "harness/hostile.h"

#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
#define FACES "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"
#define FACES50 FACES FACES FACES FACES FACES FACES FACES FACES FACES FACES
#define FACES500 FACES50 FACES50 FACES50 FACES50 FACES50 FACES50 FACES50 FACES50 FACES50 FACES50

const struct hostile_row hostile_rows[] = {
	{"ordinary text", STR_ROW("an image 'x:1' that moves")},
	{"a per cent sign", STR_ROW("100%")},
	{"an escape that is there already", STR_ROW("a%0Ab%25%3A%2C")},
	{"a line feed and a command", STR_ROW("a\n::error::b")},
	{"a carriage return and a command", STR_ROW("a\r::set-output name=x::y")},
	{"both line ends", STR_ROW("a\r\nb\r\n")},
	{"a command from the first byte on", STR_ROW("::stop-commands::token")},
	{"a command of the old form", STR_ROW("##[add-path]/tmp")},
	{"the end of a property", STR_ROW("a,line=99")},
	{"the end of all properties", STR_ROW("a::b")},
	{"colons and commas alone", STR_ROW(":,:,")},
	{"quotes and backslashes", STR_ROW("\"a\\b\" 'c' \\\\d\\")},
	{"brackets, as of a link", STR_ROW("[here](https://example.com) [\\](1) []")},
	{"braces, as of a placeholder", STR_ROW("{0} ${{ github.event.x }}")},
	{"markup", STR_ROW("<img src=x onerror=alert(1)> `a` **b** @team #1")},
	{"an escape sequence of a terminal", STR_ROW("a\033[31mb\033]0;t\007")},
	{"control bytes, NUL among them", STR_ROW("a\0b\001\b\t\x7F")},
	{"bidirectional overrides", STR_ROW("a\xE2\x80\xAE"
					    "b\xE2\x80\xAC\xE2\x81\xA6")},
	{"characters without width", STR_ROW("a\xE2\x80\x8B"
					     "b\xEF\xBB\xBF"
					     "c\xC2\xAD")},
	{"separators of lines that are no LF", STR_ROW("a\xE2\x80\xA8"
						       "b\xE2\x80\xA9\xC2\x85")},
	{"bytes that are not UTF-8", STR_ROW("a\xFF\xFE\xC3(\xE2\x82")},
	{"a surrogate and an overlong slash", STR_ROW("\xED\xA0\x80\xC0\xAF")},
	{"characters above U+FFFF", STR_ROW("\xF0\x9F\x98\x80 \xF3\xA0\x81\x81")},
	{"letters of other scripts", STR_ROW("\xC3\xA4\xD0\x96\xE6\xBC\xA2")},
	{"a path that leads out", STR_ROW("../../etc/./passwd")},
	{"an absolute path", STR_ROW("/etc//passwd")},
	{"space at both ends", STR_ROW("  a b  ")},
	{"thousands of digits", STR_ROW(THOUSAND THOUSAND THOUSAND THOUSAND)},
	{"a thousand faces", STR_ROW(FACES500 FACES500)},
	{"many line feeds", STR_ROW("\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n")},
	{"nothing", STR_ROW("")},
};
const size_t hostile_count = sizeof(hostile_rows) / sizeof(hostile_rows[0]);
