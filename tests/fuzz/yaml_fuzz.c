/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "fuzz/fuzz.h"
#include "yaml/node.h"

/* Every scalar's every byte has a place inside the source. */
static void visit(const struct document *document, const struct node *node, unsigned lines)
{
	for (size_t i = 0; node_is_scalar(node) && i < node->text.len; i += 7) {
		const struct place place = node_place_at(document, node, i);
		PROMISE(place.line >= 1 && place.line <= lines + 1 && place.column >= 1);
	}
	for (size_t i = 0; node->kind == NODE_SEQUENCE && i < node->count && i < 8; i++)
		visit(document, node->items[i], lines);
	for (size_t i = 0; node->kind == NODE_MAPPING && i < node->count && i < 8; i++)
		visit(document, node->members[i].value, lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct str source = {(const char *)data, size};
	struct arena arena;
	struct diags diags;
	unsigned lines = 1;

	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' || data[i] == '\r';
	const struct document *document = yaml_read(&arena, &diags, STR("fuzz"), source);
	PROMISE((document == NULL) == (diags.errors > 0));
	if (document && size < 4096)
		visit(document, document->root, lines);
	arena_release(&arena);
	return 0;
}
