/* SPDX-License-Identifier: MIT */
#ifndef REVIEW_EXPLAIN_H
#define REVIEW_EXPLAIN_H

/*
 * Where each value of a plan comes from, and what it shadows. A plan that was just made knows the
 * places; the files' texts are in them, so nothing is read. A value that a plan repeats (the parts
 * of the image, env.set, argv) is explained where it is decided. The value of a secret is nowhere.
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "plan/plan.h"

enum explain_kind {
	EXPLAIN_OVERRIDE,
	EXPLAIN_SCRIPT, /* assigned in the script that calls the executor, or in front of the call
			 */
	EXPLAIN_STEP_ENV,
	EXPLAIN_GITHUB_ENV, /* written by an earlier step */
	EXPLAIN_JOB_ENV,
	EXPLAIN_WORKFLOW_ENV,
	EXPLAIN_CONTAINER_ENV,
	EXPLAIN_ENVIRONMENT,     /* of the process, without a workflow */
	EXPLAIN_DEFAULT,         /* precache's */
	EXPLAIN_BUILDER_DEFAULT, /* of the release whose options count */
	EXPLAIN_FILE,            /* another place in a workflow or an action */
	EXPLAIN_GITHUB_DEFAULT,  /* no file says anything */
	EXPLAIN_FIELDS,          /* made of other fields of the plan */
	EXPLAIN_PRECACHE,        /* the same in every plan */
};

/* One place that a value comes from, or that would have given one. */
struct explain_source {
	enum explain_kind kind;
	struct str text;  /* what people read: "w.yml:31:7 jobs.cache.env.CACHE_REPO" */
	struct place at;  /* file STR_NONE: none */
	struct str path;  /* in the file: "jobs.cache.env.CACHE_REPO"; STR_NONE: none */
	struct str value; /* as it stands there; STR_NONE: a secret, or not a variable's */
	bool secret;
	const struct str *fields; /* pointers; of EXPLAIN_FIELDS */
	size_t field_count;
};

struct explain_entry {
	struct str at;             /* JSON pointer */
	const struct value *value; /* as the plan has it; NULL: an option that is not set */
	const struct explain_source *sources; /* the first is where it comes from, then shadows */
	size_t count;
};

struct explanation {
	struct str asked; /* STR_NONE: everything */
	const struct explain_entry *entries;
	size_t count;
};

/*
 * Explains the values at and below a JSON pointer, or all with STR_NONE. `plan` is one of
 * plan_make. False with RULE_POINTER, and the nearest pointer in its hint, when the pointer leads
 * to nothing; false without when the arena is exhausted.
 */
bool explain_plan(struct arena *arena, struct diags *diags, const struct plan *plan,
	struct str asked, struct explanation *ret);

/* For people: no line is longer than `width` columns (60 to 200). STR_NONE when exhausted. */
struct str explain_text(struct arena *arena, const struct explanation *explanation, unsigned width);

/*
 * {"schema": "precache.explain/1", "asked", "values": [{"at", "value", "from": source, "shadows":
 * [source]}]}, a source {"kind", "text", "file", "line", "column", "path", "value" or "secret",
 * "fields"}; what does not apply is left out. STR_NONE when exhausted.
 */
struct str explain_json(struct arena *arena, const struct explanation *explanation);

#endif
