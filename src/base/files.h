/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILES_H
#define BASE_FILES_H

/*
 * The repository's files as the pure part sees them: functions that the command line provides, so
 * that nothing here opens a file. Paths are relative to the repository's root, with '/' between
 * their parts, without a leading "./". What lies outside the root, or is reached through a link or
 * "..", is not there.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

struct files {
	/* The bytes of one file, at most LIMIT_FILE_BYTES. STR_NONE: it is not there, is no
	 * regular file, is too large or cannot be read. */
	struct str (*read)(void *context, struct arena *arena, struct str path);

	/* The paths of all files below the root but for those below ".git", sorted by bytes. NULL:
	 * they cannot be listed, are more than LIMIT_FILES, or the arena is exhausted. */
	const struct str *(*list)(void *context, struct arena *arena, size_t *ret_count);

	/* The SHA-256 of one file's bytes, whatever its size. False: it cannot be read. */
	bool (*hash)(void *context, struct str path, unsigned char ret_digest[32]);

	void *context; /* handed to each of them */
};

#endif
