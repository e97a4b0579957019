/* SPDX-License-Identifier: MIT */

/* The apply action's step as it stands: which options its inputs become. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/simulated.h"
#include "harness/rows.h"

/* A precache-apply that says its arguments, in place of the real one. */
#define RECORD                                                                                     \
	"mkdir ../bin; printf '#!/bin/sh\\nfor word; do printf \"<%%s>\" \"$word\"; done\\n' "     \
	"> ../bin/precache-apply; chmod +x ../bin/precache-apply; "

/* Takes the step's script out of the action and runs it as the runner does. */
#define STEP                                                                                       \
	"sed '1,/^      run: >-$/d; s/^        //' \"$ACTION\" | tr '\\n' ' ' > ../step.sh; "      \
	"PATH=$PWD/../bin:$PATH bash --noprofile --norc -eo pipefail ../step.sh > ../said"

struct apply_row {
	const char *name;
	const char *plan;
	const char *build;
	const char *golden;
	const char *expect;
	const char *bind;
	const char *said;
};

static const struct apply_row rows[] = {
	{"a plan alone", "plan.json", "", "", "", "", "<--><plan.json>"},
	{"a leg's name stays one word", "p", "a (b, c)", "", "", "", "<--build=a (b, c)><--><p>"},
	{"everything at once", "p", "b", "g.json", "sha256:0", "/x\n/y\n",
		"<--build=b><--golden=g.json><--expect=sha256:0><--allow-bind=/x\n/y\n><--><p>"},
	{"an input is no shell", "$(touch ran)", "`touch ran`", "\"; touch ran; \"", "'", "*",
		"<--build=`touch ran`><--golden=\"; touch ran; \"><--expect='><--allow-bind=*><-->"
		"<$(touch ran)>"},
	{"an input is no option", "--all", "--all", "", "", "", "<--build=--all><--><--all>"},
};

static void check_apply(void **state)
{
	const struct apply_row *row = *state;
	struct simulated runner = simulated_make();
	char *file = path_of(runner.root, "said");
	char *action = realpath(".github/actions/apply/action.yml", NULL);

	assert_non_null(action);
	simulated_set(&runner, "ACTION", action);
	simulated_set(&runner, "PRECACHE_PLAN", row->plan);
	simulated_set(&runner, "PRECACHE_BUILD", row->build);
	simulated_set(&runner, "PRECACHE_GOLDEN", row->golden);
	simulated_set(&runner, "PRECACHE_EXPECT", row->expect);
	simulated_set(&runner, "PRECACHE_ALLOW_BIND", row->bind);
	simulated_shell(&runner, RECORD STEP "; test -z \"$(ls)\"");
	char *said = file_get(file);
	assert_string_equal(said, row->said);
	free(said);
	free(action);
	free(file);
	simulated_free(&runner);
}

int main(void)
{
	return ROWS_RUN("the apply action", rows, check_apply);
}
