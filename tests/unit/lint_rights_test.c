/* SPDX-License-Identifier: MIT */
#include "harness/lints.h"
#include "harness/rows.h"

#define TRIGGERS "on: {push: , schedule: [{cron: '17 6 * * *'}]}\n"
#define ENV "    env: {CACHE_REPO: ghcr.io/team/cache, ENVBUILDER_CACHE_TTL_DAYS: 6}\n"
#define OWN "{GHCR_USER: u, GHCR_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"
#define OTHER "{GHCR_USER: u, GHCR_TOKEN: '${{ secrets.PAT }}'}\n"
#define STEP(token) "    steps:\n      - run: precache-apply\n        env: " token

/* A build with the permissions of the workflow and of the job, lines 2 and 8. */
#define RIGHTS(workflow, job, token)                                                               \
	TRIGGERS workflow                                                                          \
		"jobs:\n  a:\n    runs-on: x\n    timeout-minutes: 9\n    concurrency: a\n" job    \
			ENV                                                                        \
			STEP(token)

static const struct lint_row permissions[] = {
	{"a job that may write packages",
		RIGHTS("permissions: {}\n", "    permissions: {packages: write}\n", OWN), "", NULL},
	{"one that may not, and pushes with its own token",
		RIGHTS("permissions: {}\n", "    permissions: {contents: read}\n", OWN),
		"8:18 PC0330 error\n", "add 'packages: write' to the permissions of job 'a'"},
	{"one for which the workflow says it", RIGHTS("permissions: {contents: read}\n", "", OWN),
		"2:14 PC0330 error\n", NULL},
	{"with another token it needs no right", RIGHTS("permissions: {}\n", "", OTHER), "", NULL},
	{"a right of the whole workflow", RIGHTS("permissions: {packages: write}\n", "", OWN),
		"2:15 PC0331 warning\n", "this job takes it"},
	{"all rights of the whole workflow", RIGHTS("permissions: write-all\n", "", OWN),
		"2:14 PC0331 warning\n", NULL},
	{"a right that no job takes from it",
		RIGHTS("permissions: {packages: write}\n", "    permissions: {packages: write}\n",
			OWN),
		"", NULL},
	{"nothing is said", RIGHTS("", "", OWN), "3:3 PC0332 warning\n",
		"nothing says what the token of job 'a' may do"},
	{"nothing is said of two jobs without a build",
		"on: push\njobs:\n  a: {runs-on: x, steps: [{run: ls}]}\n"
		"  b: {runs-on: x, steps: [{run: ls}]}\n",
		"3:3 PC0332 note\n", "and of 1 more"},
	{"a workflow that is called has its caller's",
		"on: workflow_call\njobs:\n  a: {runs-on: x, steps: [{run: ls}]}\n", "", NULL},
};

#define BUILD(job, step)                                                                           \
	TRIGGERS "permissions: {}\njobs:\n  a:\n    runs-on: x\n" job                              \
		 "    permissions: {packages: write}\n" ENV "    steps:\n" step                    \
		 "      - run: precache-apply\n        env: " OWN
#define GOOD "    timeout-minutes: 9\n    concurrency: a\n"
#define COMMIT "@0123456789012345678901234567890123456789"

static const struct lint_row runs[] = {
	{"a checkout that keeps its credential",
		BUILD(GOOD, "      - uses: actions/checkout" COMMIT "\n"), "11:15 PC0343 warning\n",
		"add 'persist-credentials: false'"},
	{"a checkout that does not",
		BUILD(GOOD, "      - uses: actions/checkout" COMMIT
			    "\n        with: {persist-credentials: false}\n"),
		"", NULL},
	{"one that does not, in capital letters",
		BUILD(GOOD, "      - uses: Actions/Checkout" COMMIT
			    "\n        with: {Persist-Credentials: False}\n"),
		"", NULL},
	{"one in a job without a build",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - uses: actions/checkout" COMMIT "\n",
		"", NULL},
	{"no concurrency", BUILD("    timeout-minutes: 9\n", ""), "4:3 PC0344 warning\n",
		"overwrite each other's image"},
	{"a group that differs in each run",
		BUILD("    timeout-minutes: 9\n    concurrency: '${{ github.run_id }}'\n", ""),
		"7:18 PC0344 warning\n", NULL},
	{"a group of the workflow", "concurrency: w\n" BUILD("    timeout-minutes: 9\n", ""), "",
		NULL},
	{"no time-out", BUILD("    concurrency: a\n", ""), "4:3 PC0345 warning\n", NULL},
	{"a build's failure that counts for nothing",
		BUILD(GOOD "    continue-on-error: true\n", ""), "8:24 PC0346 warning\n", NULL},
	{"a failure that counts", BUILD(GOOD "    continue-on-error: false\n", ""), "", NULL},
	{"secrets for a workflow of others",
		"on: push\npermissions: {}\njobs:\n  a:\n    uses: "
		"o/r/.github/workflows/w.yml" COMMIT "\n    secrets: inherit\n",
		"6:14 PC0347 warning\n", NULL},
	{"secrets by name",
		"on: push\npermissions: {}\njobs:\n  a:\n    uses: "
		"o/r/.github/workflows/w.yml" COMMIT "\n    secrets: {A: '${{ secrets.A }}'}\n",
		"", NULL},
	{"an action that is pinned by a tag, in the job of a build",
		BUILD(GOOD, "      - uses: actions/setup-node@v4\n"), "11:34 PC0342 warning\n",
		"'actions/setup-node' is pinned by 'v4'"},
	{"in another job",
		"on: push\npermissions: {}\njobs: {a: {runs-on: x, steps: [{uses: a/b@v1}]}}\n",
		"3:43 PC0342 note\n", NULL},
	{"by a commit", BUILD(GOOD, "      - uses: actions/setup-node" COMMIT " # v4\n"), "", NULL},
	{"by half a commit", BUILD(GOOD, "      - uses: actions/setup-node@0123456\n"),
		"11:34 PC0342 warning\n", NULL},
	{"of the same repository", BUILD(GOOD, "      - uses: ./.github/actions/x\n"),
		"11:15 PC0511 warning\n", NULL},
	{"an image without a digest", BUILD(GOOD, "      - uses: docker://debian:12\n"),
		"11:15 PC0342 warning\n", "docker://IMAGE@sha256:"},
	{"a called workflow that is pinned by a branch",
		"on: push\npermissions: {}\njobs:\n  a:\n    uses: "
		"o/r/.github/workflows/w.yml@main\n",
		"5:39 PC0342 note\n", NULL},
};

#define FORK(on, rest)                                                                             \
	"on: " on "\npermissions: {contents: write}\njobs:\n  a:\n    runs-on: x\n" rest
#define CHECKOUT(with) "      - uses: actions/checkout" COMMIT "\n        with: {" with "}\n"
#define HEAD "ref: '${{ github.event.pull_request.head.sha }}'"
#define MAKE "      - run: make\n"

static const struct lint_row forks[] = {
	{"pull_request_target with a checkout of the head is the attack",
		FORK("pull_request_target", "    steps:\n" CHECKOUT(HEAD) MAKE),
		"8:26 PC0333 warning\n", "'pull_request_target' starts it"},
	{"whatever the case of the input's name",
		FORK("pull_request_target",
			"    steps:\n" CHECKOUT("Ref: '${{ github.event.pull_request.head.sha }}'")
				MAKE),
		"8:26 PC0333 warning\n", "'pull_request_target' starts it"},
	{"with a build it is an error",
		"on: {pull_request_target: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\n"
		"jobs:\n  a:\n    runs-on: x\n" GOOD "    permissions: {packages: write}\n" ENV
		"    steps:\n" CHECKOUT(
			HEAD ", persist-credentials: false") "      - run: precache-apply\n        "
							     "env: " OWN,
		"12:26 PC0333 error\n", "with the rights and secrets of job 'a'"},
	{"a build by an action runs what was checked out",
		"on: {pull_request_target: , schedule: [{cron: '17 6 * * *'}]}\npermissions: {}\n"
		"jobs:\n  a:\n    runs-on: x\n" GOOD "    permissions: {packages: write}\n" ENV
		"    steps:\n" CHECKOUT(HEAD
			", persist-credentials: false") "      - uses: "
							"o/precache/.github/actions/apply" COMMIT
							"\n        env: " OWN,
		"12:26 PC0333 error\n", NULL},
	{"so does one that builds a Dockerfile",
		FORK("pull_request_target",
			"    steps:\n" CHECKOUT(
				HEAD) "      - uses: docker/build-push-action" COMMIT "\n"),
		"8:26 PC0333 warning\n", NULL},
	{"by the head's branch and repository",
		FORK("[pull_request_target]",
			"    steps:\n" CHECKOUT(
				"repository: '${{ "
				"github.event.pull_request.head.repo.full_name }}', ref: "
				"'${{ github.head_ref }}'") MAKE),
		"8:94 PC0333 warning\n", NULL},
	{"by the number of the pull request",
		FORK("{pull_request_target: }",
			"    steps:\n" CHECKOUT("ref: 'refs/pull/${{ github.event.number }}/merge'")
				MAKE),
		"8:22 PC0333 warning\n", NULL},
	{"by a command",
		FORK("issue_comment",
			"    steps:\n      - run: |\n          gh pr checkout 1\n          make\n"),
		"8:11 PC0333 warning\n", NULL},
	{"by a fetch",
		FORK("issue_comment", "    steps:\n      - run: git fetch origin pull/$N/head\n"),
		"7:14 PC0333 warning\n", NULL},
	{"by git with its commit",
		FORK("{workflow_run: {workflows: [w]}}",
			"    steps:\n      - run: git checkout ${{ "
			"github.event.workflow_run.head_sha }}\n"),
		"7:31 PC0333 warning\n", NULL},
	{"its commit alone is a number",
		FORK("{workflow_run: {workflows: [w]}}", "    steps:\n      - run: echo ${{ "
							 "github.event.workflow_run.head_sha }}\n"),
		"", NULL},
	{"workflow_run with a checkout of the head",
		FORK("{workflow_run: {workflows: [w]}}",
			"    steps:\n" CHECKOUT("ref: '${{ github.event.workflow_run.head_sha }}'")
				MAKE),
		"8:26 PC0333 warning\n", NULL},
	{"a checkout of the base", FORK("pull_request_target", "    steps:\n" CHECKOUT("") MAKE),
		"", NULL},
	{"a checkout of the head that nothing runs",
		FORK("pull_request_target", "    steps:\n" CHECKOUT(HEAD)), "", NULL},
	{"pull_request has no rights", FORK("pull_request", "    steps:\n" CHECKOUT(HEAD) MAKE), "",
		NULL},
	{"a job that may write nothing and has no secret",
		FORK("pull_request_target",
			"    permissions: {contents: read}\n    steps:\n" CHECKOUT(HEAD) MAKE),
		"", NULL},
	{"one that has a secret",
		FORK("pull_request_target",
			"    permissions: {contents: read}\n    steps:\n" CHECKOUT(HEAD) MAKE
			"        env: {T: '${{ secrets.T }}'}\n"),
		"9:26 PC0333 warning\n", NULL},
	{"a condition that asks who it is",
		FORK("pull_request_target", "    if: github.event.pull_request.head.repo.full_name "
					    "== github.repository\n"
					    "    steps:\n" CHECKOUT(HEAD) MAKE),
		"", NULL},
	{"a job that it waits for asks who it is",
		FORK("pull_request_target", "    needs: [b]\n    steps:\n" CHECKOUT(HEAD) MAKE
			"  b:\n    if: github.event.label.name == 'safe'\n    runs-on: x\n"
			"    steps: [{run: ls}]\n"),
		"", NULL},
	{"a condition that excludes the event",
		FORK("[pull_request_target, push]",
			"    if: ${{ false }}\n    steps:\n" CHECKOUT(HEAD) MAKE),
		"", NULL},
	{"what a fork's run left",
		FORK("{workflow_run: {workflows: [w]}}",
			"    steps:\n      - uses: actions/download-artifact" COMMIT
			"\n        with: {run-id: '${{ github.event.workflow_run.id }}'}\n"),
		"7:15 PC0334 note\n", NULL},
	{"what this run left",
		FORK("{workflow_run: {workflows: [w]}}",
			"    steps:\n      - uses: actions/download-artifact" COMMIT "\n"),
		"", NULL},
	{"only of runs by a push",
		FORK("{workflow_run: {workflows: [w]}}",
			"    if: github.event.workflow_run.event == 'push'\n    steps:\n"
			"      - run: gh run download 1\n"),
		"", NULL},
	{"a machine of one's own",
		"on: pull_request\npermissions: {}\njobs:\n  a: {runs-on: [self-hosted, x], steps: "
		"[{run: ls}]}\n",
		"4:17 PC0335 note\n", NULL},
	{"a machine of one's own for pushes",
		"on: push\npermissions: {}\njobs:\n  a: {runs-on: self-hosted, steps: [{run: "
		"ls}]}\n",
		"", NULL},
};

/* A script in line 7, in a job without a build; its step's other keys come first. */
#define SCRIPT(keys, script)                                                                       \
	"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - " keys        \
	"run: |\n          " script "\n"
#define IN_BUILD(script)                                                                           \
	BUILD(GOOD, "      - env: {T: '${{ secrets.T }}'}\n        run: " script "\n")
#define TOKEN "env: {T: '${{ secrets.T }}'}\n        "

static const struct lint_row strangers[] = {
	{"a title in a script", SCRIPT("", "echo ${{ github.event.issue.title }}"),
		"8:20 PC0336 warning\n", "whoever writes 'github.event.issue.title'"},
	{"in a job with a build it is an error",
		BUILD(GOOD, "      - run: echo ${{ github.head_ref }}\n"), "11:23 PC0336 error\n",
		NULL},
	{"in brackets and other letters", SCRIPT("", "echo ${{ GITHUB.event['Issue'].TITLE }}"),
		"8:20 PC0336 warning\n", NULL},
	{"a message of any commit", SCRIPT("", "echo ${{ github.event.commits[0].message }}"),
		"8:20 PC0336 warning\n", NULL},
	{"with a default", SCRIPT("", "echo ${{ github.head_ref || github.ref_name }}"),
		"8:20 PC0336 warning\n", NULL},
	{"in a format", SCRIPT("", "echo ${{ format('{0}', github.head_ref) }}"),
		"8:34 PC0336 warning\n", NULL},
	{"all of the event", SCRIPT("", "echo '${{ toJSON(github.event) }}'"),
		"8:28 PC0336 warning\n", NULL},
	{"by way of env",
		SCRIPT("env: {TITLE: '${{ github.event.issue.title }}'}\n        ",
			"echo ${{ env.TITLE }}"),
		"9:20 PC0336 warning\n", "the text comes from here"},
	{"as a variable of the shell it is a value",
		SCRIPT("env: {TITLE: '${{ github.event.issue.title }}'}\n        ",
			"echo \"$TITLE\""),
		"", NULL},
	{"a question about it", SCRIPT("", "echo ${{ github.event.issue.title == 'x' }}"), "",
		NULL},
	{"a number", SCRIPT("", "echo ${{ github.event.issue.number }}"), "", NULL},
	{"in the script of an action",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - uses: actions/github-script" COMMIT
		"\n        with: {script: 'x(`${{ github.event.comment.body }}`)'}\n",
		"8:32 PC0336 warning\n", NULL},
	{"in a script whose input is written in capitals",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - uses: actions/github-script" COMMIT
		"\n        with: {SCRIPT: 'x(`${{ github.event.comment.body }}`)'}\n",
		"8:32 PC0336 warning\n", NULL},
	{"in another input of an action",
		"on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n"
		"      - uses: actions/labeler" COMMIT
		"\n        with: {title: '${{ github.event.comment.body }}'}\n",
		"", NULL},
	{"an input that is any text",
		"on: {workflow_dispatch: {inputs: {x: {type: string}}}}\npermissions: {}\njobs:\n"
		"  a: {runs-on: x, steps: [{run: 'echo ${{ inputs.x }}'}]}\n",
		"4:43 PC0337 note\n", NULL},
	{"an input that is a choice",
		"on: {workflow_dispatch: {inputs: {x: {type: choice, options: "
		"[a]}}}}\npermissions: {}\n"
		"jobs:\n  a: {runs-on: x, steps: [{run: 'echo ${{ github.event.inputs.x }}'}]}\n",
		"", NULL},
	{"what the run was started with",
		"on: repository_dispatch\npermissions: {}\njobs:\n"
		"  a: {runs-on: x, steps: [{run: 'echo ${{ github.event.client_payload.a.b "
		"}}'}]}\n",
		"4:43 PC0337 note\n", "it is any text"},
};

static const struct lint_row secrets[] = {
	{"a secret that is printed", SCRIPT(TOKEN, "echo \"$T\""), "9:17 PC0338 warning\n",
		"the secret in '$T' is printed"},
	{"in the job of a build it is an error", IN_BUILD("echo \"$T\""), "12:20 PC0338 error\n",
		NULL},
	{"by its expression", SCRIPT("", "echo ${{ secrets.T }}"), "8:16 PC0338 warning\n", NULL},
	{"in a here-document", SCRIPT(TOKEN, "cat <<E\n          a $T\n          E"),
		"10:13 PC0338 warning\n", NULL},
	{"by a variable that was set from it",
		SCRIPT(TOKEN, "U=\"x:$T\"\n          printf %s \"$U\""), "10:22 PC0338 warning\n",
		NULL},
	{"into the page of the run", SCRIPT(TOKEN, "echo $T >>$GITHUB_STEP_SUMMARY"),
		"9:16 PC0338 warning\n", NULL},
	{"the whole environment, in the job of a build", IN_BUILD("env"), "12:14 PC0338 error\n",
		NULL},
	{"into a pipe", SCRIPT(TOKEN, "echo \"$T\" | docker login -u x --password-stdin"), "",
		NULL},
	{"into a file", SCRIPT(TOKEN, "echo \"$T\" >key"), "", NULL},
	{"from a group into a file", SCRIPT(TOKEN, "{ echo \"$T\"; } >key"), "", NULL},
	{"into a word", SCRIPT(TOKEN, "K=$(echo \"$T\" | base64)"), "", NULL},
	{"in another form", SCRIPT(TOKEN, "echo \"$T\" | base64 | rev"), "9:17 PC0338 warning\n",
		NULL},
	{"by tee into the log too", SCRIPT(TOKEN, "echo \"$(date) $T\" | tee log"),
		"9:25 PC0338 warning\n", NULL},
	{"by tee into files alone", SCRIPT(TOKEN, "echo \"$T\" | tee log >/dev/null"), "", NULL},
	{"as a mask", SCRIPT(TOKEN, "echo \"::add-mask::$T\""), "", NULL},
	{"its length", SCRIPT(TOKEN, "echo ${#T} ${T:+set}"), "", NULL},
	{"whether it is set", SCRIPT("env: {T: \"${{ secrets.T != '' }}\"}\n        ", "echo $T"),
		"", NULL},
	{"of PowerShell nothing is known", SCRIPT(TOKEN "shell: pwsh\n        ", "echo \"$T\""), "",
		NULL},
	{"into GITHUB_ENV", SCRIPT(TOKEN, "echo \"T=$T\" >> \"$GITHUB_ENV\""),
		"9:19 PC0339 warning\n", NULL},
	{"into an output, from a group", SCRIPT(TOKEN, "{ echo \"t=$T\"; } >>$GITHUB_OUTPUT"),
		"9:21 PC0339 warning\n", NULL},
	{"by tee", SCRIPT(TOKEN, "echo \"T=$T\" | tee -a $GITHUB_ENV"), "9:19 PC0339 warning\n",
		NULL},
	{"by the old command", SCRIPT(TOKEN, "echo \"::set-output name=t::$T\""),
		"9:38 PC0339 warning\n", NULL},
	{"another value into GITHUB_ENV", SCRIPT(TOKEN, "echo \"A=$A\" >> $GITHUB_ENV"), "", NULL},
	{"an expression on a command line", SCRIPT("", "docker login -p ${{ secrets.T }}"),
		"8:27 PC0340 warning\n", "the shell reads its characters too"},
	{"a variable on a command line, in the job of a build", IN_BUILD("docker login -p \"$T\""),
		"12:31 PC0340 warning\n", "on its standard input"},
	{"in another job it is how the tools want it",
		SCRIPT(TOKEN, "curl -H \"Authorization: $T\" https://example.com"), "", NULL},
	{"traced", SCRIPT(TOKEN, "set -eux\n          make"), "9:11 PC0341 note\n",
		"'$T' holds a secret"},
	{"by its long name", IN_BUILD("set -o xtrace"), "12:14 PC0341 warning\n", NULL},
	{"by the shell's own word", SCRIPT(TOKEN "shell: bash -ex {0}\n        ", "make"),
		"8:16 PC0341 note\n", NULL},
	{"traced without a secret", SCRIPT("", "set -eux\n          make"), "", NULL},
	{"not traced", SCRIPT(TOKEN, "set -eu"), "", NULL},
};

int main(void)
{
	return ROWS_RUN("what the job's token may do", permissions, lint_row_check) +
	       ROWS_RUN("how the job with a build runs", runs, lint_row_check) +
	       ROWS_RUN("whether code of strangers has rights", forks, lint_row_check) +
	       ROWS_RUN("text of strangers in a script", strangers, lint_row_check) +
	       ROWS_RUN("where a script takes a secret", secrets, lint_row_check);
}
