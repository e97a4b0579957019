/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/findings.h"
#include "harness/rows.h"
#include "yaml/cursor.h"
#include "yaml/jsonc.h"

struct text_row {
	const char *name;
	const char *text;
	const char *tree; /* or what is wrong */
};

static const struct text_row good_rows[] = {
	{"an empty object", "{}", "{1:1-1:3}"},
	{"an empty array", "[ ]", "[1:1-1:4]"},
	{"words of all kinds", "[null, true, false, -1.5e3]",
		"[null@1:2, true@1:8, false@1:14, -1.5e3@1:21 1:1-1:28]"},
	{"members know where they stand", "{\n  \"a\": 1,\n  \"b\": [\"x\"]\n}",
		"{'a'@2:3: 1@2:8, 'b'@3:3: ['x'@3:9 3:8-3:13] 1:1-4:2}"},
	{"line comments and block comments are space",
		"// one\n{ /* two\n three */ \"a\": 1 // four\n}\n// five",
		"{'a'@3:11: 1@3:16 2:1-4:2}"},
	{"what looks like a comment in a string is text", "[\"http://x\", \"/* */\"]",
		"['http://x'@1:2, '/* */'@1:14 1:1-1:22]"},
	{"a comma behind the last item", "[1,{\"a\":2,},]",
		"[1@1:2, {'a'@1:5: 2@1:9 1:4-1:12} 1:1-1:14]"},
	{"escapes", "[\"\\\"\\\\\\/\\n\\u0041\\u00e4\"]", "['\"\\/\nA\xC3\xA4'@1:2 1:1-1:25]"},
	{"a pair of surrogates is one character, a lone one is replaced",
		"[\"\\ud83d\\ude00\\ud83dx\"]", "['\xF0\x9F\x98\x80\xEF\xBF\xBDx'@1:2 1:1-1:24]"},
	{"columns are characters", "{\"\xC3\xA4\": \"\xE6\xBC\xA2\", \"b\": 1}",
		"{'\xC3\xA4'@1:2: '\xE6\xBC\xA2'@1:7, 'b'@1:12: 1@1:17 1:1-1:19}"},
	{"a byte order mark takes no column", "\xEF\xBB\xBF[1]", "[1@1:2 1:1-1:4]"},
	{"CR LF ends a line", "[1,\r\n2]", "[1@1:2, 2@2:1 1:1-2:3]"},
	{"a name may stand twice", "{\"a\":1,\"A\":2}",
		"{'a'@1:2: 1@1:6, 'A'@1:8: 2@1:12 1:1-1:14}"},
};

static const struct text_row bad_rows[] = {
	{"nothing", "", "1:1 a value is expected here"},
	{"comments alone", "// x\n", "2:1 a value is expected here"},
	{"a comment without an end", "[1 /* x", "1:4 this comment has no end"},
	{"an object without an end", "{\"a\": 1", "1:8 ',' or '}' is expected here"},
	{"an array without an end", "[1", "1:3 ',' or ']' is expected here"},
	{"a string without an end", "[\"a", "1:2 this string has no end on its line"},
	{"a string over two lines", "[\"a\nb\"]", "1:2 this string has no end on its line"},
	{"a name without quotes", "{a: 1}", "1:2 a name in double quotes is expected here"},
	{"a name in single quotes", "{'a': 1}", "1:2 a name in double quotes is expected here"},
	{"a name without a value", "{\"a\"}", "1:5 ':' is expected here"},
	{"a comma alone", "[,]", "1:2 a value is expected here"},
	{"two commas", "[1,,2]", "1:4 a value is expected here"},
	{"two values", "{} {}", "1:4 nothing may follow the value"},
	{"an escape that JSON has not", "[\"\\x41\"]", "1:3 JSON has no such escape"},
	{"half an escape", "[\"\\u12\"]", "1:3 JSON has no such escape"},
	{"a word that JSON has not", "[undefined]", "1:2 a value is expected here"},
	{"a number that is none", "[1.2.3]", "1:2 a value is expected here"},
	{"an octet that is not UTF-8", "[\"\xFF\"]", "1:3 a byte that is not UTF-8"},
	{"a hash is no comment", "# x\n{}", "1:1 a value is expected here"},
	{"a NUL", "[\x01]", "1:2 a value is expected here"},
};

static void add_place(struct strbuf *out, const struct document *document, size_t offset)
{
	struct cursor cursor = cursor_begin(document->source);
	cursor_to_offset(&cursor, offset);
	strbuf_printf(out, "%u:%u", cursor.line, cursor.column);
}

/* Strings in quotes with their places, brackets with the places of both ends. */
static void add_tree(struct strbuf *out, const struct document *document, const struct node *node)
{
	const bool mapping = node->kind == NODE_MAPPING;
	if (node_is_scalar(node)) {
		const char *const quote = node->style == NODE_DOUBLE_QUOTED ? "'" : "";
		strbuf_printf(out, "%s%.*s%s@%u:%u", quote, STR_ARG(node->text), quote, node->line,
			node->column);
		return;
	}
	strbuf_add_char(out, mapping ? '{' : '[');
	for (size_t i = 0; i < node->count; i++) {
		strbuf_add(out, i ? STR(", ") : STR(""));
		if (mapping) {
			add_tree(out, document, node->members[i].key);
			strbuf_add(out, STR(": "));
		}
		add_tree(out, document, mapping ? node->members[i].value : node->items[i]);
	}
	strbuf_printf(out, "%s%u:%u-", node->count ? " " : "", node->line, node->column);
	add_place(out, document, node->end);
	strbuf_add_char(out, mapping ? '}' : ']');
}

static void check_good(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf out;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	const struct document *document =
		jsonc_read(&arena, &diags, RULE_PLAN_SYNTAX, STR("d.json"), str_of(row->text));
	assert_string_equal(findings_text(&arena, &diags).ptr, "");
	assert_non_null(document);
	add_tree(&out, document, document->root);
	assert_string_equal(strbuf_str(&out).ptr, row->tree);
	arena_release(&arena);
}

static void check_bad(void **state)
{
	const struct text_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	assert_null(jsonc_read(&arena, &diags, RULE_PLAN_SYNTAX, STR("d.json"), str_of(row->text)));
	const char *space = strchr(row->tree, ' ');
	const struct str wanted = str_printf(&arena, "%.*s PLAN_SYNTAX not JSON with comments:%s",
		(int)(space - row->tree), row->tree, space);
	assert_string_equal(findings_text(&arena, &diags).ptr, wanted.ptr);
	arena_release(&arena);
}

/* A text of one piece many times. */
struct large_row {
	const char *name;
	const char *open;
	const char *close;
	size_t times;
	const char *wrong; /* NULL: nothing */
};

static const struct large_row large_rows[] = {
	{"as deep as it may be", "[", "]", LIMIT_YAML_DEPTH, NULL},
	{"a level deeper is refused", "[", "]", LIMIT_YAML_DEPTH + 1, "it is nested too deep"},
	{"very deep is refused at once", "[", "]", 400000, "it is nested too deep"},
	{"many comments take their time only once", "/**/", "//\n", 100000,
		"a value is expected here"},
};

static void check_large(void **state)
{
	const struct large_row *row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf text;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&text, &arena, LIMIT_FILE_BYTES);
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&text, str_of(row->open));
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&text, str_of(row->close));
	const struct document *document =
		jsonc_read(&arena, &diags, RULE_PLAN_SYNTAX, STR("d.json"), strbuf_str(&text));
	assert_int_equal(document == NULL, row->wrong != NULL);
	if (row->wrong)
		assert_non_null(strstr(diags.items[0]->message.ptr, row->wrong));
	arena_release(&arena);
}

static bool reads(struct arena *arena, const void *data)
{
	const struct text_row *row = data;
	struct diags diags;

	diags_init(&diags, arena);
	const struct document *document =
		jsonc_read(arena, &diags, RULE_PLAN_SYNTAX, STR("d.json"), str_of(row->text));
	assert_int_equal(diags.len, 0);
	return document != NULL;
}

static void check_memory(void **state)
{
	failing_each(reads, *state);
}

int main(void)
{
	return ROWS_RUN("JSON with comments", good_rows, check_good) +
	       ROWS_RUN("what is no JSON with comments", bad_rows, check_bad) +
	       ROWS_RUN("much JSON", large_rows, check_large) +
	       ROWS_RUN("JSON with comments without memory", good_rows, check_memory);
}
