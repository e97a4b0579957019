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
	{"an expression that a step which is skipped never gets to evaluate",
		JOB("    steps: [{if: github.ref == 'x', run: \"${{ fromJSON('') }}\"}]\n"),
		"github: {ref: y}", "0/steps/0/run", "'${{ fromJSON('') }}'"},
	{"a secret is its expression", JOB("    steps: [{run: x, env: {T: '${{ secrets.T }}'}}]\n"),
		NULL, "0/steps/0/env/T", "'${{ secrets.T }}'"},
};

#define TEN9                                                                                       \
	"x12345678_x12345678_x12345678_x12345678_x12345678_x12345678_x12345678_x12345678_"         \
	"x12345678_"

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
	{"a name of 100 characters is whole", JOB("    name: " TEN9 "0123456789\n" STEPS), NULL,
		"0/name", "'" TEN9 "0123456789'"},
	{"a longer one is cut to 97 and three dots", JOB("    name: " TEN9 "01234567890\n" STEPS),
		NULL, "0/name", "'" TEN9 "0123456...'"},
	{"with its leg's values", JOB("    name: " TEN9 "\n" MATRIX("{v: [abcdefghij]}")), NULL,
		"0/name", "'" TEN9 " (abcde...'"},
	{"what stands above the basic plane counts twice",
		JOB("    name: \xF0\x9D\x94\x98\xF0\x9D\x94\x98\xF0\x9D\x94\x98" TEN9
		    "01234\n" STEPS),
		NULL, "0/name", "'\xF0\x9D\x94\x98\xF0\x9D\x94\x98\xF0\x9D\x94\x98" TEN9 "0...'"},
	{"an id is not cut", JOB(MATRIX("{v: [" TEN9 TEN9 "]}")), NULL, "0/id",
		"'a (" TEN9 TEN9 ")'"},
	{"an id is of the job's id, whatever its name", JOB("    name: N\n" MATRIX("{v: [1]}")),
		NULL, "0/id", "'a (1)'"},
	{"two legs of one id are told apart by a number", JOB(MATRIX("{v: [1, 1]}")), NULL, "1/id",
		"'a (1) #2'"},
};

#define ON(runner) "on: push\njobs:\n  a:\n    runs-on: " runner "\n" STEPS
#define CONTEXT                                                                                    \
	"vars: {L: '[\"x\", \"y\"]', G: '{\"group\": \"g\", \"labels\": \"l\"}', N: '5', "         \
	"M: '{\"v\": [1, {\"w\": 2}], \"include\": [{\"v\": 3, \"z\": null}]}'}\n"

static const struct jobs_row runners[] = {
	{"a label is an array of it", ON("x"), NULL, "0/runs_on", "['x']"},
	{"several are as they stand", ON("[self-hosted, x]"), NULL, "0/runs_on",
		"['self-hosted','x']"},
	{"a label is a text whatever it looks like", ON("[1.0, true]"), NULL, "0/runs_on",
		"['1','true']"},
	{"a group", ON("{group: g}"), NULL, "0/runs_on", "{'group':'g'}"},
	{"a group and a label", ON("{group: g, labels: l}"), NULL, "0/runs_on",
		"{'group':'g','labels':['l']}"},
	{"labels in a mapping", ON("{labels: [l, m]}"), NULL, "0/runs_on", "{'labels':['l','m']}"},
	{"an expression of one label", ON("'x-${{ vars.N }}'"), CONTEXT, "0/runs_on", "['x-5']"},
	{"an expression that gives an array", ON("${{ fromJSON(vars.L) }}"), CONTEXT, "0/runs_on",
		"['x','y']"},
	{"one in an array", ON("[a, '${{ fromJSON(vars.L) }}']"), CONTEXT, "0/runs_on",
		"['a','x','y']"},
	{"an expression that gives a group", ON("${{ fromJSON(vars.G) }}"), CONTEXT, "0/runs_on",
		"{'group':'g','labels':['l']}"},
	{"an unknown one", ON("${{ inputs.runner }}"), NULL, "0/runs_on",
		"['${{ inputs.runner }}']"},
	{"a leg's own",
		"on: push\njobs:\n  a:\n    runs-on: ${{ matrix.os }}\n" MATRIX("{os: [l, m]}"),
		NULL, "1/runs_on", "['m']"},
};

static const struct jobs_row times[] = {
	{"what is given", JOB("    timeout-minutes: 5\n" STEPS), NULL, "0/timeout_minutes", "5"},
	{"a number from an expression", JOB("    timeout-minutes: ${{ fromJSON(vars.N) }}\n" STEPS),
		CONTEXT, "0/timeout_minutes", "5"},
	{"an unknown one", JOB("    timeout-minutes: ${{ fromJSON(vars.N) }}\n" STEPS), NULL,
		"0/timeout_minutes", "'${{ fromJSON(vars.N) }}'"},
};

#define RIGHTS(workflow, job) "on: push\n" workflow "jobs:\n  a:\n    runs-on: x\n" job STEPS
#define OF(value) "permissions: " value "\n"
#define OF_JOB(value) "    permissions: " value "\n"

static const struct jobs_row rights[] = {
	{"nobody says anything", RIGHTS("", ""), NULL, "0/permissions", "'default'"},
	{"the workflow's", RIGHTS(OF("{contents: read}"), ""), NULL, "0/permissions",
		"{'contents':'read'}"},
	{"a job's takes its place, scope by scope none",
		RIGHTS(OF("{contents: read, packages: write}"), OF_JOB("{issues: write}")), NULL,
		"0/permissions", "{'issues':'write'}"},
	{"an empty one takes all", RIGHTS(OF("write-all"), OF_JOB("{}")), NULL, "0/permissions",
		"{}"},
	{"none is left out, the others are sorted",
		RIGHTS("", OF_JOB("{packages: write, contents: none, actions: read}")), NULL,
		"0/permissions", "{'actions':'read','packages':'write'}"},
	{"all read", RIGHTS(OF("read-all"), ""), NULL, "0/permissions", "'read-all'"},
	{"all write", RIGHTS("", OF_JOB("write-all")), NULL, "0/permissions", "'write-all'"},
};

static const struct jobs_row matrices[] = {
	{"a leg's values in the order of the file", JOB(MATRIX("{b: [1], a: [x, y]}")), NULL,
		"1/matrix", "{'b':1,'a':'y'}"},
	{"a vector from what is given", JOB(MATRIX("{v: '${{ fromJSON(vars.L) }}'}")), CONTEXT,
		"1/id", "'a (y)'"},
	{"a matrix from what is given", JOB(MATRIX("'${{ fromJSON(vars.M) }}'")), CONTEXT,
		"1/matrix", "{'v':{'w':2}}"},
	{"with what it includes", JOB(MATRIX("'${{ fromJSON(vars.M) }}'")), CONTEXT, "2",
		"{'id':'a (3)','name':'a (3)','matrix':{'v':3,'z':null},'runs_on':['x'],"
		"'timeout_minutes':360,'permissions':'default','env':{},"
		"'steps':[{'run':'x','env':{}}]}"},
	{"an unknown matrix is one leg, as it is written", JOB(MATRIX("'${{ fromJSON(vars.M) }}'")),
		NULL, "0/matrix", "'${{ fromJSON(vars.M) }}'"},
	{"that has the job's name", JOB(MATRIX("'${{ fromJSON(vars.M) }}'")), NULL, "0/id", "'a'"},
	{"an unknown vector shows the others",
		JOB(MATRIX("{v: '${{ fromJSON(vars.M) }}', w: [1, 2]}")), NULL, "0/matrix",
		"{'v':'${{ fromJSON(vars.M) }}','w':[1,2]}"},
	{"and its values stay expressions",
		JOB("    env: {A: '${{ matrix.w }}'}\n" MATRIX(
			"{v: '${{ fromJSON(vars.M) }}', w: [1, 2]}")),
		NULL, "0/env", "{'A':'${{ matrix.w }}'}"},
	{"a matrix that takes all out leaves no job", JOB(MATRIX("{v: [1], exclude: [{v: 1}]}")),
		NULL, "0", NULL},
};

static const struct jobs_row events[] = {
	{"one event is known everywhere", JOB("    env: {A: '${{ github.event_name }}'}\n" STEPS),
		"event: push", "0/env", "{'A':'push'}"},
	{"with what follows from it",
		"on: {push: {branches: [main]}, workflow_dispatch: }\njobs:\n  a:\n    runs-on: x\n"
		"    env: {A: '${{ github.ref }}'}\n" STEPS,
		"event: push", "0/env", "{'A':'refs/heads/main'}"},
	{"without one it is not", JOB("    env: {A: '${{ github.event_name }}'}\n" STEPS), NULL,
		"0/env", "{'A':'${{ github.event_name }}'}"},
	{"an input has the type that is declared",
		"on: {workflow_dispatch: {inputs: {n: {type: number}, b: {type: "
		"boolean}}}}\njobs:\n"
		"  a:\n    runs-on: x\n"
		"    env: {A: '${{ inputs.b && 1 }}', B: '${{ toJSON(inputs.n) }}'}\n" STEPS,
		"{inputs: {n: '0x10', b: 'false'}}", "0/env", "{'A':'false','B':'16'}"},
};

static const struct jobs_row refused[] = {
	{"a boolean input that is none",
		"on: {workflow_dispatch: {inputs: {b: {type: boolean}}}}\njobs: {a: {runs-on: x, "
		"steps: [run: x]}}\n",
		"{inputs: {b: 'yes'}}", "",
		"1:14 CONTEXT 'yes' is no value of the input 'b', whose type is boolean"},
	{"a choice that there is not",
		"on: {workflow_dispatch: {inputs: {c: {type: choice, options: [d, e]}}}}\njobs: "
		"{a: "
		"{runs-on: x, steps: [run: x]}}\n",
		"{inputs: {c: f}}", "",
		"1:14 CONTEXT 'f' is no value of the input 'c', whose type is choice"},
	{"an event that does not start it", JOB(STEPS), "event: release", "",
		"1:5 TRIGGER the workflow is not started by 'release' (plan for an event that "
		"stands "
		"under 'on')"},
	{"what is wrong with jobs is said in the order of the lines",
		"on: push\njobs:\n"
		"  b: {runs-on: x, steps: [run: x], strategy: {matrix: {v: '${{ 1 }}'}}}\n"
		"  a: {runs-on: x, steps: [run: x], strategy: {matrix: {w: '${{ 2 }}'}}}\n",
		NULL, "",
		"3:59 MATRIX 'v' of the matrix is no sequence\n"
		"4:59 MATRIX 'w' of the matrix is no sequence"},
	{"labels of nothing", ON("${{ '' }}"), NULL, "", "4:14 VALUE_RANGE 'runs-on' is empty"},
};

int main(void)
{
	return ROWS_RUN("the members of a job", members, jobs_row_check) +
	       ROWS_RUN("the name of a job", names, jobs_row_check) +
	       ROWS_RUN("where a job runs", runners, jobs_row_check) +
	       ROWS_RUN("for how long", times, jobs_row_check) +
	       ROWS_RUN("with which rights", rights, jobs_row_check) +
	       ROWS_RUN("the legs of a job", matrices, jobs_row_check) +
	       ROWS_RUN("events and inputs", events, jobs_row_check) +
	       ROWS_RUN("what is refused", refused, jobs_row_refused);
}
