/* SPDX-License-Identifier: MIT */

/* Steps that use an action of the same repository. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "harness/repo.h"
#include "harness/rows.h"

/* A job whose steps follow, each at "    - ". */
#define STEPS "== w.yml\non: push\njobs:\n  j:\n    runs-on: x\n    steps:\n"
#define USES(path, keys) "    - uses: " path "\n" keys
#define WITH(text) "      with: " text "\n"
#define ENV(text) "      env: " text "\n"
#define RUN(script) "    - run: " script "\n"

/* An action in ./a; its steps follow in the same way. */
#define ACTION(inputs) "== a/action.yml\n" inputs "runs:\n  using: composite\n  steps:\n"
#define INPUTS(text) "inputs: " text "\n"
#define SHELL "      shell: bash\n"
#define APPLY RUN("precache-apply") SHELL
#define WRITE RUN("echo CACHE_REPO=ghcr.io/o/c >> $GITHUB_ENV") SHELL
#define REPO "CACHE_REPO: ghcr.io/o/c"

static const struct repo_row builds[] = {
	{"a composite action that calls the executor is the build",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("") APPLY, NULL, "builds/0/id", "'j'"},
	{"it sees the env of the step that uses it",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("") APPLY, NULL, "builds/0/cache/repo",
		"'ghcr.io/o/c'"},
	{"and its own step's env over that",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("")
			APPLY ENV("{CACHE_REPO: ghcr.io/o/in}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/in'"},
	{"an input is what the step gives",
		STEPS USES("./a", WITH("{repo: ghcr.io/o/w}")) ACTION(INPUTS("{repo: {}}"))
			APPLY ENV("{CACHE_REPO: '${{ inputs.repo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/w'"},
	{"whatever the case of its name",
		STEPS USES("./a", WITH("{REPO: ghcr.io/o/w}")) ACTION(INPUTS("{repo: {}}"))
			APPLY ENV("{CACHE_REPO: '${{ inputs.repo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/w'"},
	{"else its default",
		STEPS USES("./a", "") ACTION(INPUTS("{repo: {default: ghcr.io/o/d}}"))
			APPLY ENV("{CACHE_REPO: '${{ inputs.repo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/d'"},
	{"which may be an expression",
		STEPS USES("./a", "")
			ACTION(INPUTS("{repo: {default: 'ghcr.io/${{ github.repository }}'}}"))
				APPLY ENV("{CACHE_REPO: '${{ inputs.repo }}'}"),
		"github: {repository: o/r}", "builds/0/cache/repo", "'ghcr.io/o/r'"},
	{"an input without either is empty",
		STEPS USES("./a", "") ACTION(INPUTS("{tail: {}}"))
			APPLY ENV("{CACHE_REPO: 'ghcr.io/o/c${{ inputs.tail }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"a boolean is a text to an action",
		STEPS USES("./a", WITH("{flag: true}")) ACTION(INPUTS("{flag: {}}"))
			APPLY ENV("{CACHE_REPO: 'ghcr.io/o/${{ inputs.flag == ''true'' }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/true'"},
	{"and an unknown one will be",
		STEPS USES("./a", WITH("{flag: '${{ vars.F == 1 }}'}")) ACTION(INPUTS("{flag: {}}"))
			APPLY ENV("{CACHE_REPO: 'ghcr.io/o/${{ inputs.flag == ''true'' }}'}"),
		NULL, "builds/0/cache/repo",
		"'ghcr.io/o/${{ format('{0}', vars.F == 1) == 'true' }}'"},
	{"an input that the action does not have is nothing",
		STEPS USES("./a", "") ACTION("")
			APPLY ENV("{CACHE_REPO: 'ghcr.io/o/c${{ inputs.typo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"but for one that is given all the same",
		STEPS USES("./a", WITH("{typo: x}")) ACTION("")
			APPLY ENV("{CACHE_REPO: 'ghcr.io/o/c${{ inputs.typo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/cx'"},
	{"inputs may say env, with that of the step",
		STEPS USES("./a", WITH("{repo: 'ghcr.io/${{ env.O }}/c'}") ENV("{O: own}")) ACTION(
			INPUTS("{repo: {}}")) APPLY ENV("{CACHE_REPO: '${{ inputs.repo }}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/own/c'"},
	{"action.yaml is as good a name",
		STEPS USES("./a", ENV("{" REPO "}")) "== a/action.yaml\nruns:\n  using: composite\n"
						     "  steps:\n" APPLY,
		NULL, "builds/0/id", "'j'"},
	{"the root may be an action",
		STEPS USES("./", ENV("{" REPO "}")) "== action.yml\nruns:\n  using: composite\n"
						    "  steps:\n" APPLY,
		NULL, "builds/0/id", "'j'"},
	{"slashes at the end say nothing", STEPS USES("./a/", ENV("{" REPO "}")) ACTION("") APPLY,
		NULL, "builds/0/id", "'j'"},
	{"$/ is the repository too", STEPS USES("$/a", ENV("{" REPO "}")) ACTION("") APPLY, NULL,
		"builds/0/id", "'j'"},
	{"its script may lie beside it",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("")
			RUN("${{ github.action_path }}/build-cache.sh") SHELL,
		NULL, "builds/0/id", "'j'"},
	{"or be found by the variable",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("")
			RUN("$GITHUB_ACTION_PATH/build-cache.sh") SHELL,
		NULL, "builds/0/id", "'j'"},
	{"an action may use another",
		STEPS USES("./a", WITH("{r: ghcr.io/o/deep}")) ACTION(INPUTS("{r: {}}")) USES("./b",
			WITH("{s: '${{ inputs.r }}'}")) "== b/action.yml\ninputs: {s: {}}\nruns:\n "
							" using: composite\n  steps:\n" APPLY ENV(
								"{CACHE_REPO: '${{ inputs.s "
								"}}'}"),
		NULL, "builds/0/cache/repo", "'ghcr.io/o/deep'"},
	{"and the apply action of precache",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("")
			USES("o/precache/.github/actions/apply@v1", ""),
		NULL, "builds/0/id", "'j'"},
	{"inputs of the action are gone behind it",
		STEPS USES("./a", WITH("{repo: ghcr.io/o/w}")) RUN("precache-apply")
			ENV("{CACHE_REPO: 'ghcr.io/o/${{ inputs.repo }}'}")
				ACTION(INPUTS("{repo: {}}")) RUN("x") SHELL,
		"inputs: {repo: outer}", "builds/0/cache/repo", "'ghcr.io/o/outer'"},
	{"facts of the job do not see them either",
		"== w.yml\non: push\njobs:\n  j:\n    runs-on: ${{ inputs.on }}\n    steps:\n" USES(
			"./a", WITH("{on: wrong}") ENV("{" REPO "}")) ACTION(INPUTS("{on: {}}"))
			APPLY,
		"inputs: {on: right}", "builds/0/runs_on", "['right']"},
};

static const struct repo_row steps[] = {
	{"the step's condition is that of the step that uses the action",
		STEPS USES("./a", ENV("{" REPO "}") "      if: vars.A\n") ACTION("") APPLY, NULL,
		"builds/0/step/if", "'vars.A'"},
	{"with the one inside",
		STEPS USES("./a", ENV("{" REPO "}") "      if: vars.A\n") ACTION("") APPLY
		"      if: inputs.b\n",
		NULL, "builds/0/step/if", "'vars.A && inputs.b'"},
	{"an action that is not used builds nothing",
		STEPS USES("./a", ENV("{" REPO "}") "      if: false\n") ACTION("") APPLY, NULL,
		"builds/0/events/push/runs", "false"},
	{"its time is the job's step's",
		STEPS USES("./a", ENV("{" REPO "}") "      timeout-minutes: 9\n") ACTION("") APPLY,
		NULL, "builds/0/step/timeout_minutes", "9"},
	{"a step inside that may fail may fail",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("") APPLY
		"      continue-on-error: true\n",
		NULL, "builds/0/step/continue_on_error", "true"},
	{"a checkout inside is the source, with its inputs",
		STEPS USES("./a", WITH("{r: main}") ENV("{" REPO "}")) ACTION(INPUTS("{r: {}}"))
			USES("actions/checkout@v4", WITH("{ref: '${{ inputs.r }}'}")) APPLY,
		NULL, "builds/0/source/ref", "'main'"},
	{"also for a step behind the action",
		STEPS USES("./a", WITH("{r: main}")) RUN("precache-apply") ENV("{" REPO "}")
			ACTION(INPUTS("{r: {}}"))
				USES("actions/checkout@v4", WITH("{ref: '${{ inputs.r }}'}")),
		NULL, "builds/0/source/ref", "'main'"},
	{"a later checkout of the job counts",
		STEPS USES("./a", "") USES("actions/checkout@v5", "") RUN("precache-apply")
			ENV("{" REPO "}") ACTION("") USES("actions/checkout@v4", ""),
		NULL, "builds/0/source/uses", "'actions/checkout@v5'"},
	{"what an action writes is there for later steps of the job",
		STEPS USES("./a", "") RUN("precache-apply") ACTION("") WRITE, NULL,
		"builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"and for its own later steps", STEPS USES("./a", "") ACTION("") WRITE APPLY, NULL,
		"builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"but the env of the step that uses it beats that inside",
		STEPS USES("./a", ENV("{CACHE_REPO: ghcr.io/o/step}")) ACTION("") WRITE APPLY, NULL,
		"builds/0/cache/repo", "'ghcr.io/o/step'"},
	{"what an action may have written is unknown when it may not be used",
		STEPS USES("./a", "      if: vars.A\n") RUN("precache-apply") ACTION("") WRITE,
		NULL, "unknown/0/why", "'script'"},
	{"and when it may fail",
		STEPS USES("./a", "      continue-on-error: true\n") RUN("precache-apply")
			ACTION("") WRITE,
		NULL, "unknown/0/why", "'script'"},
	{"an action that cannot be read may have written what decides",
		STEPS USES("./gone", "") RUN("precache-apply"), NULL, "builds/0/cache/repo",
		"'$CACHE_REPO'"},
	{"but a step's own env stands",
		STEPS USES("./gone", "") RUN("precache-apply") ENV("{" REPO "}"), NULL,
		"builds/0/cache/repo", "'ghcr.io/o/c'"},
	{"an action in JavaScript is no build, and writes nothing that is known",
		STEPS USES("./a", "") RUN("precache-apply") ENV(
			"{" REPO
			"}") "== a/action.yml\nruns: {using: node24, main: precache-apply.js}\n",
		NULL, "unknown", "[]"},
	{"nor is one in a container",
		STEPS USES("./a", WITH("{args: x}")) RUN("precache-apply") ENV(
			"{" REPO "}") "== a/action.yml\nruns: {using: docker, image: Dockerfile}\n",
		NULL, "unknown", "[]"},
	{"nor a Dockerfile alone",
		STEPS USES("./a", "") RUN("precache-apply")
			ENV("{" REPO "}") "== a/Dockerfile\nFROM scratch\n",
		NULL, "unknown", "[]"},
};

#define NO_BUILD                                                                                   \
	"NO_BUILD no build in this workflow: no step calls 'precache-apply' or 'build-cache.sh'"   \
	" (--executor NAME names another script or action)"
#define CHECKOUT(with) USES("actions/checkout@v4", WITH(with))

static const struct repo_row workspace[] = {
	{"an action lies in what was checked out into a folder",
		STEPS CHECKOUT("{path: src}") USES("./src/a", ENV("{" REPO "}")) ACTION("") APPLY,
		NULL, "builds/0/id", "'j'"},
	{"however the folder is written",
		STEPS CHECKOUT("{path: ./src/}") USES("./src/a", ENV("{" REPO "}")) ACTION("")
			APPLY,
		NULL, "builds/0/id", "'j'"},
	{"and the root may be the action there",
		STEPS CHECKOUT("{path: src}") USES("./src",
			ENV("{" REPO
			    "}")) "== action.yml\nruns:\n  using: composite\n  steps:\n" APPLY,
		NULL, "builds/0/id", "'j'"},
	{"a folder that only begins alike is another one",
		STEPS CHECKOUT("{path: s}")
			USES("./src/a", ENV("{" REPO "}")) "== src/a/action.yml\nruns:\n  using: "
							   "composite\n  steps:\n" APPLY,
		NULL, "builds/0/id", "'j'"},
	{"beside another repository ours is still there",
		STEPS CHECKOUT("{}") CHECKOUT("{repository: o/tools, path: tools}")
			USES("./a", ENV("{" REPO "}")) ACTION("") APPLY,
		NULL, "builds/0/id", "'j'"},
	{"a repository that is ours by name is ours",
		STEPS CHECKOUT("{repository: O/r}") USES("./a", ENV("{" REPO "}")) ACTION("") APPLY,
		"github: {repository: o/R}", "builds/0/id", "'j'"},
	{"and by expression",
		STEPS CHECKOUT("{repository: '${{ github.repository }}'}")
			USES("./a", ENV("{" REPO "}")) ACTION("") APPLY,
		NULL, "builds/0/id", "'j'"},
	{"what lies in another repository nobody can read here",
		STEPS CHECKOUT("{}") CHECKOUT("{repository: o/tools, path: a}") USES("./a", "")
			ACTION("") APPLY,
		NULL, NULL,
		"w.yml:10:13 LOCAL_UNREADABLE cannot read './a': another repository is checked out "
		"there"
		" (if it is this one, say so: --context github.repository=OWNER/REPOSITORY)\n"
		"w.yml:1:1 " NO_BUILD},
	{"a checkout behind the step has not been made",
		STEPS USES("./a", ENV("{" REPO "}")) CHECKOUT("{repository: o/tools}") ACTION("")
			APPLY,
		NULL, "builds/0/id", "'j'"},
};

#define NO_CREDENTIAL                                                                              \
	"NO_CREDENTIAL_STEP no credential: 'ENVBUILDER_DOCKER_CONFIG_BASE64' is not set"
#define CREDENTIAL_HINT                                                                            \
	" (set ENVBUILDER_DOCKER_CONFIG_BASE64, or GHCR_USER and GHCR_TOKEN for ghcr.io, or"       \
	" REGISTRY_USER, REGISTRY_TOKEN and REGISTRY_HOST)"
static const struct repo_row said[] = {
	{"what is missing at the call inside stands there, with the step",
		STEPS USES("./a", ENV("{" REPO "}")) ACTION("") APPLY, NULL, NULL,
		"a/action.yml:4:12 " NO_CREDENTIAL " | w.yml:6:13 called here" CREDENTIAL_HINT},
	{"an input that the action does not have is a warning",
		STEPS USES("./a", WITH("{rpo: x}")) ACTION(INPUTS("{repo: {}}")) RUN("x") SHELL,
		NULL, NULL,
		"w.yml:7:14 ACTION_INPUT 'rpo' is no input of './a' (did you mean 'repo'?)\n"
		"w.yml:1:1 " NO_BUILD},
	{"a required input that is not given is one too",
		STEPS USES("./a", "") ACTION(INPUTS("{repo: {required: true}}")) RUN("x") SHELL,
		NULL, NULL,
		"w.yml:6:13 ACTION_INPUT './a' needs the input 'repo', which is not given"
		" | a/action.yml:1:10 the input is here\n"
		"w.yml:1:1 " NO_BUILD},
	{"but not one with a default",
		STEPS USES("./a", "") ACTION(INPUTS("{repo: {required: true, default: x}}"))
			RUN("x") SHELL,
		NULL, NULL, "w.yml:1:1 " NO_BUILD},
	{"a step in an action names its shell", STEPS USES("./a", "") ACTION("") RUN("x"), NULL,
		NULL,
		"a/action.yml:4:7 MISSING_KEY 'shell' is missing in a step | w.yml:6:13 called "
		"here"},
	{"it sees no secrets",
		STEPS USES("./a", "") ACTION("") APPLY ENV("{T: '${{ secrets.T }}'}"), NULL, NULL,
		"a/action.yml:6:21 EXPRESSION context 'secrets' is not available here"
		" | w.yml:6:13 called here (available are github, env, inputs, strategy, matrix, "
		"steps,"
		" job and runner)"},
	{"a literal secret stands where it is given",
		STEPS USES("./a", WITH("{token: hunter2}")) ACTION(INPUTS("{token: {}}"))
			APPLY ENV("{CACHE_REPO: ghcr.io/o/c, GHCR_USER: u, GHCR_TOKEN: '${{ "
				  "inputs.token }}'}"),
		NULL, NULL,
		"a/action.yml:7:64 SECRET_LITERAL 'GHCR_TOKEN' holds a literal secret"
		" | w.yml:7:21 the value comes from here (take it from secrets: ${{ secrets.NAME "
		"}})"},
	{"a way to run that nobody knows",
		STEPS USES("./a", "") "== a/action.yml\nruns: {using: python, main: x}\n", NULL,
		NULL,
		"a/action.yml:1:15 VALUE_RANGE 'python' is no way to run an action"
		" | w.yml:6:13 called here (write composite, docker, or node and its version)"},
	{"an action that uses itself", STEPS USES("./a", "") ACTION("") USES("./a", ""), NULL, NULL,
		"a/action.yml:4:13 CALL_CIRCLE './a' goes in a circle: it uses itself"
		" | w.yml:6:13 called here"},
	{"actions that use each other",
		STEPS USES("./a", "") ACTION("") USES("./b",
			"") "== b/action.yml\nruns:\n  using: composite\n  steps:\n" USES("./a/",
			""),
		NULL, NULL,
		"b/action.yml:4:13 CALL_CIRCLE './a/' goes in a circle: it uses itself"
		" | w.yml:6:13 called here"},
	{"an action that is not there is a warning", STEPS USES("./gone", ""), NULL, NULL,
		"w.yml:6:13 LOCAL_UNREADABLE cannot read './gone': the repository has no action "
		"there"
		" (an action has an action.yml: a regular file of at most 1 MiB, reached through "
		"no link)"
		"\nw.yml:1:1 " NO_BUILD},
	{"nor is one through '..', wherever it leads", STEPS USES("./b/../a", "") ACTION("") APPLY,
		NULL, NULL,
		"w.yml:6:13 LOCAL_UNREADABLE cannot read './b/../a': a path through '..' is not "
		"followed"
		" (write the path from the repository's root)\nw.yml:1:1 " NO_BUILD},
	{"a reference inside that is none", STEPS USES("./a", "") ACTION("") USES("checkout", ""),
		NULL, NULL,
		"a/action.yml:4:13 USES 'checkout' is no action: it has no '@' with a version"
		" | w.yml:6:13 called here (write OWNER/REPOSITORY[/PATH]@REF, ./PATH or "
		"docker://IMAGE)"},
	{"an action in another repository is none of ours", STEPS USES("o/r/a@v1", ""), NULL, NULL,
		"w.yml:1:1 " NO_BUILD},
};

#define NEXT(n, m) "== " n "/action.yml\nruns: {using: composite, steps: [uses: ./" m "]}\n"
#define TO_8                                                                                       \
	STEPS USES("./0", ENV("{" REPO "}")) NEXT("0", "1") NEXT("1", "2") NEXT("2", "3")          \
		NEXT("3", "4") NEXT("4", "5") NEXT("5", "6") NEXT("6", "7") NEXT("7", "8")
#define LAST(n)                                                                                    \
	"== " n "/action.yml\nruns: {using: composite, steps: [{run: precache-apply, shell: "      \
	"sh}]}\n"

static const struct repo_row limits[] = {
	{"actions may use each other ten deep", TO_8 NEXT("8", "9") LAST("9"), NULL, "builds/0/id",
		"'j'"},
	{"and no deeper", TO_8 NEXT("8", "9") NEXT("9", "10") LAST("10"), NULL, NULL,
		"9/action.yml:1:40 CALL_CIRCLE actions use each other more than 10 levels deep"
		" | 8/action.yml:1:40 called here"},
};

int main(void)
{
	int failed = ROWS_RUN("builds in local actions", builds, repo_row_check);

	failed += ROWS_RUN("steps of local actions", steps, repo_row_check);
	failed += ROWS_RUN("where local actions lie", workspace, repo_row_check);
	failed += ROWS_RUN("what is said of local actions", said, repo_row_check);
	failed += ROWS_RUN("limits of local actions", limits, repo_row_check);
	return failed;
}
