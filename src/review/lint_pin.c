/* SPDX-License-Identifier: MIT */

/* Code of others that a workflow runs: which version, and with whose secrets. */

#include "review/linting.h"

#define COMMIT_LENGTH 40u
#define LONG_COMMIT_LENGTH 64u

static bool is_commit(struct str ref)
{
	return (ref.len == COMMIT_LENGTH || ref.len == LONG_COMMIT_LENGTH) &&
	       str_all_in(ref, "0123456789abcdefABCDEF");
}

/* In the same repository: it comes with the commit that runs. */
static bool is_own(struct str uses)
{
	return str_starts(uses, STR("./")) || str_starts(uses, STR("$/"));
}

static void check_image(struct linting *linting, const struct job *job, const struct node *uses)
{
	if (str_find(uses->text, STR("@sha256:"), 0) != STR_NOWHERE)
		return;
	lint_hint(linting,
		lint_find_in(linting, job, node_place(linting->document, uses),
			"'%.*s' has no digest: its owner can put another image there",
			STR_ARG(uses->text)),
		"pin it: docker://IMAGE@sha256:…");
}

static void check_uses(struct linting *linting, const struct job *job, const struct node *uses)
{
	const size_t at = str_find_last(uses->text, '@');
	const struct str name = str_slice(uses->text, 0, at);
	struct str ref;

	if (is_own(uses->text) || at == STR_NOWHERE)
		return;
	ref = str_slice(uses->text, at + 1, uses->text.len);
	if (is_commit(ref))
		return;
	lint_hint(linting,
		lint_find_in(linting, job, node_place_at(linting->document, uses, at + 1),
			"'%.*s' is pinned by '%.*s', which its owner can move", STR_ARG(name),
			STR_ARG(ref)),
		"pin the commit: %.*s@<40 hex> # %.*s", STR_ARG(name), STR_ARG(ref));
}

void lint_unpinned_step(struct linting *linting, const struct job *job, const struct step *step)
{
	if (!step->uses)
		return;
	if (str_starts(step->uses->text, STR("docker://")))
		check_image(linting, job, step->uses);
	else
		check_uses(linting, job, step->uses);
}

void lint_unpinned_job(struct linting *linting, const struct job *job)
{
	if (job->uses)
		check_uses(linting, job, job->uses);
}

void lint_secrets_inherit(struct linting *linting, const struct job *job)
{
	struct diag *diag;

	if (!job->uses || !job->secrets || is_own(job->uses->text) ||
		!node_is_scalar(job->secrets) || !str_is(job->secrets->text, "inherit"))
		return;
	diag = lint_find_in(linting, job, node_place(linting->document, job->secrets),
		"every secret goes to a workflow of another repository");
	lint_relate(linting, diag, node_place(linting->document, job->uses), "it is called here");
	lint_hint(linting, diag, "hand over by name those that it needs");
}
