/* SPDX-License-Identifier: MIT */
#ifndef BUILDER_DOCKERIGNORE_H
#define BUILDER_DOCKERIGNORE_H

/*
 * Whether a .dockerignore hides a path of the build context. Rules hold in the file's order and the
 * last one that fits decides; one fits a path when it fits the path or a folder above it. '*' takes
 * dots at the start of a name too. Source:
 * https://docs.docker.com/build/concepts/context/#dockerignore-files and the matcher of
 * github.com/moby/patternmatcher, which envbuilder uses.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

#define DOCKERIGNORE_PATH_BYTES ((size_t)255)

/*
 * Whether `source` (a whole .dockerignore) hides `path`, which is relative to the context, with '/'
 * between its parts, and at most DOCKERIGNORE_PATH_BYTES long (a longer one is not hidden).
 * *ret_start and *ret_end become the offsets of the rule that decided, both STR_NOWHERE when none
 * fits.
 */
bool dockerignore_hides(struct str source, struct str path, size_t *ret_start, size_t *ret_end);

#endif
