/* SPDX-License-Identifier: MIT */
#include "yaml/block.h"
#include "yaml/cursor.h"
#include "yaml/flow.h"
#include "yaml/node.h"

struct place node_place(const struct document *document, const struct node *node)
{
	return (struct place){
		.file = document->file,
		.source = document->source,
		.line = node->line,
		.column = node->column,
	};
}

static size_t offset_of(const struct document *document, const struct node *scalar, size_t offset)
{
	if (scalar->style == NODE_LITERAL && document->feeds)
		return block_offset_literal(document->source, scalar, offset);
	if (scalar->style == NODE_LITERAL || scalar->style == NODE_FOLDED)
		return block_offset(document->source, scalar, offset);
	return flow_offset(document->source, scalar, offset);
}

struct place node_place_at(
	const struct document *document, const struct node *scalar, size_t offset)
{
	struct cursor cursor = {
		.source = document->source,
		.offset = scalar->start,
		.line = scalar->line,
		.column = scalar->column,
		.simple = document->simple,
		.feeds = document->feeds,
	};
	cursor_to_offset(&cursor, offset_of(document, scalar, offset));
	return cursor_place(&cursor, document->file);
}
