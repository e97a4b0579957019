/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/glob.h"
#include "base/limits.h"
#include "harness/rows.h"

/* Sorted by bytes, as base/files.h says. */
static const char *const tree[] = {".dot", ".hid/z", "a-b.txt", "a.txt", "a/1.txt", "a/b/2.txt",
	"a/b/c/3.TXT", "br[a]ck.txt", "go.mod", "lib/x.d/f", "lib/y", "s p.txt", "src/app/x.c",
	"src/app/x.h", "src/go.mod", "src/main.c", "st*r.txt", "\xC3\xA9.txt"};
#define TREE (sizeof(tree) / sizeof(tree[0]))

struct glob_row {
	const char *name;
	const char *patterns; /* a line each */
	const char
		*expected; /* the files in their order, with spaces between; "invalid"; "outside" */
};

static const struct glob_row rows[] = {
	{"a name is a file", "go.mod", "go.mod"},
	{"a name is not looked for below", "main.c", ""},
	{"a path is a file", "src/main.c", "src/main.c"},
	{"case counts", "GO.MOD", ""},
	{"a folder is all that is below it", "src",
		"src/app/x.c src/app/x.h src/go.mod src/main.c"},
	{"a folder with a slash too", "lib/", "lib/x.d/f lib/y"},
	{"a file with a slash is none", "go.mod/", ""},
	{"a star is any name, and what is below it", "lib/*", "lib/x.d/f lib/y"},
	{"a star with a slash is a folder alone", "lib/*/", "lib/x.d/f"},
	{"a star is a part of a name", "a*.txt", "a-b.txt a.txt"},
	{"a star does not cross a slash", "src/*.c", "src/main.c"},
	{"a star takes names that begin with a point", ".*", ".dot .hid/z"},
	{"two stars are any folders", "**/go.mod", "go.mod src/go.mod"},
	{"two stars in the middle", "src/**/x.c", "src/app/x.c"},
	{"two stars may be no folder", "src/**/main.c", "src/main.c"},
	{"two stars at the end", "a/**", "a/1.txt a/b/2.txt a/b/c/3.TXT"},
	{"two stars twice", "**/**/y", "lib/y"},
	{"two stars beside a letter are one", "src/a**/x.c", "src/app/x.c"},
	{"a question mark is one character", "?.txt", "a.txt \xC3\xA9.txt"},
	{"a set of characters", "lib/[xy]", "lib/y"},
	{"a range of characters", "src/app/x.[a-g]", "src/app/x.c"},
	{"a set of others", "src/app/x.[!a-g]", "src/app/x.h"},
	{"a set of others in another form", "src/app/x.[^h]", "src/app/x.c"},
	{"a set of one character is that character", "st[*]r.txt", "st*r.txt"},
	{"a backslash takes a star for itself", "st\\*r.txt", "st*r.txt"},
	{"and a bracket", "br\\[a\\]ck.txt", "br[a]ck.txt"},
	{"a bracket that is not closed is one", "br[", ""},
	{"braces are braces", "{a,src}", ""},
	{"a plus and parentheses are themselves", "+(a)", ""},
	{"a space in a name", "s p.txt", "s p.txt"},
	{"white space around goes", "  go.mod\t", "go.mod"},
	{"an empty line is nothing", "\n\n", ""},
	{"a comment is nothing", "# go.mod", ""},
	{"a point is the root", ".",
		".dot .hid/z a/1.txt a/b/2.txt a/b/c/3.TXT a-b.txt a.txt "
		"br[a]ck.txt go.mod lib/x.d/f lib/y s p.txt src/app/x.c "
		"src/app/x.h src/go.mod src/main.c st*r.txt \xC3\xA9.txt"},
	{"a point and a slash go", "./go.mod", "go.mod"},
	{"two slashes are one", "src//main.c", "src/main.c"},
	{"two lines", "go.mod\nlib/y", "go.mod lib/y"},
	{"in the order of the lines", "lib/y\ngo.mod", "lib/y go.mod"},
	{"in a folder in the order of names", "src/main.c\nsrc",
		"src/app/x.c src/app/x.h src/go.mod "
		"src/main.c"},
	{"a folder comes before a name that goes on", "a*",
		"a/1.txt a/b/2.txt a/b/c/3.TXT a-b.txt "
		"a.txt"},
	{"a file is there once", "go.mod\n**/go.mod", "go.mod src/go.mod"},
	{"an exclamation mark leaves out", "src\n!src/app", "src/go.mod src/main.c"},
	{"by a pattern", "**/go.mod\n!src/**", "go.mod"},
	{"and what comes later counts", "src\n!src/app\nsrc/app/x.c",
		"src/app/x.c src/go.mod "
		"src/main.c"},
	{"what is left out first is nothing", "!src/app\nsrc/app", "src/app/x.c src/app/x.h"},
	{"white space behind the mark goes", "src/app\n! src/app/x.h", "src/app/x.c"},
	{"two marks are none", "!!go.mod", "go.mod"},
	{"only what is left out is nothing", "!go.mod", ""},
	{"a way up is refused", "../go.mod", "invalid"},
	{"in the middle too", "src/../go.mod", "invalid"},
	{"also by sets", "[.][.]/go.mod", "invalid"},
	{"a point in the middle is refused", "src/./main.c", "invalid"},
	{"a mark alone is refused", "!", "invalid"},
	{"the machine's root is outside", "/etc/passwd", "outside"},
	{"a home folder is outside", "~/x", "outside"},
};

/* Reads the lines; the form of the first that is no pattern. */
static enum glob_form read_lines(struct arena *arena, struct str text, struct vec *globs)
{
	for (size_t at = 0; at <= text.len;) {
		size_t end = str_find_char(text, '\n', at);
		end = end == STR_NOWHERE ? text.len : end;
		struct glob *glob = arena_alloc(arena, sizeof(*glob));
		const enum glob_form form = glob_read(arena, str_slice(text, at, end), glob);
		if (form == GLOB_INVALID || form == GLOB_OUTSIDE)
			return form;
		if (form == GLOB_PATTERN)
			assert_true(vec_push(globs, glob));
		at = end + 1;
	}
	return GLOB_PATTERN;
}

static void check_row(void **state)
{
	const struct glob_row *row = *state;
	struct arena arena;
	struct vec globs;
	struct vec found;
	struct str paths[TREE];
	struct strbuf out;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	vec_init(&globs, &arena);
	vec_init(&found, &arena);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < TREE; i++)
		paths[i] = str_of(tree[i]);
	const enum glob_form form = read_lines(&arena, str_of(row->patterns), &globs);
	assert_true(glob_select(&globs, paths, TREE, &found));
	for (size_t i = 0; i < found.len; i++) {
		strbuf_add(&out, i > 0 ? STR(" ") : STR(""));
		strbuf_add(&out, *(const struct str *)found.items[i]);
	}
	const char *text = strbuf_str(&out).ptr;
	if (form != GLOB_PATTERN)
		text = form == GLOB_INVALID ? "invalid" : "outside";
	assert_string_equal(text, row->expected);
	arena_release(&arena);
}

/* A pattern that goes wrong at every star takes no longer than its length times the name's. */
static void check_time(void **state)
{
	(void)state;
	struct arena arena;
	struct strbuf pattern;
	struct strbuf path;
	struct glob glob;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&pattern, &arena, LIMIT_TEXT_BYTES);
	strbuf_init(&path, &arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < 500; i++) {
		strbuf_add(&pattern, STR("**/*a*a*/"));
		strbuf_add(&path, STR("aaaaaaaa/"));
	}
	strbuf_add(&pattern, STR("x"));
	strbuf_add(&path, STR("y"));
	assert_int_equal(glob_read(&arena, strbuf_str(&pattern), &glob), GLOB_PATTERN);
	assert_false(glob_matches(&glob, strbuf_str(&path)));
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest others[] = {
		{"many stars cost no more than their number", check_time, NULL, NULL, NULL},
	};
	return ROWS_RUN("patterns", rows, check_row) +
	       cmocka_run_group_tests_name("others", others, NULL, NULL);
}
