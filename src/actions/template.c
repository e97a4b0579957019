/* SPDX-License-Identifier: MIT */
#include "actions/template.h"

#include "base/limits.h"
#include "base/vec.h"

#define OPEN STR("${{")

/* As a mapping's key it merges the mapping that is its value into the one around it. */
#define INSERT "insert"

/* The offset behind the "}}" that closes the "${{" at `start`; STR_NOWHERE: there is none. */
static size_t find_close(struct str text, size_t start)
{
	const size_t behind = start + OPEN.len;
	const size_t close = str_find(text, STR("}}"), behind);
	bool quoted = false;
	/* Few have a string in them. */
	if (close == STR_NOWHERE ||
		str_find_char(str_slice(text, 0, close), '\'', behind) == STR_NOWHERE)
		return close == STR_NOWHERE ? close : close + 2;
	for (size_t i = behind; i + 1 < text.len; i++) {
		if (text.ptr[i] == '\'')
			quoted = !quoted;
		else if (!quoted && text.ptr[i] == '}' && text.ptr[i + 1] == '}')
			return i + 2;
	}
	return STR_NOWHERE;
}

static struct span literal_span(struct str text, size_t start, size_t end)
{
	return (struct span){.start = start,
		.end = end,
		.inner = str_slice(text, start, end),
		.inner_start = start};
}

bool span_next(struct str text, size_t from, struct span *ret, bool *ret_unclosed)
{
	*ret_unclosed = false;
	if (from >= text.len)
		return false;
	const size_t open = str_find(text, OPEN, from);
	if (open != from) {
		*ret = literal_span(text, from, open == STR_NOWHERE ? text.len : open);
		return true;
	}
	const size_t end = find_close(text, open);
	if (end == STR_NOWHERE) {
		*ret_unclosed = true;
		*ret = literal_span(text, open, text.len);
		return true;
	}
	const struct str between = str_slice(text, open + OPEN.len, end - 2);
	const struct str inner = str_trim(between);
	*ret = (struct span){.is_expression = true,
		.start = open,
		.end = end,
		.inner = inner,
		.inner_start = (size_t)(inner.ptr - text.ptr)};
	return true;
}

bool text_has_expression(struct str text)
{
	return str_find(text, OPEN, 0) != STR_NOWHERE;
}

bool node_is_literal(const struct node *node)
{
	return node_is_scalar(node) && node->kind != NODE_NULL && node->text.len > 0 &&
	       !text_has_expression(node->text);
}

bool text_is_expression(struct str text, struct span *ret)
{
	bool unclosed;
	return span_next(text, 0, ret, &unclosed) && ret->is_expression && ret->end == text.len;
}

bool template_is_insert(struct str key)
{
	struct span span;
	return text_is_expression(key, &span) && str_is(span.inner, INSERT);
}

/* A text and where it stands. */
struct place_of_text {
	const struct place *origin;
	const struct document *document; /* NULL: it is no scalar's */
	const struct node *node;
};

/* Says where GitHub ends an evaluation with an error. */
static void report_error(const struct span *span, const struct scope *scope,
	const struct place_of_text *at, const struct expression_error *error)
{
	struct place place = place_of_file(STR_NONE);
	if (at->document)
		place = node_place_at(at->document, at->node, span->inner_start + error->offset);
	else if (at->origin)
		place = *at->origin;
	scope_report(scope, &place, error);
}

/* An expression with an error, and one that nobody checked and that is none, stay as written. */
static const struct value *span_value(struct str text, const struct span *span,
	const struct scope *scope, const struct place_of_text *at)
{
	struct expression_error error;
	const struct expression *expression = scope_parse(scope, span->inner, &error);
	const struct value *value =
		expression ? expression_value(expression, scope, at->origin, &error) : NULL;
	if (value || scope->arena->exhausted)
		return value;
	if (expression)
		report_error(span, scope, at, &error);
	return value_unknown(scope->arena, str_slice(text, span->start, span->end), 0,
		WHY_EXPRESSION, at->origin);
}

/* What the pieces of a mixed text come to. */
struct mixture {
	struct strbuf literal; /* known text; behind an unknown piece: what is not in `text` yet */
	struct strbuf text; /* with what is left of the others; a `${{` that is known is quoted */
	unsigned marks;
	enum unknown_why why;
	const struct place *secret_at;
};

/* A `${{` that is text and stands beside an expression has to be one itself. */
static void flush_literal(struct mixture *mixture)
{
	const struct str literal = strbuf_str(&mixture->literal);
	size_t at = 0;
	if (!literal.ptr)
		mixture->text.failed = true;
	for (size_t open; (open = str_find(literal, OPEN, at)) != STR_NOWHERE;) {
		strbuf_add(&mixture->text, str_slice(literal, at, open));
		strbuf_add(&mixture->text, STR("${{ '${{' }}"));
		at = open + OPEN.len;
	}
	strbuf_add(&mixture->text, str_slice(literal, at, literal.len));
	mixture->literal.len = 0;
}

static void mix_unknown(struct mixture *mixture, const struct value *value)
{
	if (!(mixture->marks & MARK_UNKNOWN))
		mixture->why = value->why;
	if (!(mixture->marks & MARK_SECRET))
		mixture->secret_at = value->secret_at;
	mixture->marks |= value->marks;
	flush_literal(mixture);
	strbuf_add(&mixture->text, value->text);
}

static bool mix(struct mixture *mixture, struct str text, const struct span *span,
	const struct scope *scope, const struct place_of_text *at)
{
	if (!span->is_expression) {
		strbuf_add(&mixture->literal, span->inner);
		return true;
	}
	const struct value *value = span_value(text, span, scope, at);
	if (!value)
		return false;
	if (value->marks & MARK_UNKNOWN)
		mix_unknown(mixture, value);
	else
		strbuf_add(&mixture->literal, value_to_string(scope->arena, value));
	return true;
}

static const struct value *unknown_text(struct mixture *mixture, struct str text,
	const struct scope *scope, const struct place *origin)
{
	flush_literal(mixture);
	/* Over the limit nobody computes it, so it stays as it is written. */
	const struct str result = mixture->text.failed ? text : strbuf_str(&mixture->text);
	const struct value *value =
		value_unknown(scope->arena, result, mixture->marks, mixture->why, NULL);
	struct value *copy = value ? arena_copy(scope->arena, value, sizeof(*value)) : NULL;
	if (!copy)
		return NULL;
	copy->origin = origin;
	copy->secret_at = mixture->secret_at;
	return copy;
}

static const struct value *mixed_text(
	struct str text, const struct scope *scope, const struct place_of_text *at)
{
	struct mixture mixture = {.why = WHY_EXPRESSION};
	strbuf_init(&mixture.literal, scope->arena, LIMIT_TEXT_BYTES);
	strbuf_init(&mixture.text, scope->arena, LIMIT_TEXT_BYTES);
	bool unclosed;
	struct span span;
	for (size_t from = 0; span_next(text, from, &span, &unclosed); from = span.end)
		if (!mix(&mixture, text, &span, scope, at))
			return NULL;
	if (scope->arena->exhausted)
		return NULL;
	if (mixture.literal.failed || mixture.marks & MARK_UNKNOWN)
		return unknown_text(&mixture, text, scope, at->origin);
	return value_string(scope->arena, strbuf_str(&mixture.literal), at->origin);
}

static const struct value *text_value(
	struct str text, const struct scope *scope, const struct place_of_text *at)
{
	struct span span;
	bool unclosed = false;
	if ((at->node && !at->node->dollar) || !span_next(text, 0, &span, &unclosed) ||
		(!span.is_expression && span.end == text.len))
		return value_string(scope->arena, text, at->origin);
	if (span.is_expression && span.end == text.len)
		return span_value(text, &span, scope, at);
	return mixed_text(text, scope, at);
}

const struct value *template_text(
	struct str text, const struct scope *scope, const struct place *origin)
{
	const struct place_of_text at = {.origin = origin};
	return text_value(text, scope, &at);
}

/* Whether the items of the value go into the sequence around it, in its place. */
static bool is_spliced(const struct node *item, const struct value *value)
{
	struct span span;
	return value->kind == VALUE_ARRAY && item->kind == NODE_STRING &&
	       text_is_expression(item->text, &span);
}

static const struct value *sequence_value(const struct document *document, const struct node *node,
	const struct scope *scope, const struct place *origin)
{
	struct vec items;
	vec_init(&items, scope->arena);
	for (size_t i = 0; i < node->count; i++) {
		const struct value *value = template_value(document, node->items[i], scope);
		if (!value)
			return NULL;
		const bool spliced = is_spliced(node->items[i], value);
		const size_t count = spliced ? value->count : 1;
		for (size_t j = 0; j < count; j++)
			if (!vec_push(&items, spliced ? value->items[j] : value))
				return NULL;
	}
	const struct value **row = arena_array(scope->arena, items.len, sizeof(*row));
	if (!row)
		return NULL;
	for (size_t i = 0; i < items.len; i++)
		row[i] = items.items[i];
	return value_array(scope->arena, row, items.len, origin);
}

static bool put_member(struct map *members, const struct node *key, const struct value *value,
	const struct scope *scope)
{
	if (!key->dollar)
		return map_put(members, key->text, value);
	if (template_is_insert(key->text) && value->kind == VALUE_OBJECT) {
		for (size_t i = 0; i < value->members->len; i++)
			if (!map_put(members, value->members->entries[i].key,
				    value->members->entries[i].value))
				return false;
		return true;
	}
	const struct value *name = template_text(key->text, scope, NULL);
	const struct str text = name ? value_to_string(scope->arena, name) : STR_NONE;
	return text.ptr && map_put(members, text, value);
}

static const struct value *mapping_value(const struct document *document, const struct node *node,
	const struct scope *scope, const struct place *origin)
{
	struct map *members = arena_alloc(scope->arena, sizeof(*members));
	if (!members)
		return NULL;
	map_init(members, scope->arena);
	for (size_t i = 0; i < node->count; i++) {
		const struct value *value = template_value(document, node->members[i].value, scope);
		if (!value || !put_member(members, node->members[i].key, value, scope))
			return NULL;
	}
	return value_object(scope->arena, members, origin);
}

const struct value *template_value(
	const struct document *document, const struct node *node, const struct scope *scope)
{
	const struct place at = node_place(document, node);
	const struct place *origin = arena_copy(scope->arena, &at, sizeof(at));
	if (!origin)
		return NULL;
	switch (node->kind) {
	case NODE_NULL:
		return value_null(scope->arena, origin);
	case NODE_BOOLEAN:
		return value_boolean(scope->arena, node->boolean, origin);
	case NODE_NUMBER:
		return value_number(scope->arena, node->number, origin);
	case NODE_STRING:
		return text_value(
			node->text, scope, &(struct place_of_text){origin, document, node});
	case NODE_SEQUENCE:
		return sequence_value(document, node, scope, origin);
	case NODE_MAPPING:
		break;
	}
	return mapping_value(document, node, scope, origin);
}
