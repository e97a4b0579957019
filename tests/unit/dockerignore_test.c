/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "builder/dockerignore.h"
#include "harness/rows.h"

struct rule_row {
	const char *name;
	const char *text;
	const char *path;
	const char *by; /* the rule that hides it; NULL: it is not hidden */
};

#define TMP ".envbuilder.tmp/envbuilder"

static const struct rule_row rows[] = {
	{"nothing hides nothing", "", TMP, NULL},
	{"a name hides what is called so", "x", "x", "x"},
	{"a name is no part of a longer one", "x", "xy", NULL},
	{"a folder hides what is in it", ".envbuilder.tmp", TMP, ".envbuilder.tmp"},
	{"a slash behind it makes no difference", ".git/", ".git/index", ".git/"},
	{"a slash before it makes no difference", "/.git", ".git/index", "/.git"},
	{"nor does ./", "./.git", ".git/index", "./.git"},
	{"a star takes a dot at the start too", "*", TMP, "*"},
	{"a dot and a star", ".*", TMP, ".*"},
	{"a star takes no slash", "a*b", "a/b", NULL},
	{"what a star hides, a later rule shows", "*\n!.envbuilder.tmp", TMP, NULL},
	{"order counts: the last rule that fits decides", "!.envbuilder.tmp\n*", TMP, "*"},
	{"a rule that shows a file in a hidden folder", "*\n!.envbuilder.tmp/envbuilder", TMP,
		NULL},
	{"a rule that shows all in a folder", "*\n!.envbuilder.tmp/**", TMP, NULL},
	{"a rule that shows another shows nothing of it", "*\n!src", TMP, "*"},
	{"two stars at the start take no folder too", "**/.git", ".git/index", "**/.git"},
	{"two stars at the start take folders", "**/x", "a/b/x", "**/x"},
	{"two stars take whole folders", "**/x", "a/bx", NULL},
	{"two stars at the end take everything", "a/**", "a/b/c", "a/**"},
	{"two stars alone hide everything", "**", TMP, "**"},
	{"two stars between", "a/**/z", "a/b/c/z", "a/**/z"},
	{"two stars between take no folder too", "a/**/z", "a/z", "a/**/z"},
	{"a question mark takes one byte", ".gi?", ".git/index", ".gi?"},
	{"a question mark takes no slash", "a?b", "a/b", NULL},
	{"a class takes one of its bytes", ".g[h-j]t", ".git", ".g[h-j]t"},
	{"and no other", ".g[a-h]t", ".git", NULL},
	{"a class that is turned", ".g[^a-h]t", ".git", ".g[^a-h]t"},
	{"a class without an end is text", "a[b", "a[b", "a[b"},
	{"a backslash takes a byte as it is", "\\*", "*", "\\*"},
	{"and a star then takes no other", "\\*", "a", NULL},
	{"a comment hides nothing", "# *\n#*", "# *", NULL},
	{"a hash behind a blank is a name", " #x", "#x", "#x"},
	{"blanks around a rule go", "  x \t\r\n", "x", "x"},
	{"a blank behind the exclamation mark goes", "*\n! x", "x", NULL},
	{"empty lines hide nothing", "\n\n\n", "x", NULL},
	{"a dot alone hides nothing", ".", TMP, NULL},
	{"a slash alone hides nothing", "/", TMP, NULL},
	{"a byte order mark is no part of a rule", "\xEF\xBB\xBFx", "x", "x"},
	{"letter case counts", ".GIT", ".git", NULL},
	{"a rule for what is below hides nothing above", "a/b/c", "a/b", NULL},
	{"a pattern of many stars takes no time", "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
	{"nor does one of many double stars", "**/**/**/**/**/**/**/**/**/**/**/**/a/b",
		"a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a", NULL},
};

static void check_rule(void **state)
{
	const struct rule_row *row = *state;
	const struct str source = str_of(row->text);
	size_t start;
	size_t end;
	const bool hides = dockerignore_hides(source, str_of(row->path), &start, &end);
	assert_int_equal(hides, row->by != NULL);
	if (row->by)
		assert_true(str_is(str_slice(source, start, end), row->by));
}

int main(void)
{
	return ROWS_RUN("a .dockerignore", rows, check_rule);
}
