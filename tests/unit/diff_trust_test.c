/* SPDX-License-Identifier: MIT */

/* The judgements behind a change's mark: conditions, runners. Triggers are judged by the pairs
 * below tests/diff/trigger. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/rows.h"
#include "review/diff_condition.h"
#include "review/diff_runner.h"

struct condition_row {
	const char *name;
	const char *old;
	const char *now;
	bool narrower;
};

static const struct condition_row condition_rows[] = {
	{"a part joined behind by and", "a", "a && b", true},
	{"a part joined in front", "a", "b && a", true},
	{"also in parentheses", "a || c", "(a || c) && b", true},
	{"also without them: one operand of an or is narrower", "a || c", "a || c && b", true},
	{"a whole in parentheses", "a", "(a && b)", true},
	{"an operand of an or that goes", "a || b", "a", true},
	{"the other one", "a || b", "b", true},
	{"a part joined by or", "a", "a || b", false},
	{"a part of an and that goes", "a && b", "a", false},
	{"another condition", "a", "b", false},
	{"the opposite", "a", "!a", false},
	{"a longer name", "github.ref", "github.ref_name && b", false},
	{"a name that ends alike", "ref", "b && github.ref", false},
	{"a comparison", "a == 'x'", "a == 'x' && b", true},
	{"another comparison", "a == 'x'", "a == 'y'", false},
	{"a comparison of what was a whole", "a", "a == b && c", false},
	{"parentheses that are not a pair", "(a) || (b)", "(a) || (b) && c", true},
};

static void check_condition(void **state)
{
	const struct condition_row *row = *state;

	assert_int_equal(condition_is_narrower(str_of(row->old), str_of(row->now)), row->narrower);
}

struct status_row {
	const char *name;
	const char *condition;
	bool asks;
};

static const struct status_row status_rows[] = {
	{"always()", "always()", true},
	{"in any case of letters", "Always ()", true},
	{"failure() in a whole", "a && failure()", true},
	{"not cancelled", "!cancelled()", true},
	{"success() is the default", "success()", false},
	{"a name that is no call", "inputs.always == 'x'", false},
	{"nothing", "", false},
};

static void check_status(void **state)
{
	const struct status_row *row = *state;

	assert_int_equal(condition_asks_status(str_of(row->condition)), row->asks);
}

struct runner_row {
	const char *name;
	const char *labels[4];
	enum architecture architecture;
	bool foreign; /* for a workflow that ran on ubuntu-24.04 */
};

static const struct runner_row runner_rows[] = {
	{"ubuntu-latest", {"ubuntu-latest"}, ARCHITECTURE_X64, false},
	{"ubuntu-24.04", {"ubuntu-24.04"}, ARCHITECTURE_X64, false},
	{"ubuntu-24.04-arm", {"ubuntu-24.04-arm"}, ARCHITECTURE_ARM64, false},
	{"ubuntu-slim", {"ubuntu-slim"}, ARCHITECTURE_X64, false},
	{"windows-2025", {"windows-2025"}, ARCHITECTURE_X64, false},
	{"windows-11-arm", {"windows-11-arm"}, ARCHITECTURE_ARM64, false},
	{"windows-2025-vs2026", {"windows-2025-vs2026"}, ARCHITECTURE_X64, false},
	{"macOS changed its architecture under its name", {"macos-latest"}, ARCHITECTURE_UNKNOWN,
		false},
	{"unless the label says it", {"macos-15-intel"}, ARCHITECTURE_X64, false},
	{"large is Intel", {"macos-15-large"}, ARCHITECTURE_X64, false},
	{"extra large is not", {"macos-15-xlarge"}, ARCHITECTURE_ARM64, false},
	{"letters of either case", {"Ubuntu-24.04-ARM"}, ARCHITECTURE_ARM64, false},
	{"a larger runner has any name", {"ubuntu-24.04-16core"}, ARCHITECTURE_UNKNOWN, true},
	{"self-hosted", {"self-hosted"}, ARCHITECTURE_UNKNOWN, true},
	{"self-hosted, with its architecture", {"self-hosted", "linux", "ARM64"},
		ARCHITECTURE_ARM64, true},
	{"arm of 32 bits", {"self-hosted", "arm"}, ARCHITECTURE_ARM, true},
	{"x64", {"self-hosted", "X64"}, ARCHITECTURE_X64, true},
	{"somebody's service", {"namespace-profile-devcontainer"}, ARCHITECTURE_UNKNOWN, true},
	{"its architecture as a part of the name", {"depot-ubuntu-24.04-arm64"}, ARCHITECTURE_ARM64,
		true},
	{"and not as the end of a word", {"alarm"}, ARCHITECTURE_UNKNOWN, true},
	{"only the system", {"ubuntu-"}, ARCHITECTURE_UNKNOWN, true},
	{"another word behind the system", {"ubuntu-mine"}, ARCHITECTURE_UNKNOWN, true},
};

static const struct value *labels_of(struct arena *arena, const char *const *labels)
{
	const struct value **items = arena_array(arena, 4, sizeof(*items));
	size_t count = 0;

	for (; count < 4 && labels[count]; count++)
		items[count] = value_string(arena, str_of(labels[count]), NULL);
	return value_array(arena, items, count, NULL);
}

static void check_runner(void **state)
{
	static const char *const hosted[4] = {"ubuntu-24.04"};
	const struct runner_row *row = *state;
	struct arena arena;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	const struct value *labels = labels_of(&arena, row->labels);
	assert_int_equal(runner_architecture(labels), row->architecture);
	assert_int_equal(runner_is_foreign(labels_of(&arena, hosted), labels), row->foreign);
	assert_false(runner_is_foreign(labels, labels));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("narrower conditions", condition_rows, check_condition) +
	       ROWS_RUN("conditions that heed no failure", status_rows, check_status) +
	       ROWS_RUN("runners", runner_rows, check_runner);
}
