/* SPDX-License-Identifier: MIT */
#ifndef HARNESS_PLANS_H
#define HARNESS_PLANS_H

/*
 * Plans as JSON trees for tests to bend, and their canonical bytes and ids, made without any of the
 * program's own code: jansson writes, libsodium hashes.
 */

#include <jansson.h>

#include "base/arena.h"
#include "base/diag.h"
#include "plan/plan.h"

/* JSON with ' for every ", so that it can stand in C. The caller gives it back. */
json_t *plans_parse(const char *text);

/* Two builds that have every member between them, each known. The caller gives it back. */
json_t *plans_full(void);

/*
 * The value under the pointer ("/builds/0/argv/4") becomes `text`, parsed as above; one that is not
 * there is added at the end. NULL: it goes.
 */
void plans_set(json_t *plan, const char *pointer, const char *text);

/* Lists the value under the pointer as unknown when it is a text with an expression. */
void plans_list_unknown(json_t *plan, const char *at, const char *value);

/* Sets the right plan_id and returns the plan's canonical bytes; free() them. */
char *plans_bytes(json_t *plan);

/* What a plan is read with; set_up before, arena_release behind. */
struct fixture {
	struct arena arena;
	struct diags diags;
};

void set_up(struct fixture *fixture);
const struct plan *read_text(struct fixture *fixture, const char *bytes);

/* Nothing was read, for the one reason that is wanted; `message` is part of what is said. */
void assert_refused(const struct fixture *fixture, const struct plan *plan, enum diag_rule rule,
	const char *message);

/* The full plan is refused when the value under the pointer becomes `text`, as plans_set has it,
 * while all else, with the id, stays right. */
void assert_change_refused(const char *pointer, const char *text, const char *message);

#endif
