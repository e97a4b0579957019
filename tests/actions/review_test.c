/* SPDX-License-Identifier: MIT */

/*
 * The review action's script against a double of GitHub's API: whom it asks, what it believes, and
 * what it writes. The run before may come from a fork, and whatever it left behind may be forged.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "actions/simulated.h"
#include "harness/http.h"
#include "harness/rows.h"

#define HEAD "1111111111111111111111111111111111111111"
#define BASE "2222222222222222222222222222222222222222"
#define TIP "3333333333333333333333333333333333333333"
#define OLD "4444444444444444444444444444444444444444"
#define NEW "5555555555555555555555555555555555555555"
#define BAD "6666666666666666666666666666666666666666"

#define EVENT(commit)                                                                              \
	"{\"workflow_run\": {\"head_sha\": \"" commit "\", \"head_branch\": \"a&b=c\","            \
	" \"head_repository\": {\"full_name\": \"fork/repo\", \"owner\": {\"login\": \"fork\"}},"  \
	" \"pull_requests\": [{\"number\": 666}]}}"
#define WORKFLOW(days)                                                                             \
	"on: push\njobs:\n  a:\n    runs-on: x\n    env:\n      CACHE_REPO: ghcr.io/a/b\n"         \
	"      ENVBUILDER_CACHE_TTL_DAYS: " days "\n"                                              \
	"    steps:\n      - run: precache-apply plan.json\n"
#define ENTRY(path, mode, id, size)                                                                \
	"{\"path\": \"" path "\", \"mode\": \"" mode "\", \"type\": \"blob\", \"sha\": \"" id      \
	"\", \"size\": " size "}"
#define TREE(entries) "{\"truncated\": false, \"tree\": [" entries "]}"
#define PULLS(commit)                                                                              \
	"[{\"number\": 8, \"head\": {\"sha\": \"" TIP "\"}}, {\"number\": 7, "                     \
	"\"head\": {\"sha\": \"" commit "\"}, \"base\": {\"sha\": \"" TIP "\"}}]"

#define W ".github/workflows/w.yml"
#define PULL_LIST "/repos/team/repo/pulls?state=open&per_page=100&head=fork%3Aa%26b%3Dc"
#define COMPARE "/repos/team/repo/compare/" TIP "..." HEAD
#define COMMENTS "/repos/team/repo/issues/7/comments"
#define MARKER "<!-- precache:v1 key=.github/workflows/w.yml plan="

/* What the API knows unless a row knows better: a fork's pull request 7 that changes a workflow. */
static const struct http_row usual[] = {
	{"GET", PULL_LIST, 200, PULLS(HEAD)},
	{"GET", COMPARE, 200, "{\"merge_base_commit\": {\"sha\": \"" BASE "\"}}"},
	{"GET", "/repos/team/repo/git/trees/" BASE "?recursive=1", 200,
		TREE(ENTRY(W, "100644", OLD, "200"))},
	{"GET", "/repos/fork/repo/git/trees/" HEAD "?recursive=1", 200,
		TREE(ENTRY(W, "100644", NEW, "200"))},
	{"GET", "/repos/team/repo/git/blobs/" OLD, 200, WORKFLOW("30")},
	{"GET", "/repos/fork/repo/git/blobs/" NEW, 200, WORKFLOW("7")},
	{"GET", COMMENTS, 200, "[]"},
	{"POST", COMMENTS, 201, "{}"},
	{"PATCH", "/repos/team/repo/issues/comments/", 200, "{}"},
};
#define USUAL (sizeof(usual) / sizeof(usual[0]))
#define OWN_MAX 4

struct review_row {
	const char *name;
	struct http_row own[OWN_MAX]; /* asked before the usual ones */
	const char *event;            /* NULL: a run of HEAD */
	const char *event_name;       /* NULL: workflow_run */
	int exit_code;
	const char *pull_request; /* NULL: not told */
	const char *changes;
	const char *asked; /* stands in what the API was asked */
	const char *never; /* does not */
};

static const struct review_row rows[] = {
	{"a change is said in a comment", {{0}}, NULL, NULL, 0, "7", "true", "POST " COMMENTS " ",
		"PATCH"},
	{"the comment carries its marker", {{0}}, NULL, NULL, 0, "7", "true", MARKER, NULL},
	{"the pull request is the one of the commit, not of the event", {{0}}, NULL, NULL, 0, "7",
		"true", NULL, "issues/666"},
	{"a comment that is there is edited",
		{{"GET", COMMENTS, 200,
			"[{\"id\": 5, \"user\": {\"type\": \"Bot\"}, \"body\": \"x\\n" MARKER
			"none -->\"}]"}},
		NULL, NULL, 0, "7", "true", "PATCH /repos/team/repo/issues/comments/5 ", "POST"},
	{"a person's comment with the marker is left alone",
		{{"GET", COMMENTS, 200,
			"[{\"id\": 5, \"user\": {\"type\": \"User\"}, \"body\": \"" MARKER
			"none -->\"}]"}},
		NULL, NULL, 0, "7", "true", "POST " COMMENTS " ", "PATCH"},
	{"another workflow's comment is left alone",
		{{"GET", COMMENTS, 200,
			"[{\"id\": 5, \"user\": {\"type\": \"Bot\"}, \"body\": "
			"\"<!-- precache:v1 key=.github/workflows/w.yml2 plan=x -->\"}]"}},
		NULL, NULL, 0, "7", "true", "POST " COMMENTS " ", "PATCH"},
	{"without a change nothing is written",
		{{"GET", "/repos/fork/repo/git/blobs/" NEW, 200, "# x\n" WORKFLOW("30")}}, NULL,
		NULL, 0, "7", "false", NULL, "POST"},
	{"a change that was taken back is said where it was said",
		{{"GET", "/repos/fork/repo/git/blobs/" NEW, 200, WORKFLOW("30")},
			{"GET", COMMENTS, 200,
				"[{\"id\": 5, \"user\": {\"type\": \"Bot\"}, \"body\": \"" MARKER
				"x -->\"}]"}},
		NULL, NULL, 0, "7", "false", "PATCH /repos/team/repo/issues/comments/5 ", "POST"},
	{"a commit that no open pull request has any more is none",
		{{"GET", PULL_LIST, 200, PULLS(OLD)}}, NULL, NULL, 0, "", "false", NULL,
		"git/trees"},
	{"a workflow that is new is a change",
		{{"GET", "/repos/team/repo/git/trees/", 200, TREE("")}}, NULL, NULL, 0, "7", "true",
		"POST " COMMENTS " ", NULL},
	{"a workflow that is gone is a change",
		{{"GET", "/repos/fork/repo/git/trees/", 200, TREE("")}}, NULL, NULL, 0, "7", "true",
		"POST " COMMENTS " ", NULL},
	{"a link is not followed",
		{{"GET", "/repos/fork/repo/git/trees/", 200, TREE(ENTRY(W, "120000", BAD, "20"))}},
		NULL, NULL, 0, "7", "true", NULL, BAD},
	{"a file that is too large is not fetched",
		{{"GET", "/repos/fork/repo/git/trees/", 200,
			TREE(ENTRY(W, "100644", BAD, "1048577"))}},
		NULL, NULL, 0, "7", "true", NULL, BAD},
	{"a path that leads out is not fetched",
		{{"GET", "/repos/fork/repo/git/trees/", 200,
			TREE(ENTRY(".github/../../../x.yml", "100644", BAD, "20") "," ENTRY(
				"/.github/x.yml", "100644", BAD, "20") "," ENTRY(".github/x\\n.yml",
				"100644", BAD, "20") "," ENTRY(W, "100644", NEW, "20"))}},
		NULL, NULL, 0, "7", "true", NULL, BAD},
	{"other files are not fetched",
		{{"GET", "/repos/fork/repo/git/trees/", 200,
			TREE(ENTRY("src/x.yml", "100644", BAD, "20") "," ENTRY(".github/run.sh",
				"100755", BAD, "20") "," ENTRY(W, "100644", NEW, "20"))}},
		NULL, NULL, 0, "7", "true", "POST", BAD},
	{"an action of the fork is read as data",
		{{"GET", "/repos/fork/repo/git/trees/", 200,
			 TREE(ENTRY("own/action.yml", "100644", BAD, "20") "," ENTRY(
				 W, "100644", NEW, "20"))},
			{"GET", "/repos/fork/repo/git/blobs/" BAD, 200, "runs: {using: node20}\n"}},
		NULL, NULL, 0, "7", "true", "/repos/fork/repo/git/blobs/" BAD, NULL},
	{"a workflow that cannot be planned is no reason to fail",
		{{"GET", "/repos/fork/repo/git/blobs/" NEW, 200, "jobs: [\n"}}, NULL, NULL, 0, "7",
		"false", NULL, "POST"},
	{"it is said where another thing was said before",
		{{"GET", "/repos/fork/repo/git/blobs/" NEW, 200, "jobs: [ ```\n"},
			{"GET", COMMENTS, 200,
				"[{\"id\": 5, \"user\": {\"type\": \"Bot\"}, \"body\": \"" MARKER
				"x -->\"}]"}},
		NULL, NULL, 0, "7", "false", "a workflow cannot be planned", "[ ```"},
	{"an event of another kind is refused", {{0}}, NULL, "pull_request_target", 1, NULL, NULL,
		NULL, "GET"},
	{"an event without a commit is refused", {{0}}, EVENT("main; rm -rf /"), NULL, 1, NULL,
		NULL, NULL, "GET"},
	{"an API that refuses is a failure", {{"GET", PULL_LIST, 403, "{}"}}, NULL, NULL, 22, NULL,
		NULL, NULL, "POST"},
	{"a comment that is refused is a failure", {{"POST", COMMENTS, 403, "{}"}}, NULL, NULL, 22,
		"7", NULL, "POST", NULL},
};

static size_t gather(const struct review_row *row, struct http_row *ret)
{
	size_t count = 0;

	for (size_t i = 0; i < OWN_MAX && row->own[i].method; i++)
		ret[count++] = row->own[i];
	for (size_t i = 0; i < USUAL; i++)
		ret[count++] = usual[i];
	return count;
}

static void set_inputs(struct simulated *runner, const struct review_row *row, int port)
{
	char *event = path_of(runner->root, "event.json");
	char address[64];

	(void)snprintf(address, sizeof(address), "http://127.0.0.1:%d", port);
	file_put(event, row->event ? row->event : EVENT(HEAD));
	simulated_set(runner, "GITHUB_API_URL", address);
	simulated_set(runner, "GITHUB_EVENT_PATH", event);
	simulated_set(
		runner, "GITHUB_EVENT_NAME", row->event_name ? row->event_name : "workflow_run");
	simulated_set(runner, "GITHUB_REPOSITORY", "team/repo");
	simulated_set(runner, "PRECACHE_TOKEN", "ghs_canary");
	simulated_set(runner, "PRECACHE_WORKFLOWS", ".github/workflows\n");
	free(event);
}

/* An artifact of the run before, which nobody may believe. */
static void forge(const struct simulated *runner)
{
	simulated_shell(runner, "echo 666 > number; echo 'evil' > comment.md; mkdir precache; "
				"printf '{\"number\": 666}' > precache/pull.json; "
				"printf '#!/bin/sh\\ntouch \"$HOME/ran\"\\n' > jq; chmod +x jq");
}

static void assert_output(const struct simulated *runner, const char *name, const char *expected)
{
	char *value = simulated_output(runner, name);

	if (!expected) {
		assert_null(value);
		return;
	}
	assert_non_null(value);
	assert_string_equal(value, expected);
	free(value);
}

static void check_review(void **state)
{
	const struct review_row *row = *state;
	struct simulated runner = simulated_make();
	struct http_row answers[OWN_MAX + USUAL];
	char *log = path_of(runner.root, "asked");

	file_put(log, "");
	forge(&runner);
	const size_t count = gather(row, answers);
	struct http_server server = http_start(answers, count, log);
	set_inputs(&runner, row, server.port);
	struct process process = simulated_run(&runner, "review");
	http_stop(&server);
	char *asked = file_get(log);
	if (process.exit_code != row->exit_code)
		print_error("%s%s%s", process.out, process.err, asked);
	assert_int_equal(process.exit_code, row->exit_code);
	assert_output(&runner, "pull-request", row->pull_request);
	assert_output(&runner, "changes", row->changes);
	assert_true(!row->asked || strstr(asked, row->asked));
	assert_true(!row->never || !strstr(asked, row->never));
	assert_null(strstr(asked, "evil"));
	assert_null(strstr(process.out, "canary"));
	assert_null(strstr(process.err, "canary"));
	free(asked);
	free(log);
	process_free(&process);
	simulated_free(&runner);
}

int main(void)
{
	return ROWS_RUN("the review action", rows, check_review);
}
