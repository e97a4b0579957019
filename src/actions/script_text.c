/* SPDX-License-Identifier: MIT */
#include "actions/script_text.h"

#include "actions/template.h"
#include "base/limits.h"

#define CAP_FIRST ((size_t)8)

struct substitution {
	struct arena *arena;
	const struct document *document;
	const struct node *run;
	const struct scope *scope;
	struct strbuf out;
	struct script_hole *holes;
	size_t hole_count;
	size_t hole_cap;
	struct script_stretch *stretches;
	size_t stretch_count;
	size_t stretch_cap;
};

static bool add_stretch(struct substitution *sub, size_t origin, bool verbatim)
{
	if (sub->stretch_count == sub->stretch_cap) {
		const size_t cap = sub->stretch_cap ? sub->stretch_cap * 2 : CAP_FIRST;
		struct script_stretch *grown = arena_grow(sub->arena, sub->stretches,
			sub->stretch_cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return false;
		sub->stretches = grown;
		sub->stretch_cap = cap;
	}
	sub->stretches[sub->stretch_count++] =
		(struct script_stretch){sub->out.len, origin, verbatim};
	return true;
}

static bool add_hole(struct substitution *sub, size_t start, const struct value *value)
{
	if (sub->hole_count == sub->hole_cap) {
		const size_t cap = sub->hole_cap ? sub->hole_cap * 2 : CAP_FIRST;
		struct script_hole *grown = arena_grow(sub->arena, sub->holes,
			sub->hole_cap * sizeof(*grown), cap * sizeof(*grown));
		if (!grown)
			return false;
		sub->holes = grown;
		sub->hole_cap = cap;
	}
	sub->holes[sub->hole_count++] = (struct script_hole){start, sub->out.len, value};
	return true;
}

static bool add_literal(struct substitution *sub, size_t from, size_t to)
{
	if (!add_stretch(sub, from, true))
		return false;
	strbuf_add(&sub->out, str_slice(sub->run->text, from, to));
	return !sub->out.failed;
}

static bool add_expression(struct substitution *sub, const struct span *span)
{
	struct place *origin = arena_alloc(sub->arena, sizeof(*origin));
	if (!origin)
		return false;
	*origin = node_place_at(sub->document, sub->run, span->start);
	const struct value *value = template_text(
		str_slice(sub->run->text, span->start, span->end), sub->scope, origin);
	if (!value || !add_stretch(sub, span->start, false))
		return false;
	const struct str text = value_to_string(sub->arena, value);
	const size_t start = sub->out.len;
	strbuf_add(&sub->out, text);
	if (!text.ptr || sub->out.failed)
		return false;
	return !(value->marks & MARK_UNKNOWN) || add_hole(sub, start, value);
}

static bool substitute(struct substitution *sub)
{
	const struct str text = sub->run->text;
	struct span span;
	bool unclosed = false;
	size_t at = 0;
	while (at < text.len && span_next(text, at, &span, &unclosed)) {
		const bool added = span.is_expression ? add_expression(sub, &span)
						      : add_literal(sub, span.start, span.end);
		if (!added)
			return false;
		at = span.end;
	}
	return at >= text.len || add_literal(sub, at, text.len);
}

const struct script_text *script_text_make(
	const struct document *document, const struct node *run, const struct scope *scope)
{
	struct substitution sub = {
		.arena = scope->arena, .document = document, .run = run, .scope = scope};
	strbuf_init(&sub.out, scope->arena, LIMIT_TEXT_BYTES);
	struct script_text *made = arena_alloc(scope->arena, sizeof(*made));
	if (!made || !substitute(&sub))
		return NULL;
	*made = (struct script_text){.text = strbuf_str(&sub.out),
		.holes = sub.holes,
		.hole_count = sub.hole_count,
		.stretches = sub.stretches,
		.stretch_count = sub.stretch_count};
	return made;
}

/* The index of the first hole at or behind the offset, or the count of all. */
static size_t find_hole(const struct script_text *text, size_t offset)
{
	size_t from = 0;
	size_t to = text->hole_count;
	while (from < to) {
		const size_t middle = from + (to - from) / 2;
		if (text->holes[middle].start < offset)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

const struct script_hole *script_text_hole(const struct script_text *text, size_t offset)
{
	const size_t i = find_hole(text, offset);
	return i < text->hole_count && text->holes[i].start == offset ? &text->holes[i] : NULL;
}

size_t script_text_next_hole(const struct script_text *text, size_t offset)
{
	const size_t i = find_hole(text, offset);
	return i < text->hole_count ? text->holes[i].start : STR_NOWHERE;
}

size_t script_text_origin(const struct script_text *text, size_t offset)
{
	for (; text->outer; text = text->outer)
		offset = text->outer_verbatim ? text->outer_at + offset : text->outer_at;
	size_t from = 0;
	size_t to = text->stretch_count;
	while (to - from > 1) {
		const size_t middle = from + (to - from) / 2;
		if (text->stretches[middle].start <= offset)
			from = middle;
		else
			to = middle;
	}
	if (from == to)
		return 0;
	const struct script_stretch *stretch = &text->stretches[from];
	return stretch->verbatim ? stretch->origin + (offset - stretch->start) : stretch->origin;
}
