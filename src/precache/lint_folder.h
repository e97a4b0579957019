/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_LINT_FOLDER_H
#define PRECACHE_LINT_FOLDER_H

/* The dev container of a folder, as lint gets it. */

#include "precache/command_line.h"

/*
 * Lints the dev container of a folder and adds what it finds. Only files of the repository that the
 * folder is in are read, or of the folder itself when it is in none. Returns EXIT_INPUT, with an
 * error in in->diags, when there is no such folder.
 */
int lint_folder(const struct invocation *in, struct str folder, struct diags *findings);

#endif
