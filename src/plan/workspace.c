/* SPDX-License-Identifier: MIT */
#include "plan/workspace.h"

#include "actions/uses.h"
#include "plan/checkout.h"
#include "plan/facts_around.h"

/* The folder that a checkout is made in; STR_NONE: it is not known. */
static bool folder_of(struct arena *arena, const struct value *path, struct str *ret)
{
	struct str text;
	struct uses folder;

	*ret = path ? STR_NONE : STR("");
	if (!path || value_is_unknown(path))
		return true;
	text = str_printf(arena, "./%.*s", STR_ARG(path->text));
	if (!text.ptr || !uses_read(arena, text, &folder))
		return false;
	*ret = folder.path;
	return true;
}

/* Whether a checkout is of the workflow's own repository. What is not known is taken for it. */
static bool is_own(const struct leg_making *leg, const struct value *repository)
{
	const struct value *github = map_get(&leg->contexts, STR("github"));
	const struct value *own = github ? value_member(github, STR("repository")) : NULL;

	if (!repository || value_is_unknown(repository))
		return true;
	return own && !value_is_unknown(own) && str_eq_nocase(own->text, repository->text);
}

static bool covers(struct str folder, struct str path)
{
	if (!folder.len)
		return true;
	return str_starts(path, folder) && (path.len == folder.len || path.ptr[folder.len] == '/');
}

/* A later checkout, or one in a deeper folder, lies over the one that was found so far. */
static bool look(const struct leg_making *leg, const struct step *step, struct str path,
	struct str *found, struct workspace_spot *ret)
{
	const struct making *making = leg->making;
	const struct value *source = checkout_value(making, step, &leg->scope);
	struct str folder;

	if (!source || !folder_of(making->arena, value_member(source, STR("path")), &folder))
		return false;
	if (!folder.ptr || !covers(folder, path) || folder.len < found->len)
		return true;
	*found = folder;
	ret->foreign = !is_own(leg, value_member(source, STR("repository")));
	ret->path = str_slice(path, folder.len ? folder.len + 1 : 0, path.len);
	return true;
}

bool workspace_find(const struct leg_making *leg, struct str path, struct workspace_spot *ret)
{
	const struct step *present = job_step(leg);
	struct str found = STR("");

	*ret = (struct workspace_spot){.path = path};
	for (const struct step *step = leg->job->steps; path.ptr && step != present; step++)
		if (step_is_checkout(step) && !look(leg, step, path, &found, ret))
			return false;
	return true;
}
