/* SPDX-License-Identifier: MIT */
#include "actions/glob.h"

/* Whether a path is the folder or below it; everything is below "". */
static bool is_below(struct str path, struct str folder)
{
	return folder.len == 0 || (str_starts(path, folder) &&
					  (path.len == folder.len || path.ptr[folder.len] == '/'));
}

/* A file counts when the last pattern that says something of it names it. */
static bool is_meant(const struct vec *globs, struct str path)
{
	bool meant = false;
	for (size_t i = 0; i < globs->len; i++) {
		const struct glob *glob = globs->items[i];
		if (meant == glob->negated && glob_matches(glob, path))
			meant = !glob->negated;
	}
	return meant;
}

/* Names by their bytes, part by part: what is below "a" comes before "a.txt". */
static int compare_paths(const void *a, const void *b)
{
	const struct str *left = a;
	const struct str *right = b;
	for (size_t i = 0; i < left->len && i < right->len; i++) {
		const unsigned x = left->ptr[i] == '/' ? 0 : (unsigned char)left->ptr[i];
		const unsigned y = right->ptr[i] == '/' ? 0 : (unsigned char)right->ptr[i];
		if (x != y)
			return x < y ? -1 : 1;
	}
	return (left->len > right->len) - (left->len < right->len);
}

/* Whether the runner looks into the folder of that pattern on its own account. */
static bool is_start(const struct vec *globs, size_t index)
{
	const struct str folder = ((const struct glob *)globs->items[index])->folder;
	for (size_t i = 0; i < globs->len; i++) {
		const struct glob *other = globs->items[i];
		if (i == index || other->negated)
			continue;
		const bool same = str_eq(other->folder, folder);
		if (same ? i < index : is_below(folder, other->folder))
			return false;
	}
	return !((const struct glob *)globs->items[index])->negated;
}

bool glob_select(const struct vec *globs, const struct str *paths, size_t count, struct vec *ret)
{
	struct vec meant;
	vec_init(&meant, ret->arena);
	for (size_t i = 0; i < count; i++)
		if (is_meant(globs, paths[i]) && !vec_push(&meant, &paths[i]))
			return false;
	if (!vec_sort(&meant, compare_paths))
		return false;
	for (size_t i = 0; i < globs->len; i++) {
		const struct glob *glob = globs->items[i];
		if (!is_start(globs, i))
			continue;
		for (size_t j = 0; j < meant.len; j++)
			if (is_below(*(const struct str *)meant.items[j], glob->folder) &&
				!vec_push(ret, meant.items[j]))
				return false;
	}
	return true;
}
