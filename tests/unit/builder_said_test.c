/* SPDX-License-Identifier: MIT */

/* What a plan says of its builder without refusing it: which release it was held against, and what
 * the builder would do in silence. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "plan/plan.h"

#define DIGEST "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define BUILDER "ghcr.io/coder/envbuilder"
#define HELD_AGAINST ": options are held against envbuilder "

#define BEFORE                                                                                     \
	"on: push\njobs:\n  cache:\n    runs-on: x\n    env:\n      CACHE_REPO: ghcr.io/a/b\n"
#define BEHIND                                                                                     \
	"    steps:\n      - run: precache-apply plan.json\n        env:\n"                        \
	"          GHCR_USER: someone\n          GHCR_TOKEN: ${{ secrets.GITHUB_TOKEN }}\n"

struct said_row {
	const char *name;
	const char *variable; /* line 7 of the workflow, from column 7 on */
	enum diag_rule rule;  /* of the one thing that is said; RULE_COUNT: nothing is */
	unsigned column;
	const char *message;
	const char *hint; /* NULL: none */
};

static const struct said_row said_rows[] = {
	{"nothing of a release that is known", "ENVBUILDER_IMAGE: " BUILDER ":1.0.5", RULE_COUNT, 0,
		NULL, NULL},
	{"nothing of a release with a digest", "ENVBUILDER_IMAGE: " BUILDER ":1.2.0" DIGEST,
		RULE_COUNT, 0, NULL, NULL},
	{"nothing of the default image", "ENVBUILDER_IMAGE: ''", RULE_COUNT, 0, NULL, NULL},
	{"the nearest lower release of one that is not known",
		"ENVBUILDER_IMAGE: " BUILDER ":1.3.5", RULE_RELEASE_NEAREST, 25,
		"'1.3.5' is no release that precache knows" HELD_AGAINST "1.3.0",
		"'precache options' shows them"},
	{"the nearest lower one between two", "ENVBUILDER_IMAGE: " BUILDER ":1.0.99",
		RULE_RELEASE_NEAREST, 25,
		"'1.0.99' is no release that precache knows" HELD_AGAINST "1.0.6",
		"'precache options' shows them"},
	{"the nearest lower one of a build with a suffix",
		"ENVBUILDER_IMAGE: " BUILDER ":1.1.0-rc.1", RULE_RELEASE_NEAREST, 25,
		"'1.1.0-rc.1' is no release that precache knows" HELD_AGAINST "1.1.0",
		"'precache options' shows them"},
	{"that a digest alone names no release", "ENVBUILDER_IMAGE: " BUILDER DIGEST,
		RULE_RELEASE_UNKNOWN, 25,
		"the release of '" BUILDER DIGEST "' is not known" HELD_AGAINST "1.3.0",
		"write the tag in front of the digest: NAME:TAG@DIGEST"},
	{"that latest names no release", "ENVBUILDER_IMAGE: " BUILDER ":latest",
		RULE_RELEASE_UNKNOWN, 25,
		"the release of '" BUILDER ":latest' is not known" HELD_AGAINST "1.3.0",
		"pin a release, such as '1.3.0'"},
	{"that no tag is latest", "ENVBUILDER_IMAGE: " BUILDER, RULE_RELEASE_UNKNOWN, 25,
		"the release of '" BUILDER "' is not known" HELD_AGAINST "1.3.0",
		"pin a release, such as '1.3.0'"},
	{"that a word is no release", "ENVBUILDER_IMAGE: " BUILDER ":main", RULE_RELEASE_UNKNOWN,
		25, "the release of '" BUILDER ":main' is not known" HELD_AGAINST "1.3.0",
		"pin a release, such as '1.3.0'"},
	{"that an image of another name has versions of its own",
		"ENVBUILDER_IMAGE: ghcr.io/team/builder:1.0.5", RULE_RELEASE_UNKNOWN, 25,
		"the release of 'ghcr.io/team/builder:1.0.5' is not known" HELD_AGAINST "1.3.0",
		"a tag counts as a release when 'envbuilder' is in the image's name"},
	{"that an expression is no release yet", "ENVBUILDER_IMAGE: " BUILDER ":${{ vars.V }}",
		RULE_RELEASE_UNKNOWN, 25,
		"the release of '" BUILDER ":${{ vars.V }}' is not known" HELD_AGAINST "1.3.0",
		NULL},
	{"that a name in lower case is read as the option", "envbuilder_insecure: 1",
		RULE_OPTION_CASE, 7, "'envbuilder_insecure' is read as 'ENVBUILDER_INSECURE'",
		"write 'ENVBUILDER_INSECURE'"},
	{"nothing of an empty name in lower case", "envbuilder_insecure: ''", RULE_COUNT, 0, NULL,
		NULL},
	{"that a variable of the agent goes nowhere", "CODER_AGENT_URL: https://a.b",
		RULE_OPTION_UNPASSED, 7, "'CODER_AGENT_URL' does not reach the builder",
		"it is for workspaces: leave it out"},
	{"nothing of a name that the agent lacks", "CODER_AGENT_NAME: a", RULE_COUNT, 0, NULL,
		NULL},
	{"nothing of an option without its prefix", "VERBOSE: maybe", RULE_COUNT, 0, NULL, NULL},
	{"that the builder drops all but the first line of a list",
		"ENVBUILDER_IGNORE_PATHS: \"/a\\n/b\"", RULE_LIST_CUT, 32,
		"the builder drops all behind the first line of 'ENVBUILDER_IGNORE_PATHS'",
		"put the values on one line, with commas between"},
	{"nothing of a list that ends in a line end", "ENVBUILDER_IGNORE_PATHS: \"/a,/b\\n\"",
		RULE_COUNT, 0, NULL, NULL},
};

static void assert_text(struct str text, const char *wanted)
{
	assert_int_equal(text.ptr != NULL, wanted != NULL);
	if (wanted)
		assert_string_equal(text.ptr, wanted);
}

static void check_said(void **state)
{
	const struct said_row *const row = *state;
	struct arena arena;
	struct diags diags;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan_input input = {.file = STR("w.yml"),
		.source = str_printf(&arena, BEFORE "      %s\n" BEHIND, row->variable)};
	assert_non_null(plan_make(&arena, &diags, &input));
	assert_int_equal(diags.len, row->rule == RULE_COUNT ? 0 : 1);
	if (row->rule != RULE_COUNT) {
		const struct diag *const said = diags.items[0];
		assert_int_equal(said->rule, row->rule);
		assert_int_equal(said->at.line, 7);
		assert_int_equal(said->at.column, row->column);
		assert_text(said->message, row->message);
		assert_text(said->hint, row->hint);
	}
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a plan says of its builder", said_rows, check_said);
}
