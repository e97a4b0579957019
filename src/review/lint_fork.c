/* SPDX-License-Identifier: MIT */

/* Whether code of strangers runs with the repository's rights. */

#include "actions/condition.h"
#include "actions/permission.h"
#include "actions/template.h"
#include "plan/checkout.h"
#include "review/linting.h"
#include "review/reads.h"
#include "review/shell.h"

/* An event that runs with the repository's rights, and what leads to a stranger's code in it. */
struct fork_event {
	const char *name;
	const char *const *heads; /* paths that name the stranger's commit, branch or repository */
	const char *number;       /* of a pull request, in refs/pull/…; NULL: none */
};

static const char *const target_heads[] = {"github.head_ref", "github.event.pull_request.head.sha",
	"github.event.pull_request.head.ref", "github.event.pull_request.head.repo.full_name",
	"github.event.pull_request.head.repo.clone_url",
	"github.event.pull_request.head.repo.html_url",
	"github.event.pull_request.merge_commit_sha", NULL};

static const char *const run_heads[] = {"github.event.workflow_run.head_sha",
	"github.event.workflow_run.head_branch", "github.event.workflow_run.head_commit.id",
	"github.event.workflow_run.head_repository.full_name",
	"github.event.workflow_run.pull_requests.*.head.sha",
	"github.event.workflow_run.pull_requests.*.head.ref", NULL};

static const char *const no_heads[] = {NULL};

static const struct fork_event fork_events[] = {
	{"pull_request_target", target_heads, "github.event.*.number"},
	{"workflow_run", run_heads, NULL},
	{"issue_comment", no_heads, "github.event.issue.number"},
};
#define FORK_EVENTS (sizeof(fork_events) / sizeof(fork_events[0]))

/* Words of a condition that ask who it is: with one of them the way may be closed. */
static const char *const guards[] = {"head.repo", "head_repository", "author_association",
	"github.actor", "triggering_actor", "label", "user.login", "sender", "workflow_run.event",
	"workflow_run.conclusion != ", "github.repository_owner ==", "permission", "merged",
	"outputs."};

static bool asks_who(const struct node *condition)
{
	for (size_t i = 0; condition && i < sizeof(guards) / sizeof(guards[0]); i++) {
		if (str_find(condition->text, str_of(guards[i]), 0) != STR_NOWHERE)
			return true;
	}
	return false;
}

/* Whether a condition rules the event out by its name. */
static bool excludes(struct linting *linting, const struct node *condition, const char *event)
{
	struct map *contexts = arena_alloc(linting->arena, sizeof(*contexts));
	struct map *github = arena_alloc(linting->arena, sizeof(*github));
	const struct value *name = value_string(linting->arena, str_of(event), NULL);
	const struct value *object;

	if (!condition || !contexts || !github || !name)
		return false;
	map_init_nocase(contexts, linting->arena);
	map_init(github, linting->arena);
	if (!map_put(github, STR("event_name"), name))
		return false;
	object = value_object(linting->arena, github, NULL);
	if (!object || !map_put(contexts, STR("github"), object))
		return false;
	const struct scope scope = {.arena = linting->arena, .contexts = contexts};
	return condition_holds(condition, &scope) == TRI_FALSE;
}

/* Whether the job, or a step of it, can come to run by the event with a stranger's doing. */
static bool is_open(struct linting *linting, const struct node *condition, const char *event)
{
	return !asks_who(condition) && !excludes(linting, condition, event);
}

static const struct job *job_named(const struct linting *linting, const struct node *name)
{
	return node_is_scalar(name) ? workflow_job(linting->workflow, name->text) : NULL;
}

/* A job that asks who it is lets none run that waits for it, unless they say always(). */
static bool waits_for_asking(const struct linting *linting, const struct job *job)
{
	if (job->condition && str_find(job->condition->text, STR("always()"), 0) != STR_NOWHERE)
		return false;
	for (size_t i = 0; i < job_need_count(job); i++) {
		const struct job *needed = job_named(linting, job_need(job, i));
		if (needed && asks_who(needed->condition))
			return true;
	}
	return false;
}

static bool is_job_open(struct linting *linting, const struct job *job, const char *event)
{
	return is_open(linting, job->condition, event) && !waits_for_asking(linting, job);
}

static bool writes_something(const struct value *permissions)
{
	if (permissions->kind == VALUE_STRING)
		return !str_is(permissions->text, "read-all");
	for (size_t i = 0; permissions->kind == VALUE_OBJECT && i < permissions->members->len;
		i++) {
		const struct value *level = permissions->members->entries[i].value;
		if (str_is(level->text, "write"))
			return true;
	}
	return false;
}

/* Whether a text in a tree gives a secret away that is not the job's token. */
static bool holds_secret(struct linting *linting, const struct node *node)
{
	struct reads reads;

	if (node->kind == NODE_SEQUENCE) {
		for (size_t i = 0; i < node->count; i++) {
			if (holds_secret(linting, node->items[i]))
				return true;
		}
		return false;
	}
	if (node->kind == NODE_MAPPING) {
		for (size_t i = 0; i < node->count; i++) {
			if (holds_secret(linting, node->members[i].value))
				return true;
		}
		return false;
	}
	if (!reads_of(linting->arena, node->text, &reads))
		return false;
	for (size_t i = 0; i < reads.count; i++) {
		const struct expression_path *path = &reads.items[i].path;
		if (expression_path_fits(path, STR("secrets.*")) &&
			!str_is(path->text, "secrets.github_token"))
			return true;
	}
	return false;
}

/* What a stranger's code would get: a token that writes, or a secret. */
static bool has_rights(struct linting *linting, const struct job *job)
{
	const struct value *permissions = permissions_value(linting->arena, linting->document,
		linting->workflow->permissions, job->permissions);

	if (!permissions)
		return false;
	return writes_something(permissions) || lint_has_build(linting, job) ||
	       holds_secret(linting, job->node) ||
	       (linting->workflow->env && holds_secret(linting, linting->workflow->env));
}

static struct str action_of(const struct step *step)
{
	const struct str uses = step->uses ? step->uses->text : STR_NONE;
	return str_slice(uses, 0, str_find_char(uses, '@', 0));
}

/* Whether a text names the stranger's side; *ret_at is where. */
static bool names_head(struct linting *linting, const struct node *node,
	const struct fork_event *event, size_t *ret_at)
{
	struct reads reads;

	if (!node || !node_is_scalar(node) || !reads_of(linting->arena, node->text, &reads))
		return false;
	for (size_t i = 0; i < reads.count; i++) {
		const struct expression_path *path = &reads.items[i].path;
		*ret_at = reads.items[i].offset;
		for (const char *const *head = event->heads; *head; head++) {
			if (path->flow != PATH_ASKED && expression_path_fits(path, str_of(*head)))
				return true;
		}
	}
	*ret_at = str_find(node->text, STR("refs/pull/"), 0);
	return event->number && *ret_at != STR_NOWHERE && reads.count > 0;
}

/* `gh pr checkout`, `git fetch … pull/…`, and git with the stranger's commit or branch. */
static bool script_fetches_head(struct linting *linting, const struct node *run,
	const struct fork_event *event, size_t *ret_at)
{
	static const struct str ways[] = {STR_ROW("gh pr checkout"), STR_ROW("hub pr checkout")};
	static const struct str verbs[] = {STR_ROW("git checkout"), STR_ROW("git fetch"),
		STR_ROW("git switch"), STR_ROW("git merge"), STR_ROW("git pull"),
		STR_ROW("git clone")};
	const size_t fetch = str_find(run->text, STR("git fetch"), 0);
	const size_t pull =
		fetch == STR_NOWHERE ? STR_NOWHERE : str_find(run->text, STR("pull/"), fetch);

	for (size_t i = 0; event->number && i < sizeof(ways) / sizeof(ways[0]); i++) {
		*ret_at = str_find(run->text, ways[i], 0);
		if (*ret_at != STR_NOWHERE)
			return true;
	}
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		if (str_find(run->text, verbs[i], 0) != STR_NOWHERE &&
			names_head(linting, run, event, ret_at))
			return true;
	}
	*ret_at = fetch;
	return event->number && pull != STR_NOWHERE &&
	       str_find_char(str_slice(run->text, fetch, pull), '\n', 0) == STR_NOWHERE;
}

/* The place at which a step fetches a stranger's code; line 0: it does not. */
static struct place fetch_place(
	struct linting *linting, const struct step *step, const struct fork_event *event)
{
	static const char *const inputs[] = {"ref", "repository"};
	const bool checkout = str_eq_nocase(action_of(step), STR("actions/checkout"));
	size_t at;

	for (size_t i = 0; checkout && i < sizeof(inputs) / sizeof(inputs[0]); i++) {
		const struct node *input = step_input(step, str_of(inputs[i]));
		if (names_head(linting, input, event, &at))
			return node_place_at(linting->document, input, at);
	}
	if (step->run && script_fetches_head(linting, step->run, event, &at))
		return node_place_at(linting->document, step->run, at);
	return (struct place){.line = 0};
}

/* Actions that run what they find in the checkout: its Dockerfile, its build files. */
static bool builds_checkout(struct str action)
{
	static const char *const names[] = {"docker/build-push-action", "docker/bake-action",
		"devcontainers/ci", "gradle/gradle-build-action", "pre-commit/action",
		"golangci/golangci-lint-action", "goreleaser/goreleaser-action"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (str_eq_nocase(action, str_of(names[i])))
			return true;
	}
	return false;
}

/* The first step behind the checkout that runs something of what was checked out. */
static const struct step *running_step(
	const struct linting *linting, const struct job *job, size_t from)
{
	for (size_t i = from; i < job->step_count; i++) {
		const struct step *step = &job->steps[i];
		const struct str action = action_of(step);
		if (step->run || str_starts(action, STR("./")) || builds_checkout(action) ||
			lint_is_build(linting, step))
			return step;
	}
	return NULL;
}

static void report_code(struct linting *linting, const struct job *job, struct place at,
	const struct fork_event *event)
{
	const struct node *trigger = lint_event_node(linting, event->name);
	struct diag *diag = lint_find_in(linting, job, at,
		"code from a fork runs with the rights and secrets of job '%.*s'",
		STR_ARG(job->id));

	if (trigger)
		lint_relate(linting, diag, node_place(linting->document, trigger),
			"'%s' starts it with them, whoever the code is from", event->name);
	lint_hint(linting, diag,
		"run code of others by 'pull_request', which has neither; where rights are needed, "
		"check the base out and take the results as data");
}

static void check_code(
	struct linting *linting, const struct job *job, const struct fork_event *event)
{
	for (size_t i = 0; i < job->step_count; i++) {
		const struct step *step = &job->steps[i];
		const struct place at = fetch_place(linting, step, event);
		const struct step *running = running_step(linting, job, step->run ? i : i + 1);
		if (!at.line || !running || !is_open(linting, step->condition, event->name))
			continue;
		report_code(linting, job, at, event);
		return;
	}
}

void lint_fork_code(struct linting *linting, const struct job *job)
{
	for (size_t i = 0; i < FORK_EVENTS; i++) {
		const struct fork_event *event = &fork_events[i];
		if (map_find(linting->triggers->members, str_of(event->name)) &&
			is_job_open(linting, job, event->name) && has_rights(linting, job))
			check_code(linting, job, event);
	}
}

/* Whether a step takes what another run left: that run may have been a stranger's. */
static bool takes_artifact(const struct step *step)
{
	const struct str action = action_of(step);
	const struct node *run_id = step_input(step, STR("run-id"));
	const struct node *script = step_input(step, STR("script"));

	if (str_eq_nocase(action, STR("actions/download-artifact")))
		return run_id != NULL;
	if (str_eq_nocase(action, STR("actions/github-script")))
		return script && str_find(script->text, STR("downloadArtifact"), 0) != STR_NOWHERE;
	if (step->run)
		return str_find(step->run->text, STR("gh run download"), 0) != STR_NOWHERE;
	return str_eq_nocase(action, STR("dawidd6/action-download-artifact"));
}

void lint_fork_artifact(struct linting *linting, const struct job *job)
{
	const struct node *trigger = lint_event_node(linting, "workflow_run");

	if (!trigger || !is_job_open(linting, job, "workflow_run") || !has_rights(linting, job))
		return;
	for (size_t i = 0; i < job->step_count; i++) {
		const struct step *step = &job->steps[i];
		struct diag *diag;
		if (!takes_artifact(step) || !is_open(linting, step->condition, "workflow_run"))
			continue;
		diag = lint_find_in(linting, job,
			node_place(linting->document, step->uses ? step->uses : step->run),
			"a fork's run may have written what is taken here with the rights of job "
			"'%.*s'",
			STR_ARG(job->id));
		lint_relate(linting, diag, node_place(linting->document, trigger),
			"'workflow_run' also follows runs of forks");
		lint_hint(linting, diag,
			"unpack it into a folder of its own and read it as data: run none of it, "
			"and write none of it to GITHUB_ENV");
		return;
	}
}

static const struct node *self_hosted_label(const struct node *runs_on)
{
	const struct node *labels =
		runs_on && runs_on->kind == NODE_MAPPING ? node_get(runs_on, "labels") : runs_on;

	if (!labels)
		return NULL;
	if (node_is_scalar(labels))
		return str_eq_nocase(labels->text, STR("self-hosted")) ? labels : NULL;
	for (size_t i = 0; labels->kind == NODE_SEQUENCE && i < labels->count; i++) {
		if (str_eq_nocase(labels->items[i]->text, STR("self-hosted")))
			return labels->items[i];
	}
	return NULL;
}

void lint_fork_runner(struct linting *linting, const struct job *job)
{
	const struct node *label = self_hosted_label(job->runs_on);
	const struct node *trigger = lint_event_node(linting, "pull_request");
	struct diag *diag;

	if (!label || !trigger || !is_job_open(linting, job, "pull_request"))
		return;
	diag = lint_find_in(linting, job, node_place(linting->document, label),
		"a fork's pull request runs its code on a machine of your own");
	lint_relate(linting, diag, node_place(linting->document, trigger),
		"'pull_request' also comes from forks");
	lint_hint(linting, diag,
		"in a public repository use a runner of GitHub's, or one that is thrown away "
		"after the job");
}
