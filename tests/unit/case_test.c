/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "review/review.h"

/* A case.yml, and how it is written again. */
struct write_row {
	const char *name;
	const char *source;
	const char *expected; /* NULL: as it stands */
};

static const struct write_row rows[] = {
	{"a promise alone", "promise: It holds.\n", NULL},
	{"all that a case may say",
		"promise: It holds.\nworkflow: ../w.yml\noverrides:\n  CACHE_REPO: ghcr.io/a/b\n"
		"context:\n  github: {\"actor\": \"bob\"}\nevent: push\nexecutors:\n  - build\n"
		"expect: 3\n",
		NULL},
	{"keys come in one order", "expect: 3\nevent: push\npromise: It holds.\n",
		"promise: It holds.\nevent: push\nexpect: 3\n"},
	{"what is default is left out", "promise: It holds.\nexpect: 0\nexecutors: []\n",
		"promise: It holds.\n"},
	{"text that looks like a number is quoted",
		"promise: It holds.\noverrides: {ENVBUILDER_CACHE_TTL_DAYS: '3.10'}\n",
		"promise: It holds.\noverrides:\n  ENVBUILDER_CACHE_TTL_DAYS: \"3.10\"\n"},
	{"text that looks like a boolean is quoted",
		"promise: It holds.\noverrides: {ENVBUILDER_VERBOSE: 'True'}\n",
		"promise: It holds.\noverrides:\n  ENVBUILDER_VERBOSE: \"True\"\n"},
	{"empty text is quoted", "promise: It holds.\noverrides: {ENVBUILDER_VERBOSE: }\n",
		"promise: It holds.\noverrides:\n  ENVBUILDER_VERBOSE: \"\"\n"},
	{"what YAML would take is quoted",
		"promise: 'Yes: it holds # always'\nexecutors: ['- x', '&y', ' z', 'a\"b\\c']\n",
		"promise: \"Yes: it holds # always\"\nexecutors:\n  - \"- x\"\n  - \"&y\"\n"
		"  - \" z\"\n  - \"a\\\"b\\\\c\"\n"},
	{"lines and hidden characters are escaped",
		"promise: \"a\\nb\\t\\u202E\\U0001F600\xc3\xa9\"\n",
		"promise: \"a\\nb\\u0009\\u202E\\U0001F600\\u00E9\"\n"},
	{"a context keeps its kinds",
		"promise: It holds.\ncontext: {inputs: {a: true, b: 3.50, c: ~, d: [x, 1], e: "
		"{}}}\n",
		"promise: It holds.\ncontext:\n  inputs: {\"a\": true, \"b\": 3.5, \"c\": null, "
		"\"d\": [\"x\", 1], \"e\": {}}\n"},
	{"a context's text keeps its kind",
		"promise: It holds.\ncontext: {vars: {a: '1', b: 'true'}}\n",
		"promise: It holds.\ncontext:\n  vars: {\"a\": \"1\", \"b\": \"true\"}\n"},
};

static struct str again(struct arena *arena, struct str source)
{
	struct diags diags;

	diags_init(&diags, arena);
	const struct golden_case *spec = golden_case_read(arena, &diags, STR("case.yml"), source);
	assert_non_null(spec);
	return golden_case_write(arena, spec);
}

/* And what is written is read as the same case. */
static void check_write(void **state)
{
	const struct write_row *row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct str text = again(&arena, str_of(row->source));
	assert_non_null(text.ptr);
	assert_string_equal(text.ptr, row->expected ? row->expected : row->source);
	assert_string_equal(again(&arena, text).ptr, text.ptr);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a case is written", rows, check_write);
}
