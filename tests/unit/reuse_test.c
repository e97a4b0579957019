/* SPDX-License-Identifier: MIT */

/* Workflows that call workflows of the same repository. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/repo.h"
#include "harness/rows.h"

#define CALL "./.github/workflows/y.yml"
#define CALLER(keys) "== .github/workflows/w.yml\non: push\njobs:\n  a:\n    uses: " CALL "\n" keys
#define CALLED "== .github/workflows/y.yml\n"
#define BUILD                                                                                      \
	"    steps:\n    - run: precache-apply\n      env: {CACHE_REPO: ghcr.io/o/c, GHCR_USER: "  \
	"u,"                                                                                       \
	" GHCR_TOKEN: '${{ secrets.T }}'}\n"
#define BUILD_OF(repo)                                                                             \
	"    steps:\n    - run: precache-apply\n      env: {CACHE_REPO: '" repo "', GHCR_USER: u," \
	" GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"
#define PLAIN CALLED "on: workflow_call\njobs:\n  b:\n    runs-on: x\n"
#define TAKES(inputs)                                                                              \
	CALLED "on:\n  workflow_call:\n    inputs:\n" inputs "jobs:\n  b:\n    runs-on: x\n"

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

static const struct repo_row refused[] = {
	{"an input that the called workflow does not have",
		CALLER("    with: {rpo: x}\n") TAKES("      repo: {type: string}\n") BUILD, NULL,
		NULL,
		".github/workflows/w.yml:5:12 CALL 'rpo' is no input of '" CALL
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
		".github/workflows/w.yml:5:15 CALL 't' is no secret of '" CALL
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

	int failed = ROWS_RUN("ids of called jobs", ids, repo_row_check);

	failed += ROWS_RUN("inputs of called workflows", inputs, repo_row_check);
	failed += ROWS_RUN("secrets of called workflows", secrets, repo_row_check);
	failed += ROWS_RUN("facts of called jobs", facts, repo_row_check);
	failed += ROWS_RUN("calls that are refused", refused, repo_row_check);
	failed += ROWS_RUN("calls that lead nowhere", unread, repo_row_check);
	failed += ROWS_RUN("limits of calls", limits, repo_row_check);
	failed += cmocka_run_group_tests_name("many calls", tests, NULL, NULL);
	return failed;
}
