/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_REVIEW_H
#define REVIEW_REVIEW_H

/*
 * What people read: the plan as text, and the golden check. Beside it, each with a header of its
 * own: what changed (diff.h) and what that costs (cost.h), Markdown for GitHub (markdown.h), a
 * script that runs a plan's builds (reproducer.h), findings (lint.h, findings.h). A golden case is
 * a folder with a case.yml (what is planned, and the promise that it keeps) and the exact bytes
 * that are expected of it. All of this is text in, text out; the command line reads and writes the
 * files.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "plan/plan.h"

/*
 * The plan as a person wants it: what is built and pushed where, when, with which rights, who may
 * push, TTL, unknowns, overrides. One build takes at most 15 lines; no line is longer than `width`
 * columns (60 to 200). No escape sequences. STR_NONE when the arena is exhausted.
 */
struct str summary_text(struct arena *arena, const struct plan *plan, unsigned width);
#define SUMMARY_WIDTH 100u

/* Its line about events: "by push; unknown for schedule; not by a fork's pull_request". */
struct str summary_pushers(struct arena *arena, const struct plan_build *build);

/* A case as its case.yml says it. */
struct golden_case {
	struct str promise;
	struct str workflow; /* relative to the case's folder; STR_NONE: overrides alone */
	const struct setting *overrides;
	size_t override_count;
	const struct value *context; /* NULL: none */
	struct str event;
	const struct str *executors;
	size_t executor_count;
	int expect; /* exit code: 0 or 3 */
};

/*
 * Reads a case.yml. NULL with RULE_CASE: no promise, an unknown key, a wrong type, a value of a
 * secret other than the word "present", an exit code that planning cannot have.
 */
const struct golden_case *golden_case_read(
	struct arena *arena, struct diags *diags, struct str file, struct str source);

/* The case.yml of a case, in a form that is easy to read; golden_case_read reads the same case from
 * it. STR_NONE when the arena is exhausted or the file would be over LIMIT_FILE_BYTES. */
struct str golden_case_write(struct arena *arena, const struct golden_case *spec);

/* The files that a case of that exit code has; a file that is not among them is left over. */
#define GOLDEN_PLAN "plan.json"
#define GOLDEN_SUMMARY "summary.txt"
#define GOLDEN_ERROR "error.txt"

/* What a case gives now. `plan` and `summary`, or `error`; the others are STR_NONE. */
struct golden_outcome {
	int exit_code;
	struct str plan;
	struct str summary;
	struct str error;
};

/* What planning a case gives: the plan's bytes and its summary, or the diagnostics as text. */
struct golden_outcome golden_outcome_of(
	struct arena *arena, const struct plan *plan, const struct diags *diags);

/*
 * A unified diff with three lines of context, "--- old" and "+++ new" first; empty when the two are
 * equal. A missing LF at the end is shown as diff does. Control bytes are shown escaped.
 */
struct str unified_diff(struct arena *arena, struct str old_name, struct str old_text,
	struct str new_name, struct str new_text);

/*
 * What changed between two plans' bytes, in words, a line each: "cache.ttl_days 30 → 7". What is
 * projected into env.set and argv is said once. Builds are matched by id. Empty when nothing
 * changed or one of the two is no plan.
 */
struct str changes_in_words(struct arena *arena, struct str old_plan, struct str new_plan);

#endif
