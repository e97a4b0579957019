/* SPDX-License-Identifier: MIT */
#ifndef PRECACHE_CONTEXT_H
#define PRECACHE_CONTEXT_H

/*
 * What is known of github.*, vars.* and inputs.* when a plan is made: from options, from a file, or
 * from the runner that precache runs on. Secrets never come in here: github.token is refused.
 */

#include <stdbool.h>

#include "actions/value.h"
#include "precache/command_line.h"

/*
 * Gathers --context-from-runner, --context-file and --context, the later of these over the earlier.
 * *ret is NULL when none was given. Returns an exit code; mistakes are reported or added to
 * in->diags.
 */
int context_gather(const struct invocation *in, const struct value **ret);

/*
 * The pieces of it, for a command to which any context can be given: a file's value, a mapping, in
 * which a `${{` is text; what the runner says, put into *root; a text at a dotted path of *root.
 * NULL or false when a mistake is reported or the arena is exhausted.
 */
const struct value *context_read(const struct invocation *in, struct str path);
bool context_take_runner(const struct invocation *in, const struct value **root);
bool context_set(
	const struct invocation *in, const struct value **root, struct str path, struct str text);

#endif
