/* SPDX-License-Identifier: MIT */

/* What GitHub makes of a workflow: one entry per job and leg. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/jobs.h"
#include "harness/rows.h"

#define JOB(keys) "on: push\njobs:\n  a:\n    runs-on: x\n" keys
#define STEPS "    steps: [run: x]\n"
#define MATRIX(matrix) "    strategy: {matrix: " matrix "}\n" STEPS

static const struct jobs_row members[] = {
	{"a job that says nothing has what GitHub gives it", JOB(STEPS), NULL, "0",
		"{'id':'a','name':'a','runs_on':['x'],'timeout_minutes':360,"
		"'permissions':'default','env':{},'steps':[{'run':'x','env':{}}]}"},
	{"jobs come in the order of their ids",
		"on: push\njobs:\n  b: {runs-on: x, steps: [run: x]}\n"
		"  a: {runs-on: x, steps: [run: x]}\n",
		NULL, "1/id", "'b'"},
	{"a job that calls a workflow has no steps, no runner and no time-out",
		"on: push\nenv: {A: 1}\njobs: {a: {uses: ./.github/workflows/x.yml}}", NULL, "0",
		"{'id':'a','name':'a','permissions':'default','env':{},"
		"'uses':'./.github/workflows/x.yml'}"},
	{"a condition is the same with braces and without",
		JOB("    if: ${{ github.ref }}\n" STEPS), NULL, "0/if", "'github.ref'"},
	{"a step has what it says",
		JOB("    steps: [{id: i, name: n, if: always(), uses: o/r@v1, env: {A: 1}}]\n"),
		NULL, "0/steps/0",
		"{'id':'i','name':'n','uses':'o/r@v1','if':'always()','env':{'A':'1'}}"},
	{"a script is what the shell gets",
		JOB("    steps: [run: 'x ${{ github.repository }} ${{ github.sha }}']\n"),
		"github: {repository: o/r}", "0/steps/0/run", "'x o/r ${{ github.sha }}'"},
	{"a secret is its expression", JOB("    steps: [{run: x, env: {T: '${{ secrets.T }}'}}]\n"),
		NULL, "0/steps/0/env/T", "'${{ secrets.T }}'"},
};

static const struct jobs_row names[] = {
	{"a job is called by its id", JOB(STEPS), NULL, "0/name", "'a'"},
	{"a name of its own takes its place", JOB("    name: Build it\n" STEPS), NULL, "0/name",
		"'Build it'"},
	{"an empty name is none", JOB("    name: ''\n" STEPS), NULL, "0/name", "'a'"},
	{"a leg has its values behind it", JOB(MATRIX("{v: [1, x]}")), NULL, "1/name", "'a (x)'"},
	{"and so it has behind a name of its own", JOB("    name: N\n" MATRIX("{v: [1, x]}")), NULL,
		"1/name", "'N (x)'"},
	{"but not behind a name with an expression",
		JOB("    name: N ${{ matrix.v }}\n" MATRIX("{v: [1, x]}")), NULL, "1/name",
		"'N x'"},
	{"one that comes to nothing is none", JOB("    name: ${{ '' }}\n" MATRIX("{v: [1, x]}")),
		NULL, "1/name", "'a (x)'"},
	{"what include adds stands in no name", JOB(MATRIX("{v: [1], include: [{v: 1, w: 2}]}")),
		NULL, "0/name", "'a (1)'"},
	{"an id is of the job's id, whatever its name", JOB("    name: N\n" MATRIX("{v: [1]}")),
		NULL, "0/id", "'a (1)'"},
	{"two legs of one id are told apart by a number", JOB(MATRIX("{v: [1, 1]}")), NULL, "1/id",
		"'a (1) #2'"},
};

int main(void)
{
	return ROWS_RUN("the members of a job", members, jobs_row_check) +
	       ROWS_RUN("the name of a job", names, jobs_row_check);
}
