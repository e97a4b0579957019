/* SPDX-License-Identifier: MIT */

/* Calls that GitHub refuses or that lead nowhere, and how far they may go. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/calls.h"
#include "harness/repo.h"
#include "harness/rows.h"

static const struct repo_row refused[] = {
	{"an input that the called workflow does not have",
		CALLER("    with: {rpo: x}\n") TAKES("      repo: {type: string}\n") BUILD, NULL,
		NULL,
		".github/workflows/w.yml:5:17 CALL 'rpo' is no input of '" CALL
		"' (did you mean 'repo'?)"},
	{"a required input that is not given",
		CALLER("") TAKES("      r: {type: string, required: true}\n") BUILD, NULL, NULL,
		".github/workflows/w.yml:4:11 CALL '" CALL
		"' needs the input 'r', which is not given | .github/workflows/y.yml:4:7 the input "
		"is here"},
	{"a string for a boolean, also one that looks like it",
		CALLER("    with: {f: 'true'}\n") TAKES("      f: {type: boolean}\n") BUILD, NULL,
		NULL,
		".github/workflows/w.yml:5:15 WRONG_TYPE 'f' is a boolean, not a string"
		" | .github/workflows/y.yml:4:7 the input is here"},
	{"a string for a number",
		CALLER("    with: {n: '5'}\n") TAKES("      n: {type: number}\n") BUILD, NULL, NULL,
		".github/workflows/w.yml:5:15 WRONG_TYPE 'n' is a number, not a string"
		" | .github/workflows/y.yml:4:7 the input is here"},
	{"text around an expression for a boolean",
		CALLER("    with: {f: 'x${{ vars.F }}'}\n") TAKES("      f: {type: boolean}\n")
			BUILD,
		NULL, NULL,
		".github/workflows/w.yml:5:15 WRONG_TYPE 'f' is a boolean, not a string"
		" | .github/workflows/y.yml:4:7 the input is here"},
	{"an expression whose value is of another type",
		CALLER("    with: {f: '${{ vars.F }}'}\n") TAKES("      f: {type: boolean}\n")
			BUILD,
		"vars: {F: 'yes'}", NULL,
		".github/workflows/w.yml:5:15 WRONG_TYPE 'f' is a boolean, not a string"
		" | .github/workflows/y.yml:4:7 the input is here"},
	{"a secret that the called workflow does not have",
		CALLER("    secrets: {t: '${{ secrets.T }}'}\n") PLAIN BUILD, NULL, NULL,
		".github/workflows/w.yml:5:18 CALL 't' is no secret of '" CALL
		"' | .github/workflows/y.yml:1:5 what it takes is here"},
	{"a required secret that is not handed over",
		CALLER("") CALLED "on: {workflow_call: {secrets: {t: {required: true}}}}\n"
				  "jobs: {b: {runs-on: x, steps: [run: x]}}\n",
		NULL, NULL,
		".github/workflows/w.yml:4:11 CALL '" CALL
		"' needs the secret 't', which is not given | .github/workflows/y.yml:1:32 the "
		"secret is here"},
	{"a workflow that cannot be called",
		CALLER("") CALLED "on: push\njobs: {b: {runs-on: x, steps: [run: x]}}\n", NULL,
		NULL,
		".github/workflows/w.yml:4:11 CALL '.github/workflows/y.yml' cannot be called: it "
		"has no"
		" 'workflow_call' under 'on' | .github/workflows/y.yml:1:5 its 'on' is here"},
	{"what is wrong in the called file stands there, with the call",
		CALLER("") CALLED "on: workflow_call\njobs: {b: {steps: [run: x]}}\n", NULL, NULL,
		".github/workflows/y.yml:2:11 MISSING_KEY 'runs-on' is missing in job 'b'"
		" | .github/workflows/w.yml:4:11 called here"},
	{"what is wrong with a value there too", CALLER("") PLAIN BUILD_OF("ghcr.io/O/c"), NULL,
		NULL,
		".github/workflows/y.yml:7:25 CACHE_REPO 'ghcr.io/O/c' is not a cache repository: "
		"it has an"
		" upper-case letter | .github/workflows/w.yml:4:11 called here (write "
		"'ghcr.io/o/c')"},
	{"of a value that the caller gives, the place where it gives it",
		CALLER("    with: {r: ghcr.io/O/c}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("${{ inputs.r }}"),
		NULL, NULL,
		".github/workflows/y.yml:10:25 CACHE_REPO 'ghcr.io/O/c' is not a cache repository: "
		"it has"
		" an upper-case letter | .github/workflows/w.yml:5:15 the value comes from here"
		" (write 'ghcr.io/o/c')"},
	{"a workflow that calls itself",
		"== .github/workflows/w.yml\non: workflow_call\njobs: {a: {uses: "
		"./.github/workflows/w.yml}}\n",
		NULL, NULL,
		".github/workflows/w.yml:2:18 CALL_CIRCLE '.github/workflows/w.yml' goes in a "
		"circle: it"
		" calls itself"},
	{"workflows that call each other",
		CALLER("") CALLED
		"on: workflow_call\njobs: {b: {uses: ./.github/workflows/w.yml}}\n",
		NULL, NULL,
		".github/workflows/y.yml:2:18 CALL_CIRCLE '.github/workflows/w.yml' goes in a "
		"circle: it"
		" calls itself | .github/workflows/w.yml:4:11 called here"},
	{"a called job that asks for more than the calling one has",
		CALLER("    permissions: {packages: read}\n") PLAIN
		"    permissions: {packages: write}\n" BUILD,
		NULL, NULL,
		".github/workflows/y.yml:5:29 CALL_PERMISSION 'packages: write' is more than the "
		"calling"
		" job 'a' has: 'packages: read' | .github/workflows/w.yml:5:18 what it has is "
		"here"},
	{"a called workflow that asks for more as a whole",
		CALLER("    permissions: {}\n") CALLED
		"on: workflow_call\npermissions: read-all\njobs: {b: {runs-on: x, steps: [run: "
		"x]}}\n",
		NULL, NULL,
		".github/workflows/y.yml:2:14 CALL_PERMISSION 'actions: read' is more than the "
		"calling"
		" job 'a' has: 'actions: none' | .github/workflows/w.yml:5:18 what it has is here"},
};

#define NO_BUILD                                                                                   \
	"NO_BUILD no build in this workflow: no step calls 'precache-apply' or 'build-cache.sh'"   \
	" (--executor NAME names another script or action)"

static const struct repo_row unread[] = {
	{"a called file that is not there is a warning", CALLER(""), NULL, NULL,
		".github/workflows/w.yml:4:11 LOCAL_UNREADABLE cannot read '" CALL
		"': the repository has no such file (it must be a regular file of at most 1 MiB,"
		" reached through no link)\n"
		".github/workflows/w.yml:1:1 " NO_BUILD},
	{"a workflow in another repository is not seen, and that is said",
		"== w.yml\non: push\njobs: {a: {uses: o/r/.github/workflows/y.yml@v1}}\n", NULL,
		NULL,
		"w.yml:2:18 REMOTE_WORKFLOW 'o/r/.github/workflows/y.yml@v1' lies in another "
		"repository:"
		" its builds are not seen (plan it where it lies)\n"
		"w.yml:1:1 " NO_BUILD},
};

#define NEXT(n, m)                                                                                 \
	"== .github/workflows/" n                                                                  \
	".yml\non: workflow_call\njobs: {j: {uses: ./.github/workflows/" m ".yml}}\n"
#define FIRST "== .github/workflows/0.yml\non: push\njobs: {j: {uses: ./.github/workflows/1.yml}}\n"
#define LAST(n) "== .github/workflows/" n ".yml\non: workflow_call\njobs:\n  b:\n    runs-on: x\n"
#define TO_8                                                                                       \
	FIRST NEXT("1", "2") NEXT("2", "3") NEXT("3", "4") NEXT("4", "5") NEXT("5", "6")           \
		NEXT("6", "7") NEXT("7", "8")

static const struct repo_row limits[] = {
	{"calls may be ten workflows deep, the first included", TO_8 NEXT("8", "9") LAST("9") BUILD,
		NULL, "builds/0/id", "'j / j / j / j / j / j / j / j / j / b'"},
	{"and no deeper", TO_8 NEXT("8", "9") NEXT("9", "10") LAST("10") BUILD, NULL, NULL,
		".github/workflows/9.yml:2:18 CALL_CIRCLE workflows call each other more than 10 "
		"levels"
		" deep | .github/workflows/8.yml:2:18 called here"},
};

/* One workflow that calls `count` others. */
static struct str many_calls(struct arena *arena, unsigned count)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	strbuf_add(&out, STR("== .github/workflows/w.yml\non: push\njobs:\n"));
	for (unsigned i = 0; i < count; i++)
		strbuf_printf(&out, "  j%03u: {uses: ./.github/workflows/c%03u.yml}\n", i, i);
	for (unsigned i = 0; i < count; i++)
		strbuf_printf(&out,
			"== .github/workflows/c%03u.yml\non: workflow_call\njobs:\n  b:\n"
			"    runs-on: x\n" BUILD_OF("ghcr.io/o/c"),
			i);
	return strbuf_str(&out);
}

static void one_workflow_calls_up_to_fifty(void **state)
{
	struct arena arena;
	struct diags diags;

	(void)state;
	for (unsigned more = 0; more < 2; more++) {
		arena_init(&arena, LIMIT_ARENA_BYTES);
		diags_init(&diags, &arena);
		const struct str files = many_calls(&arena, LIMIT_CALL_FILES + more);
		const struct plan *plan = repo_plan(&arena, &diags, files.ptr, NULL);
		if (!more) {
			assert_non_null(plan);
			assert_int_equal(plan->build_count, LIMIT_CALL_FILES);
			assert_int_equal(plan->called_count, LIMIT_CALL_FILES);
		} else {
			assert_null(plan);
			assert_int_equal(diags.errors, 1);
			assert_string_equal(repo_said(&arena, &diags).ptr,
				".github/workflows/w.yml:53:16 CALL_CIRCLE more than 50 workflows "
				"are called");
		}
		arena_release(&arena);
	}
}

/* All that a call and an action may take. */
static const char whole[] = CALLER("    strategy: {matrix: {v: [1, 2]}}\n    needs: l\n"
				   "    if: vars.A\n    with: {r: 'ghcr.io/o/${{ matrix.v }}'}\n"
				   "    secrets: {T: '${{ secrets.A }}'}\n"
				   "  l: {runs-on: x, steps: [run: x]}\n") CALLED
	"on: {workflow_call: {inputs: {r: {type: string}, n: {type: number, default: 9}},"
	" secrets: {T: {required: true}}}}\n"
	"env: {ENVBUILDER_CACHE_TTL_DAYS: '${{ inputs.n }}'}\n"
	"jobs:\n  s: {runs-on: x, steps: [run: x]}\n  b:\n    needs: s\n    runs-on: x\n"
	"    if: inputs.n\n    steps:\n    - uses: ./a\n"
	"      with: {r: '${{ inputs.r }}', typo: 1}\n"
	"      env: {GHCR_USER: u, GHCR_TOKEN: '${{ secrets.T }}'}\n"
	"    - uses: ./gone\n"
	"== a/action.yml\ninputs: {r: {required: true}, f: {default: '${{ github.ref }}'}}\n"
	"runs:\n  using: composite\n  steps:\n  - uses: actions/checkout@v4\n"
	"  - {run: 'echo A=1 >> $GITHUB_ENV', shell: bash}\n"
	"  - {if: always(), run: precache-apply, shell: bash, env: {CACHE_REPO: '${{ inputs.r "
	"}}'}}\n";

/* False when there was not enough of it. */
static bool plan_within(size_t bytes)
{
	struct arena arena;
	struct diags diags;

	arena_init(&arena, bytes);
	diags_init(&diags, &arena);
	const struct plan *plan = repo_plan(&arena, &diags, whole, NULL);
	const bool made = plan != NULL;
	assert_int_equal(made, diags.errors == 0 && !arena.exhausted);
	if (made)
		assert_int_equal(plan->build_count, 2);
	arena_release(&arena);
	return made;
}

static void memory_may_end_anywhere(void **state)
{
	size_t bytes = 1000;

	(void)state;
	while (!plan_within(bytes))
		bytes += 1999;
	assert_true(bytes > 50000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_workflow_calls_up_to_fifty),
		cmocka_unit_test(memory_may_end_anywhere),
	};
	int failed = ROWS_RUN("calls that are refused", refused, repo_row_check);

	failed += ROWS_RUN("calls that lead nowhere", unread, repo_row_check);
	failed += ROWS_RUN("limits of calls", limits, repo_row_check);
	failed += cmocka_run_group_tests_name("many calls", tests, NULL, NULL);
	return failed;
}
