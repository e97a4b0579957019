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
#define JOB ON "jobs:\n  a:\n    runs-on: x\n"
#define RUN "    steps: [{run: x}]\n"
#define STEP JOB "    steps:\n    - "
#define DEEP(n) "  " n ": {runs-on: x, steps: [{run: x}]"

struct read_row {
	const char *name;
	const char *yaml;
	const char *findings; /* "": GitHub takes it */
};

static const struct read_row files[] = {
	{"the smallest workflow", JOB RUN, ""},
	{"an empty file", "", "1:1 WRONG_TYPE the file is empty"},
	{"a string", "hello", "1:1 WRONG_TYPE a workflow is a mapping, not a string"},
	{"a sequence", "- a", "1:1 WRONG_TYPE a workflow is a mapping, not a sequence"},
	{"no trigger", "jobs: {a: {runs-on: x, steps: [{run: x}]}}",
		"1:1 MISSING_KEY 'on' is missing in the workflow"},
	{"no jobs", ON, "1:1 MISSING_KEY 'jobs' is missing in the workflow"},
	{"jobs without a job", ON "jobs: {}", "2:7 VALUE_RANGE 'jobs' is empty"},
	{"jobs that are null", ON "jobs:", "2:6 WRONG_TYPE 'jobs' is a mapping, not null"},
	{"a key that GitHub does not know", JOB RUN "colour: red",
		"6:1 UNKNOWN_KEY 'colour' is no key of a workflow"},
	{"a key that is nearly one", JOB RUN "evn: {}",
		"6:1 UNKNOWN_KEY 'evn' is no key of a workflow (did you mean 'env'?)"},
	{"keys of the top level",
		JOB RUN "name: 1\nrun-name: ${{ github.actor }}\n"
			"description: x\nenv: {A: 1}\npermissions: {}\n"
			"defaults: {run: {shell: sh, working-directory: .}}\n"
			"concurrency: {group: g, cancel-in-progress: true, queue: single}",
		""},
	{"a name that is a sequence", JOB RUN "name: [a]",
		"6:7 WRONG_TYPE 'name' is a string, not a sequence"},
	{"a merge key", JOB RUN "    <<: {}", "6:5 UNKNOWN_KEY '<<' is no key of a job"},
	{"a bad trigger and a bad permission are both said",
		"on: pull\njobs:\n  a:\n    runs-on: x\n" RUN "permissions: all",
		"1:5 TRIGGER 'pull' is no event that starts a workflow (did you mean 'push'?)\n"
		"6:14 PERMISSION 'all' is no permission (write 'read-all', 'write-all', or a "
		"mapping "
		"of scopes to levels)"},
	{"an expression that is not well formed", JOB RUN "env: {A: '${{ 1 +'}",
		"6:11 EXPRESSION '${{' has no end (close the expression with '}}')"},
	{"env that is one expression", JOB RUN "    env: ${{ matrix.env }}", ""},
	{"env that is a sequence", JOB RUN "    env: [A=1]",
		"6:10 WRONG_TYPE 'env' is a mapping or an expression, not a sequence"},
	{"env without a value",
		JOB RUN "    env:", "6:9 WRONG_TYPE 'env' is a mapping or an expression, not null"},
	{"an env value of any scalar kind", JOB RUN "    env: {A: 1, B: true, C: , D: x}", ""},
	{"an env value that is a mapping", JOB RUN "    env: {A: {B: 1}}",
		"6:14 WRONG_TYPE 'A' is a string, not a mapping"},
	{"a concurrency group alone", JOB RUN "concurrency: ci-${{ github.ref }}", ""},
	{"concurrency without a group", JOB RUN "concurrency: {cancel-in-progress: true}",
		"6:14 MISSING_KEY 'group' is missing in 'concurrency'"},
	{"a queue that drops nothing and a run that is cancelled exclude each other",
		JOB RUN "concurrency: {group: g, queue: max, cancel-in-progress: true}",
		"6:32 VALUE_RANGE 'queue: max' and 'cancel-in-progress: true' exclude each other"},
	{"a key of a mapping of names is never empty", JOB RUN "env: {'': x}",
		"6:7 VALUE_RANGE a key is empty"},
	{"insert merges where expressions may stand alone",
		ON "jobs: {a: {'${{ insert }}': {}, steps: [{run: x}], runs-on: x}}",
		"2:12 EXPRESSION an expression is not allowed here"},
	{"a queue that GitHub does not have", JOB RUN "concurrency: {group: g, queue: maxx}",
		"6:32 VALUE_RANGE 'maxx' is no 'queue': single or max (did you mean 'max'?)"},
};

static const struct read_row jobs[] = {
	{"a job without runs-on", ON "jobs:\n  x:\n" RUN,
		"4:5 MISSING_KEY 'runs-on' is missing in job 'x'"},
	{"a job without steps", JOB, "4:5 MISSING_KEY 'steps' is missing in job 'a'"},
	{"a job without a step", JOB "    steps: []", "5:12 VALUE_RANGE 'steps' is empty"},
	{"a job that is null", ON "jobs:\n  a:", "3:5 WRONG_TYPE job 'a' is a mapping, not null"},
	{"a job's unknown key", JOB RUN "    run-on: y",
		"6:5 UNKNOWN_KEY 'run-on' is no key of a job (did you mean 'runs-on'?)"},
	{"runs-on as labels, as a group, and as an expression",
		ON "jobs:\n  a:\n    runs-on: [self-hosted, x]\n" RUN
		   "  b:\n    runs-on: {group: g, labels: [l]}\n" RUN
		   "  c:\n    runs-on: ${{ fromJSON(vars.X) }}\n" RUN,
		""},
	{"a runner group of the organization",
		ON "jobs:\n  a:\n    runs-on: {group: organization/g}\n" RUN, ""},
	{"a runner group of another owner", ON "jobs:\n  a:\n    runs-on: {group: acme/g}\n" RUN,
		"4:22 VALUE_RANGE 'acme/g' is no runner group (write its name, or 'organization/' "
		"or "
		"'enterprise/' before it)"},
	{"a label that is empty", ON "jobs:\n  a:\n    runs-on: [x, '']\n" RUN,
		"4:18 VALUE_RANGE an item of 'runs-on' is empty"},
	{"a job of which nobody knows the form", ON "jobs:\n  a:\n    name: n\n    colour: red",
		"4:5 MISSING_KEY 'runs-on' or 'uses' is missing in job 'a'\n"
		"5:5 UNKNOWN_KEY 'colour' is no key of job 'a'"},
	{"inputs make a job one that calls", ON "jobs:\n  a:\n    with: {a: b}\n" RUN,
		"4:5 MISSING_KEY 'uses' is missing in job 'a'\n"
		"5:5 UNKNOWN_KEY 'steps' is no key of a job with 'uses'"},
	{"a container without an image", JOB RUN "    container: {options: x}",
		"6:16 MISSING_KEY 'image' is missing in 'container'"},
	{"a service without an image", JOB RUN "    services: {db: {ports: [80]}}",
		"6:20 MISSING_KEY 'image' is missing in service 'db'"},
	{"credentials that are one string", JOB RUN "    container: {image: i, credentials: 'u:p'}",
		"6:40 WRONG_TYPE 'credentials' is a mapping or an expression, not a string"},
	{"an environment without a name", JOB RUN "    environment: {url: u}",
		"6:18 MISSING_KEY 'name' is missing in 'environment'"},
	{"outputs without a value",
		JOB RUN "    outputs:", "6:13 WRONG_TYPE 'outputs' is a mapping, not null"},
	{"runs-on that is empty", ON "jobs:\n  a:\n    runs-on: ''\n" RUN,
		"4:14 VALUE_RANGE 'runs-on' is empty"},
	{"every key of a normal job",
		JOB RUN
		"    name: n\n    if: always()\n    permissions: read-all\n"
		"    environment: {name: e, url: u, deployment: false}\n"
		"    concurrency: c\n    outputs: {o: '${{ steps.s.outputs.o }}'}\n"
		"    env: {A: b}\n    defaults: {run: {shell: bash}}\n"
		"    timeout-minutes: 60\n    cancel-timeout-minutes: 5\n"
		"    continue-on-error: true\n"
		"    strategy: {matrix: {os: [x]}, fail-fast: false, max-parallel: 2}\n"
		"    container: {image: i, credentials: {username: u, password: p}, env: {}, "
		"ports: [80], volumes: ['a:b'], options: -x}\n"
		"    services: {db: {image: i, ports: ['1:2'], command: c, entrypoint: e}}\n"
		"    snapshot: {image-name: i, version: 1.*}",
		""},
	{"a matrix of any keys with expressions",
		JOB RUN "    strategy: {matrix: {a: '${{ fromJSON(inputs.a) }}', include: "
			"['${{ vars.x }}', {b: [1]}], exclude: '${{ vars.y }}'}}",
		""},
	{"a vector that is no sequence", JOB RUN "    strategy: {matrix: {a: 1}}",
		"6:28 WRONG_TYPE vector 'a' is a sequence or an expression, not a number"},
	{"an empty vector, beside other mistakes",
		JOB RUN "    strategy: {matrix: {a: [], include: [{}, x]}, fast: 1}",
		"6:28 VALUE_RANGE vector 'a' is empty\n"
		"6:42 VALUE_RANGE an item of 'include' is empty\n"
		"6:46 WRONG_TYPE an item of 'include' is a mapping or an expression, not a string\n"
		"6:51 UNKNOWN_KEY 'fast' is no key of 'strategy'"},
	{"a time-out that is text", JOB RUN "    timeout-minutes: '60'",
		"6:22 WRONG_TYPE 'timeout-minutes' is a number or an expression, not a string"},
	{"a time-out that is an expression", JOB RUN "    timeout-minutes: ${{ vars.T }}", ""},
	{"a time-out of nothing", JOB RUN "    timeout-minutes: 0",
		"6:22 VALUE_RANGE '0' is no 'timeout-minutes': a number above 0"},
	{"a time-out below nothing", JOB RUN "    timeout-minutes: -5",
		"6:22 VALUE_RANGE '-5' is no 'timeout-minutes': a number above 0"},
	{"a flag that is text", JOB RUN "    continue-on-error: 'true'",
		"6:24 WRONG_TYPE 'continue-on-error' is a boolean or an expression, not a string"},
	{"a job's bad permission", JOB RUN "    permissions: {package: write}",
		"6:19 PERMISSION 'package' is no permission scope (did you mean 'packages'?)"},
	{"a condition that is not well formed",
		JOB RUN "    if: a ==", "6:9 EXPRESSION unrecognized named-value 'a'"},
	{"a reusable workflow with all its keys",
		ON "jobs:\n  a:\n    uses: o/r/.github/workflows/w.yml@v1\n    name: n\n"
		   "    with: {a: 1}\n    secrets: inherit\n    if: true\n    needs: []\n"
		   "    strategy: {matrix: {a: [1]}}\n    concurrency: c\n    permissions: {}",
		""},
	{"a reusable workflow given secrets by name",
		ON "jobs:\n  a:\n    uses: ./.github/workflows/w.yml\n    secrets: {T: '${{ "
		   "secrets.T }}'}",
		""},
	{"a reusable workflow with another word for secrets",
		ON "jobs:\n  a:\n    uses: ./.github/workflows/w.yml\n    secrets: inherited",
		"5:14 VALUE_RANGE 'inherited' is no 'secrets': inherit (did you mean 'inherit'?)"},
	{"a reusable workflow with a runner",
		ON "jobs:\n  a:\n    uses: ./.github/workflows/w.yml\n    runs-on: x",
		"5:5 UNKNOWN_KEY 'runs-on' is no key of a job with 'uses'"},
	{"a job id that starts with a digit", ON "jobs:\n" DEEP("1a") "}",
		"3:3 IDENTIFIER '1a' is no job id: it starts with neither a letter nor '_'"},
	{"a job id with a space", ON "jobs:\n" DEEP("a b") "}",
		"3:3 IDENTIFIER 'a b' is no job id: it holds something else than letters, digits, "
		"'-' and '_'"},
	{"a job id of GitHub's own", ON "jobs:\n" DEEP("__a") "}",
		"3:3 IDENTIFIER '__a' is no job id: ids that start with '__' are GitHub's own"},
	{"a job id of 100 characters",
		ON "jobs:\n" DEEP(
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			"aaaaaaaaaaaaaaaaaaaaaaaaaa") "}",
		"3:3 IDENTIFIER 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' is no job id: it has 100 characters or more"},
	{"job ids with all that they may hold", ON "jobs:\n" DEEP("_a-B_9") "}", ""},
};

static const struct read_row steps[] = {
	{"a step that is a string", STEP "make",
		"6:7 WRONG_TYPE a step is a mapping, not a string"},
	{"a step that does nothing", STEP "name: x",
		"6:7 MISSING_KEY 'uses' or 'run' is missing in a step"},
	{"a step with uses and run", STEP "uses: a/b@c\n      run: x",
		"7:7 UNKNOWN_KEY 'run' is no key of a step with 'uses'"},
	{"a step with run and with", STEP "run: x\n      with: {}",
		"7:7 UNKNOWN_KEY 'with' is no key of a step with 'run'"},
	{"every key of a step that runs",
		STEP "run: x\n      id: i\n      name: n\n      if: always()\n      env: {A: b}\n"
		     "      shell: sh\n      working-directory: .\n      timeout-minutes: 5\n"
		     "      continue-on-error: ${{ vars.x }}\n      background: true",
		""},
	{"every key of a step that uses",
		STEP "uses: a/b@c\n      id: i\n      name: n\n      if: true\n      env: {}\n"
		     "      with: {a: 1, b: , args: x}\n      timeout-minutes: 0.5\n"
		     "      continue-on-error: true\n      background: true",
		""},
	{"steps that wait, cancel and stand in a group",
		STEP "{run: x, id: a, background: true}\n    - {wait: a}\n    - {wait: [a]}\n"
		     "    - {wait-all: , name: n}\n    - {cancel: a}\n"
		     "    - {parallel: [{run: y}, {uses: a/b@c}]}",
		""},
	{"a group's steps are checked too", STEP "{parallel: [{ruin: y}]}",
		"6:19 MISSING_KEY 'uses' or 'run' is missing in a step\n"
		"6:20 UNKNOWN_KEY 'ruin' is no key of a step (did you mean 'run'?)"},
	{"a with value that is a sequence", STEP "{uses: a/b@c, with: {a: [1]}}",
		"6:31 WRONG_TYPE 'a' is a string, not a sequence"},
	{"a uses without a value", STEP "uses:", "6:12 WRONG_TYPE 'uses' is a string, not null"},
	{"a step's time-out below nothing", STEP "{run: x, timeout-minutes: -1}",
		"6:33 VALUE_RANGE '-1' is no 'timeout-minutes': a number from 0 on"},
	{"two steps of one id", STEP "{run: x, id: a}\n    - {run: x, id: A}",
		"7:20 IDENTIFIER 'A' is the id of two steps"},
	{"one id in two jobs",
		STEP "{run: x, id: a}\n  b:\n    runs-on: x\n    steps: [{run: x, id: a}]", ""},
	{"a step id that is none", STEP "{run: x, id: a.b}",
		"6:20 IDENTIFIER 'a.b' is no step id: it holds something else than letters, "
		"digits, "
		"'-' and '_'"},
	{"a step id that is null is said once", STEP "{run: x, id: ~}",
		"6:20 WRONG_TYPE 'id' is a string, not null"},
	{"a step's condition that is not well formed", STEP "{run: x, if: nope()}",
		"6:20 EXPRESSION unrecognized function 'nope'"},
	{"a condition inside braces is said once", STEP "run: x\n      if: ${{ nope() }}",
		"7:15 EXPRESSION unrecognized function 'nope'"},
};

static const struct read_row needs[] = {
	{"a need that is null is said once", ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: [~]}",
		"4:46 WRONG_TYPE an item of 'needs' is a string, not null"},
	{"so is one that is empty", ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: ['']}",
		"4:46 VALUE_RANGE an item of 'needs' is empty"},
	{"and needs that are null", ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: ~}",
		"4:45 WRONG_TYPE 'needs' is a string or a sequence, not null"},
	{"a job and a list of jobs",
		ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: a}\n" DEEP("c") ", needs: [a, b]}",
		""},
	{"jobs are found whatever their case", ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: A}",
		""},
	{"a job that is not there", ON "jobs:\n" DEEP("build") "}\n" DEEP("b") ", needs: biuld}",
		"4:45 NEEDS 'biuld', which job 'b' needs, is no job (did you mean 'build'?)"},
	{"a job that needs itself", ON "jobs:\n" DEEP("a") ", needs: a}\n" DEEP("b") "}",
		"3:45 NEEDS 'needs' goes in a circle: a -> a"},
	{"a workflow in which no job can begin", ON "jobs:\n" DEEP("a") ", needs: other}",
		"3:3 NEEDS no job is without 'needs', so none can begin\n"
		"3:45 NEEDS 'other', which job 'a' needs, is no job"},
	{"a job that needs nothing in a list", ON "jobs:\n" DEEP("a") ", needs: []}", ""},
	{"a circle of three",
		ON "jobs:\n" DEEP("a") ", needs: b}\n" DEEP("b") ", needs: [c]}\n" DEEP(
			"c") ", needs: [a]}",
		"3:3 NEEDS no job is without 'needs', so none can begin\n"
		"3:45 NEEDS 'needs' goes in a circle: a -> b -> c -> a\n"
		"4:46 NEEDS 'needs' goes in a circle: b -> c -> a -> b\n"
		"5:46 NEEDS 'needs' goes in a circle: c -> a -> b -> c"},
	{"a circle that the first job is not part of",
		ON "jobs:\n" DEEP("a") ", needs: b}\n" DEEP("b") ", needs: c}\n" DEEP(
			"c") ", needs: [d, b]}\n" DEEP("d") "}",
		"4:45 NEEDS 'needs' goes in a circle: b -> c -> b\n"
		"5:49 NEEDS 'needs' goes in a circle: c -> b -> c"},
	{"two circles through one job are told at each need",
		ON "jobs:\n" DEEP("a") ", needs: [b, c]}\n" DEEP("b") ", needs: a}\n" DEEP(
			"c") ", needs: a}\n" DEEP("d") "}",
		"3:46 NEEDS 'needs' goes in a circle: a -> b -> a\n"
		"3:49 NEEDS 'needs' goes in a circle: a -> c -> a\n"
		"4:45 NEEDS 'needs' goes in a circle: b -> a -> b\n"
		"5:45 NEEDS 'needs' goes in a circle: c -> a -> c"},
	{"two ways to one job are no circle",
		ON "jobs:\n" DEEP("a") "}\n" DEEP("b") ", needs: a}\n" DEEP(
			"c") ", needs: a}\n" DEEP("d") ", needs: [b, c]}",
		""},
	{"needs that are a mapping", ON "jobs:\n" DEEP("a") ", needs: {}}",
		"3:45 WRONG_TYPE 'needs' is a string or a sequence, not a mapping"},
};

static void check_findings(void **state)
{
	const struct read_row *const row = *state;
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

struct shell_row {
	const char *name;
	const char *yaml;
	const char *shell; /* of the first step; NULL: none */
};

static const struct shell_row shells[] = {
	{"no shell", JOB RUN, NULL},
	{"the workflow's", JOB RUN "defaults: {run: {shell: w}}", "w"},
	{"the job's before the workflow's",
		JOB RUN "    defaults: {run: {shell: j}}\ndefaults: {run: {shell: w}}", "j"},
	{"the workflow's when the job's defaults say none",
		JOB RUN "    defaults: {run: {working-directory: x}}\ndefaults: {run: {shell: w}}",
		"w"},
	{"the step's before all", STEP "{run: x, shell: s}\n    defaults: {run: {shell: j}}", "s"},
	{"a step in a group is a step", STEP "{parallel: [{run: x, shell: p}]}", "p"},
};

static void check_shell(void **state)
{
	const struct shell_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_non_null(document);
	const struct workflow *workflow = workflow_read(&arena, &diags, document);
	assert_non_null(workflow);
	assert_int_equal(workflow->jobs[0].step_count, 1);
	const struct node *shell =
		workflow_shell(workflow, &workflow->jobs[0], &workflow->jobs[0].steps[0]);
	if (row->shell)
		assert_true(str_is(shell->text, row->shell));
	else
		assert_null(shell);
	arena_release(&arena);
}

struct many_row {
	const char *name;
	size_t jobs; /* a chain: each needs the one before */
	bool circle; /* and the first needs the last */
	size_t errors;
};

static const struct many_row many[] = {
	{"a chain of 3000 jobs", 3000, false, 0},
	{"a circle of 3000 jobs", 3000, true, 11},
};

static void check_many(void **state)
{
	const struct many_row *const row = *state;
	struct arena arena;
	struct diags diags;
	struct strbuf yaml;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&yaml, &arena, LIMIT_FILE_BYTES);
	strbuf_add(&yaml, STR(ON "jobs:\n" DEEP("j0")));
	if (row->circle)
		strbuf_printf(&yaml, ", needs: j%zu", row->jobs - 1);
	strbuf_add(&yaml, STR("}\n"));
	for (size_t i = 1; i < row->jobs; i++)
		strbuf_printf(
			&yaml, "  j%zu: {needs: j%zu, runs-on: x, steps: [{run: x}]}\n", i, i - 1);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), strbuf_str(&yaml));
	assert_non_null(document);
	const struct workflow *workflow = workflow_read(&arena, &diags, document);
	assert_int_equal(diags.errors, row->errors);
	assert_true((workflow != NULL) == (row->errors == 0));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("a workflow file", files, check_findings) +
	       ROWS_RUN("a job", jobs, check_findings) + ROWS_RUN("a step", steps, check_findings) +
	       ROWS_RUN("what a job needs", needs, check_findings) +
	       ROWS_RUN("the shell of a step", shells, check_shell) +
	       ROWS_RUN("many jobs", many, check_many);
}
