/* SPDX-License-Identifier: MIT */

/* The jobs of a workflow as a page for people. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"
#include "review/job_text.h"

struct page_row {
	const char *name;
	const char *workflow;
	const char *page; /* 60 columns wide */
};

#define JOB(keys) "on: push\njobs:\n  a:\n    runs-on: x\n" keys
#define RUN "    steps: [run: x]\n"

static const struct page_row rows[] = {
	{"a job is a few lines", JOB(RUN),
		"job           a\n"
		"  runs on     x, at most 360 minutes\n"
		"  rights      default\n"
		"  step 1      run: x\n"},
	{"what it says has a line each",
		JOB("    name: Build\n    timeout-minutes: 5\n    if: github.ref\n"
		    "    permissions: {contents: read, packages: write}\n"
		    "    strategy: {matrix: {v: [[1, {w: 2}]]}}\n    env: {A: 1, B: 2}\n" RUN),
		"job           a (1, 2)\n"
		"  name        Build (1, 2)\n"
		"  runs on     x, at most 5 minutes\n"
		"  rights      contents: read, packages: write\n"
		"  matrix      v: [1, {w: 2}]\n"
		"  if          github.ref\n"
		"  env         A=1\n"
		"              B=2\n"
		"  step 1      run: x\n"},
	{"a step shows what it sees beyond its job",
		JOB("    env: {A: 1, B: 2}\n"
		    "    steps: [{id: i, name: n, if: always(), uses: o/r@v1, env: {B: 3, C: "
		    "4}}]\n"),
		"job           a\n"
		"  runs on     x, at most 360 minutes\n"
		"  rights      default\n"
		"  env         A=1\n"
		"              B=2\n"
		"  step 1      n: o/r@v1 (i)\n"
		"    if        always()\n"
		"    env       B=3\n"
		"              C=4\n"},
	{"a script is its first line",
		JOB("    steps:\n      - run: |\n\n          one\n          two\n"),
		"job           a\n"
		"  runs on     x, at most 360 minutes\n"
		"  rights      default\n"
		"  step 1      run: one ...\n"},
	{"what is long is cut where the line ends",
		JOB("    permissions: {}\n    env: {A: 'a text that goes on and on, and on, and "
		    "on, "
		    "and on'}\n" RUN),
		"job           a\n"
		"  runs on     x, at most 360 minutes\n"
		"  rights      none\n"
		"  env         A=a text that goes on and on, and on, and...\n"
		"  step 1      run: x\n"},
	{"what nobody sees is shown", JOB("    env: {A: \"a\\u202Eb\\tc\"}\n" RUN),
		"job           a\n"
		"  runs on     x, at most 360 minutes\n"
		"  rights      default\n"
		"  env         A=a\\u202Eb c\n"
		"  step 1      run: x\n"},
	{"a job that calls a workflow names it",
		"on: push\njobs: {a: {uses: ./.github/workflows/x.yml}}\n",
		"job           a\n"
		"  rights      default\n"
		"  calls       ./.github/workflows/x.yml\n"},
};

static bool take(void *context, const struct job_view *job)
{
	job_text(context, job);
	return true;
}

static void check_page(void **state)
{
	const struct page_row *row = *state;
	const struct plan_input input = {.file = STR("w.yml"), .source = str_of(row->workflow)};
	struct arena arena;
	struct diags diags;
	struct page page;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	page_init(&page, &arena, 60, 0);
	if (!jobs_show(&arena, &diags, &input, take, &page))
		fail_msg("%s", findings_text(&arena, &diags).ptr);
	assert_string_equal(strbuf_str(&page.out).ptr, row->page);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("the jobs as a page", rows, check_page);
}
