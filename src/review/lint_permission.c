/* SPDX-License-Identifier: MIT */

/* What the job's token may do. */

#include "actions/permission.h"
#include "review/linting.h"

/* The block that decides about a job: its own, else the workflow's; NULL: neither says anything. */
static const struct node *block_of(const struct linting *linting, const struct job *job)
{
	return job->permissions ? job->permissions : linting->workflow->permissions;
}

/* Of a credential that only the job's token makes up, as far as it can be seen. */
static bool pushes_with_job_token(const struct plan_build *build)
{
	const unsigned marks = build->origin.token_marks;
	return build_publishes(build) && (marks & MARK_JOB_TOKEN) && !(marks & MARK_OTHER_SECRET);
}

void lint_packages_missing(struct linting *linting, const struct plan_build *build)
{
	const struct value *permissions = build->facts[FACT_PERMISSIONS];
	const struct node *block;
	enum permission_level level;

	if (!pushes_with_job_token(build) || !permissions || !build->origin.root.job)
		return;
	level = permission_granted(permissions, STR("packages"));
	block = block_of(linting, build->origin.root.job);
	if (level == PERMISSION_WRITE || level == PERMISSION_UNKNOWN || !block)
		return;
	struct diag *diag = lint_find(linting, node_place(linting->document, block),
		"the build pushes with the job's token, which may not write packages");
	lint_relate(linting, diag, build->origin.root.at, "the build is here");
	lint_hint(linting, diag, "add 'packages: write' to the permissions of job '%.*s'",
		STR_ARG(build->origin.root.job->id));
}

/* A job that takes the workflow's permissions; NULL: each has its own. */
static const struct job *inheriting_job(const struct linting *linting)
{
	for (size_t i = 0; i < linting->workflow->job_count; i++) {
		if (!linting->workflow->jobs[i].permissions)
			return &linting->workflow->jobs[i];
	}
	return NULL;
}

/* The node that lets every job write packages; NULL: none does. */
static const struct node *broad_node(const struct node *permissions)
{
	if (!permissions)
		return NULL;
	if (node_is_scalar(permissions))
		return str_is(permissions->text, "write-all") ? permissions : NULL;
	for (size_t i = 0; permissions->kind == NODE_MAPPING && i < permissions->count; i++) {
		const struct node_member *member = &permissions->members[i];
		if (str_is(member->key->text, "packages") && node_is_scalar(member->value) &&
			str_is(member->value->text, "write"))
			return member->key;
	}
	return NULL;
}

void lint_packages_broad(struct linting *linting)
{
	const struct node *node = broad_node(linting->workflow->permissions);
	const struct job *job = inheriting_job(linting);
	struct diag *diag;

	if (!node || !job)
		return;
	diag = lint_find(linting, node_place(linting->document, node),
		"every job may write packages, now and whatever is added later");
	lint_relate(linting, diag, node_place(linting->document, job->key),
		"this job takes it from the workflow");
	lint_hint(linting, diag,
		"write 'permissions: {}' here, and 'packages: write' in the job that pushes");
}

/* Jobs for which nothing is said, and of these the first one with a build, or else the first. */
static const struct job *unsaid_job(const struct linting *linting, size_t *ret_count)
{
	const struct job *found = NULL;

	*ret_count = 0;
	for (size_t i = 0; i < linting->workflow->job_count; i++) {
		const struct job *job = &linting->workflow->jobs[i];
		if (job->permissions)
			continue;
		++*ret_count;
		if (!found || (!lint_has_build(linting, found) && lint_has_build(linting, job)))
			found = job;
	}
	return found;
}

void lint_permissions_unsaid(struct linting *linting)
{
	size_t count;
	const struct job *job = unsaid_job(linting, &count);
	struct diag *diag;

	/* A workflow that is only called has its caller's. */
	if (!job || linting->workflow->permissions || lint_is_only_called(linting))
		return;
	if (count > 1)
		diag = lint_find_in(linting, job, node_place(linting->document, job->key),
			"nothing says what the token of job '%.*s' and of %zu more may do",
			STR_ARG(job->id), count - 1);
	else
		diag = lint_find_in(linting, job, node_place(linting->document, job->key),
			"nothing says what the token of job '%.*s' may do", STR_ARG(job->id));
	lint_hint(linting, diag,
		"write 'permissions: {}' in the workflow and each job's own in the job: without "
		"them a setting of the repository decides");
}
