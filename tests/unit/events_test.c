/* SPDX-License-Identifier: MIT */

/* What each event means for a build: whether it runs, and whether it ends in a push. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/findings.h"
#include "harness/json_tree.h"
#include "harness/rows.h"
#include "plan/plan.h"

/* A workflow, what is known of its contexts, and the events of its first build: "push runs pushes",
 * "runs?" for unknown and "-" for neither, a line each. */
struct events_row {
	const char *name;
	const char *workflow;
	const char *context; /* a YAML mapping; NULL: none */
	const char *event;   /* that is asked for; NULL: all */
	const char *events;
};

#define CALL                                                                                       \
	"    steps:\n      - run: precache-apply\n        env: {CACHE_REPO: ghcr.io/t/c, "         \
	"GHCR_USER: u, GHCR_TOKEN: '${{ secrets.T }}'}\n"
#define STEP(keys)                                                                                 \
	"    steps:\n      - run: precache-apply\n        env: {CACHE_REPO: ghcr.io/t/c, "         \
	"GHCR_USER: u, GHCR_TOKEN: '${{ secrets.T }}'}\n" keys
#define ON(events) "on: " events "\njobs:\n  b:\n    runs-on: x\n"
#define IF(condition) "    if: " condition "\n"
#define STEP_IF(condition) STEP("        if: " condition "\n")
#define THREE ON("[push, schedule, pull_request]")

static const struct events_row conditions[] = {
	{"without a condition every event runs it, and a fork cannot push",
		ON("[push, pull_request]") CALL, NULL, NULL,
		"pull_request runs pushes, fork runs\npush runs pushes"},
	{"a job's condition on the event's name",
		ON("[push, pull_request]") IF("github.event_name == 'push'") CALL, NULL, NULL,
		"pull_request -, fork -\npush runs pushes"},
	{"a step's", ON("[push, pull_request]") STEP_IF("github.event_name != 'pull_request'"),
		NULL, NULL, "pull_request -, fork -\npush runs pushes"},
	{"both",
		ON("[push, release]") IF("github.event_name == 'push'")
			STEP_IF("github.event_name == 'release'"),
		NULL, NULL, "push -\nrelease -"},
	{"what nobody knows", ON("push") IF("github.actor == 'x'") CALL, NULL, NULL,
		"push runs? pushes?"},
	{"what is known on one side alone",
		ON("[push, release]") IF("github.event_name == 'push' && github.actor == 'x'") CALL,
		NULL, NULL, "push runs? pushes?\nrelease -"},
	{"a value that is given", ON("push") IF("vars.ON == 'yes'") CALL, "vars: {ON: yes}", NULL,
		"push runs pushes"},
	{"success() is the usual run", ON("push") IF("success()") CALL, NULL, NULL,
		"push runs pushes"},
	{"failure() is not known", ON("push") STEP_IF("failure()"), NULL, NULL,
		"push runs? pushes?"},
	{"always() holds", ON("push") STEP_IF("always()"), NULL, NULL, "push runs pushes"},
	{"a condition on the step's own env",
		ON("[push, release]") "    env: {GO: \"${{ github.event_name == 'push' "
				      "}}\"}\n" STEP_IF("env.GO == 'true'"),
		NULL, NULL, "push runs pushes\nrelease -"},
	{"a called workflow has its caller's event",
		ON("workflow_call") IF("github.event_name == 'workflow_call'") CALL, NULL, NULL,
		"workflow_call runs? pushes?"},
};

#define NEEDS                                                                                      \
	"on: [push, release]\njobs:\n  a: {runs-on: x, if: github.event_name == 'push', steps: "   \
	"[run: x]}\n  b:\n    runs-on: x\n    needs: a\n"

static const struct events_row needs[] = {
	{"a job is skipped when one that it needs is", NEEDS CALL, NULL, NULL,
		"push runs pushes\nrelease -"},
	{"also behind a condition of its own", NEEDS IF("github.ref_type != 'x'") CALL, NULL, NULL,
		"push runs? pushes?\nrelease -"},
	{"but not when it asks for a status", NEEDS IF("always()") CALL, NULL, NULL,
		"push runs pushes\nrelease runs pushes"},
	{"or for not being cancelled", NEEDS IF("${{ !cancelled() }}") CALL, NULL, NULL,
		"push runs pushes\nrelease runs pushes"},
	{"how a needed job ended in the usual run",
		NEEDS IF("always() && needs.a.result == 'success'") CALL, NULL, NULL,
		"push runs pushes\nrelease -"},
	{"or that it was skipped", NEEDS IF("always() && needs.a.result == 'skipped'") CALL, NULL,
		NULL, "push -\nrelease runs pushes"},
	{"how all needed jobs ended",
		NEEDS IF("${{ !cancelled() && !contains(needs.*.result, 'failure') }}") CALL, NULL,
		NULL, "push runs pushes\nrelease runs pushes"},
	{"a job that is not needed has no result", NEEDS IF("needs.z.result == 'success'") CALL,
		NULL, NULL, "push -\nrelease -"},
	{"success() does not hold when one is skipped", NEEDS IF("${{ !success() }}") CALL, NULL,
		NULL, "push -\nrelease runs pushes"},
	{"but something else may", NEEDS IF("success() || github.event_name == 'release'") CALL,
		NULL, NULL, "push runs pushes\nrelease runs pushes"},
	{"what a needed job gives is not known", NEEDS IF("needs.a.outputs.x == 'y'") CALL, NULL,
		NULL, "push runs? pushes?\nrelease -"},
	{"over several jobs",
		"on: [push, release]\njobs:\n"
		"  a: {runs-on: x, if: github.event_name == 'push', steps: [run: x]}\n"
		"  c: {runs-on: x, needs: a, steps: [run: x]}\n"
		"  b:\n    runs-on: x\n    needs: [c]\n" CALL,
		NULL, NULL, "push runs pushes\nrelease -"},
};

static const struct events_row pushing[] = {
	{"a value of the builder that hangs on the event",
		ON("[push, pull_request]") "    env: {ENVBUILDER_PUSH_IMAGE: \"${{ "
					   "github.event_name != 'pull_request' }}\"}\n" CALL,
		NULL, NULL, "pull_request runs, fork runs\npush runs pushes"},
	{"a dry run for one event",
		ON("[push, pull_request]") "    env: {DRY_RUN: \"${{ github.event_name == "
					   "'pull_request' }}\"}\n" CALL,
		NULL, NULL, "pull_request runs, fork runs\npush runs pushes"},
	{"a job's own token needs its permission",
		ON("push") "    permissions: {contents: read}\n"
			   "    steps:\n      - run: precache-apply\n        env: {CACHE_REPO: "
			   "ghcr.io/t/c, "
			   "GHCR_USER: u, GHCR_TOKEN: '${{ github.token }}'}\n",
		NULL, NULL, "push runs"},
	{"a fork's job has no rights, pull_request_target has",
		ON("[pull_request, pull_request_target]") CALL, NULL, NULL,
		"pull_request runs pushes, fork runs\npull_request_target runs pushes"},
};

#define FORK "github.event.pull_request.head.repo.fork"
#define HEAD "github.event.pull_request.head.repo.full_name"

static const struct events_row forks[] = {
	{"a condition on the fork", ON("pull_request") IF("${{ !" FORK " }}") CALL, NULL, NULL,
		"pull_request runs pushes, fork -"},
	{"compared", ON("pull_request") IF(FORK " == true") CALL, NULL, NULL,
		"pull_request -, fork runs"},
	{"the usual one on the names",
		ON("[push, pull_request]") IF("github.event_name != 'pull_request' || " HEAD
					      " == github.repository") CALL,
		NULL, NULL, "pull_request runs pushes, fork -\npush runs pushes"},
	{"the other way round", ON("pull_request") IF("github.repository != " HEAD) CALL, NULL,
		NULL, "pull_request -, fork runs"},
	{"of the base",
		ON("pull_request") IF(HEAD " == github.event.pull_request.base.repo.full_name")
			CALL,
		NULL, NULL, "pull_request runs pushes, fork -"},
	{"with a known name", ON("pull_request") IF(HEAD " == github.repository") CALL,
		"github: {repository: o/r}", NULL, "pull_request runs pushes, fork -"},
	{"a name in words is known of the repository alone",
		ON("pull_request") IF(HEAD " == 'o/r'") CALL, "github: {repository: o/r}", NULL,
		"pull_request runs pushes, fork runs?"},
	{"outside of a pull request there is none", ON("push") IF(FORK " == null") CALL, NULL, NULL,
		"push runs pushes"},
};

static const struct events_row refs[] = {
	{"one branch in the filter is the ref",
		ON("{push: {branches: [main]}}") IF("github.ref == 'refs/heads/main'") CALL, NULL,
		NULL, "push runs pushes"},
	{"and its name", ON("{push: {branches: main}}") IF("github.ref_name == 'main'") CALL, NULL,
		NULL, "push runs pushes"},
	{"of two it is one of them",
		ON("{push: {branches: [main, next]}}") IF("github.ref_name == 'main'") CALL, NULL,
		NULL, "push runs? pushes?"},
	{"of a pattern it is any",
		ON("{push: {branches: ['v*']}}") IF("github.ref_name == 'v1'") CALL, NULL, NULL,
		"push runs? pushes?"},
	{"but a branch it is",
		ON("{push: {branches: ['v*']}}") IF("github.ref_type == 'branch'") CALL, NULL, NULL,
		"push runs pushes"},
	{"one tag in the filter",
		ON("{push: {tags: [v1]}}") IF("github.ref == 'refs/tags/v1'") CALL, NULL, NULL,
		"push runs pushes"},
	{"a tag is no branch",
		ON("{push: {tags: ['v*']}}") IF("github.ref == 'refs/heads/main'") CALL, NULL, NULL,
		"push -"},
	{"and begins as its pattern does",
		ON("{push: {tags: ['v*']}}") IF("startsWith(github.ref, 'refs/tags/v')") CALL, NULL,
		NULL, "push runs pushes"},
	{"so does its name",
		ON("{push: {tags: ['v[0-9]+']}}") IF("startsWith(github.ref_name, 'V')") CALL, NULL,
		NULL, "push runs pushes"},
	{"of several patterns it begins as all do",
		ON("{push: {branches: ['rel/1.*', rel/2, '!main']}}")
			IF("startsWith(github.ref, 'refs/heads/rel/')") CALL,
		NULL, NULL, "push runs pushes"},
	{"and is no name that begins in another way",
		ON("{push: {branches: ['rel/1.*', rel/2, '!main']}}") IF(
			"github.ref_name == 'main' || startsWith(github.ref_name, 'rel/1')") CALL,
		NULL, NULL, "push runs? pushes?"},
	{"a sign that may be missing is no beginning",
		ON("{push: {branches: ['dev?']}}") IF("startsWith(github.ref_name, 'dev')") CALL,
		NULL, NULL, "push runs? pushes?"},
	{"but what stands before it is",
		ON("{push: {branches: ['dev?']}}") IF("github.ref_name == 'main'") CALL, NULL, NULL,
		"push -"},
	{"what begins in that way holds its parts",
		ON("{push: {tags: ['v*']}}") IF("contains(github.ref, 'refs/tags')") CALL, NULL,
		NULL, "push runs pushes"},
	{"and may hold others", ON("{push: {tags: ['v*']}}") IF("contains(github.ref, '-rc')") CALL,
		NULL, NULL, "push runs? pushes?"},
	{"a queue's branch",
		ON("merge_group") IF("startsWith(github.ref_name, 'gh-readonly-')") CALL, NULL,
		NULL, "merge_group runs pushes"},
	{"and starts as tags do", ON("[release]") IF("startsWith(github.ref, 'refs/tags/v')") CALL,
		NULL, NULL, "release runs? pushes?"},
	{"whatever it is called", ON("[release]") IF("startsWith(github.ref, 'refs/TAGS/')") CALL,
		NULL, NULL, "release runs pushes"},
	{"a pull request is no branch",
		ON("[pull_request]") IF("github.ref == 'refs/heads/main'") CALL, NULL, NULL,
		"pull_request -, fork -"},
	{"nor has it a branch's name", ON("[pull_request]") IF("github.ref_name != 'main'") CALL,
		NULL, NULL, "pull_request runs pushes, fork runs"},
	{"one that was closed may have its base's",
		ON("{pull_request: {types: [closed]}}") IF("github.ref == 'refs/heads/main'") CALL,
		NULL, NULL, "pull_request runs? pushes?, fork runs?"},
	{"a schedule runs on a branch",
		ON("{schedule: [{cron: '0 6 * * 1'}]}") IF("startsWith(github.ref, 'refs/tags/')")
			CALL,
		NULL, NULL, "schedule -"},
	{"whose name nobody knows",
		ON("{schedule: [{cron: '0 6 * * 1'}]}") IF("github.ref == 'refs/heads/main'") CALL,
		NULL, NULL, "schedule runs? pushes?"},
	{"also in the builder's switch",
		ON("[pull_request]") "    env: {ENVBUILDER_PUSH_IMAGE: \"${{ github.ref == "
				     "'refs/heads/main' }}\"}\n" CALL,
		NULL, NULL, "pull_request runs, fork runs"},
	{"beside branches it is either",
		ON("{push: {tags: [v1], branches: [main]}}") IF("github.ref_name == 'v1'") CALL,
		NULL, NULL, "push runs? pushes?"},
	{"without a filter it is any", ON("push") IF("github.ref_name == 'main'") CALL, NULL, NULL,
		"push runs? pushes?"},
	{"the base of a pull request",
		ON("{pull_request: {branches: [main]}}") IF("github.base_ref == 'main'") CALL, NULL,
		NULL, "pull_request runs pushes, fork runs"},
	{"which begins as its pattern does",
		ON("{pull_request: {branches: ['rel/*']}}")
			IF("startsWith(github.base_ref, 'rel/')") CALL,
		NULL, NULL, "pull_request runs pushes, fork runs"},
	{"a push has no base", ON("push") IF("github.base_ref") CALL, NULL, NULL, "push -"},
	{"one cron is the schedule",
		ON("{schedule: [{cron: '0 6 * * 1'}]}") IF("github.event.schedule == '0 6 * * 1'")
			CALL,
		NULL, NULL, "schedule runs pushes"},
	{"of two it is one of them",
		ON("{schedule: [{cron: '0 6 * * 1'}, {cron: '0 7 * * 1'}]}")
			IF("github.event.schedule == '0 6 * * 1'") CALL,
		NULL, NULL, "schedule runs? pushes?"},
	{"one type is the action",
		ON("{release: {types: [published]}}") IF("github.event.action == 'published'") CALL,
		NULL, NULL, "release runs pushes"},
	{"inputs are nothing where nobody gives them",
		ON("{push: , workflow_dispatch: {inputs: {go: {type: boolean, default: true}}}}")
			IF("github.event_name == 'push' || inputs.go") CALL,
		NULL, NULL, "push runs pushes\nworkflow_dispatch runs? pushes?"},
	{"nor where no trigger has any", ON("push") IF("inputs.go == null") CALL, NULL, NULL,
		"push runs pushes"},
	{"and what is given",
		ON("{push: , workflow_dispatch: {inputs: {go: {type: boolean}}}}") IF("inputs.go")
			CALL,
		"{inputs: {go: 'false'}, github: {event_name: workflow_dispatch}}", NULL,
		"push -\nworkflow_dispatch -"},
};

static const struct events_row given[] = {
	{"an event that is asked for is the only one", THREE CALL, NULL, "schedule",
		"schedule runs pushes"},
	{"what is given of a run is of its event alone",
		THREE IF("github.ref == 'refs/heads/main'") CALL,
		"github: {event_name: push, ref: refs/heads/main}", NULL,
		"pull_request -, fork -\npush runs pushes\nschedule runs? pushes?"},
	{"without its event it is of all",
		ON("[push, release]") IF("github.ref == 'refs/heads/main'") CALL,
		"github: {ref: refs/heads/main}", NULL, "push runs pushes\nrelease runs pushes"},
	{"the repository is the same for all", THREE IF("github.repository == 'o/r'") CALL,
		"github: {event_name: push, repository: o/r}", NULL,
		"pull_request runs pushes, fork runs\npush runs pushes\nschedule runs pushes"},
};

static void add_answer(struct strbuf *out, const struct value *decision)
{
	static const char *const names[] = {"runs", "pushes"};
	const size_t before = out->len;
	for (size_t i = 0; i < 2; i++) {
		const struct value *value = map_get(decision->members, str_of(names[i]));
		if (value->kind == VALUE_STRING)
			strbuf_printf(out, " %s?", names[i]);
		else if (value->boolean)
			strbuf_printf(out, " %s", names[i]);
	}
	if (out->len == before)
		strbuf_add(out, STR(" -"));
}

static struct str events_text(struct arena *arena, const struct plan *plan)
{
	const struct value *events = plan->builds[0].facts[FACT_EVENTS];
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < events->members->len; i++) {
		const struct map_entry *event = &events->members->entries[i];
		const struct value *decision = event->value;
		const struct value *fork = map_get(decision->members, STR("fork"));
		strbuf_printf(&out, "%s%.*s", i ? "\n" : "", STR_ARG(event->key));
		add_answer(
			&out, fork ? map_get(decision->members, STR("same_repository")) : decision);
		if (fork) {
			strbuf_add(&out, STR(", fork"));
			add_answer(&out, fork);
		}
	}
	return strbuf_str(&out);
}

static void check_events(void **state)
{
	const struct events_row *row = *state;
	struct arena arena;
	struct diags diags;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	const struct plan_input input = {.file = STR("w.yml"),
		.source = str_of(row->workflow),
		.context = context_of_yaml(&arena, &diags, row->context),
		.event = str_of(row->event)};
	const struct plan *plan = plan_make(&arena, &diags, &input);
	if (!plan)
		fail_msg("%s", findings_text(&arena, &diags).ptr);
	assert_string_equal(events_text(&arena, plan).ptr, row->events);
	const struct str json = plan_json(&arena, plan);
	assert_non_null(plan_read(&arena, &diags, STR("plan"), json));
	arena_release(&arena);
}

int main(void)
{
	return ROWS_RUN("conditions", conditions, check_events) +
	       ROWS_RUN("jobs that need others", needs, check_events) +
	       ROWS_RUN("what pushes", pushing, check_events) +
	       ROWS_RUN("pull requests of forks", forks, check_events) +
	       ROWS_RUN("what follows from an event", refs, check_events) +
	       ROWS_RUN("what is given", given, check_events);
}
