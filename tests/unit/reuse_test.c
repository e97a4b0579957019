/* SPDX-License-Identifier: MIT */

/* Workflows that call workflows of the same repository. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/calls.h"
#include "harness/repo.h"
#include "harness/rows.h"

static const struct repo_row ids[] = {
	{"a called job is shown behind the one that calls", CALLER("") PLAIN BUILD, NULL,
		"builds/0/id", "'a / b'"},
	{"each leg of the calling job calls anew",
		CALLER("    strategy: {matrix: {v: [1, 2]}}\n") PLAIN BUILD, NULL, "builds/1/id",
		"'a (2) / b'"},
	{"legs of both are multiplied",
		CALLER("    strategy: {matrix: {v: [1, 2]}}\n") PLAIN
		"    strategy: {matrix: {w: [x, y]}}\n" BUILD,
		NULL, "builds/3/id", "'a (2) / b (y)'"},
	{"the leg of the calling job is shown when the called one has none",
		CALLER("    strategy: {matrix: {v: [1, 2]}}\n") PLAIN BUILD, NULL,
		"builds/1/matrix", "{'v':2}"},
	{"else the called one's own",
		CALLER("    strategy: {matrix: {v: [1, 2]}}\n") PLAIN
		"    strategy: {matrix: {w: [x, y]}}\n" BUILD,
		NULL, "builds/3/matrix", "{'w':'y'}"},
	{"called jobs come in the order of their ids",
		CALLER("") CALLED "on: workflow_call\njobs:\n  z:\n    runs-on: x\n" BUILD
				  "  b:\n    runs-on: x\n" BUILD,
		NULL, "builds/0/id", "'a / b'"},
	{"calls may be deep",
		CALLER("") CALLED
		"on: workflow_call\njobs:\n  m:\n    uses: ./.github/workflows/z.yml\n"
		"== .github/workflows/z.yml\non: workflow_call\njobs:\n  b:\n"
		"    runs-on: x\n" BUILD,
		NULL, "builds/0/id", "'a / m / b'"},
	{"a workflow may be called twice, and the ids differ",
		CALLER("  c:\n    uses: " CALL "\n") PLAIN BUILD, NULL, "builds/1/id", "'c / b'"},
	{"$/ is the repository too",
		"== w.yml\non: push\njobs: {a: {uses: $/.github/workflows/y.yml}}\n" PLAIN BUILD,
		NULL, "builds/0/id", "'a / b'"},
};

static const struct repo_row inputs[] = {
	{"an input is what the call gives",
		CALLER("    with: {r: ghcr.io/o/c}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"whatever the case of its name",
		CALLER("    with: {R: ghcr.io/o/c}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"else its default",
		CALLER("") TAKES("      r: {type: string, default: ghcr.io/o/d}\n")
			BUILD_OF("${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/d'"},
	{"a default may be an expression",
		CALLER("") TAKES(
			"      r: {type: string, default: 'ghcr.io/${{ github.repository }}'}\n")
			BUILD_OF("${{ inputs.r }}"),
		"github: {repository: o/r}", "builds/0/cache/repo", "'ghcr.io/o/r'"},
	{"and may hang on an input that is given",
		CALLER("    with: {o: me}\n")
			TAKES("      r: {type: string, default: 'ghcr.io/${{ inputs.o }}/r'}\n"
			      "      o: {type: string}\n") BUILD_OF("${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/me/r'"},
	{"a boolean without a default is false",
		CALLER("") TAKES("      f: {type: boolean}\n")
			BUILD_OF("ghcr.io/o/${{ inputs.f }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/false'"},
	{"a number without a default is 0",
		CALLER("") TAKES("      n: {type: number}\n") BUILD_OF("ghcr.io/o/${{ inputs.n }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/0'"},
	{"a string without a default is empty",
		CALLER("") TAKES("      s: {type: string}\n")
			BUILD_OF("ghcr.io/o/c${{ inputs.s }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"what the caller does not know stays as it is written there",
		CALLER("    with: {r: 'ghcr.io/${{ github.repository_owner }}/c'}\n")
			TAKES("      r: {type: string}\n") BUILD_OF("${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/${{ github.repository_owner }}/c'"},
	{"and is listed as unknown",
		CALLER("    with: {r: '${{ vars.R }}'}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("${{ inputs.r }}"),
		NULL, "unknown",
		"[{'at':'/builds/0/cache/repo','text':'${{ vars.R }}','why':'expression'}]"},
	{"a leg gives its own values",
		CALLER("    strategy: {matrix: {v: [p, q]}}\n    with: {r: '${{ matrix.v }}'}\n")
			TAKES("      r: {type: string}\n") BUILD_OF("ghcr.io/o/${{ inputs.r }}"),
		NULL, "builds/1/cache/repo", "'ghcr.io/o/q'"},
	{"a number for a string is its text",
		CALLER("    with: {r: 3.10}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("ghcr.io/o/c${{ inputs.r }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c3.1'"},
	{"an input goes on through a second call",
		CALLER("    with: {r: ghcr.io/o/deep}\n") CALLED
		"on: {workflow_call: {inputs: {r: {type: string}}}}\n"
		"jobs: {m: {uses: ./.github/workflows/z.yml, with: {s: '${{ inputs.r }}'}}}\n"
		"== .github/workflows/z.yml\non: {workflow_call: {inputs: {s: {type: string}}}}\n"
		"jobs:\n  b:\n    runs-on: x\n" BUILD_OF("${{ inputs.s }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/deep'"},
	{"inputs of the caller are not those of the called one",
		CALLER("") TAKES("      r: {type: string, default: ghcr.io/o/own}\n")
			BUILD_OF("${{ inputs.r }}"),
		"inputs: {r: ghcr.io/o/outer}", "builds/0/cache/repo", "'ghcr.io/o/own'"},
	{"github is the caller's", CALLER("") PLAIN BUILD_OF("ghcr.io/${{ github.repository }}"),
		"github: {repository: o/r}", "builds/0/cache/repo", "'ghcr.io/o/r'"},
	{"vars are the caller's", CALLER("") PLAIN BUILD_OF("ghcr.io/${{ vars.R }}"),
		"vars: {R: o/v}", "builds/0/cache/repo", "'ghcr.io/o/v'"},
	{"the calling workflow's env does not reach the called one",
		"== w.yml\non: push\nenv: {ENVBUILDER_CACHE_TTL_DAYS: 9}\njobs: {a: {uses: " CALL
		"}}\n" PLAIN BUILD,
		NULL, "builds/0/cache/ttl_days", "30"},
	{"the called workflow's own does",
		CALLER("") CALLED "on: workflow_call\nenv: {ENVBUILDER_CACHE_TTL_DAYS: 9}\njobs:\n"
				  "  b:\n    runs-on: x\n" BUILD,
		NULL, "builds/0/cache/ttl_days", "9"},
};

#define TAKES_T CALLED "on: {workflow_call: {secrets: {T: {}}}}\njobs:\n  b:\n    runs-on: x\n"
#define MAY_WRITE "    permissions: {packages: write}\n"
#define MAY_READ "    permissions: {packages: read}\n"
#define HANDS(secret) "    secrets: {T: '${{ " secret " }}'}\n"

static const struct repo_row secrets[] = {
	{"a secret that is handed over is there", CALLER(MAY_READ HANDS("secrets.A")) TAKES_T BUILD,
		NULL, "builds/0/events/push/pushes", "true"},
	{"whatever the case of its name",
		CALLER(MAY_READ "    secrets: {t: '${{ secrets.A }}'}\n") TAKES_T BUILD, NULL,
		"builds/0/events/push/pushes", "true"},
	{"the job's own token under another name is still that",
		CALLER(MAY_READ HANDS("secrets.GITHUB_TOKEN")) TAKES_T BUILD, NULL,
		"builds/0/events/push/pushes", "false"},
	{"and may what the job may", CALLER(MAY_WRITE HANDS("github.token")) TAKES_T BUILD, NULL,
		"builds/0/events/push/pushes", "true"},
	{"all of them are there when they are inherited",
		CALLER(MAY_READ "    secrets: inherit\n") PLAIN BUILD, NULL,
		"builds/0/events/push/pushes", "true"},
	{"without that the job's token alone is there",
		CALLER(MAY_WRITE) PLAIN BUILD_OF("ghcr.io/o/c"), NULL,
		"builds/0/events/push/pushes", "true"},
	{"and any other secret is empty", CALLER(MAY_WRITE) PLAIN BUILD, NULL,
		"builds/0/events/push/pushes", "false"},
	{"so that there is no credential", CALLER("") PLAIN BUILD, NULL, NULL,
		".github/workflows/y.yml:6:12 NO_CREDENTIAL_STEP no credential:"
		" 'ENVBUILDER_DOCKER_CONFIG_BASE64' is not set | .github/workflows/w.yml:4:11 "
		"called"
		" here (set ENVBUILDER_DOCKER_CONFIG_BASE64, or GHCR_USER and GHCR_TOKEN for "
		"ghcr.io,"
		" or REGISTRY_USER, REGISTRY_TOKEN and REGISTRY_HOST)"},
	{"but a job with an environment has the environment's",
		CALLER(MAY_READ) PLAIN "    environment: prod\n" BUILD, NULL,
		"builds/0/events/push/pushes", "true"},
	{"what was not handed over cannot be handed on",
		CALLER(MAY_READ) CALLED
		"on: workflow_call\njobs:\n  m:\n    uses: ./.github/workflows/z.yml\n"
		"    secrets: inherit\n== .github/workflows/z.yml\non: workflow_call\njobs:\n  b:\n"
		"    runs-on: x\n" BUILD,
		NULL, "builds/0/events/push/pushes", "false"},
	{"what was handed over can",
		CALLER(MAY_READ HANDS("secrets.A")) CALLED
		"on: {workflow_call: {secrets: {T: {}}}}\njobs:\n  m:\n"
		"    uses: ./.github/workflows/z.yml\n    secrets: inherit\n"
		"== .github/workflows/z.yml\non: workflow_call\njobs:\n  b:\n    runs-on: "
		"x\n" BUILD,
		NULL, "builds/0/events/push/pushes", "true"},
	{"a token through an input is a secret still, and goes nowhere else",
		CALLER("    with: {r: '${{ github.token }}'}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("ghcr.io/o/${{ inputs.r }}"),
		NULL, NULL,
		".github/workflows/y.yml:10:25 SECRET_SINK a secret reaches 'CACHE_REPO'"
		" | .github/workflows/w.yml:5:15 the secret comes from here"
		" (a secret may stand in a step's env for the credential, and nowhere else)"},
	{"nor does one that is handed over",
		CALLER(HANDS("secrets.A")) TAKES_T BUILD_OF("ghcr.io/o/${{ secrets.T }}"), NULL,
		NULL,
		".github/workflows/y.yml:7:25 SECRET_SINK a secret reaches 'CACHE_REPO'"
		" | .github/workflows/w.yml:5:18 the secret comes from here"
		" (a secret may stand in a step's env for the credential, and nowhere else)"},
	{"an input that the called workflow does not have is nothing",
		CALLER("") TAKES("      r: {type: string}\n")
			BUILD_OF("ghcr.io/o/c${{ inputs.typo }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"a string stays one when its expression gives a number",
		CALLER("    with: {r: '${{ vars.N }}'}\n") TAKES("      r: {type: string}\n")
			BUILD_OF("ghcr.io/o/${{ fromJSON(inputs.r) }}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/${{ fromJSON(format('{0}', vars.N)) }}'"},
};

static const struct repo_row facts[] = {
	{"a called job waits for what the calling one needs, and for its own",
		CALLER("    needs: l\n  l: {runs-on: x, steps: [run: x]}\n") CALLED
		"on: workflow_call\njobs:\n  s: {runs-on: x, steps: [run: x]}\n"
		"  b:\n    runs-on: x\n    needs: [s]\n" BUILD,
		NULL, "builds/0/needs", "['l','a / s']"},
	{"without needs of its own for those of the calling one",
		CALLER("    needs: l\n  l: {runs-on: x, steps: [run: x]}\n") PLAIN BUILD, NULL,
		"builds/0/needs", "['l']"},
	{"both conditions must hold",
		CALLER("    if: github.ref == 'x' || vars.A\n") PLAIN "    if: inputs.p\n" BUILD,
		NULL, "builds/0/if", "'(github.ref == 'x' || vars.A) && inputs.p'"},
	{"the calling job's alone", CALLER("    if: vars.A\n") PLAIN BUILD, NULL, "builds/0/if",
		"'vars.A'"},
	{"a calling job that never runs runs nothing", CALLER("    if: false\n") PLAIN BUILD, NULL,
		"builds/0/events/push/runs", "false"},
	{"runs-on is the called job's", CALLER("") PLAIN BUILD, NULL, "builds/0/runs_on", "['x']"},
	{"permissions are the calling job's when the called workflow says nothing",
		CALLER("    permissions: {packages: write}\n") PLAIN BUILD, NULL,
		"builds/0/permissions", "{'packages':'write'}"},
	{"or the calling workflow's",
		"== w.yml\non: push\npermissions: read-all\njobs: {a: {uses: " CALL
		"}}\n" PLAIN BUILD,
		NULL, "builds/0/permissions", "'read-all'"},
	{"a called job may lower them",
		CALLER("    permissions: {contents: write, packages: write}\n") PLAIN
		"    permissions: {packages: read}\n" BUILD,
		NULL, "builds/0/permissions", "{'packages':'read'}"},
	{"of the default nobody knows whether it is less",
		CALLER("") PLAIN "    permissions: {packages: write}\n" BUILD, NULL,
		"builds/0/permissions", "{'packages':'write'}"},
	{"the nearest concurrency counts: the called workflow's",
		CALLER("    concurrency: outer\n") CALLED
		"on: workflow_call\nconcurrency: inner\njobs:\n  b:\n    runs-on: x\n" BUILD,
		NULL, "builds/0/concurrency/group", "'inner'"},
	{"else the calling job's", CALLER("    concurrency: outer\n") PLAIN BUILD, NULL,
		"builds/0/concurrency/group", "'outer'"},
	{"the source is the called job's checkout",
		CALLER("") PLAIN "    steps:\n    - uses: actions/checkout@v4\n"
				 "    - {run: precache-apply, env: {CACHE_REPO: ghcr.io/o/c}}\n",
		NULL, "builds/0/source/uses", "'actions/checkout@v4'"},
	{"events are those of the workflow that calls", CALLER("") PLAIN BUILD, NULL,
		"workflow/triggers", "{'push':{}}"},
};

int main(void)
{
	int failed = ROWS_RUN("ids of called jobs", ids, repo_row_check);

	failed += ROWS_RUN("inputs of called workflows", inputs, repo_row_check);
	failed += ROWS_RUN("secrets of called workflows", secrets, repo_row_check);
	failed += ROWS_RUN("facts of called jobs", facts, repo_row_check);
	return failed;
}
