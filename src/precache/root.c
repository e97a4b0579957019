/* SPDX-License-Identifier: MIT */
#include "precache/root.h"

#include <stdlib.h>
#include <sys/stat.h>

struct str path_resolve(struct arena *arena, const char *path)
{
	char *resolved = realpath(path, NULL);
	struct str copy;

	if (!resolved)
		return STR_NONE;
	copy = str_dup(arena, str_of(resolved));
	free(resolved);
	return copy;
}

bool path_is_below(struct str path, struct str root)
{
	if (str_is(root, "/"))
		return true;
	return str_starts(path, root) && (path.len == root.len || path.ptr[root.len] == '/');
}

struct str path_from_root(struct str path, struct str root)
{
	const size_t skip = str_is(root, "/") ? 1 : root.len + 1;
	return path.len > skip ? str_slice(path, skip, path.len) : STR(".");
}

struct str path_join(struct arena *arena, struct str folder, struct str name)
{
	if (str_is(folder, "."))
		return str_dup(arena, name);
	return str_printf(arena, str_ends(folder, STR("/")) ? "%.*s%.*s" : "%.*s/%.*s",
		STR_ARG(folder), STR_ARG(name));
}

struct str path_folder(struct str path)
{
	const size_t slash = str_find_last(path, '/');
	if (slash == STR_NOWHERE)
		return STR(".");
	return slash == 0 ? STR("/") : str_slice(path, 0, slash);
}

static bool has_git(struct arena *arena, struct str folder)
{
	struct stat info;
	const struct str git = path_join(arena, folder, STR(".git"));
	return git.ptr && !stat(git.ptr, &info);
}

/* Folders of the path from the inside out, until `wanted` says that it is the one. */
static struct str climb(struct arena *arena, struct str path,
	bool (*wanted)(struct arena *arena, struct str folder))
{
	for (struct str folder = path;; folder = path_folder(folder)) {
		if (wanted(arena, folder))
			return str_dup(arena, folder);
		if (str_is(folder, "/") || str_is(folder, "."))
			return STR_NONE;
	}
}

static bool is_dot_github(struct arena *arena, struct str folder)
{
	(void)arena;
	return str_ends(folder, STR("/.github"));
}

struct str root_of(struct arena *arena, const char *path, struct str repo)
{
	struct str resolved;
	struct str github;

	if (repo.ptr)
		return path_resolve(arena, repo.ptr);
	resolved = path_resolve(arena, path);
	if (!resolved.ptr)
		return STR_NONE;
	github = climb(arena, resolved, is_dot_github);
	return github.ptr ? str_dup(arena, path_folder(github)) : climb(arena, resolved, has_git);
}
