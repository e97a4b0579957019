/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "apply/applying.h"

/* Engines in the order in which they are looked for. */
static const char *const engines[] = {"docker", "podman"};

static bool is_program(const char *path)
{
	struct stat info;
	return !stat(path, &info) && S_ISREG(info.st_mode) && !access(path, X_OK);
}

/* The first of PATH's folders that has the program; an empty folder is the working folder. */
static struct str search_path(const struct applying *a, struct str name)
{
	const struct str folders = str_of(getenv("PATH"));
	size_t from = 0;

	while (folders.ptr && from <= folders.len) {
		size_t end = str_find_char(folders, ':', from);
		end = end == STR_NOWHERE ? folders.len : end;
		const struct str folder = end > from ? str_slice(folders, from, end) : STR(".");
		const struct str path =
			str_printf(a->arena, "%.*s/%.*s", STR_ARG(folder), STR_ARG(name));
		if (path.ptr && is_program(path.ptr))
			return path;
		from = end + 1;
	}
	return STR_NONE;
}

static struct str find_wished(const struct applying *a, struct str wish)
{
	struct str path = wish;

	if (str_find_char(wish, '/', 0) == STR_NOWHERE)
		path = search_path(a, wish);
	else if (!is_program(wish.ptr))
		path = STR_NONE;
	if (!path.ptr)
		diag_hint(a->diags,
			diag_add(a->diags, RULE_ENGINE_MISSING, place_of_file(STR("--engine")),
				"no container engine: there is no program '%.*s'", STR_ARG(wish)),
			"name docker or podman, or the path of one");
	return path;
}

struct str engine_find(const struct applying *a)
{
	const struct str wish = apply_value(a, APPLY_ENGINE);

	if (wish.ptr)
		return find_wished(a, wish);
	for (size_t i = 0; i < sizeof(engines) / sizeof(engines[0]); i++) {
		const struct str path = search_path(a, str_of(engines[i]));
		if (path.ptr)
			return path;
	}
	diag_hint(a->diags,
		diag_add(a->diags, RULE_ENGINE_MISSING, place_of_file(STR_NONE),
			"no container engine: neither 'docker' nor 'podman' is on PATH"),
		"install Docker Engine (Debian: docker.io) or podman, or name one with --engine");
	return STR_NONE;
}

/* The nearest folder from the working folder upwards that holds ".git". */
static struct str git_top(const struct applying *a)
{
	char *here = realpath(".", NULL);
	struct str folder = here ? str_dup(a->arena, str_of(here)) : STR_NONE;
	struct stat info;

	free(here);
	while (folder.len) {
		const struct str git = str_printf(a->arena, "%.*s/.git", STR_ARG(folder));
		if (git.ptr && !stat(git.ptr, &info))
			return folder;
		folder.len = str_find_last(folder, '/');
	}
	return STR_NONE;
}

static struct str unusable(const struct applying *a, struct str path, const char *why)
{
	diag_add(a->diags, RULE_WORKSPACE, place_of_file(STR_NONE),
		"the workspace '%.*s' cannot be mounted: %s", STR_ARG(path), why);
	return STR_NONE;
}

static struct str resolve_folder(const struct applying *a, struct str path)
{
	struct stat info;
	char *resolved = realpath(path.ptr, NULL);
	const struct str copy = resolved ? str_dup(a->arena, str_of(resolved)) : STR_NONE;

	free(resolved);
	if (!copy.ptr)
		return unusable(a, path, strerror(errno));
	if (stat(copy.ptr, &info) || !S_ISDIR(info.st_mode))
		return unusable(a, path, "it is no folder");
	if (str_find_char(copy, ':', 0) != STR_NOWHERE ||
		str_find_char(copy, ',', 0) != STR_NOWHERE)
		return unusable(a, copy, "a ':' or ',' in its path would end the mount's source");
	return copy;
}

struct str apply_workspace(const struct applying *a)
{
	const char *github = getenv("GITHUB_WORKSPACE");
	struct str wish = apply_value(a, APPLY_WORKSPACE);

	if (!wish.ptr && github && *github)
		wish = str_of(github);
	if (!wish.ptr) {
		wish = git_top(a);
		if (wish.ptr)
			wish = str_dup(a->arena, wish);
	}
	if (wish.ptr)
		return resolve_folder(a, wish);
	diag_hint(a->diags,
		diag_add(a->diags, RULE_WORKSPACE, place_of_file(STR_NONE),
			"no workspace: GITHUB_WORKSPACE is not set and no git checkout is above"),
		"name the folder to be built with --workspace DIR");
	return STR_NONE;
}

char **command_of(const struct applying *a, const struct plan_build *build, struct str engine,
	struct str workspace)
{
	const struct build_projection *shown = &build->shown;
	char **argv = arena_array(a->arena, shown->argc + 1, sizeof(*argv));
	const struct str mount = str_printf(
		a->arena, "%.*s:%.*s", STR_ARG(workspace), STR_ARG(shown->workspace_folder->text));

	if (!argv || !mount.ptr)
		return NULL;
	for (size_t i = 0; i < shown->argc; i++) {
		const struct str word = i == 0                 ? engine
					: i + 2 == shown->argc ? mount
							       : shown->argv[i];
		argv[i] = arena_copy(a->arena, word.ptr, word.len + 1);
		if (!argv[i])
			return NULL;
		argv[i][word.len] = '\0';
	}
	return argv;
}
