/* SPDX-License-Identifier: MIT */
#include "actions/compare.h"
#include "actions/expression_term.h"
#include "base/vec.h"

/* .NET counts items in 32 bits. */
#define ITEM_MAX 2147483647.0

/* Items that a filter gathers. */
struct filter {
	struct vec items;
	bool untold; /* one of them cannot be told, nor how many there are */
};

static bool is_collection(const struct value *value)
{
	return value->kind == VALUE_ARRAY || value->kind == VALUE_OBJECT;
}

/* The item of an array for an index of any kind; NULL: there is none. */
static const struct value *array_item(const struct value *array, const struct value *index)
{
	const double number = value_to_number(index); /* a fraction is cut off below */
	if (!(number >= 0 && number <= ITEM_MAX && number < (double)array->count))
		return NULL;
	return array->items[(size_t)number];
}

/* The member of an object for an index of any kind; *ret NULL: there is none. */
static bool object_member(struct arena *arena, const struct value *object,
	const struct value *index, const struct value **ret)
{
	*ret = NULL;
	if (is_collection(index))
		return true;
	const struct str name = value_to_string(arena, index);
	*ret = name.ptr ? value_member(object, name) : NULL;
	return name.ptr != NULL;
}

static bool filter_members(struct filter *filter, const struct value *object, bool partial)
{
	filter->untold |= partial;
	for (size_t i = 0; i < object->members->len; i++)
		if (!vec_push(&filter->items, object->members->entries[i].value))
			return false;
	return true;
}

static bool filter_items(struct filter *filter, const struct value *array)
{
	for (size_t i = 0; i < array->count; i++)
		if (!vec_push(&filter->items, array->items[i]))
			return false;
	return true;
}

/* What an index (NULL: the wildcard) finds in one collection. */
static bool filter_in(struct filter *filter, struct arena *arena, const struct term *base,
	const struct value *in, const struct value *index)
{
	const struct value *found;
	if (in->marks & MARK_UNKNOWN) {
		filter->untold = true;
		return true;
	}
	if (!is_collection(in))
		return true;
	if (!index)
		return in->kind == VALUE_OBJECT ? filter_members(filter, in, base->partial)
						: filter_items(filter, in);
	if (in->kind == VALUE_ARRAY)
		found = array_item(in, index);
	else if (!object_member(arena, in, index, &found))
		return false;
	if (!found)
		filter->untold |= base->partial && in->kind == VALUE_OBJECT;
	return !found || vec_push(&filter->items, found);
}

/* The array that a filter gives; it may be empty. */
static bool filter_result(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct filter *filter, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	const size_t count = filter->items.len;
	const struct value **items = arena_array(arena, count ? count : 1, sizeof(*items));
	struct value *array = arena_alloc(arena, sizeof(*array));
	if (!items || !array)
		return false;
	for (size_t i = 0; i < count; i++)
		items[i] = filter->items.items[i];
	*array = (struct value){
		.kind = VALUE_ARRAY, .filtered = true, .items = items, .count = count};
	*ret = (struct term){
		.value = array, .left = ast, .context = base->context, .partial = base->partial};
	return true;
}

/* The node over what is known of its operands; `index` NULL: it is the wildcard. */
static bool left_index(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct term *index, struct term *ret)
{
	const struct term wildcard = {.left = ast_operand(ast, 1)};
	const struct term operands[] = {*base, index ? *index : wildcard};
	if (!term_left(r, ast, operands, 2, ret))
		return false;
	ret->context = base->context;
	return true;
}

/* A filter of a collection, or an index into a filtered array. */
static bool reduce_filter(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct term *index, struct term *ret)
{
	const struct value *value = base->value;
	const struct value *key = index ? index->value : NULL;
	struct filter filter = {.untold = false};
	bool good = true;
	vec_init(&filter.items, r->scope->arena);
	if (!value->filtered)
		good = filter_in(&filter, r->scope->arena, base, value, key);
	for (size_t i = 0; value->filtered && i < value->count && good; i++)
		good = filter_in(&filter, r->scope->arena, base, value->items[i], key);
	if (!good)
		return false;
	return filter.untold ? left_index(r, ast, base, index, ret)
			     : filter_result(r, ast, base, &filter, ret);
}

static bool reduce_member(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct term *index, struct term *ret)
{
	const struct value *value = base->value;
	const struct value *found;
	if (value->kind == VALUE_ARRAY) {
		struct term whole = *base;
		whole.partial = false; /* an array that is given is given with all its items */
		found = array_item(value, index->value);
		return member_reduce(r, ast, found ? base : &whole, STR_NONE, found, ret);
	}
	if (!object_member(r->scope->arena, value, index->value, &found))
		return false;
	struct str name = STR("");
	if (!is_collection(index->value))
		name = value_to_string(r->scope->arena, index->value);
	if (!name.ptr || !member_reduce(r, ast, base, name, found, ret))
		return false;
	if (!ret->value && !ret->given) { /* the name, as far as it was computed */
		const struct term member = *ret;
		if (!left_index(r, ast, base, index, ret))
			return false;
		const struct ast *left = ret->left;
		*ret = member;
		ret->left = left;
	}
	return true;
}

/* A member of a context that hides it, or of one that is not there: the name says which secret. */
static bool reduce_hidden(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct term *index, struct str name, struct term *ret)
{
	struct term hidden = *base;
	hidden.value = NULL;
	hidden.root = false;
	hidden.marks = context_marks(base->context, r->scope, name) | MARK_UNKNOWN;
	hidden.why = base->context->why;
	hidden.secret_at = hidden.marks & MARK_SECRET ? r->origin : NULL;
	return left_index(r, ast, &hidden, index, ret);
}

static bool reduce_known_index(struct reduction *r, const struct ast *ast, const struct term *base,
	const struct term *index, struct term *ret)
{
	if (base->root && !is_collection(index->value)) {
		const struct str name = value_to_string(r->scope->arena, index->value);
		if (!name.ptr)
			return false;
		if (context_hides(base->context, r->scope, name) || !(base->value || base->given))
			return reduce_hidden(r, ast, base, index, name, ret);
	}
	if (!base->value)
		return left_index(r, ast, base, index, ret);
	return base->value->filtered ? reduce_filter(r, ast, base, index, ret)
				     : reduce_member(r, ast, base, index, ret);
}

bool index_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	const struct ast *index_ast = ast_operand(ast, 1);
	const bool wildcard = index_ast->kind == AST_WILDCARD;
	struct term base;
	struct term index;
	if (!ast_reduce(r, ast_operand(ast, 0), &base))
		return false;
	if (base.value && !wildcard && !is_collection(base.value))
		return term_known(ret, ast, value_null(r->scope->arena, NULL));
	if (wildcard)
		return base.value ? reduce_filter(r, ast, &base, NULL, ret)
				  : left_index(r, ast, &base, NULL, ret);
	if (!(base.value ? ast_reduce(r, index_ast, &index)
			 : ast_reduce_maybe(r, index_ast, &index)))
		return false;
	return index.value ? reduce_known_index(r, ast, &base, &index, ret)
			   : left_index(r, ast, &base, &index, ret);
}
