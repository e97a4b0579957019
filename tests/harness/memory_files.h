/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_MEMORY_FILES_H
#define HARNESS_MEMORY_FILES_H

/* A repository's files in one text, as the planner gets them: each begins behind "== PATH\n". */

#include "base/arena.h"
#include "base/files.h"
#include "base/str.h"

#define MEMORY_FILES_MAX 64u

struct memory_file {
	struct str path;
	struct str text;
};

struct memory_files {
	struct files calls;
	struct memory_file
		items[MEMORY_FILES_MAX]; /* in the text's order; what is over is left out */
	size_t count;
};

/* `text` must outlive the files. Keep them in their place: `calls` knows them by their address. */
void memory_files_init(struct memory_files *files, struct str text);

#endif
