/* SPDX-License-Identifier: MIT */
#include "actions/compare.h"
#include "actions/function_rows.h"
#include "actions/letters.h"
#include "base/limits.h"

static bool is_collection(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT;
}

/* Compares the upper case of two texts; `*ret` is the answer. */
typedef bool text_test(struct arena *arena, struct str text, struct str part, bool *ret);

static bool starts(struct arena *arena, struct str text, struct str part, bool *ret)
{
	(void)arena;
	*ret = str_starts(text, part);
	return true;
}

static bool ends(struct arena *arena, struct str text, struct str part, bool *ret)
{
	(void)arena;
	*ret = str_ends(text, part);
	return true;
}

static bool test_texts(struct reduction *r, const struct ast *call, const struct term terms[2],
	text_test *test, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	struct str upper[2];
	bool holds = false;
	for (size_t i = 0; i < 2; i++) {
		const struct str text = value_to_string(arena, terms[i].value);
		upper[i] = text.ptr ? letters_upper(arena, text) : STR_NONE;
		if (!upper[i].ptr)
			return false;
	}
	return test(arena, upper[0], upper[1], &holds) && term_boolean(r, ret, call, holds);
}

/*
 * startsWith, endsWith and contains of texts, the first of which is reduced: nothing is in or at
 * the ends of a collection. GitHub evaluates the second only when there is something to look into.
 */
static bool test_within(struct reduction *r, const struct ast *call, struct term terms[2],
	text_test *test, struct term *ret)
{
	const struct ast *second = ast_operand(call, 1);
	if (terms[0].value && is_collection(terms[0].value))
		return term_boolean(r, ret, call, false);
	if (!(terms[0].value ? ast_reduce(r, second, &terms[1])
			     : ast_reduce_maybe(r, second, &terms[1])))
		return false;
	if (terms[0].value && terms[1].value && is_collection(terms[1].value))
		return term_boolean(r, ret, call, false);
	if (terms[0].value && terms[1].value)
		return test_texts(r, call, terms, test, ret);
	return term_left(r, call, terms, 2, ret);
}

static bool reduce_test(
	struct reduction *r, const struct ast *call, text_test *test, struct term *ret)
{
	struct term terms[2];
	return ast_reduce(r, ast_operand(call, 0), &terms[0]) &&
	       test_within(r, call, terms, test, ret);
}

bool reduce_starts_with(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct term terms[2];
	if (!ast_reduce(r, ast_operand(call, 0), &terms[0]) ||
		!test_within(r, call, terms, starts, ret))
		return false;
	if (ret->value || terms[0].value)
		return true;
	const enum tri told = form_starts(r, &terms[0], &terms[1]);
	return told == TRI_UNKNOWN || term_boolean(r, ret, call, told == TRI_TRUE);
}

bool reduce_ends_with(struct reduction *r, const struct ast *call, struct term *ret)
{
	return reduce_test(r, call, ends, ret);
}

/* Whether an item of the array equals the value; unknown when one that is unknown may. */
static enum tri holds_item(const struct value *array, const struct value *value)
{
	enum tri found = TRI_FALSE;
	for (size_t i = 0; i < array->count && found != TRI_TRUE; i++) {
		if (array->items[i]->marks & MARK_UNKNOWN)
			found = TRI_UNKNOWN;
		else if (value_equal(value, array->items[i]))
			found = TRI_TRUE;
	}
	return found;
}

/* Of a text that is known in part, that part may hold the other one. */
static bool contains_text(
	struct reduction *r, const struct ast *call, struct term terms[2], struct term *ret)
{
	if (!test_within(r, call, terms, letters_find, ret))
		return false;
	if (ret->value || terms[0].value || !form_contains(r, &terms[0], &terms[1]))
		return true;
	return term_boolean(r, ret, call, true);
}

bool reduce_contains(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct term terms[2];
	if (!ast_reduce(r, ast_operand(call, 0), &terms[0]))
		return false;
	const struct value *in = terms[0].value;
	if (!in || !is_collection(in))
		return contains_text(r, call, terms, ret);
	if (in->kind == VALUE_OBJECT || in->count == 0)
		return term_boolean(r, ret, call, false);
	if (!ast_reduce(r, ast_operand(call, 1), &terms[1]))
		return false;
	const enum tri found = terms[1].value ? holds_item(in, terms[1].value) : TRI_UNKNOWN;
	if (found == TRI_UNKNOWN)
		return term_left(r, call, terms, 2, ret);
	return term_boolean(r, ret, call, found == TRI_TRUE);
}

static bool has_unknown_item(const struct value *array)
{
	for (size_t i = 0; i < array->count; i++)
		if (array->items[i]->marks & MARK_UNKNOWN)
			return true;
	return false;
}

static bool join_items(struct reduction *r, const struct ast *call, const struct value *array,
	struct str separator, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	struct strbuf out;
	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < array->count && !out.failed; i++) {
		if (i > 0)
			strbuf_add(&out, separator);
		strbuf_add(&out, value_to_string(arena, array->items[i]));
	}
	return term_text(r, call, &out, ret);
}

/* The separator is evaluated only when there is something to be separated. */
static bool join_array(
	struct reduction *r, const struct ast *call, struct term terms[2], struct term *ret)
{
	const struct value *array = terms[0].value;
	const size_t count = call->operand_count;
	struct str separator = STR(",");
	if (array->count > 1 && count > 1) {
		if (!ast_reduce(r, ast_operand(call, 1), &terms[1]))
			return false;
		if (terms[1].value && !is_collection(terms[1].value))
			separator = value_to_string(r->scope->arena, terms[1].value);
		if (!separator.ptr)
			return false;
	} else if (count > 1 && !ast_reduce_maybe(r, ast_operand(call, 1), &terms[1])) {
		return false;
	}
	const bool told = array->count < 2 || count < 2 || terms[1].value;
	if (!told || has_unknown_item(array))
		return term_left(r, call, terms, count, ret);
	return join_items(r, call, array, separator, ret);
}

bool reduce_join(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	const size_t count = call->operand_count;
	struct term terms[2];
	if (!ast_reduce(r, ast_operand(call, 0), &terms[0]))
		return false;
	const struct value *items = terms[0].value;
	if (!items) {
		if (count > 1 && !ast_reduce_maybe(r, ast_operand(call, 1), &terms[1]))
			return false;
		return term_left(r, call, terms, count, ret);
	}
	if (items->kind == VALUE_ARRAY)
		return join_array(r, call, terms, ret);
	const struct str text =
		items->kind == VALUE_OBJECT ? STR("") : value_to_string(arena, items);
	return text.ptr && term_known(ret, call, value_string(arena, text, NULL));
}
