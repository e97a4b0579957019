/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/workflow.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

/* The text in front of what a row is about, so that lines are easy to count. */
#define ON "on: push\n"
#define STEPS "    steps: [{run: x}]\n"
#define JOB ON "jobs:\n  a:\n    runs-on: x\n" STEPS
#define STEP ON "jobs:\n  a:\n    runs-on: x\n    steps:\n    - run: x\n      "

#define HERE(name) "EXPRESSION context '" name "' is not available here (available are "
#define FUNCTION(name, where) "EXPRESSION function '" name "' is not available here (" where ")"
#define NOWHERE(name)                                                                              \
	"EXPRESSION context '" name "' is not available here (no expression may stand here)"
#define RUN "github, vars and inputs)"
#define PLANNING "github, vars, inputs and needs)"
#define IN_JOB "github, vars, inputs, needs, strategy and matrix)"

struct place_row {
	const char *name;
	const char *yaml;
	const char *findings; /* "": GitHub takes it */
};

static const struct place_row outside_of_jobs[] = {
	{"a run's name knows github, inputs and vars",
		JOB "run-name: ${{ github.actor }} ${{ inputs.a }} ${{ vars.b }}", ""},
	{"a run's name knows no env", JOB "run-name: x ${{ env.A }}", "6:17 " HERE("env") RUN},
	{"a workflow's name is no place for an expression", JOB "name: CI of ${{ github.ref }}",
		"6:17 " NOWHERE("github")},
	{"a workflow's env knows secrets", JOB "env: {A: '${{ secrets.A }}${{ vars.B }}'}", ""},
	{"a workflow's env knows no env", JOB "env: {A: 1, B: '${{ env.A }}'}",
		"6:21 " HERE("env") "github, vars, inputs and secrets)"},
	{"a workflow's env may be one expression", JOB "env: ${{ fromJSON(vars.ENV) }}", ""},
	{"concurrency knows github, inputs and vars",
		JOB
		"concurrency: {group: '${{ github.ref }}', cancel-in-progress: '${{ inputs.x }}'}",
		""},
	{"concurrency knows no secrets", JOB "concurrency: ${{ secrets.A }}",
		"6:18 " HERE("secrets") RUN},
	{"a workflow's defaults are no place for one",
		JOB "defaults: {run: {shell: '${{ vars.S }}'}}", "6:30 " NOWHERE("vars")},
	{"a trigger is no place for one", "on: {push: {branches: '${{ github.ref }}'}}\njobs: {}",
		"1:28 " NOWHERE("github") "\n2:7 VALUE_RANGE 'jobs' is empty"},
	{"a dispatch's default is no place for one",
		"on: {workflow_dispatch: {inputs: {a: {default: '${{ github.ref }}'}}}}\njobs: {}",
		"1:53 " NOWHERE("github") "\n2:7 VALUE_RANGE 'jobs' is empty"},
	{"a call's default knows github, inputs and vars",
		"on: {workflow_call: {inputs: {a: {type: string, default: '${{ needs.a }}'}}}}\n"
		"jobs: {}",
		"1:63 " HERE("needs") RUN "\n2:7 VALUE_RANGE 'jobs' is empty"},
	{"a call's output knows jobs",
		"on: {workflow_call: {outputs: {a: {value: '${{ jobs.a.outputs.b }}'}}}}\n"
		"jobs: {a: {runs-on: x, steps: [{run: x}]}}",
		""},
	{"a call's output knows no steps",
		"on: {workflow_call: {outputs: {a: {value: '${{ steps.a.outputs.b }}'}}}}\n"
		"jobs: {a: {runs-on: x, steps: [{run: x}]}}",
		"1:48 " HERE("steps") "github, vars, inputs and jobs)"},
};

static const struct place_row jobs[] = {
	{"a job's name knows matrix", JOB "    name: ${{ matrix.a }}", ""},
	{"a job's name knows no env", JOB "    name: ${{ env.A }}", "6:15 " HERE("env") IN_JOB},
	{"a job's if knows needs and status functions",
		JOB "    if: always() && success('a') && needs.a.result == vars.B", ""},
	{"a job's if knows no matrix", JOB "    if: matrix.a", "6:9 " HERE("matrix") PLANNING},
	{"a job's if knows no secrets", JOB "    if: ${{ secrets.A != '' }}",
		"6:13 " HERE("secrets") PLANNING},
	{"a job's if knows no env, said once", JOB "    if: env.A || env.B",
		"6:9 " HERE("env") PLANNING},
	{"a job's if knows no files", JOB "    if: hashFiles('a')",
		"6:9 " FUNCTION("hashFiles", "it may stand in steps alone")},
	{"runs-on knows strategy and needs",
		JOB "  b:\n    runs-on: ['${{ needs.a.outputs.b }}', '${{ strategy.job-index "
		    "}}']\n" STEPS,
		""},
	{"runs-on knows no runner", JOB "  b:\n    runs-on: ${{ runner.os }}\n" STEPS,
		"7:18 " HERE("runner") IN_JOB},
	{"strategy knows needs",
		JOB "    strategy: {matrix: {a: '${{ fromJSON(needs.b.outputs.c) }}'}}", ""},
	{"strategy knows no matrix", JOB "    strategy: {matrix: {a: [1], b: ['${{ matrix.a }}']}}",
		"6:42 " HERE("matrix") PLANNING},
	{"a matrix may be given as a whole",
		JOB "    strategy: {matrix: '${{ fromJSON(vars.M) }}'}", ""},
	{"deep inside of include it is the same place",
		JOB "    strategy: {matrix: {include: [{a: {b: ['${{ env.C }}']}}]}}",
		"6:49 " HERE("env") PLANNING},
	{"a job's env knows secrets and matrix",
		JOB "    env: {A: '${{ secrets.A }}${{ matrix.b }}'}", ""},
	{"a job's env knows no env", JOB "    env: {A: '${{ env.B }}'}",
		"6:19 " HERE("env") "github, vars, inputs, needs, strategy, matrix and secrets)"},
	{"the key of a variable knows the same",
		JOB "    env: {'${{ matrix.a }}': x, '${{ runner.os }}': y}",
		"6:38 " HERE(
			"runner") "github, vars, inputs, needs, strategy, matrix and secrets)"},
	{"insert merges where expressions may stand",
		JOB "    env: {'${{ insert }}': '${{ fromJSON(vars.E) }}'}", ""},
	{"a job's time-out knows no env", JOB "    timeout-minutes: ${{ env.T }}",
		"6:26 " HERE("env") IN_JOB},
	{"a job's concurrency knows matrix", JOB "    concurrency: ${{ matrix.a }}", ""},
	{"a job's concurrency knows no secrets", JOB "    concurrency: {group: '${{ secrets.A }}'}",
		"6:31 " HERE("secrets") IN_JOB},
	{"a job's defaults know env",
		JOB "    defaults: {run: {working-directory: '${{ env.D }}'}}", ""},
	{"a job's defaults know no secrets", JOB "    defaults: {run: {shell: '${{ secrets.D }}'}}",
		"6:34 " HERE("secrets") "github, env, vars, inputs, needs, strategy and matrix)"},
	{"an environment's name knows no env", JOB "    environment: ${{ env.E }}",
		"6:22 " HERE("env") IN_JOB},
	{"an environment's url knows steps and env",
		JOB "    environment: {name: e, url: '${{ steps.a.outputs.b }}${{ env.U }}'}", ""},
	{"an environment's url knows no secrets",
		JOB "    environment: {name: e, url: '${{ secrets.U }}'}",
		"6:38 " HERE(
			"secrets") "github, env, vars, inputs, needs, strategy, matrix, steps, "
				   "job and runner)"},
	{"outputs know steps", JOB "    outputs: {a: '${{ steps.a.outputs.b }}'}", ""},
	{"outputs know no files", JOB "    outputs: {a: \"${{ hashFiles('x') }}\"}",
		"6:23 " FUNCTION("hashFiles", "it may stand in steps alone")},
	{"outputs are no expression as a whole", JOB "    outputs: ${{ steps.a.outputs }}",
		"6:18 " NOWHERE("steps")},
	{"a container's image knows no secrets", JOB "    container: ${{ secrets.I }}",
		"6:20 " HERE("secrets") IN_JOB},
	{"a container's credentials know secrets and env",
		JOB "    container: {image: i, credentials: {username: '${{ env.U }}', password: "
		    "'${{ secrets.P }}'}}",
		""},
	{"a container's env knows the runner's contexts",
		JOB "    container: {image: i, env: {A: '${{ secrets.A }}${{ runner.os }}'}}", ""},
	{"a container's env knows no steps",
		JOB "    container: {image: i, env: {A: '${{ steps.a }}'}}",
		"6:41 " HERE(
			"steps") "github, env, vars, inputs, needs, strategy, matrix, secrets, "
				 "job and runner)"},
	{"nor does a service's", JOB "    services: {db: {image: i, env: {A: '${{ steps.a }}'}}}",
		"6:45 " HERE(
			"steps") "github, env, vars, inputs, needs, strategy, matrix, secrets, "
				 "job and runner)"},
	{"a service's image knows no env", JOB "    services: {db: {image: '${{ env.I }}'}}",
		"6:33 " HERE("env") IN_JOB},
	{"services may be given as a whole", JOB "    services: ${{ fromJSON(vars.S) }}", ""},
	{"permissions are no place for one", JOB "    permissions: {contents: '${{ vars.P }}'}",
		"6:34 " NOWHERE("vars")},
	{"needs are no place for one", JOB "    needs: ${{ fromJSON(vars.N) }}",
		"6:25 " NOWHERE("vars")},
	{"a call's inputs know needs",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@v1\n"
		   "    with: {a: '${{ needs.b.outputs.c }}'}",
		""},
	{"a call's inputs know no secrets",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@v1\n"
		   "    with: {a: '${{ secrets.B }}'}",
		"5:20 " HERE("secrets") IN_JOB},
	{"a call's inputs know no env",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@v1\n    with: {a: '${{ "
		   "env.B }}'}",
		"5:20 " HERE("env") IN_JOB},
	{"a call's secrets know secrets",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@v1\n"
		   "    secrets: {a: '${{ secrets.B }}'}",
		""},
	{"what a job uses is no place for one",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@${{ github.ref }}",
		"4:43 " NOWHERE("github")},
};

static const struct place_row steps[] = {
	{"a script knows all contexts of a step, and files",
		STEP
		"env: {A: \"${{ secrets.A }}${{ steps.b.outcome }}${{ job.status }}${{ runner.os "
		"}}${{ env.C }}${{ hashFiles('x') }}\"}",
		""},
	{"a script does not know the jobs of a call", STEP "name: ${{ jobs.a.result }}",
		"7:17 " HERE("jobs") "github, env, vars, inputs, needs, strategy, matrix, secrets, "
				     "steps, job and runner)"},
	{"a step's if knows status functions, files and env",
		STEP "if: failure() && env.A && hashFiles('x') != ''", ""},
	{"a step's if knows no secrets", STEP "if: secrets.A",
		"7:11 " HERE(
			"secrets") "github, env, vars, inputs, needs, strategy, matrix, steps, "
				   "job and runner)"},
	{"a step's status functions take no names", STEP "if: failure('a')",
		"7:11 EXPRESSION too many parameters supplied to 'failure'"},
	{"status functions are for conditions alone", STEP "name: ${{ success() }}",
		"7:17 " FUNCTION("success", "it may stand in 'if' alone")},
	{"whatever the case of its letters", STEP "name: ${{ Always() }}",
		"7:17 " FUNCTION("always", "it may stand in 'if' alone")},
	{"a step's shell is no place for one", STEP "shell: ${{ matrix.shell }}",
		"7:18 " NOWHERE("matrix")},
	{"a step's id is no place for one", STEP "id: ${{ matrix.a }}", "7:15 " NOWHERE("matrix")},
	{"what a step uses is no place for one",
		ON "jobs:\n  a:\n    runs-on: x\n    steps:\n    - uses: a/b@${{ matrix.v }}",
		"6:21 " NOWHERE("matrix")},
	{"a step's directory, time-out and leniency know env",
		STEP "working-directory: ${{ env.D }}\n      timeout-minutes: ${{ env.T }}\n"
		     "      continue-on-error: ${{ env.L == 'x' }}",
		""},
	{"all mistakes of a script are said, each at its line",
		STEP "env:\n        A: |\n          one ${{ jobs.a }}\n          two\n"
		     "          three ${{ always() }}",
		"9:19 " HERE("jobs") "github, env, vars, inputs, needs, strategy, matrix, secrets, "
				     "steps, job and runner)\n11:21 " FUNCTION(
					     "always", "it may stand in 'if' alone")},
	{"a literal string in braces is that string", STEP "shell: ${{ 'bash' }}", ""},
	{"a literal string is no number", STEP "timeout-minutes: ${{ '5' }}",
		"7:24 WRONG_TYPE 'timeout-minutes' is a number or an expression, not a string"},
	{"a literal number is an expression", STEP "shell: ${{ 5 }}",
		"7:18 EXPRESSION an expression is not allowed here"},
	{"text around an expression may stand where a number is wanted",
		STEP "timeout-minutes: ${{ inputs.t }}0", ""},
	{"a condition may have text around its expression", STEP "if: ${{ inputs.a }} == true", ""},
	{"an empty condition is none", STEP "if: ''", ""},
	{"insert is no value", STEP "name: ${{ insert }}",
		"7:17 EXPRESSION unrecognized named-value 'insert'"},
};

static void check_findings(void **state)
{
	const struct place_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	const struct workflow *workflow = workflow_read(&arena, &diags, document);
	assert_string_equal(findings_text(&arena, &diags).ptr, row->findings);
	assert_true((workflow == NULL) == (row->findings[0] != '\0'));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("expressions outside of jobs", outside_of_jobs, check_findings) +
	       ROWS_RUN("expressions in jobs", jobs, check_findings) +
	       ROWS_RUN("expressions in steps", steps, check_findings);
}
