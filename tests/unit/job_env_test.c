/* SPDX-License-Identifier: MIT */

/* The environment of jobs and steps, as the runner makes it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/jobs.h"
#include "harness/rows.h"

#define WORKFLOW(env) "on: push\nenv: " env "\njobs:\n  a:\n    runs-on: x\n"
#define JOB "on: push\njobs:\n  a:\n    runs-on: x\n"
#define ENV(env) "    env: " env "\n"
#define STEP(env) "    steps: [{run: x, env: " env "}]\n"
#define PLAIN "    steps: [run: x]\n"
#define CONTEXT                                                                                    \
	"github: {repository: o/r}\nvars: {V: v, J: '{\"A\": 1, \"B\": null}'}\n"                  \
	"inputs: {i: true}\n"

static const struct jobs_row levels[] = {
	{"a job sees the workflow's", WORKFLOW("{A: w}") PLAIN, NULL, "0/env", "{'A':'w'}"},
	{"a step sees the workflow's", WORKFLOW("{A: w}") PLAIN, NULL, "0/steps/0/env",
		"{'A':'w'}"},
	{"a job's beats the workflow's", WORKFLOW("{A: w, B: w}") ENV("{A: j}") PLAIN, NULL,
		"0/env", "{'A':'j','B':'w'}"},
	{"a step's beats the job's", WORKFLOW("{A: w}") ENV("{A: j, B: j}") STEP("{A: s}"), NULL,
		"0/steps/0/env", "{'A':'s','B':'j'}"},
	{"a step's holds for that step alone", JOB "    steps: [{run: x, env: {A: s}}, {run: x}]\n",
		NULL, "0/steps/1/env", "{}"},
	{"a step's is not the job's", JOB STEP("{A: s}"), NULL, "0/env", "{}"},
	{"one job's is not another's",
		"on: push\njobs:\n  a: {runs-on: x, env: {A: 1}, steps: [run: x]}\n"
		"  b: {runs-on: x, steps: [run: x]}\n",
		NULL, "1/env", "{}"},
	{"names that differ in case are two", WORKFLOW("{A: w}") STEP("{a: s}"), NULL,
		"0/steps/0/env", "{'A':'w','a':'s'}"},
	{"on Windows they are one",
		"on: push\nenv: {Ab: w}\njobs:\n  a:\n    runs-on: windows-2025\n" STEP("{AB: s}"),
		NULL, "0/steps/0/env", "{'Ab':'s'}"},
	{"and on a runner of one's own with that label",
		"on: push\nenv: {Ab: w}\njobs:\n  a:\n    runs-on: [self-hosted, Windows]\n" STEP(
			"{AB: s}"),
		NULL, "0/steps/0/env", "{'Ab':'s'}"},
	{"a workflow that is called gets none of it",
		"on: push\nenv: {A: w}\njobs: {a: {uses: ./.github/workflows/x.yml}}\n", NULL,
		"0/env", "{}"},
	{"the runner's own variables cannot be set",
		JOB ENV("{GITHUB_SHA: a, RUNNER_OS: b, GITHUB_ACTIONS: c}") PLAIN, NULL, "0/env",
		"{}"},
	{"others that begin so can, and CI", JOB ENV("{GITHUB_TOKEN: a, RUNNER_X: b, CI: c}") PLAIN,
		NULL, "0/env", "{'CI':'c','GITHUB_TOKEN':'a','RUNNER_X':'b'}"},
	{"but an expression sees what is written there",
		JOB ENV("{GITHUB_SHA: a}") STEP("{B: '${{ env.GITHUB_SHA }}'}"), NULL,
		"0/steps/0/env", "{'B':'a'}"},
};

static const struct jobs_row values[] = {
	{"nothing is empty text", JOB ENV("{A: , B: ~, C: ''}") PLAIN, NULL, "0/env",
		"{'A':'','B':'','C':''}"},
	{"numbers are typed before they are text",
		JOB ENV("{A: 3.10, B: 0x10, C: 1e3, D: 017, E: 0o17}") PLAIN, NULL, "0/env",
		"{'A':'3.1','B':'16','C':'1000','D':'17','E':'15'}"},
	{"so are booleans", JOB ENV("{A: True, B: FALSE, C: yes}") PLAIN, NULL, "0/env",
		"{'A':'true','B':'false','C':'yes'}"},
	{"what is quoted is text", JOB ENV("{A: '3.10', B: \"True\"}") PLAIN, NULL, "0/env",
		"{'A':'3.10','B':'True'}"},
	{"a date is text", JOB ENV("{A: 2024-01-01}") PLAIN, NULL, "0/env", "{'A':'2024-01-01'}"},
	{"a block keeps its last line feed",
		JOB "    env:\n      A: |\n        x\n        y\n" PLAIN, NULL, "0/env/A",
		"'x\\ny\\n'"},
	{"a known expression is computed", JOB ENV("{A: 'x-${{ vars.V }}'}") PLAIN, CONTEXT,
		"0/env", "{'A':'x-v'}"},
	{"an unknown one stays", JOB ENV("{A: 'x-${{ vars.V }}'}") PLAIN, NULL, "0/env",
		"{'A':'x-${{ vars.V }}'}"},
	{"a true value is the word", JOB ENV("{A: '${{ inputs.i }}'}") PLAIN, CONTEXT, "0/env",
		"{'A':'true'}"},
	{"an alias is what it names",
		"on: push\nenv: &e {A: 1}\njobs: {a: {runs-on: x, env: *e, steps: [run: x]}}\n",
		NULL, "0/env", "{'A':'1'}"},
	{"a leg's value",
		JOB "    strategy: {matrix: {v: [1, 2]}}\n" ENV("{A: 'n${{ matrix.v }}'}") PLAIN,
		NULL, "1/env", "{'A':'n2'}"},
	{"which leg it is, of how many",
		JOB "    strategy: {matrix: {v: [1, 2]}}\n" ENV(
			"{A: '${{ strategy.job-index }}/${{ strategy.job-total }}'}") PLAIN,
		NULL, "1/env", "{'A':'1/2'}"},
	{"what strategy says goes without saying",
		JOB "    strategy: {matrix: {v: [1, 2]}}\n" ENV(
			"{A: '${{ strategy.fail-fast }} ${{ strategy.max-parallel }}'}") PLAIN,
		NULL, "1/env", "{'A':'true 2'}"},
	{"and what it says",
		JOB "    strategy: {matrix: {v: [1, 2]}, fail-fast: false, max-parallel: 1}\n" ENV(
			"{A: '${{ strategy.fail-fast }} ${{ strategy.max-parallel }}'}") PLAIN,
		NULL, "1/env", "{'A':'false 1'}"},
	{"a job without a matrix is one of one",
		JOB ENV("{A: '${{ strategy.job-index }}/${{ strategy.job-total }}'}") PLAIN, NULL,
		"0/env", "{'A':'0/1'}"},
	{"without a matrix its values are nothing", JOB ENV("{A: 'x${{ matrix.v }}'}") PLAIN, NULL,
		"0/env", "{'A':'x'}"},
};

static const struct jobs_row seen[] = {
	{"a step's own env sees the level above, not itself",
		JOB ENV("{A: j}") STEP("{A: s, B: '${{ env.A }}'}"), NULL, "0/steps/0/env",
		"{'A':'s','B':'j'}"},
	{"what is above may be nothing", JOB STEP("{A: s, B: 'x${{ env.A }}'}"), NULL,
		"0/steps/0/env", "{'A':'s','B':'x'}"},
	{"a script sees the step's own", JOB "    steps: [{run: 'x ${{ env.A }}', env: {A: s}}]\n",
		NULL, "0/steps/0/run", "'x s'"},
	{"the case of a name counts", JOB ENV("{Ab: j}") STEP("{B: 'x${{ env.AB }}'}"), NULL,
		"0/steps/0/env", "{'Ab':'j','B':'x'}"},
	{"but on Windows it does not",
		"on: push\njobs:\n  a:\n    runs-on: windows-latest\n" ENV("{Ab: j}")
			STEP("{B: 'x${{ env.AB }}${{ env[''aB''] }}'}"),
		NULL, "0/steps/0/env", "{'Ab':'j','B':'xjj'}"},
	{"env may be one expression that gives a mapping", JOB ENV("${{ fromJSON(vars.J) }}") PLAIN,
		CONTEXT, "0/env", "{'A':'1','B':''}"},
	{"names of an expression's mapping have a case",
		WORKFLOW("{a: w}") ENV("${{ fromJSON(vars.J) }}") PLAIN, CONTEXT, "0/env",
		"{'A':'1','B':'','a':'w'}"},
	{"a leg may bring a mapping",
		JOB "    strategy: {matrix: {v: [{env: {A: 1}}]}}\n" ENV("${{ matrix.v.env }}")
			PLAIN,
		NULL, "0/env", "{'A':'1'}"},
	{"what is no mapping sets nothing", JOB ENV("${{ matrix.v }}") PLAIN, NULL, "0/env", "{}"},
	{"an unknown mapping goes in where GitHub puts it in",
		JOB ENV("${{ fromJSON(vars.J) }}") STEP("{A: s}"), NULL, "0/steps/0/env",
		"{'${{ insert }}':'${{ fromJSON(vars.J) }}','A':'s'}"},
};

#define CONTAINER(env) "    container: {image: i, env: " env "}\n"

static const struct jobs_row containers[] = {
	{"a process in the job's container sees the container's", JOB CONTAINER("{A: c}") PLAIN,
		NULL, "0/steps/0/env", "{'A':'c'}"},
	{"and so does the job", JOB CONTAINER("{A: c}") PLAIN, NULL, "0/env", "{'A':'c'}"},
	{"but what the workflow sets for it beats that",
		WORKFLOW("{A: w}") CONTAINER("{A: c}") PLAIN, NULL, "0/steps/0/env", "{'A':'w'}"},
	{"an expression does not see it", JOB CONTAINER("{A: c}") STEP("{B: 'x${{ env.A }}'}"),
		NULL, "0/steps/0/env", "{'A':'c','B':'x'}"},
	{"the container's own sees the job's",
		JOB ENV("{A: j}") CONTAINER("{B: '${{ env.A }}'}") PLAIN, NULL, "0/env",
		"{'A':'j','B':'j'}"},
	{"an action that is an image has a container of its own",
		JOB CONTAINER("{A: c}") "    steps: [uses: 'docker://i']\n", NULL, "0/steps/0/env",
		"{}"},
	{"a container without an image is none",
		JOB "    container: {image: '${{ matrix.i }}', env: {A: c}}\n" PLAIN, NULL, "0/env",
		"{}"},
	{"a service's is its own", JOB "    services: {s: {image: i, env: {A: s}}}\n" PLAIN, NULL,
		"0/env", "{}"},
};

#define WRITES(script) JOB "    steps:\n      - run: |\n" script "      - run: x\n"
#define LINE(line) "          " line "\n"
#define TO " >> \"$GITHUB_ENV\""

static const struct jobs_row written[] = {
	{"what a step writes holds for the next", WRITES(LINE("echo A=1" TO)), NULL,
		"0/steps/1/env", "{'A':'1'}"},
	{"not for itself", WRITES(LINE("echo A=1" TO)), NULL, "0/steps/0/env", "{}"},
	{"not for the job's own env", WRITES(LINE("echo A=1" TO)), NULL, "0/env", "{}"},
	{"it beats the job's",
		"on: push\nenv: {A: w}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - run: echo A=1 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
	{"a step's own beats it",
		JOB "    steps:\n      - run: echo A=1 >> $GITHUB_ENV\n"
		    "      - {run: x, env: {A: s}}\n",
		NULL, "0/steps/1/env", "{'A':'s'}"},
	{"an expression sees it",
		JOB "    steps:\n      - run: echo A=1 >> $GITHUB_ENV\n"
		    "      - {run: x, env: {B: '${{ env.A }}'}}\n",
		NULL, "0/steps/1/env", "{'A':'1','B':'1'}"},
	{"a later one wins",
		JOB "    steps:\n      - run: echo A=1 >> $GITHUB_ENV\n"
		    "      - run: echo A=2 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/2/env", "{'A':'2'}"},
	{"a value of several lines",
		WRITES(LINE("{") LINE("  echo 'A<<END'") LINE("  echo one") LINE("  echo two")
				LINE("  echo END") LINE("}" TO)),
		NULL, "0/steps/1/env/A", "'one\\ntwo'"},
	{"what a command says is unknown", WRITES(LINE("echo \"A=$(date)\"" TO)), NULL,
		"0/steps/1/env", "{'A':'${{ env.A }}'}"},
	{"and is asked for by its name wherever it goes",
		JOB "    steps:\n      - run: echo A=$(date) >> $GITHUB_ENV\n"
		    "      - {run: x, env: {B: '${{ env.A }}', C: 'x-${{ env.A }}'}}\n",
		NULL, "0/steps/1/env",
		"{'A':'${{ env.A }}','B':'${{ env.A }}','C':'x-${{ env.A }}'}"},
	{"also in a script",
		JOB "    steps:\n      - run: echo A=$(date) >> $GITHUB_ENV\n"
		    "      - run: echo ${{ env.A }}\n",
		NULL, "0/steps/1/run", "'echo ${{ env.A }}'"},
	{"an expression in it stays", WRITES(LINE("echo A=x-${{ github.sha }}" TO)), NULL,
		"0/steps/1/env", "{'A':'x-${{ github.sha }}'}"},
	{"a secret in it is its expression", WRITES(LINE("echo A=${{ secrets.S }}" TO)), NULL,
		"0/steps/1/env", "{'A':'${{ secrets.S }}'}"},
	{"a variable of the runner is its expression",
		WRITES(LINE("echo \"A=ghcr.io/$GITHUB_REPOSITORY_OWNER\"" TO)), NULL,
		"0/steps/1/env", "{'A':'ghcr.io/${{ github.repository_owner }}'}"},
	{"and its value when that is given", WRITES(LINE("echo A=$GITHUB_REPOSITORY" TO)), CONTEXT,
		"0/steps/1/env", "{'A':'o/r'}"},
	{"a path of the runner is unknown", WRITES(LINE("echo A=$GITHUB_WORKSPACE" TO)), NULL,
		"0/steps/1/env", "{'A':'${{ env.A }}'}"},
	{"a step that may not run makes it unknown",
		JOB "    steps:\n      - {run: echo A=1 >> $GITHUB_ENV, if: github.ref}\n      - "
		    "run: x\n",
		NULL, "0/steps/1/env", "{'A':'${{ env.A }}'}"},
	{"a step that does not run writes nothing",
		JOB
		"    steps:\n      - {run: echo A=1 >> $GITHUB_ENV, if: false}\n      - run: x\n",
		NULL, "0/steps/1/env", "{}"},
	{"a step that may fail makes it unknown",
		JOB "    steps:\n      - {run: echo A=1 >> $GITHUB_ENV, continue-on-error: true}\n"
		    "      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'${{ env.A }}'}"},
	{"but not when it changes nothing",
		"on: push\nenv: {A: 1}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - {run: echo A=1 >> $GITHUB_ENV, if: github.ref}\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
	{"the runner's own cannot be written", WRITES(LINE("echo GITHUB_SHA=1" TO)), NULL,
		"0/steps/1/env", "{}"},
	{"NODE_OPTIONS is not taken", WRITES(LINE("echo NODE_OPTIONS=1" TO)), NULL, "0/steps/1/env",
		"{}"},
	{"a condition sees it",
		JOB "    steps:\n      - run: echo A=1 >> $GITHUB_ENV\n"
		    "      - {run: echo B=2 >> $GITHUB_ENV, if: env.A == '1'}\n      - run: x\n",
		NULL, "0/steps/2/env", "{'A':'1','B':'2'}"},
	{"a condition sees the step's own env",
		JOB "    steps:\n      - {run: echo B=2 >> $GITHUB_ENV, if: env.A == '1', env: {A: "
		    "1}}\n"
		    "      - run: x\n",
		NULL, "0/steps/1/env", "{'B':'2'}"},
	{"in a container a script is for sh",
		JOB "    container: i\n    steps:\n      - run: echo 'A=x\\ty' >> $GITHUB_ENV\n"
		    "      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'x\\ty'}"},
	{"on Windows it is for PowerShell",
		"on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n"
		"      - run: echo A=1 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/1/env", "{}"},
	{"unless it says bash",
		"on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n"
		"      - {run: echo A=1 >> $GITHUB_ENV, shell: bash}\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
	{"or its job does",
		"on: push\njobs:\n  a:\n    runs-on: windows-latest\n"
		"    defaults: {run: {shell: bash}}\n    steps:\n"
		"      - run: echo A=1 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
	{"or its workflow",
		"on: push\ndefaults: {run: {shell: bash}}\njobs:\n  a:\n    runs-on: "
		"windows-latest\n"
		"    steps:\n      - run: echo A=1 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
	{"or its leg",
		"on: push\njobs:\n  a:\n    runs-on: windows-latest\n"
		"    strategy: {matrix: {s: [bash]}}\n"
		"    defaults: {run: {shell: '${{ matrix.s }}'}}\n    steps:\n"
		"      - run: echo A=1 >> $GITHUB_ENV\n      - run: x\n",
		NULL, "0/steps/1/env", "{'A':'1'}"},
};

int main(void)
{
	return ROWS_RUN("workflow, job and step", levels, jobs_row_check) +
	       ROWS_RUN("the values of variables", values, jobs_row_check) +
	       ROWS_RUN("what an env sees", seen, jobs_row_check) +
	       ROWS_RUN("the job's container", containers, jobs_row_check) +
	       ROWS_RUN("what steps write to GITHUB_ENV", written, jobs_row_check);
}
