/* SPDX-License-Identifier: MIT */
#ifndef YAML_NODE_H
#define YAML_NODE_H

/*
 * A YAML document as a tree that knows where everything stands. yaml_read turns libyaml's events
 * into it, types plain scalars by the YAML 1.2 core schema as GitHub does (`on` and `yes` are
 * strings, `0x10` is 16), follows aliases by sharing, and holds every limit while it reads, so a
 * hostile file costs no more than a large one. It keeps no comments and knows nothing of workflows.
 *
 * GitHub's reader is a port of libyaml. So where libyaml 0.2.5 and YAML 1.2 part, what libyaml
 * takes is taken and what it refuses is refused (tests/unit/yaml_edges_test.c has them one by one);
 * types, duplicate keys, tags, and the breaks that count as lines are decided here and not by
 * libyaml.
 *
 * Nodes live in the arena and never change. A node that an alias names is one node with several
 * parents; its place is that of the anchored text.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

enum node_kind {
	NODE_NULL,
	NODE_BOOLEAN,
	NODE_NUMBER,
	NODE_STRING,
	NODE_SEQUENCE,
	NODE_MAPPING,
};

/* How a scalar is written; where its content stands depends on it. */
enum node_style {
	NODE_PLAIN,
	NODE_SINGLE_QUOTED,
	NODE_DOUBLE_QUOTED,
	NODE_LITERAL,
	NODE_FOLDED,
	NODE_COLLECTION,
};

struct node;

struct node_member {
	const struct node *key; /* a scalar; its `text` is the name */
	const struct node *value;
};

/* There is one for every word of a file, so it is packed; sizes are those of LIMIT_FILE_BYTES. */
struct node {
	uint8_t kind;  /* enum node_kind */
	uint8_t style; /* enum node_style */
	bool boolean;
	bool dollar;     /* there is a '$' in its text, as in few texts */
	uint32_t line;   /* of its first character, or of the '|', '>' or quote; 1-based */
	uint32_t column; /* 1-based, in code points */
	uint32_t start;  /* the same place as an offset into the source, bytes */
	uint32_t end;    /* behind its last byte */
	uint32_t count;  /* sequences: items; mappings: members; scalars: 0 */
	struct str text; /* scalars: the content after YAML's own unquoting and folding */
	union {
		double number;
		const struct node **items;
		const struct node_member *members; /* in the file's order */
	};
};

struct document {
	struct str file;         /* as the user named it; for places */
	struct str source;       /* the bytes that were read */
	const struct node *root; /* never NULL: an empty document is NODE_NULL */
	bool simple;             /* its source is ASCII, and `feeds`: to find places in it fast */
	bool feeds;              /* its only line break is LF */
};

/*
 * Reads one document. NULL when there is an error, which `diags` then holds at its line and column:
 * no YAML, NUL or control bytes, not UTF-8, a second document, duplicate keys (also those that
 * differ only in case), unknown alias, a foreign tag, nesting over LIMIT_YAML_DEPTH, over
 * LIMIT_YAML_NODES nodes after aliases, over LIMIT_FILE_BYTES. `source` must outlive the document.
 */
const struct document *yaml_read(
	struct arena *arena, struct diags *diags, struct str file, struct str source);

/*
 * As yaml_read, but a document whose only errors are duplicate keys is returned, without the later
 * ones: `diags` has the errors, and who looks at the document can add what else is wrong.
 */
const struct document *yaml_read_doubled(
	struct arena *arena, struct diags *diags, struct str file, struct str source);

/* The member, or its value; NULL when the node is no mapping or has no such key. Case counts. */
const struct node_member *node_member(const struct node *mapping, const char *key);
const struct node *node_get(const struct node *mapping, const char *key);

/* A key of a mapping, and where a model keeps its value. */
struct node_slot {
	struct str key;
	size_t at; /* offset of a `const struct node *` in the model */
};

/* Puts the values of a mapping where `model` keeps them, in one walk over its keys; those of other
 * keys nowhere. Nothing happens when the node is no mapping. */
void node_read(
	const struct node *mapping, const struct node_slot *slots, size_t count, void *model);

bool node_is_scalar(const struct node *node);

/* "null", "a boolean", "a number", "a string", "a sequence", "a mapping": for messages. */
const char *node_kind_name(enum node_kind kind);

/*
 * The scalar as GitHub makes a string of it: null is empty, true and false in lower case, numbers
 * in .NET's G15 form (3.10 is "3.1", 1e3 is "1000", 0x10 is "16"), strings as they are. STR_NONE
 * for a collection or when the arena is exhausted.
 */
struct str node_string(struct arena *arena, const struct node *scalar);

/* A number in .NET's G15 form, as GitHub prints it. STR_NONE when exhausted. */
struct str number_string(struct arena *arena, double number);

/* The shortest such text that reads back as the very same number. STR_NONE when exhausted. */
struct str number_exact(struct arena *arena, double number);

/*
 * Reads text as YAML's core schema reads a number: decimal, 0x, 0o, exponents, .inf, .nan. Writes
 * *ret only on success.
 */
bool number_parse(struct str text, double *ret);

/* The node's place. */
struct place node_place(const struct document *document, const struct node *node);

/*
 * The place of the character at `offset` (bytes) of the scalar's `text`, exact in every style: line
 * and column in the source, also inside block scalars and quotes.
 */
struct place node_place_at(
	const struct document *document, const struct node *scalar, size_t offset);

#endif
