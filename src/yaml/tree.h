/* SPDX-License-Identifier: MIT */
#ifndef YAML_TREE_H
#define YAML_TREE_H

/*
 * Builds a document from what a parser says, node by node in the order of the text, and holds the
 * limits on the way. It knows nothing of libyaml.
 *
 * Each tree_ function returns false when reading must stop: a limit is passed or the arena is
 * exhausted. Mistakes that leave a shape to go on with are only reported, so that several are seen
 * at once; the caller throws the document away when `diags` has got an error.
 */

#include "base/limits.h"
#include "base/map.h"
#include "base/vec.h"
#include "yaml/cursor.h"
#include "yaml/node.h"

/* A place as a parser knows it. */
struct mark {
	size_t index; /* code points behind the byte order mark */
	size_t line;  /* from 0, as is the column */
	size_t column;
};

/* What an event says. */
struct token {
	struct mark first;
	struct mark last; /* behind the last character */
	enum node_style style;
	const char *anchor; /* NULL: none */
	const char *tag;    /* resolved, "tag:yaml.org,2002:str"; NULL: none */
	struct str value;   /* of a scalar; alive only during the call */
};

struct anchor;

/* A collection that is being read. */
struct frame {
	struct node *node;
	struct anchor *anchor; /* NULL: it has none */
	size_t children;       /* where its own begin in the tree's `children` */
	size_t nodes;          /* of the document before it */
	unsigned height;       /* levels of collections in it, aliases followed */
	struct map keys;       /* of a large mapping: struct node of each */
	bool mapped;           /* `keys` is in use */
	bool doubled;          /* the key that is added next stood in it before */
};

struct tree {
	struct arena *arena;
	struct diags *diags;
	struct document *document;
	struct cursor cursor;
	bool marks;          /* the parser's lines and columns are ours */
	struct map anchors;  /* struct anchor */
	struct vec children; /* of all open collections */
	size_t nodes;        /* so far, aliases followed */
	size_t doubles;      /* errors that are keys which stood before */
	size_t end;          /* offset behind the last scalar, alias or bracket */
	struct place tag_at; /* of the node that was entered last, when it has a tag */
	unsigned depth;
	struct frame frames[LIMIT_YAML_DEPTH];
};

void tree_init(
	struct tree *tree, struct arena *arena, struct diags *diags, struct document *document);

bool tree_scalar(struct tree *tree, const struct token *token);
bool tree_alias(struct tree *tree, const struct token *token);

/* `kind`: NODE_SEQUENCE or NODE_MAPPING. Each open has its close. */
bool tree_open(struct tree *tree, const struct token *token, enum node_kind kind);
bool tree_close(struct tree *tree, const struct token *token);

/* Gives a document without content its root. */
bool tree_finish(struct tree *tree);

/* The place of so many code points behind the byte order mark. */
struct place tree_place(struct tree *tree, size_t index);

#endif
