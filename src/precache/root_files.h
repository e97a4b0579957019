/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_ROOT_FILES_H
#define PRECACHE_ROOT_FILES_H

/*
 * The repository's files below its root, as the planner asks for them (base/files.h). A path is
 * opened part by part from the root's own descriptor: no link, no ".." and no absolute path leads
 * out, whatever changes meanwhile. Only regular files are there, under the very letters of their
 * names, also where the file system takes others for the same. Nothing here reports: what is not
 * there is not there, and the planner says what that means.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/files.h"
#include "plan/plan.h"

struct root_files {
	struct files calls; /* what the planner gets */
	int root;           /* the root's descriptor; -1: there is no repository */
	struct str path;    /* of the root, absolute, links resolved; STR_NONE: none */
	bool is_listed;     /* the paths are gathered once, in an arena of their own */
	struct arena arena;
	const struct str *paths; /* NULL: they cannot be listed */
	size_t path_count;
};

/*
 * Opens the repository of a root as root_of gives it. With STR_NONE, or when the folder cannot be
 * opened, there is no repository, which is no error. Close it in either case, and keep it in its
 * place between: the functions of `files` know it by its address. What `list` gives lives until
 * then.
 */
void root_files_open(struct root_files *files, struct str root);
void root_files_close(struct root_files *files);

/*
 * Sets what an input says of its repository: `files`, `file_from_root` and `root_shown`. `workflow`
 * is the workflow's path as resolved, STR_NONE without one, and input->file how the user named it;
 * `named` is how the user named the root, STR_NONE when nobody did. False when the arena is
 * exhausted.
 */
bool root_files_give(const struct root_files *files, struct arena *arena, struct str workflow,
	struct str named, struct plan_input *input);

/*
 * Both for the workflow that a user named by `path`, which is "-" for standard input: that lies in
 * no repository, so only `repo` (STR_NONE: not given) gives it one.
 */
bool root_files_for(struct root_files *files, struct arena *arena, struct str path, struct str repo,
	struct plan_input *input);

#endif
