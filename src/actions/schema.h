/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCHEMA_H
#define ACTIONS_SCHEMA_H

/*
 * A small interpreter of const tables that say what a YAML tree may look like: which kinds a value
 * takes, which keys a mapping has and must have, what its values and a sequence's items are. It
 * knows nothing of workflows; the tables do (schema_workflow.c, trigger_table.c). Only
 * src/actions includes this.
 */

#include <stdbool.h>
#include <stddef.h>

#include "actions/availability.h"
#include "actions/checker.h"

/*
 * What a value may be: a set. Where a place offers something to expressions, a string with a
 * `${{ }}` in it may stand for any kind: what it comes to is known when GitHub evaluates it.
 */
enum schema_kind {
	KIND_NULL = 1u << NODE_NULL,
	KIND_BOOLEAN = 1u << NODE_BOOLEAN,
	KIND_NUMBER = 1u << NODE_NUMBER,
	KIND_STRING = 1u << NODE_STRING,
	KIND_SEQUENCE = 1u << NODE_SEQUENCE,
	KIND_MAPPING = 1u << NODE_MAPPING,
};

/* GitHub makes strings of the scalars that stand where it wants one: a word is not null. */
#define KINDS_WORD ((unsigned)KIND_BOOLEAN | KIND_NUMBER | KIND_STRING)
#define KINDS_TEXT (KINDS_WORD | KIND_NULL)

/* What more is asked of a value: a set. */
enum schema_demand {
	MUST_BE_FILLED = 1u << 0,       /* a string or collection holds something */
	MUST_BE_POSITIVE = 1u << 1,     /* a number is above 0 */
	MUST_NOT_BE_NEGATIVE = 1u << 2, /* a number is 0 or above */
	MUST_KEEP_KIND = 1u << 3,       /* a scalar keeps its kind and is no string */
	IS_FREE = 1u << 4,              /* nothing is asked, also not of the names of its keys */
	ONE_OR_MANY = 1u << 5,          /* a scalar stands for a sequence of one item */
	IS_CONDITION = 1u << 6,         /* a string is an expression, also without `${{ }}` */
};

struct schema;

enum schema_need {
	KEY_OPTIONAL,
	KEY_REQUIRED
};

struct schema_key {
	struct str name;
	enum schema_need need;
	const struct schema *schema;
};

struct schema {
	const char *noun;  /* "a step", for "'x' is no key of a step"; NULL: called by its name */
	const char *label; /* "job ", before its name in messages; NULL: the name alone */
	unsigned kinds;    /* of enum schema_kind */
	unsigned demands;  /* of enum schema_demand */
	unsigned offers;   /* of enum offer: for the expressions in it, beside those around it */
	const struct str *words; /* a string is one of these; NULL: any */
	size_t word_count;
	const struct schema_key *keys;
	size_t key_count;
	const struct schema *values; /* of keys that are not in `keys`; NULL: there are none */
	const struct schema *items;  /* of a sequence */

	/* A mapping is one of these, at most 32. As GitHub does, each key that some of them have
	 * and others have not rules the others out; in the end one must be left. */
	const struct schema *const *forms;
	size_t form_count;
	const char *missing; /* "'uses' or 'run'", for when several are left */
};

/* How messages call a value: "job 'x'", "an item of 'needs'", "the workflow" (without a name). */
struct schema_subject {
	const char *label;
	struct str name; /* STR_NONE: the label says it all */
};

/*
 * Reports what does not fit, each at its token: a missing key at the start of its mapping, as
 * GitHub does. Expressions are checked on the way, but for those that schema_elsewhere is for. True
 * when there is nothing to report.
 */
bool schema_check(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject);

/* The subject of a mapping's value: its key. */
struct schema_subject schema_key_subject(const struct node *key);

/* The schema of a mapping's member, or NULL when the mapping has none for it. */
const struct schema *schema_member(const struct schema *mapping, struct str name);

/* Adds "did you mean" when a row's name is near (near.h), for messages that have a table. */
void schema_hint_near(const struct checker *checker, struct diag *diag, struct str name,
	const void *rows, size_t count, size_t size);

/* Leaves that several tables share. */
extern const struct schema schema_any;       /* whatever it is */
extern const struct schema schema_elsewhere; /* it has a check of its own, elsewhere */
extern const struct schema schema_text;      /* any scalar; null is empty */
extern const struct schema schema_word;      /* a scalar that is not empty */
extern const struct schema schema_words;     /* a word or a sequence of them, maybe of none */

/* The whole of a workflow file, but for `on` and `permissions`, which have checks of their own. */
extern const struct schema schema_workflow;

#endif
