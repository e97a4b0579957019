/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_READS_H
#define REVIEW_READS_H

/* What the expressions of a scalar read, and which of it is a secret or in a stranger's hands. */

#include <stdbool.h>
#include <stddef.h>

#include "actions/expression_path.h"
#include "base/arena.h"
#include "base/str.h"
#include "yaml/node.h"

struct read {
	struct expression_path path;
	size_t offset; /* of its name, in the text */
};

struct reads {
	const struct read *items; /* in the order of the text */
	size_t count;
};

/* All reads of a text with `${{ }}`. What is not well formed has none. False when exhausted. */
bool reads_of(struct arena *arena, struct str text, struct reads *ret);

/* The first read whose text comes out and is a secret's; NULL: there is none. */
const struct read *reads_secret(const struct reads *reads);

/*
 * Whether a read puts text out that somebody without rights may choose: a title, a message, the
 * name of a branch. Sources: https://docs.github.com/en/actions/reference/security/secure-use and
 * https://securitylab.github.com/resources/github-actions-untrusted-input/
 */
bool read_is_untrusted(const struct read *read);

/* Whether it puts out an input of workflow_dispatch or of a caller; *ret_name is the input's. */
bool read_is_input(const struct read *read, struct str *ret_name);

/* Whether it puts out something of what repository_dispatch was started with. */
bool read_is_payload(const struct read *read);

/* The value of a variable in `env:` blocks, the innermost first; NULL: none of them sets it. */
const struct node *env_node(const struct node *const *blocks, size_t count, struct str name);

#endif
