/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/expression_path.h"
#include "base/limits.h"
#include "harness/rows.h"

struct path_row {
	const char *name;
	const char *expression;
	const char *paths; /* "offset path" a line; "?" is only asked, "+" comes out whole */
};

static const struct path_row paths[] = {
	{"a name", "github.actor", "0 github.actor\n"},
	{"in capital letters", "GitHub.Event.Issue", "0 github.event.issue\n"},
	{"in brackets", "github['event']['Issue'].title", "0 github.event.issue.title\n"},
	{"a number is any", "github.event.commits[0].message",
		"0 github.event.commits.*.message\n"},
	{"so is a star", "github.event.commits.*.message", "0 github.event.commits.*.message\n"},
	{"what stands in brackets is asked", "github[env.NAME].x", "0 github.*.x\n7 env.name?\n"},
	{"a literal reads nothing", "'github.actor'", ""},
	{"a comparison only asks", "github.actor == inputs.x", "0 github.actor?\n16 inputs.x?\n"},
	{"so does a negation", "!inputs.x", "1 inputs.x?\n"},
	{"of an or each comes out", "inputs.a || inputs.b", "0 inputs.a\n12 inputs.b\n"},
	{"of an and the last one does", "inputs.a && inputs.b", "0 inputs.a?\n12 inputs.b\n"},
	{"a choice by both", "inputs.a && inputs.b || inputs.c",
		"0 inputs.a?\n12 inputs.b\n24 inputs.c\n"},
	{"format gives its arguments", "format('{0}', inputs.a)", "14 inputs.a\n"},
	{"join does", "join(github.event.commits.*.id)", "5 github.event.commits.*.id\n"},
	{"fromJSON does", "fromJSON(inputs.a).b", "9 inputs.a\n"},
	{"toJSON gives all that is below", "toJSON(github.event)", "7 github.event+\n"},
	{"contains asks", "contains(inputs.a, inputs.b)", "9 inputs.a?\n19 inputs.b?\n"},
	{"hashFiles asks", "hashFiles(inputs.a)", "10 inputs.a?\n"},
	{"what a question's parts give is asked", "startsWith(format('{0}', inputs.a), 'x')",
		"25 inputs.a?\n"},
};

static void check_paths(void **state)
{
	static const char *const marks[] = {
		[PATH_ASKED] = "?", [PATH_GIVEN] = "", [PATH_WHOLE] = "+"};
	const struct path_row *row = *state;
	struct expression_error error;
	const struct expression_path *found;
	struct arena arena;
	struct strbuf out;
	size_t count;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	strbuf_init(&out, &arena, LIMIT_TEXT_BYTES);
	const struct expression *expression =
		expression_parse(&arena, str_of(row->expression), &error);
	assert_non_null(expression);
	assert_true(expression_paths(&arena, expression, &found, &count));
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&out, "%zu %.*s%s\n", found[i].offset, STR_ARG(found[i].text),
			marks[found[i].flow]);
	assert_string_equal(strbuf_str(&out).ptr, row->paths);
	arena_release(&arena);
}

struct fit_row {
	const char *name;
	const char *path;
	enum path_flow flow;
	const char *row;
	bool fits;
};

static const struct fit_row fits[] = {
	{"the same", "github.actor", PATH_GIVEN, "github.actor", true},
	{"another", "github.actor", PATH_GIVEN, "github.token", false},
	{"letters of another case", "github.actor", PATH_GIVEN, "GitHub.Actor", true},
	{"a star of the row", "secrets.x", PATH_GIVEN, "secrets.*", true},
	{"a star of the path", "github.event.*.body", PATH_GIVEN, "github.event.issue.body", true},
	{"one that goes on", "github.actor.x", PATH_GIVEN, "github.actor", false},
	{"one that ends before", "github.event", PATH_GIVEN, "github.event.issue", false},
	{"one that ends before and comes out whole", "github.event", PATH_WHOLE,
		"github.event.issue", true},
};

static void check_fits(void **state)
{
	const struct fit_row *row = *state;
	const struct expression_path path = {.text = str_of(row->path), .flow = row->flow};
	assert_int_equal(expression_path_fits(&path, str_of(row->row)), row->fits);
}

int main(void)
{
	return ROWS_RUN("what an expression reads, and whether it comes out", paths, check_paths) +
	       ROWS_RUN("whether a path is one of a row's", fits, check_fits);
}
