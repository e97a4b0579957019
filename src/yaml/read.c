/* SPDX-License-Identifier: MIT */
#include <yaml.h>

#include "yaml/node.h"
#include "yaml/source.h"
#include "yaml/tree.h"

struct reader {
	yaml_parser_t parser;
	struct tree tree;
	unsigned documents;
	bool done;
};

static const enum node_style styles[] = {
	[YAML_ANY_SCALAR_STYLE] = NODE_PLAIN,
	[YAML_PLAIN_SCALAR_STYLE] = NODE_PLAIN,
	[YAML_SINGLE_QUOTED_SCALAR_STYLE] = NODE_SINGLE_QUOTED,
	[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = NODE_DOUBLE_QUOTED,
	[YAML_LITERAL_SCALAR_STYLE] = NODE_LITERAL,
	[YAML_FOLDED_SCALAR_STYLE] = NODE_FOLDED,
};

/* libyaml's error as ours. Its marks are right in every error but those of memory. */
static void report(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	struct tree *tree = &reader->tree;
	if (parser->error == YAML_MEMORY_ERROR) {
		tree->arena->exhausted = true;
		return;
	}
	bool breaks;
	if (parser->error == YAML_READER_ERROR &&
		!source_check_characters(
			tree->diags, tree->document->file, tree->document->source, &breaks))
		return;
	struct diag *diag = diag_add(tree->diags, RULE_YAML_SYNTAX,
		tree_place(tree, parser->problem_mark.index), "not YAML: %s", parser->problem);
	if (parser->context && parser->context_mark.index != parser->problem_mark.index)
		diag_relate(tree->diags, diag, tree_place(tree, parser->context_mark.index), "%s",
			parser->context);
}

static struct mark mark_of(const yaml_mark_t *mark)
{
	return (struct mark){mark->index, mark->line, mark->column};
}

static struct token token_of(const yaml_event_t *event)
{
	return (struct token){
		.first = mark_of(&event->start_mark),
		.last = mark_of(&event->end_mark),
		.style = NODE_COLLECTION,
	};
}

static bool on_document(struct reader *reader, const yaml_event_t *event)
{
	struct tree *tree = &reader->tree;
	if (++reader->documents == 1)
		return true;
	diag_add(tree->diags, RULE_YAML_DOCUMENTS, tree_place(tree, event->start_mark.index),
		"a second document begins here");
	return false;
}

static bool on_scalar(struct reader *reader, const yaml_event_t *event, struct token *token)
{
	token->style = styles[event->data.scalar.style];
	token->anchor = (const char *)event->data.scalar.anchor;
	token->tag = (const char *)event->data.scalar.tag;
	token->value =
		(struct str){(const char *)event->data.scalar.value, event->data.scalar.length};
	return tree_scalar(&reader->tree, token);
}

static bool on_sequence(struct reader *reader, const yaml_event_t *event, struct token *token)
{
	token->anchor = (const char *)event->data.sequence_start.anchor;
	token->tag = (const char *)event->data.sequence_start.tag;
	return tree_open(&reader->tree, token, NODE_SEQUENCE);
}

static bool on_mapping(struct reader *reader, const yaml_event_t *event, struct token *token)
{
	token->anchor = (const char *)event->data.mapping_start.anchor;
	token->tag = (const char *)event->data.mapping_start.tag;
	return tree_open(&reader->tree, token, NODE_MAPPING);
}

/* False when reading must stop. */
static bool take_event(struct reader *reader, const yaml_event_t *event)
{
	struct token token = token_of(event);
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return on_document(reader, event);
	case YAML_SCALAR_EVENT:
		return on_scalar(reader, event, &token);
	case YAML_ALIAS_EVENT:
		return tree_alias(&reader->tree, &token);
	case YAML_SEQUENCE_START_EVENT:
		return on_sequence(reader, event, &token);
	case YAML_MAPPING_START_EVENT:
		return on_mapping(reader, event, &token);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return tree_close(&reader->tree, &token);
	case YAML_STREAM_END_EVENT:
		reader->done = true;
		return tree_finish(&reader->tree);
	case YAML_NO_EVENT:
	case YAML_STREAM_START_EVENT:
	case YAML_DOCUMENT_END_EVENT:
		break;
	}
	return true;
}

/* False when the arena is exhausted or `diags` has got an error that ends reading. */
static bool read_events(struct reader *reader)
{
	while (!reader->done) {
		yaml_event_t event;
		if (!yaml_parser_parse(&reader->parser, &event)) {
			report(reader);
			return false;
		}
		const bool go_on = take_event(reader, &event);
		yaml_event_delete(&event);
		if (!go_on)
			return false;
	}
	return true;
}

const struct document *yaml_read_doubled(
	struct arena *arena, struct diags *diags, struct str file, struct str source)
{
	const size_t errors = diags->errors;
	struct source_facts facts;
	if (!source_check(diags, file, source, &facts))
		return NULL;
	struct document *document = arena_alloc(arena, sizeof(*document));
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	if (!document || !reader)
		return NULL;
	*document = (struct document){
		.file = file, .source = source, .simple = facts.simple, .feeds = facts.feeds};
	tree_init(&reader->tree, arena, diags, document);
	reader->tree.marks = facts.breaks;
	if (!yaml_parser_initialize(&reader->parser)) {
		arena->exhausted = true;
		return NULL;
	}
	const size_t start = reader->tree.cursor.offset;
	const struct str input = str_slice(source, start, source.len);
	yaml_parser_set_encoding(&reader->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader->parser, (const unsigned char *)input.ptr, input.len);
	const bool whole = read_events(reader);
	yaml_parser_delete(&reader->parser);
	return whole && diags->errors == errors + reader->tree.doubles ? document : NULL;
}

const struct document *yaml_read(
	struct arena *arena, struct diags *diags, struct str file, struct str source)
{
	const size_t errors = diags->errors;
	const struct document *document = yaml_read_doubled(arena, diags, file, source);
	return diags->errors == errors ? document : NULL;
}
