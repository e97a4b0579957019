/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_USES_H
#define ACTIONS_USES_H

/*
 * What a `uses:` names: something in the same repository, in another one, or an image. Source:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsuses
 */

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum uses_kind {
	USES_LOCAL,  /* "./path", or "$/path": this repository at the running commit */
	USES_REMOTE, /* "owner/repository/path@reference" */
	USES_IMAGE   /* "docker://image" */
};

struct uses {
	enum uses_kind kind;
	/* Of a local one: the path from the root, without "." parts and doubled or trailing
	 * slashes; empty for the root itself. STR_NONE: it leads out of the root by "..". */
	struct str path;
};

/* False when the arena is exhausted. The path may be a part of `text`. */
bool uses_read(struct arena *arena, struct str text, struct uses *ret);

#endif
