/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_CONTENT_H
#define REVIEW_CONTENT_H

/*
 * Lint of what is built: a dev container's devcontainer.json, its Dockerfile and its .dockerignore,
 * read as data and held against what envbuilder makes of them and what the cache's keys are made
 * of. Its rules are those of the group "content"; hidden characters are looked for here too, and
 * the same comments silence a finding, behind "//" or "#". Nothing is built, fetched or followed
 * out of the repository.
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/files.h"
#include "base/str.h"

struct content_input {
	const struct files *files; /* of the repository that the folder is in, or of the folder */
	struct str folder;         /* from their root; "" for the root itself */
	struct str shown_root;     /* what stands before a path from the root when it is shown: "",
				      "../", "/home/me/repo/" */
	bool has_git;              /* the root holds ".git" */
};

/*
 * Lints the dev container of a folder, which the builder looks for in .devcontainer/, in the folder
 * itself, and in the folders of .devcontainer/. Adds what it finds to `findings`, file by file.
 * False when the arena is exhausted.
 */
bool lint_content(struct arena *arena, struct diags *findings, const struct content_input *input);

#endif
