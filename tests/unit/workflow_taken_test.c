/* SPDX-License-Identifier: MIT */

/* What workflows in the wild do that is seldom or old, and GitHub takes: none of it is an error. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "actions/workflow.h"
#include "base/limits.h"
#include "harness/findings.h"
#include "harness/rows.h"

#define JOBS "jobs:\n  a:\n    runs-on: ubuntu-latest\n"
#define RUN "    steps:\n      - run: make\n"
#define PUSH "on: push\n" JOBS
#define STEPS PUSH "    steps:\n"

struct taken_row {
	const char *name;
	const char *yaml;
};

static const struct taken_row triggers[] = {
	{"two events in a flow sequence", "on: [push, pull_request]\n" JOBS RUN},
	{"events as a block sequence", "on:\n- push\n- pull_request\n" JOBS RUN},
	{"'on' in quotes, as linters of YAML want it", "'on': push\n" JOBS RUN},
	{"an event with nothing behind it among others",
		"on:\n  push:\n    branches: [main]\n  workflow_dispatch:\n" JOBS RUN},
	{"one branch without a sequence", "on:\n  push:\n    branches: main\n" JOBS RUN},
	{"filters whose value was left away", "on:\n  push:\n    branches:\n    tags:\n" JOBS RUN},
	{"a merge queue's event with its one activity",
		"on:\n  merge_group:\n    types: [checks_requested]\n    branches: [main]\n" JOBS
			RUN},
	{"a run of another workflow, of some branches",
		"on:\n  workflow_run:\n    workflows: ['Build *', CI]\n    types: [completed]\n"
		"    branches-ignore: [canary]\n" JOBS RUN},
	{"a run of another workflow, named without a sequence",
		"on:\n  workflow_run:\n    workflows: CI\n    types: completed\n" JOBS RUN},
	{"dispatches of types that the user made up",
		"on:\n  repository_dispatch:\n    types: [deploy, 'run: all', opened]\n" JOBS RUN},
	{"times with comments and one in a block scalar",
		"on:\n  schedule:\n    # each night\n    - cron: '0 3 * * *' # UTC\n"
		"    - cron: |\n        15 4,16 * * 1-5\n    - cron: \"*/10 0-6 1 JAN-JUN "
		"MON\"\n" JOBS RUN},
	{"a time in a zone", "on:\n  schedule:\n    - cron: 30 5 * * 1-5\n      timezone: "
			     "America/New_York\n" JOBS RUN},
	{"inputs of every type",
		"on:\n  workflow_dispatch:\n    inputs:\n"
		"      a: {description: A, required: true, default: x, type: string}\n"
		"      b: {type: boolean, default: false}\n"
		"      c: {type: number, default: 3}\n"
		"      d: {type: choice, options: [x, y], default: y}\n"
		"      e: {type: environment}\n"
		"      f:\n        description: 'no type'\n        required: false\n"
		"        deprecationMessage: use a\n" JOBS RUN},
	{"a choice of numbers",
		"on:\n  workflow_dispatch:\n    inputs:\n      v:\n        type: choice\n"
		"        options: [1, 2.5, 3]\n        default: 1\n" JOBS RUN},
	{"a workflow that others call",
		"on:\n  workflow_call:\n    inputs:\n      a: {type: string, default: ''}\n"
		"      b: {type: boolean, required: false}\n      c: {type: number, default: 1}\n"
		"    secrets:\n      token: {required: true}\n      other:\n"
		"    outputs:\n      o: {description: O, value: '${{ jobs.a.outputs.o }}'}\n" JOBS
		"    outputs: {o: '${{ steps.s.outputs.o }}'}\n" RUN},
	{"a workflow that others call without anything", "on: workflow_call\n" JOBS RUN},
	{"paths with an exception, and tags of an event with branches",
		"on:\n  push:\n    paths: ['**.c', '!docs/**']\n    tags: ['v[0-9]+.*']\n"
		"    branches-ignore: ['dependabot/**']\n" JOBS RUN},
	{"activities of events on issues and reviews",
		"on:\n  issue_comment: {types: [created, edited]}\n"
		"  pull_request_review: {types: submitted}\n"
		"  pull_request_target: {types: [labeled, ready_for_review, converted_to_draft]}\n"
		"  release: {types: [published, prereleased]}\n  label:\n  watch: {types: "
		"[started]}\n"
		"  milestone: {types: [closed]}\n  registry_package: {types: [published]}\n" JOBS
			RUN},
};

static const struct taken_row jobs[] = {
	{"labels of one's own runners",
		"on: push\njobs:\n  a:\n    runs-on: [self-hosted, linux, x64]\n" RUN},
	{"a runner by an expression of the matrix",
		"on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        os: [x, y]\n"
		"    runs-on: ${{ matrix.os }}\n" RUN},
	{"a label with an expression in it", "on: push\njobs:\n  a:\n    runs-on: [self-hosted, "
					     "\"${{ inputs.size || 'small' }}\"]\n" RUN},
	{"a matrix of versions that look like numbers",
		PUSH "    strategy:\n      fail-fast: false\n      matrix:\n        v: [3.10, 1.0, "
		     "08, 1e3]\n" RUN},
	{"a matrix of mappings, with includes alone",
		PUSH "    strategy:\n      matrix:\n        include:\n          - {os: x, flags: "
		     "[a, b]}\n"
		     "          - os: y\n            env: {A: 1}\n" RUN},
	{"a matrix that an earlier job computed",
		PUSH "    outputs: {m: '${{ steps.s.outputs.m }}'}\n" RUN
		     "  b:\n    needs: a\n    runs-on: x\n    strategy:\n"
		     "      matrix: ${{ fromJson(needs.a.outputs.m) }}\n" RUN},
	{"an exclusion whose value is an expression",
		PUSH "    strategy:\n      matrix:\n        a: [1, 2]\n        exclude:\n"
		     "          - a: ${{ github.event_name == 'push' && 2 || 'none' }}\n" RUN},
	{"a service with options over lines and ports as text",
		PUSH "    services:\n      postgres:\n        image: postgres:16\n        env:\n"
		     "          POSTGRES_PASSWORD: postgres\n        options: >-\n"
		     "          --health-cmd pg_isready\n          --health-retries 5\n"
		     "        ports:\n          - 5432:5432\n          - '6379'\n" RUN},
	{"a service that is left out when its image is empty",
		PUSH "    services:\n      db:\n        image: ${{ matrix.db || '' }}\n" RUN},
	{"a container by its name alone", PUSH "    container: node:20\n" RUN},
	{"a container of a private registry", PUSH
		"    container:\n      image: ghcr.io/a/b:${{ github.sha }}\n      credentials:\n"
		"        username: ${{ github.actor }}\n        password: ${{ secrets.T }}\n"
		"      volumes: [/a:/b]\n      options: --cpus 1\n" RUN},
	{"an environment by its name", PUSH "    environment: production\n" RUN},
	{"an environment with the address of a step",
		PUSH "    environment:\n      name: github-pages\n"
		     "      url: ${{ steps.deployment.outputs.page_url }}\n" RUN},
	{"defaults of a job and of the workflow",
		"defaults:\n  run:\n    shell: bash\n" PUSH
		"    defaults:\n      run:\n        working-directory: ./app\n" RUN},
	{"a shell of one's own", "defaults: {run: {shell: 'bash -el {0}'}}\n" PUSH RUN},
	{"concurrency that depends on the event",
		"concurrency:\n  group: ${{ github.workflow }}-${{ github.head_ref || "
		"github.run_id }}\n"
		"  cancel-in-progress: ${{ github.event_name == 'pull_request' }}\n" PUSH RUN},
	{"concurrency of a job in one word", PUSH "    concurrency: deploy\n" RUN},
	{"a condition over lines with an operator first",
		PUSH "    if: >-\n      github.event_name == 'push'\n      && !cancelled()\n" RUN},
	{"a condition that looks like a tag in quotes",
		PUSH "    if: \"!contains(github.ref, 'x')\"\n" RUN},
	{"a condition with braces around a part",
		PUSH "    if: ${{ github.actor }} == 'octocat'\n" RUN},
	{"a condition that is a boolean", PUSH "    if: false\n" RUN},
	{"permissions of every scope and none",
		"permissions: {}\n" PUSH
		"    permissions:\n      actions: read\n      attestations: write\n"
		"      checks: write\n      contents: read\n      deployments: none\n"
		"      discussions: write\n      id-token: write\n      issues: write\n"
		"      models: read\n      packages: write\n      pages: write\n"
		"      pull-requests: write\n      repository-projects: read\n"
		"      security-events: write\n      statuses: write\n" RUN},
	{"time limits as numbers and expressions",
		PUSH "    timeout-minutes: ${{ github.event_name == 'schedule' && 60 || 10 }}\n"
		     "    continue-on-error: ${{ matrix.experimental == true }}\n" RUN},
	{"a call with the secrets of the caller",
		"on: push\njobs:\n  a:\n    uses: o/r/.github/workflows/w.yaml@main\n"
		"    with:\n      n: 1\n      f: ${{ github.ref == 'refs/heads/main' }}\n"
		"    secrets: inherit\n"},
	{"a call in a matrix of another job's making",
		"on: push\njobs:\n  a:\n    strategy:\n      matrix: {t: [dev, prod]}\n"
		"    uses: ./.github/workflows/d.yml\n    with: {t: '${{ matrix.t }}'}\n"
		"    secrets:\n      token: ${{ secrets.T }}\n"},
};

static const struct taken_row steps[] = {
	{"steps that start at the column of their key",
		PUSH "    steps:\n    - uses: actions/checkout@v4\n    - run: |\n        a\n       "
		     " b\n"},
	{"an action in a folder, one of the repository and one of an image", STEPS
		"      - uses: github/codeql-action/init@v3\n      - uses: ./.github/actions/x\n"
		"      - uses: docker://alpine:3.20\n        with: {args: 'a b', entrypoint: "
		"/e}\n"},
	{"an action at a commit with its version in a comment",
		STEPS "      - uses: a/b@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1\n"},
	{"inputs of every scalar type", STEPS
		"      - uses: a/b@v1\n        with:\n          a: 1.0\n          b: true\n"
		"          c:\n          d: |\n            x\n            y\n          e: ''\n"},
	{"a script with a here-document and braces of its own",
		STEPS "      - run: |\n          cat <<EOF >x\n          {{ a }} $\\{{ b }}\n"
		      "          EOF\n          echo ${A:-$B} $((1 + 2))\n"},
	{"an environment of a step by steps before it", STEPS
		"      - id: s\n        run: make\n      - run: make\n        env:\n"
		"          A: ${{ steps.s.outputs['b-c'] }}\n          B: ${{ toJSON(github) }}\n"
		"          C: ${{ job.services.db.ports[5432] }}\n"
		"          D: ${{ format('{0}{{}}', runner.temp) }}\n"},
	{"a key of a cache over files", STEPS
		"      - uses: actions/cache@v4\n        with:\n          path: |\n            "
		"~/.cache\n"
		"          key: ${{ runner.os }}-${{ hashFiles('**/go.sum', '!vendor/**') }}\n"
		"          restore-keys: |\n            ${{ runner.os }}-\n"},
	{"conditions on the results so far", STEPS
		"      - if: ${{ always() && steps.x.outcome == 'failure' }}\n        run: a\n"
		"      - if: success() || failure()\n        run: b\n"
		"      - if: hashFiles('x') != ''\n        run: c\n"
		"      - if: failure() && needs.*.result\n        run: d\n"},
	{"a step with a name only of an expression and a shell of Python", STEPS
		"      - name: ${{ matrix.name }}\n        shell: python\n        run: print(1)\n"
		"        working-directory: ${{ env.DIR }}\n        timeout-minutes: 5\n"
		"        continue-on-error: true\n"},
	{"steps shared by an anchor", STEPS
		"      - &checkout\n        uses: actions/checkout@v4\n"
		"  b:\n    runs-on: x\n    env: &env\n      A: b\n    steps:\n      - *checkout\n"
		"      - run: make\n        env: *env\n"},
	{"a number and a boolean as a name", "name: 2\n" STEPS "      - {name: true, run: 1}\n"},
};

static void check_taken(void **state)
{
	const struct taken_row *const row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), str_of(row->yaml));
	assert_string_equal(findings_text(&arena, &diags).ptr, "");
	assert_non_null(document);
	const struct workflow *workflow = workflow_read(&arena, &diags, document);
	assert_string_equal(findings_text(&arena, &diags).ptr, "");
	assert_non_null(workflow);
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("GitHub takes, of triggers", triggers, check_taken) +
	       ROWS_RUN("GitHub takes, of jobs", jobs, check_taken) +
	       ROWS_RUN("GitHub takes, of steps", steps, check_taken);
}
