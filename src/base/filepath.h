/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILEPATH_H
#define BASE_FILEPATH_H

/* Paths of files as text, with '/' between their parts. Nothing here looks at a file. */

#include <stddef.h>

#include "base/str.h"

/*
 * Adds the parts of `path` to a path in `out` that has no '/' at its ends: empty parts and "." are
 * left out, ".." takes a part away. Returns how many ".." found nothing to take away; these are
 * left out too.
 */
size_t filepath_add(struct strbuf *out, struct str path);

#endif
