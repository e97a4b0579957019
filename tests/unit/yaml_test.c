/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/failing.h"
#include "harness/rows.h"
#include "harness/trees.h"
#include "yaml/node.h"

struct read_row {
	const char *name;
	const char *source;
	const char *expected; /* as assert_reads wants it */
};

static const struct read_row trees[] = {
	{"an empty file is null", "", "~"},
	{"a file of comments is null", "# a\n\n# b\n", "~"},
	{"a document marker alone is null", "---\n", "~"},
	{"a block mapping keeps the order", "b: 1\na: 2\n", "{b: 1, a: 2}"},
	{"a flow mapping is a mapping", "{b: 1, a: 2}", "{b: 1, a: 2}"},
	{"collections may be empty", "a: []\nb: {}\n", "{a: [], b: {}}"},
	{"a sequence may stand under its key", "a:\n- 1\n- x\n", "{a: [1, 'x']}"},
	{"sequences nest", "- - 1\n  - 2\n- 3\n", "[[1, 2], 3]"},
	{"a pair in a flow sequence is a mapping", "[a: 1, b]", "[{a: 1}, 'b']"},
	{"a key without a value is null", "a:\nb: ~\n", "{a: ~, b: ~}"},
	{"an item without a value is null", "-\n- 1\n", "[~, 1]"},
	{"a key is the string that GitHub makes of it", "~: 1\n0x10: 2\nTrue: 3\non: 4\n1.0: 5\n",
		"{~: 1, 16: 2, true: 3, on: 4, 1: 5}"},
	{"a merge key is a key", "a: &x {b: 1}\nc:\n  <<: *x\n", "{a: {b: 1}, c: {<<: {b: 1}}}"},
	{"keys whose text begins alike differ", "a: 1\nab: 2\n", "{a: 1, ab: 2}"},
	{"the same key in two mappings is allowed", "a: {k: 1}\nb: {k: 2}\n",
		"{a: {k: 1}, b: {k: 2}}"},
	{"CR LF ends a line", "a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{a: 1, b: 'x\ny\n'}"},
	{"a byte order mark is skipped",
		"\xEF\xBB\xBF"
		"a: 1\n",
		"{a: 1}"},
	{"text beyond ASCII is kept", "a: \xC3\xA9\xF0\x9F\x98\x80\n",
		"{a: '\xC3\xA9\xF0\x9F\x98\x80'}"},
	{"the end of the document may be marked", "---\na: 1\n...\n", "{a: 1}"},
	{"a comment is no part of a value", "a: 1 # one\nb: x#y\n", "{a: 1, b: 'x#y'}"},
	{"a plain scalar folds its lines", "a: x\n  y\n\n  z\n", "{a: 'x y\nz'}"},
	{"single quotes double a quote", "'it''s'", "'it's'"},
	{"double quotes escape", "\"a\\tb\\x41\\u00e9\\\n  c\"",
		"'a\tbA\xC3\xA9"
		"c'"},
	{"a literal keeps its lines", "a: |\n  x\n   y\n\n  z\n", "{a: 'x\n y\n\nz\n'}"},
	{"a literal is stripped", "a: |-\n  x\n", "{a: 'x'}"},
	{"a literal is kept", "a: |+\n  x\n\n", "{a: 'x\n\n'}"},
	{"an indicator gives the indentation", "a: |2\n    x\n", "{a: '  x\n'}"},
	{"a folded scalar folds", "a: >\n  x\n  y\n\n  z\n", "{a: 'x y\nz\n'}"},
	{"an alias is what its anchor names", "a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}"},
	{"an alias may be a key", "a: &x k\n*x : 1\n", "{a: 'k', k: 1}"},
	{"an anchor defined again replaces the older", "[&a 1, *a, &a 2, *a]", "[1, 1, 2, 2]"},
	{"an anchor replaced inside of itself names the inner", "[&a [&a 1, *a], *a]",
		"[[1, 1], 1]"},
	{"an anchor may name nothing", "a: &x\nb: *x\n", "{a: ~, b: ~}"},
};

static const struct read_row types[] = {
	{"null has five forms", "[~, null, Null, NULL, '']", "[~, ~, ~, ~, '']"},
	{"null in other cases is a string", "[nULL, nil, none]", "['nULL', 'nil', 'none']"},
	{"true has three forms", "[true, True, TRUE, tRUE]", "[true, true, true, 'tRUE']"},
	{"false has three forms", "[false, False, FALSE]", "[false, false, false]"},
	{"YAML 1.1's booleans are strings", "[yes, no, on, off, y, n, Yes, ON]",
		"['yes', 'no', 'on', 'off', 'y', 'n', 'Yes', 'ON']"},
	{"integers are numbers", "[0, 12, -7, +7, 007]", "[0, 12, -7, 7, 7]"},
	{"0x and 0o are numbers", "[0x10, 0xfF, 0o17, 017]", "[16, 255, 15, 17]"},
	{"32 bits are two's complement", "[0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0o37777777777]",
		"[2147483647, -2147483648, -1, -1]"},
	{"prefixes that are none make strings", "[0X10, 0O7, 0b1, -0x1, 0x, 0o, 0o8, 0xg]",
		"['0X10', '0O7', '0b1', '-0x1', '0x', '0o', '0o8', '0xg']"},
	{"fractions are numbers", "[3.10, 1., .5, -.5, +1.25]", "[3.1, 1, 0.5, -0.5, 1.25]"},
	{"exponents are numbers", "[1e3, 1E+3, 1.5e-3, .5e1]", "[1000, 1000, 0.0015, 5]"},
	{"what only resembles a number is a string", "[1e, 1e+, ., -, +, 1_000, 1.2.3, 1e3.5, 1 2]",
		"['1e', '1e+', '.', '-', '+', '1_000', '1.2.3', '1e3.5', '1 2']"},
	{"infinity has its forms", "[.inf, .Inf, .INF, -.inf, +.inf, inf, .iNF]",
		"[Infinity, Infinity, Infinity, -Infinity, Infinity, 'inf', '.iNF']"},
	{"not a number has its forms", "[.nan, .NaN, .NAN, -.nan, nan]",
		"[NaN, NaN, NaN, '-.nan', 'nan']"},
	{"a date is a string", "2024-01-01", "'2024-01-01'"},
	{"a version with two dots is a string", "1.3.0", "'1.3.0'"},
	{"quoted scalars are strings", "['1', \"true\", \"~\"]", "['1', 'true', '~']"},
	{"block scalars are strings", "a: |-\n  1\nb: >-\n  ~\n", "{a: '1', b: '~'}"},
	{"!!str makes a string", "[!!str 1, !!str true, !!str , !!str 'x']",
		"['1', 'true', '', 'x']"},
	{"a tag may say what is so", "[!!int 5, !!int 0x10, !!float 5, !!bool true, !!null ~]",
		"[5, 16, 5, true, ~]"},
	{"a tag may be written out", "!<tag:yaml.org,2002:str> 1", "'1'"},
	{"a tag may have a handle of its own", "%TAG !y! tag:yaml.org,2002:\n---\n!y!str 1\n",
		"'1'"},
	{"collections may have their tags", "!!map\na: !!seq [1]\n", "{a: [1]}"},
};

static const struct read_row errors[] = {
	{"a bracket without end is told", "a: [1,\n",
		"PC0101 2:1 not YAML: did not find expected node content"},
	{"a quote without end is told with its begin", "a:\n  'x\n",
		"PC0101 3:1 not YAML: found unexpected end of stream | 2:3 while scanning a quoted "
		"scalar"},
	{"a tab does not indent", "a:\n\tb: 1\n",
		"PC0101 2:1 not YAML: found character that cannot start any token"},
	{"a mapping inside a line is refused", "a: b: c\n",
		"PC0101 1:5 not YAML: mapping values are not allowed in this context"},
	{"columns count code points", "\xC3\xA9\xC3\xA9: [\xC3\xA9, }\n",
		"PC0101 1:9 not YAML: did not find expected node content"},
	{"a duplicate key is told at the second, with the first", "a: 1\nb: 2\na: 3\n",
		"PC0103 3:1 duplicate key 'a' | 1:1 first stands here"},
	{"keys that differ in case are duplicates", "env: {Foo: 1, FOO: 2}\n",
		"PC0103 1:15 duplicate key 'FOO' | 1:7 first stands here"},
	{"quotes make no other key", "a: 1\n\"a\": 2\n",
		"PC0103 2:1 duplicate key 'a' | 1:1 first stands here"},
	{"keys that become one string are duplicates", "1: a\n1.0: b\n",
		"PC0103 2:1 duplicate key '1' | 1:1 first stands here"},
	{"an alias can be a duplicate", "&x a: 1\n*x : 2\n",
		"PC0103 2:1 duplicate key 'a' | 1:4 first stands here"},
	{"several mistakes are told at once", "a: 1\na: *b\nc: !x 1\n",
		"PC0103 2:1 duplicate key 'a' | 1:1 first stands here\n"
		"PC0105 2:4 unknown alias '*b'\n"
		"PC0108 3:4 tag '!x' is not one of YAML's core schema"},
	{"a second document is told at its start", "a: 1\n---\nb: 2\n",
		"PC0104 2:1 a second document begins here"},
	{"an unknown alias is told", "a: *b\n", "PC0105 1:4 unknown alias '*b'"},
	{"an alias before its anchor is unknown", "a: *b\nc: &b 1\n",
		"PC0105 1:4 unknown alias '*b'"},
	{"an alias inside its own anchor is unknown", "a: &b [1, *b]\n",
		"PC0105 1:11 unknown alias '*b' | 1:7 the alias stands inside of what it names"},
	{"a foreign tag is refused", "a: !foo 1\n",
		"PC0108 1:4 tag '!foo' is not one of YAML's core schema"},
	{"another tag of YAML is refused", "!!timestamp 2024-01-01",
		"PC0108 1:1 tag '!!timestamp' is not one of YAML's core schema"},
	{"a foreign tag is told at the tag, whatever stands before it", "a: &x !foo b\n",
		"PC0108 1:7 tag '!foo' is not one of YAML's core schema"},
	{"a negation that is not quoted is a foreign tag", "if: !cancelled()\n",
		"PC0108 1:5 tag '!cancelled()' is not one of YAML's core schema"},
	{"an unfit tag is refused", "a: !!int x\n",
		"PC0201 1:10 the scalar is not what its tag '!!int' says"},
	{"a fraction is no !!int", "!!int 1.5",
		"PC0201 1:7 the scalar is not what its tag '!!int' "
		"says"},
	{"yes is no !!bool", "!!bool yes",
		"PC0201 1:8 the scalar is not what its tag '!!bool' says"},
	{"a quoted scalar takes no !!int", "!!int '5'",
		"PC0201 1:7 the scalar is not what its tag '!!int' says"},
	{"a scalar takes no !!map", "!!map x", "PC0201 1:1 the tag '!!map' stands at a scalar"},
	{"a mapping takes no !!seq", "!!seq {}", "PC0201 1:1 the tag '!!seq' stands at a mapping"},
	{"a 0x number over 32 bits is refused", "a: 0x100000000\n",
		"PC0211 1:4 number '0x100000000' has more than 32 bits"},
	{"a sequence is no key", "? [a]\n: 1\n",
		"PC0201 1:3 a key is a sequence, expected a scalar"},
#define A_TO_P                                                                                     \
	"a: 1\nb: 1\nc: 1\nd: 1\ne: 1\nf: 1\ng: 1\nh: 1\ni: 1\nj: 1\nk: 1\nl: 1\nm: 1\nn: 1\no: "  \
	"1\np: 1\n"
	{"a duplicate among many is told", A_TO_P "q: 1\nb: 1\n",
		"PC0103 18:1 duplicate key 'b' | 2:1 first stands here"},
	{"a duplicate behind a key that is none is told", A_TO_P "? [a]\n: 1\nb: 1\n",
		"PC0201 17:3 a key is a sequence, expected a scalar\n"
		"PC0103 19:1 duplicate key 'b' | 2:1 first stands here"},
	{"a duplicate behind an alias of nothing is told", A_TO_P "*q : 1\nb: 1\nq: 1\nQ: 1\n",
		"PC0105 17:1 unknown alias '*q'\n"
		"PC0103 18:1 duplicate key 'b' | 2:1 first stands here\n"
		"PC0103 20:1 duplicate key 'Q' | 19:1 first stands here"},
	{"a key that is none is no empty key", "? [a]\n: 1\n*x : 1\n'': 1\n",
		"PC0201 1:3 a key is a sequence, expected a scalar\n"
		"PC0105 3:1 unknown alias '*x'"},
	{"an alias of a mapping is no key", "a: &x {b: 1}\n*x : 1\n",
		"PC0201 2:1 a key is a mapping, expected a scalar"},
	{"a control byte is refused at its place", "a: 1\nb: \x01\n",
		"PC0102 2:4 control character U+0001"},
	{"DEL is refused", "a: \x7F\n", "PC0102 1:4 control character U+007F"},
	{"a control character beyond ASCII is refused", "\xC3\xA9\xC2\x80\n",
		"PC0102 1:2 control character U+0080"},
	{"bytes that are not UTF-8 are refused", "a: \xC3\xA9\n\xC3\xA9 \xFF\n",
		"PC0102 2:3 byte 0xFF is not UTF-8"},
	{"UTF-16 is refused",
		"\xFF\xFE"
		"a",
		"PC0102 1:1 byte 0xFF is not UTF-8"},
	{"a surrogate is refused", "\xED\xA0\x80", "PC0102 1:1 byte 0xED is not UTF-8"},
};

static void check_read(void **state)
{
	const struct read_row *row = *state;
	assert_reads(str_of(row->source), row->expected);
}

/* Texts that are made: `head`, `times` of `repeat`, `tail`. */
struct bulk_row {
	const char *name;
	const char *head;
	const char *repeat;
	size_t times;
	const char *tail;
	const char *expected; /* the diagnostics; NULL: it is read */
};

static const struct bulk_row bulks[] = {
	{"50 flow levels are allowed", "", "[", 50,
		"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", NULL},
	{"51 flow levels are refused at the 51st", "", "[", 51, "",
		"PC0106 1:51 nesting is deeper than 50 levels"},
	{"a file of brackets is refused at the 51st", "", "[", 100000, "",
		"PC0106 1:51 nesting is deeper than 50 levels"},
	{"50 block levels are allowed", "", "- ", 50, "x", NULL},
	{"51 block levels are refused at the 51st", "", "- ", 51, "x",
		"PC0106 1:101 nesting is deeper than 50 levels"},
	{"levels behind an alias count", "a: &a [[x]]\nb: ", "[", 48, "*a",
		"PC0106 2:52 nesting is deeper than 50 levels"},
	{"50000 nodes are allowed", "", "- x\n", 49999, "", NULL},
	{"50001 nodes are refused at the last", "", "- x\n", 50000, "",
		"PC0107 50000:3 more than 50000 nodes, aliases followed"},
	{"an alias counts what it stands for", "- &a [1,2,3,4,5,6,7,8,9]\n", "- *a\n", 4999, "",
		"PC0107 5000:3 more than 50000 nodes, aliases followed"},
	{"an alias bomb is refused where it is too much",
		"a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
		"c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
		"e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n",
		"", 0, "", "PC0107 5:17 more than 50000 nodes, aliases followed"},
	{"a file over 500 KiB is warned of", "x", "x", LIMIT_FILE_WARN_BYTES, "",
		"PC0109 0:0 the file has 512001 bytes, more than github.com's 512000"},
	{"a file over 1 MiB is refused", "x", "x", LIMIT_FILE_BYTES, "",
		"PC0003 0:0 the file has 1048577 bytes, more than 1048576"},
	{"a mass of tag directives is refused", "", "%TAG !a! b\n", 65, "",
		"PC0108 65:1 more than 64 %TAG directives"},
};

static void check_bulk(void **state)
{
	const struct bulk_row *row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf source;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&source, &arena, LIMIT_PLAN_BYTES);
	strbuf_add(&source, str_of(row->head));
	for (size_t i = 0; i < row->times; i++)
		strbuf_add(&source, str_of(row->repeat));
	strbuf_add(&source, str_of(row->tail));
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), strbuf_str(&source));
	assert_string_equal(tree_findings(&arena, &diags).ptr, row->expected ? row->expected : "");
	assert_int_equal(document == NULL, diags.errors > 0);
	arena_release(&arena);
}

static void check_nul(void **state)
{
	(void)state;
	assert_reads(STR("a: 1\nb: x\0y\n"), "PC0102 2:5 NUL byte");
}

/* Whichever allocation fails, the result is NULL, the arena says why, and nothing leaks. */
static void check_exhaustion(void **state)
{
	(void)state;
	const struct str source = STR("a: &x {b: [1, 2], c: \"\\x41\"}\nd: *x\na: 2\n");
	struct failing failing = {.fail_at = 0};
	for (bool exhausted = true; exhausted;) {
		struct arena arena;
		struct diags diags;
		failing = (struct failing){.fail_at = failing.fail_at + 1, .forever = true};
		arena_init_with(&arena, failing_allocator(&failing), LIMIT_ARENA_BYTES);
		diags_init(&diags, &arena);
		assert_null(yaml_read(&arena, &diags, STR("w.yml"), source));
		exhausted = arena.exhausted;
		assert_true(exhausted || diags.errors == 1);
		arena_release(&arena);
		assert_int_equal(failing.live, 0);
	}
	assert_true(failing.fail_at > 1);
}

static void check_get(void **state)
{
	(void)state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), STR("a: 1\nB: [x]\n"));
	assert_non_null(document);
	assert_string_equal(node_kind_name(document->root->kind), "a mapping");
	const struct node *value = node_get(document->root, "B");
	assert_non_null(value);
	assert_int_equal(value->kind, NODE_SEQUENCE);
	assert_null(node_get(document->root, "b"));
	assert_null(node_get(value, "a"));
	assert_null(node_string(&arena, value).ptr);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"a NUL byte is refused at its place", check_nul, NULL, NULL, NULL},
		{"an exhausted arena is told, not crashed on", check_exhaustion, NULL, NULL, NULL},
		{"a member is found by its exact name", check_get, NULL, NULL, NULL},
	};
	return ROWS_RUN("trees", trees, check_read) + ROWS_RUN("types", types, check_read) +
	       ROWS_RUN("errors", errors, check_read) + ROWS_RUN("bulks", bulks, check_bulk) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
