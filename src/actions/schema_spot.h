/* SPDX-License-Identifier: MIT */
#ifndef ACTIONS_SCHEMA_SPOT_H
#define ACTIONS_SCHEMA_SPOT_H

/*
 * A place in the tree that a schema is held against, and what is asked of one value there: its
 * kind, its demands, its expressions. For the files of the schema interpreter alone; what a value
 * holds in turn is schema.c's.
 */

#include "actions/schema.h"

/* A value, or what is around it, with what goes along to what is in it. */
struct spot {
	const struct checker *checker;
	const struct schema *schema;
	struct schema_subject subject;
	unsigned offers; /* in effect */
};

struct place spot_place(const struct spot *spot, const struct node *node);

/* What messages call the value, quoted: "job 'x'". */
struct str spot_name(const struct spot *spot);

/* Each reports what is wrong and returns false then. */
bool spot_check_kind(const struct spot *spot, const struct node *node);
bool spot_check_demands(const struct spot *spot, const struct node *node);
bool spot_check_scalar(const struct spot *spot, const struct node *node);
bool spot_report_empty(const struct spot *spot, const struct node *node, struct str what);

#endif
