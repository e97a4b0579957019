/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_FILE_H
#define PRECACHE_FILE_H

/*
 * Files of the planner's command line: read whole and bounded, written beside their target and
 * renamed, so that a reader sees the old bytes or the new ones and never a half.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

/*
 * All bytes of a regular file, of a pipe, or of standard input when `path` is "-". STR_NONE with an
 * error at line 1 of `shown` when it is not there, is a folder, cannot be read, or holds more than
 * `limit` bytes; `shown` is the path as diagnostics name it.
 */
struct str file_read(
	struct arena *arena, struct diags *diags, const char *path, struct str shown, size_t limit);

/* Whether there is something at the path that is no folder. */
bool file_exists(const char *path);

/*
 * Writes all bytes to a new file beside `path` and renames it. False with errno's words in
 * *ret_problem ("No space left on device"); the target is then as it was.
 */
bool file_write(struct arena *arena, const char *path, struct str bytes, struct str *ret_problem);

/* Writes to standard output (1) or standard error (2); false with errno set when it cannot. */
bool stream_write(int fd, struct str bytes);

#endif
