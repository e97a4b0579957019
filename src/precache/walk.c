/* SPDX-License-Identifier: MIT */
#include "precache/walk.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "precache/root.h"

static int by_path(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

/* The names of a folder, sorted, without "." and "..". */
static bool list(struct arena *arena, DIR *dir, struct vec *names)
{
	const struct dirent *entry;

	while ((entry = readdir(dir))) {
		struct str *name;
		if (str_is(STR("."), entry->d_name) || str_is(STR(".."), entry->d_name))
			continue;
		name = arena_alloc(arena, sizeof(*name));
		if (!name)
			return false;
		*name = str_dup(arena, str_of(entry->d_name));
		if (!name->ptr || !vec_push(names, name))
			return false;
	}
	return vec_sort(names, by_path);
}

static bool visit(struct arena *arena, struct str folder, struct str name, unsigned depth,
	bool (*wanted)(struct str name), struct vec *found, struct str *ret_problem)
{
	struct stat info;
	struct str *path = arena_alloc(arena, sizeof(*path));

	if (!path)
		return false;
	*path = path_join(arena, folder, name);
	if (!path->ptr)
		return false;
	if (lstat(path->ptr, &info))
		return true;
	if (S_ISDIR(info.st_mode))
		return depth <= 1 || walk(arena, *path, depth - 1, wanted, found, ret_problem);
	return !S_ISREG(info.st_mode) || !wanted(name) || vec_push(found, path);
}

bool walk(struct arena *arena, struct str folder, unsigned depth, bool (*wanted)(struct str name),
	struct vec *found, struct str *ret_problem)
{
	struct vec names;
	DIR *dir = opendir(folder.ptr);
	bool done;

	if (!dir) {
		*ret_problem = str_printf(
			arena, "cannot read '%.*s': %s", STR_ARG(folder), strerror(errno));
		return false;
	}
	vec_init(&names, arena);
	done = list(arena, dir, &names);
	closedir(dir);
	for (size_t i = 0; done && i < names.len; i++)
		done = visit(arena, folder, *(const struct str *)names.items[i], depth, wanted,
			found, ret_problem);
	return done;
}
