/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_EVAL_CONTEXT_H
#define PRECACHE_EVAL_CONTEXT_H

#include "base/map.h"
#include "precache/command_line.h"

/*
 * The contexts of an expression by name, from --context-from-runner, --context-file and --context,
 * the later of these over the earlier. Any name may be given. A context that a file gives is whole:
 * a member that it lacks is null. Of one that options or the runner give, it is unknown. Returns an
 * exit code; mistakes are reported or added to in->diags.
 */
int eval_contexts(const struct invocation *in, struct map *ret);

#endif
