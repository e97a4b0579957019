/* SPDX-License-Identifier: MIT */
#include "yaml/tree.h"

#include "yaml/properties.h"
#include "yaml/scalar.h"
#include "yaml/source.h"
#include "yaml/tag.h"

/* What an anchor names. */
struct anchor {
	const struct node *node;
	size_t nodes; /* in it, itself included; 0 while it is being read */
	unsigned height;
};

/* Up to here a mapping's keys are compared one by one; beyond it has a map of them. */
#define KEYS_COMPARED ((size_t)16)

/* Stands where an alias has no target, so that the mappings around it stay whole. */
static const struct node nothing = {.kind = NODE_NULL, .style = NODE_PLAIN};

/* Stands for a key that stood in its mapping before. */
static const struct node doubled = {.kind = NODE_NULL, .style = NODE_PLAIN};

void tree_init(
	struct tree *tree, struct arena *arena, struct diags *diags, struct document *document)
{
	*tree = (struct tree){
		.arena = arena,
		.diags = diags,
		.document = document,
		.cursor = cursor_begin(document->source),
	};
	tree->cursor.simple = document->simple;
	tree->cursor.feeds = document->feeds;
	tree->end = tree->cursor.offset;
	map_init(&tree->anchors, arena);
	vec_init(&tree->children, arena);
}

struct place tree_place(struct tree *tree, size_t index)
{
	cursor_to_index(&tree->cursor, index);
	return cursor_place(&tree->cursor, tree->document->file);
}

/* Lines and columns are not counted where the parser's own count is ours. */
static void move_to(const struct tree *tree, struct cursor *cursor, struct mark mark)
{
	if (tree->marks)
		cursor_to_mark(
			cursor, mark.index, (unsigned)mark.line + 1, (unsigned)mark.column + 1);
	else
		cursor_to_index(cursor, mark.index);
}

static struct place here(const struct tree *tree)
{
	return cursor_place(&tree->cursor, tree->document->file);
}

static struct frame *top_frame(struct tree *tree)
{
	return tree->depth > 0 ? &tree->frames[tree->depth - 1] : NULL;
}

/* Whether what comes next is a key. */
static bool at_key(const struct tree *tree)
{
	if (tree->depth == 0)
		return false;
	const struct frame *frame = &tree->frames[tree->depth - 1];
	return frame->node->kind == NODE_MAPPING && (tree->children.len - frame->children) % 2 == 0;
}

static bool count_nodes(struct tree *tree, size_t count)
{
	tree->nodes += count;
	if (tree->nodes <= LIMIT_YAML_NODES)
		return true;
	diag_add(tree->diags, RULE_YAML_NODES, here(tree), "more than %u nodes, aliases followed",
		LIMIT_YAML_NODES);
	return false;
}

static bool check_depth(struct tree *tree, size_t depth)
{
	if (depth <= LIMIT_YAML_DEPTH)
		return true;
	diag_add(tree->diags, RULE_YAML_DEPTH, here(tree), "nesting is deeper than %u levels",
		LIMIT_YAML_DEPTH);
	return false;
}

/* Whether it is a key that another one may be a duplicate of. */
static bool is_name(const struct node *key)
{
	return key != &doubled && key != &nothing && node_is_scalar(key);
}

/* A map of all keys that the frame has so far. */
static bool map_keys(const struct tree *tree, struct frame *frame, size_t count)
{
	map_init_nocase(&frame->keys, tree->arena);
	frame->mapped = true;
	for (size_t i = 0; i < count; i++) {
		const struct node *key = tree->children.items[frame->children + 2 * i];
		if (is_name(key) && !map_put(&frame->keys, key->text, key))
			return false;
	}
	return true;
}

/* The same key where it stood before; remembers it when it did not. False when exhausted. */
static bool find_key(
	struct tree *tree, struct frame *frame, const struct node *key, const struct node **ret)
{
	const size_t count = (tree->children.len - frame->children) / 2;
	*ret = NULL;
	if (count >= KEYS_COMPARED && !frame->mapped && !map_keys(tree, frame, count))
		return false;
	if (frame->mapped) {
		*ret = map_get(&frame->keys, key->text);
		return *ret || map_put(&frame->keys, key->text, key);
	}
	for (size_t i = 0; i < count && !*ret; i++) {
		const struct node *before = tree->children.items[frame->children + 2 * i];
		if (is_name(before) && str_eq_nocase(before->text, key->text))
			*ret = before;
	}
	return true;
}

/* Remembers a key that is about to be read at the cursor; reports one that stood before. */
static bool check_key(struct tree *tree, const struct node *key)
{
	struct frame *frame = top_frame(tree);
	if (!frame || !at_key(tree) || key == &nothing)
		return true;
	if (!node_is_scalar(key)) {
		diag_add(tree->diags, RULE_WRONG_TYPE, here(tree), "a key is %s, expected a scalar",
			node_kind_name(key->kind));
		return true;
	}
	const struct node *before;
	if (!find_key(tree, frame, key, &before))
		return false;
	if (!before)
		return true;
	struct diag *diag = diag_add(tree->diags, RULE_YAML_DUPLICATE, here(tree),
		"duplicate key '%.*s'", STR_ARG(key->text));
	diag_relate(tree->diags, diag, node_place(tree->document, before), "first stands here");
	frame->doubled = true;
	tree->doubles++;
	return true;
}

static bool add(struct tree *tree, const struct node *node)
{
	struct frame *frame = top_frame(tree);
	if (!frame) {
		tree->document->root = node;
		return true;
	}
	if (frame->doubled) {
		frame->doubled = false;
		return vec_push(&tree->children, &doubled);
	}
	return vec_push(&tree->children, node);
}

/* A node at the cursor. */
static struct node *new_node(struct tree *tree, enum node_kind kind, enum node_style style)
{
	struct node *node = arena_take(tree->arena, sizeof(*node));
	if (!node)
		return NULL;
	*node = (struct node){
		.kind = (uint8_t)kind,
		.style = (uint8_t)style,
		.line = tree->cursor.line,
		.column = tree->cursor.column,
		.start = (uint32_t)tree->cursor.offset,
		.end = (uint32_t)tree->cursor.offset,
	};
	return node;
}

/* Moves the cursor to the content of a node whose properties begin there, and returns those. */
static struct properties enter(struct tree *tree, const struct token *token, size_t limit)
{
	const unsigned count = (token->anchor ? 1u : 0u) + (token->tag ? 1u : 0u);
	if (count == 0)
		return (struct properties){.end = tree->cursor.offset};
	const struct properties properties =
		properties_read(tree->cursor.source, tree->cursor.offset, limit, count);
	if (properties.tag.ptr) {
		cursor_to_offset(
			&tree->cursor, (size_t)(properties.tag.ptr - tree->cursor.source.ptr));
		tree->tag_at = here(tree);
	}
	cursor_to_offset(&tree->cursor, properties.end);
	return properties;
}

/* Whether a scalar surely stands in the source as it is: on one line, with nothing left out. */
static bool is_verbatim(const struct token *token, struct str raw)
{
	return token->first.line == token->last.line && raw.len == token->value.len &&
	       (token->style == NODE_PLAIN || token->style == NODE_SINGLE_QUOTED);
}

/* The content as a view of the source where it stands there as it is; else as a copy. */
static struct str keep_text(struct tree *tree, const struct node *node, const struct token *token)
{
	const struct str value = token->value;
	const bool quoted = node->style == NODE_SINGLE_QUOTED || node->style == NODE_DOUBLE_QUOTED;
	const struct str raw =
		str_slice(tree->cursor.source, node->start + quoted, node->end - quoted);
	if (is_verbatim(token, raw) || str_eq(raw, value))
		return raw;
	const char *copy = arena_copy(tree->arena, value.ptr, value.len);
	return (struct str){copy, value.len};
}

/* Names a node. An anchor with 0 nodes is open: an alias of it would go in a circle. */
static struct anchor *set_anchor(
	struct tree *tree, const struct node *node, struct str name, size_t nodes)
{
	struct anchor *anchor = arena_alloc(tree->arena, sizeof(*anchor));
	if (!anchor || !map_put(&tree->anchors, name, anchor))
		return NULL;
	*anchor = (struct anchor){.node = node, .nodes = nodes};
	return anchor;
}

bool tree_scalar(struct tree *tree, const struct token *token)
{
	move_to(tree, &tree->cursor, token->first);
	struct cursor behind = tree->cursor;
	move_to(tree, &behind, token->last);
	const struct properties properties = enter(tree, token, behind.offset);
	struct node *node = new_node(tree, NODE_STRING, token->style);
	if (!node || !count_nodes(tree, 1))
		return false;
	node->end = (uint32_t)behind.offset;
	node->text = keep_text(tree, node, token);
	if (!node->text.ptr)
		return false;
	node->dollar = str_find_char(node->text, '$', 0) != STR_NOWHERE;
	const struct tag *tag =
		token->tag ? tag_find(tree->diags, tree->tag_at, token->tag, properties.tag, node)
			   : NULL;
	const enum scalar_result result = scalar_resolve(node, tag ? tag->type : SCALAR_ANY);
	if (result != SCALAR_FITS)
		tag_unfit(tree->diags, here(tree), result, node, properties.tag);
	/* A key is a string: 1.0 and 1 are one key, True is "true"; null is what was written. */
	if ((node->kind == NODE_NUMBER || node->kind == NODE_BOOLEAN) && at_key(tree))
		node->text = node_string(tree->arena, node);
	if (!node->text.ptr || !check_key(tree, node))
		return false;
	if (token->anchor && !set_anchor(tree, node, properties.anchor, 1))
		return false;
	tree->cursor = behind;
	tree->end = node->end;
	return add(tree, node);
}

/* The target of an alias at the cursor; NULL, reported, when there is none. */
static const struct anchor *find_anchor(struct tree *tree, struct str name)
{
	const struct anchor *anchor = map_get(&tree->anchors, name);
	if (anchor && anchor->nodes > 0)
		return anchor;
	struct diag *diag = diag_add(
		tree->diags, RULE_YAML_ALIAS, here(tree), "unknown alias '*%.*s'", STR_ARG(name));
	if (anchor)
		diag_relate(tree->diags, diag, node_place(tree->document, anchor->node),
			"the alias stands inside of what it names");
	return NULL;
}

bool tree_alias(struct tree *tree, const struct token *token)
{
	move_to(tree, &tree->cursor, token->first);
	struct cursor behind = tree->cursor;
	move_to(tree, &behind, token->last);
	const struct str name =
		str_slice(tree->cursor.source, tree->cursor.offset + 1, behind.offset);
	const struct anchor *anchor = find_anchor(tree, name);
	const struct node *node = anchor ? anchor->node : &nothing;
	const unsigned height = anchor ? anchor->height : 0;
	if (!count_nodes(tree, anchor ? anchor->nodes : 1) ||
		!check_depth(tree, tree->depth + height) || !check_key(tree, node))
		return false;
	struct frame *frame = top_frame(tree);
	if (frame && frame->height < height)
		frame->height = height;
	tree->cursor = behind;
	tree->end = behind.offset;
	return add(tree, node);
}

bool tree_open(struct tree *tree, const struct token *token, enum node_kind kind)
{
	move_to(tree, &tree->cursor, token->first);
	const struct properties properties = enter(tree, token, tree->cursor.source.len);
	struct node *node = new_node(tree, kind, token->style);
	if (!node || !count_nodes(tree, 1) || !check_depth(tree, tree->depth + 1))
		return false;
	if (token->tag)
		(void)tag_find(tree->diags, tree->tag_at, token->tag, properties.tag, node);
	if (!check_key(tree, node))
		return false;
	struct anchor *anchor = NULL;
	if (token->anchor) {
		anchor = set_anchor(tree, node, properties.anchor, 0);
		if (!anchor)
			return false;
	}
	struct frame *frame = &tree->frames[tree->depth++];
	*frame = (struct frame){
		.node = node,
		.anchor = anchor,
		.children = tree->children.len,
		.nodes = tree->nodes - 1,
	};
	return true;
}

/* Moves the children of a frame into its node, but for the values of keys that stood before. */
static bool take_children(struct tree *tree, const struct frame *frame)
{
	struct node *node = frame->node;
	const size_t count = tree->children.len - frame->children;
	if (count == 0)
		return true;
	const void **children = tree->children.items + frame->children;
	if (node->kind == NODE_SEQUENCE) {
		node->items = arena_array(tree->arena, count, sizeof(*node->items));
		if (!node->items)
			return false;
		node->count = (uint32_t)count;
		for (size_t i = 0; i < count; i++)
			node->items[i] = children[i];
		return true;
	}
	struct node_member *members = arena_array(tree->arena, count / 2, sizeof(*members));
	if (!members)
		return false;
	for (size_t i = 0; i < count / 2; i++)
		if (children[2 * i] != &doubled)
			members[node->count++] =
				(struct node_member){children[2 * i], children[2 * i + 1]};
	node->members = members;
	return true;
}

bool tree_close(struct tree *tree, const struct token *token)
{
	const struct frame *frame = &tree->frames[tree->depth - 1];
	struct node *node = frame->node;
	const char opener =
		node->start < tree->cursor.source.len ? tree->cursor.source.ptr[node->start] : '\0';
	/* Block collections, and pairs in a flow sequence, end with their last child. */
	if (opener == '[' || opener == '{') {
		move_to(tree, &tree->cursor, token->last);
		tree->end = tree->cursor.offset;
	}
	node->end = (uint32_t)tree->end;
	if (!take_children(tree, frame))
		return false;
	if (frame->anchor) {
		frame->anchor->nodes = tree->nodes - frame->nodes;
		frame->anchor->height = frame->height + 1;
	}
	tree->children.len = frame->children;
	tree->depth--;
	struct frame *parent = top_frame(tree);
	if (parent && parent->height < frame->height + 1)
		parent->height = frame->height + 1;
	return add(tree, node);
}

bool tree_finish(struct tree *tree)
{
	if (tree->document->root)
		return true;
	struct node *node = new_node(tree, NODE_NULL, NODE_PLAIN);
	if (!node)
		return false;
	node->text = STR("");
	tree->document->root = node;
	return true;
}
