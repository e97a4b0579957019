/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "harness/trees.h"
#include "yaml/node.h"

static void dump(struct strbuf *out, const struct node *node)
{
	const bool sequence = node->kind == NODE_SEQUENCE;
	if (node->kind == NODE_NULL) {
		strbuf_add_char(out, '~');
	} else if (node->kind == NODE_STRING) {
		strbuf_printf(out, "'%.*s'", STR_ARG(node->text));
	} else if (node_is_scalar(node)) {
		strbuf_add(out, node_string(out->arena, node));
	} else {
		strbuf_add_char(out, sequence ? '[' : '{');
		for (size_t i = 0; i < node->count; i++) {
			strbuf_add(out, i > 0 ? STR(", ") : STR(""));
			if (!sequence)
				strbuf_printf(out, "%.*s: ", STR_ARG(node->members[i].key->text));
			dump(out, sequence ? node->items[i] : node->members[i].value);
		}
		strbuf_add_char(out, sequence ? ']' : '}');
	}
}

struct str tree_findings(struct arena *arena, const struct diags *diags)
{
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < diags->len; i++) {
		const struct diag *diag = diags->items[i];
		strbuf_printf(&out, "%s%s %u:%u %.*s", i > 0 ? "\n" : "",
			diag_rule_row(diag->rule)->id, diag->at.line, diag->at.column,
			STR_ARG(diag->message));
		if (diag->related_message.ptr)
			strbuf_printf(&out, " | %u:%u %.*s", diag->related.line,
				diag->related.column, STR_ARG(diag->related_message));
	}
	return strbuf_str(&out);
}

/* The bytes stand in a buffer of their exact size. */
void assert_reads(struct str source, const char *expected)
{
	struct arena arena;
	struct diags diags;
	struct strbuf out;
	arena_init(&arena, LIMIT_ARENA_BYTES);
	diags_init(&diags, &arena);
	strbuf_init(&out, &arena, LIMIT_FILE_BYTES);
	char *bytes = malloc(source.len + 1);
	assert_non_null(bytes);
	memcpy(bytes, source.ptr, source.len);
	const struct document *document =
		yaml_read(&arena, &diags, STR("w.yml"), (struct str){bytes, source.len});
	strbuf_add(&out, tree_findings(&arena, &diags));
	assert_int_equal(document == NULL, diags.errors > 0);
	if (document)
		dump(&out, document->root);
	const struct str text = strbuf_str(&out);
	assert_non_null(text.ptr);
	assert_string_equal(text.ptr, expected);
	free(bytes);
	arena_release(&arena);
}
