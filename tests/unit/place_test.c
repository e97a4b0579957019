/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "yaml/node.h"

/* Where the first `needle` of the text stands; the scalar is the root or its last value. */
struct place_row {
	const char *name;
	const char *source;
	const char *needle; /* NULL: behind the text */
	unsigned line;
	unsigned column;
};

static const struct place_row places[] = {
	{"plain: the first character", "a: bcd\n", "b", 1, 4},
	{"plain: a later character", "a: bcd\n", "d", 1, 6},
	{"plain: behind the text", "a: bcd\n", NULL, 1, 7},
	{"plain: columns count code points", "a: \xC3\xA9\xF0\x9F\x98\x80z\n", "z", 1, 6},
	{"plain: a byte order mark has no column",
		"\xEF\xBB\xBF"
		"a: bcd\n",
		"c", 1, 5},
	{"plain: blanks inside", "a: b  \t c\n", "c", 1, 9},
	{"plain: on a second line", "a: b\n  cde\n", "d", 2, 4},
	{"plain: behind blanks at a line's end", "a: b  \n    c\n", "c", 2, 5},
	{"plain: a folded break is the space", "a: b \n  c\n", " ", 1, 6},
	{"plain: behind empty lines", "a: b\n\n\n  c\n", "c", 4, 3},
	{"plain: an empty line is its break", "a: b\n\n  c\n", "\n", 2, 1},
	{"plain: the second of two empty lines", "a: b\n\n \n  c\n", "\nc", 3, 2},
	{"plain: behind CR LF", "a: b\r\n  c\r\n", "c", 2, 3},
	{"plain: behind a lone CR", "a: b\r  c\r", "c", 2, 3},
	{"plain: behind an anchor and a tag", "a: &x !!str bcd\n", "c", 1, 14},
	{"plain: behind an anchor on another line", "a: &x # c\n  bcd\n", "b", 2, 3},
	{"plain: in a flow sequence", "[a, [b, cd]]", NULL, 1, 11},
	{"plain: U+2028 is a character of its line", "a: b\xE2\x80\xA8 c\n", "c", 1, 7},
	{"a line behind characters of several bytes",
		"# \xC3\xA9\xF0\x9F\x98\x80\n\xC3\xA9: '\xE2\x82\xAC'\n\xC3\xA9z: cd\n", "d", 3, 6},
	{"a line behind CR LF and CR", "x: 1\r\ny: 2\rz: bc\r\n", "c", 3, 5},
	{"a line behind U+2028 in quotes", "x: 'b\xE2\x80\xA8 c'\ny: bc\n", "c", 2, 5},
	{"a line behind U+0085 in a comment", "# b\xC2\x85\n# c\nx: bc\n", "c", 3, 5},
	{"a line behind U+2029 in a literal", "x: |\n  b\xE2\x80\xA9\n  c\ny: bc\n", "c", 4, 5},
	{"single: the first character", "a: 'bc'\n", "b", 1, 5},
	{"single: behind the text", "a: 'bc'\n", NULL, 1, 7},
	{"single: a doubled quote", "a: 'b''c'\n", "'", 1, 6},
	{"single: behind a doubled quote", "a: 'b''''c'\n", "c", 1, 10},
	{"single: on a second line", "a: 'b  \n   c'\n", "c", 2, 4},
	{"single: behind an empty line", "a: 'b\n\n  c'\n", "c", 3, 3},
	{"single: blanks at the start", "a: '  b'\n", "b", 1, 7},
	{"double: the first character", "a: \"bc\"\n", "b", 1, 5},
	{"double: an escape is its backslash", "a: \"b\\tc\"\n", "\t", 1, 6},
	{"double: behind an escape", "a: \"b\\tc\"\n", "c", 1, 8},
	{"double: behind \\x", "a: \"\\x41c\"\n", "c", 1, 9},
	{"double: behind \\u of two bytes", "a: \"\\u00e9c\"\n", "c", 1, 11},
	{"double: behind \\u of three bytes", "a: \"\\u20ACc\"\n", "c", 1, 11},
	{"double: behind \\U", "a: \"\\U0001F600c\"\n", "c", 1, 15},
	{"double: behind \\N, \\_, \\L and \\P", "a: \"\\N\\_\\L\\Pc\"\n", "c", 1, 13},
	{"double: behind an escaped backslash", "a: \"\\\\nc\"\n", "c", 1, 8},
	{"double: behind an escaped quote", "a: \"\\\"c\"\n", "c", 1, 7},
	{"double: on a second line", "a: \"b\n   c\"\n", "c", 2, 4},
	{"double: behind an escaped break", "a: \"b \\\n   c\"\n", "c", 2, 4},
	{"double: behind an escaped break and an empty line", "a: \"b\\\n\n  c\"\n", "c", 3, 3},
	{"double: an escaped blank behind a break", "a: \"b\\\n  \\ c\"\n", " ", 2, 3},
	{"double: an escaped line feed is no break", "a: \"b\\n c\"\n", "c", 1, 9},
	{"double: an escaped break of CR LF", "a: \"b\\\r\n  c\"\r\n", "c", 2, 3},
	{"literal: the first character", "a: |\n  bc\n  d\n", "b", 2, 3},
	{"literal: a later line", "a: |\n  bc\n  de\n", "e", 3, 4},
	{"literal: a break", "a: |\n  bc\n  de\n", "\n", 2, 5},
	{"literal: the last break", "a: |\n  bc\n", "\n", 2, 5},
	{"literal: behind the text", "a: |-\n  bc\n", NULL, 2, 5},
	{"literal: a more indented line", "a: |\n  b\n    c\n", "c", 3, 5},
	{"literal: the blanks of a more indented line", "a: |\n  b\n    c\n", "  c", 3, 3},
	{"literal: behind empty lines", "a: |\n  b\n\n \n  c\n", "c", 5, 3},
	{"literal: behind empty first lines", "a: |\n\n\n  b\n", "b", 4, 3},
	{"literal: an empty first line", "a: |\n\n  b\n", "\n", 2, 1},
	{"literal: an explicit indentation", "a: |2\n    b\n", "b", 2, 5},
	{"literal: the blanks behind an explicit indentation", "a: |2\n    b\n", "  b", 2, 3},
	{"literal: indicators and a comment", "a: |1-  # c\n  b\n", "b", 2, 3},
	{"literal: a line of blanks is kept", "a: |2\n    \n  b\n", "b", 3, 3},
	{"literal: kept breaks", "a: |+\n  b\n\n\n", "\n\n\n", 2, 4},
	{"literal: the last kept break", "a: |+\n  b\n\n", NULL, 4, 1},
	{"literal: nothing but kept breaks", "a: |+\n\n\n", "\n\n", 2, 1},
	{"literal: a tab behind the indentation", "a: |2\n  \tb\n", "b", 2, 4},
	{"literal: CR LF", "a: |\r\n  b\r\n  c\r\n", "c", 3, 3},
	{"literal: without a last break", "a: |\n  b\n  c", "c", 3, 3},
	{"literal: in a sequence", "- a: |\n    b\n    c\n", "c", 3, 5},
	{"literal: behind a tag", "a: !!str |\n  b\n", "b", 2, 3},
	{"literal: characters of several bytes",
		"a: |\n  \xC3\xA9"
		"b\n\n  \xE2\x82\xAC\xF0\x9F\x98\x80"
		"c\n",
		"c", 4, 5},
	{"literal: characters of several bytes behind a byte order mark",
		"\xEF\xBB\xBF"
		"a: |\n  b\xC3\xA9\n  c\n",
		"c", 3, 3},
	{"literal: characters of several bytes, and CR LF", "a: |\r\n  \xC3\xA9\r\n  \xC3\xA9z\r\n",
		"z", 3, 4},
	{"folded: characters of several bytes", "a: >\n  \xC3\xA9\n  \xC3\xA9z\n", "z", 3, 4},
	{"folded: the first character", "a: >\n  b\n  c\n", "b", 2, 3},
	{"folded: a folded break is the space", "a: >\n  b\n  c\n", " ", 2, 4},
	{"folded: behind a folded break", "a: >\n  b\n  c\n", "c", 3, 3},
	{"folded: behind an empty line", "a: >\n  b\n\n  c\n", "c", 4, 3},
	{"folded: the break of an empty line", "a: >\n  b\n\n  c\n", "\n", 3, 1},
	{"folded: a break before a more indented line", "a: >\n  b\n    c\n", "\n", 2, 4},
	{"folded: a more indented line", "a: >\n  b\n    c\n  d\n", "c", 3, 5},
	{"folded: behind a more indented line", "a: >\n  b\n    c\n  d\n", "d", 4, 3},
	{"folded: an empty line before a more indented one", "a: >\n  b\n\n    c\n", "c", 4, 5},
	{"folded: the last break", "a: >\n  b\n\n\n", "\n", 2, 4},
	{"folded: kept breaks", "a: >+\n  b\n\n\n", "\n\n", 2, 4},
	{"folded: stripped", "a: >-\n  b\n  c\n\n", NULL, 3, 4},
	{"folded: an explicit indentation", "a: >1\n   b\n c\n", "c", 3, 2},
	{"folded: CR LF", "a: >\r\n  b\r\n  c\r\n", "c", 3, 3},
};

static const struct node *last_scalar(const struct node *node)
{
	while (node->count > 0)
		node = node->kind == NODE_SEQUENCE ? node->items[node->count - 1]
						   : node->members[node->count - 1].value;
	return node;
}

/* The byte of the source at a place; 0 at the end. */
static char byte_at(struct place place)
{
	const struct str source = place.source;
	size_t at = str_starts(source, STR("\xEF\xBB\xBF")) ? 3 : 0;
	for (unsigned line = 1; line < place.line; at++)
		line += source.ptr[at] == '\n' ||
			(source.ptr[at] == '\r' && source.ptr[at + 1] != '\n');
	for (unsigned column = 1; column < place.column; column++)
		do
			at++;
		while (at < source.len && ((unsigned char)source.ptr[at] & 0xC0) == 0x80);
	return at < source.len ? source.ptr[at] : '\0';
}

/* Every character of the text stands where it is said to, or something that makes it does. */
static void assert_all_places(const struct document *document, const struct node *scalar)
{
	struct place before = node_place(document, scalar);
	for (size_t i = 0; i < scalar->text.len; i++) {
		const char c = scalar->text.ptr[i];
		if (((unsigned char)c & 0xC0) == 0x80)
			continue;
		const struct place place = node_place_at(document, scalar, i);
		const char there = byte_at(place);
		const bool folded = (c == ' ' || c == '\n') && (there == '\n' || there == '\r');
		const bool escaped = scalar->style == NODE_DOUBLE_QUOTED && there == '\\';
		assert_true(there == c || folded || escaped);
		assert_true(i == 0 || place.line > before.line ||
			    (place.line == before.line && place.column > before.column));
		before = place;
	}
}

static void check_place(void **state)
{
	const struct place_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->source));
	assert_non_null(document);
	const struct node *scalar = last_scalar(document->root);
	const size_t offset =
		row->needle ? str_find(scalar->text, str_of(row->needle), 0) : scalar->text.len;
	assert_true(offset != STR_NOWHERE);
	const struct place place = node_place_at(document, scalar, offset);
	assert_string_equal(place.file.ptr, "w.yml");
	assert_int_equal(place.line, row->line);
	assert_int_equal(place.column, row->column);
	assert_all_places(document, scalar);
	arena_release(&arena);
}

/* Where the last value of the document begins and ends. */
struct node_row {
	const char *name;
	const char *source;
	unsigned line;
	unsigned column;
	const char *raw; /* the bytes from its start to its end */
};

static const struct node_row nodes[] = {
	{"a plain scalar is its characters", "a: bc  # d\n", 1, 4, "bc"},
	{"a quoted scalar has its quotes", "a: 'b' \n", 1, 4, "'b'"},
	{"a literal has its indicator", "a: |\n  b\n", 1, 4, "|\n  b\n"},
	{"properties stand before a scalar", "a: !!str &x bc\n", 1, 13, "bc"},
	{"nothing stands behind the colon", "a:\n", 1, 3, ""},
	{"nothing stands behind its properties", "a: !!str &x\n", 1, 12, ""},
	{"a flow sequence has its brackets", "a: [b, c] # d\n", 1, 4, "[b, c]"},
	{"a flow mapping has its braces", "a: {b: c}\n", 1, 4, "{b: c}"},
	{"a pair in a sequence ends with its value", "- [a, b: c ]\n", 1, 3, "[a, b: c ]"},
	{"a block mapping ends with its last value", "a:\n  b: c\n  d: e # f\n\n", 2, 3,
		"b: c\n  d: e"},
	{"a block sequence begins with its dash", "a:\n- b\n- c\n# d\n", 2, 1, "- b\n- c"},
	{"a block mapping stands behind its properties", "a: &x !!map\n  b: c\n", 2, 3, "b: c"},
	{"a first key's anchor belongs to the mapping", "a:\n  &x b: c\n", 2, 3, "&x b: c"},
	{"an alias stands where its anchor does", "b: &x c\na: *x\n", 1, 7, "c"},
};

static void check_node(void **state)
{
	const struct node_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->source));
	assert_non_null(document);
	const struct node *root = document->root;
	const struct node *node = root->kind == NODE_SEQUENCE
					  ? root->items[root->count - 1]
					  : root->members[root->count - 1].value;
	const struct place place = node_place(document, node);
	assert_int_equal(place.line, row->line);
	assert_int_equal(place.column, row->column);
	const struct str raw = str_slice(document->source, node->start, node->end);
	assert_true(str_is(raw, row->raw));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("places", places, check_place) + ROWS_RUN("nodes", nodes, check_node);
}
