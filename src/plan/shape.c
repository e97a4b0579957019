/* SPDX-License-Identifier: MIT */
#include "plan/shape.h"

#include "base/json_out.h"
#include "plan/pointer.h"
#include "plan/shape_table.h"

struct check {
	struct arena *arena;
	struct diags *diags;
	struct place place;
	unsigned depth;
};

static bool check_value(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct value *value);

/* Always false. `said` goes behind the pointer. */
static bool differs(struct check *check, const struct pointer *at, const char *said)
{
	const struct str pointer = pointer_text(check->arena, at);
	struct diag *diag = diag_add(
		check->diags, RULE_PLAN_DIFFERS, check->place, "'%.*s' %s", STR_ARG(pointer), said);

	diag_hint(check->diags, diag, PLAN_EDITED_HINT);
	return false;
}

static bool must_be(struct check *check, const struct pointer *at, const char *wanted)
{
	const struct str said = str_printf(check->arena, "must be %s", wanted);

	return said.ptr && differs(check, at, said.ptr);
}

static bool is_word(const char *const *words, struct str text)
{
	for (; *words; words++)
		if (str_is(text, *words))
			return true;
	return false;
}

/* Whether the value itself, without what is in it, is one that the shape allows. */
static bool fits(struct arena *arena, const struct shape *shape, const struct value *value)
{
	if (value->kind == VALUE_STRING && value_is_unknown(value) && shape->may_be_unknown)
		return true;
	if (!(shape->kinds & SHAPE_OF(value->kind)))
		return false;
	switch (value->kind) {
	case VALUE_STRING:
		if (shape->words && !is_word(shape->words, value->text))
			return false;
		if (shape->text && !shape->text(arena, value->text))
			return false;
		return !shape->filled || value->text.len > 0;
	case VALUE_NUMBER:
		return !shape->number || shape->number(value->number);
	case VALUE_ARRAY:
		return !shape->filled || value->count > 0;
	case VALUE_OBJECT:
		return !shape->filled || value->members->len > 0;
	case VALUE_BOOLEAN:
		return shape->boolean == SHAPE_ANY_BOOLEAN ||
		       value->boolean == (shape->boolean == SHAPE_ONLY_TRUE);
	case VALUE_NULL:
		break;
	}
	return true;
}

static bool check_items(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct value *array)
{
	for (size_t i = 0; i < array->count; i++) {
		const struct pointer here = pointer_item(at, i);
		if (!check_value(check, shape->item, &here, array->items[i]))
			return false;
	}
	return true;
}

static bool check_map(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct map *members)
{
	for (size_t i = 0; i < members->len; i++) {
		const struct map_entry *entry = &members->entries[i];
		const struct pointer here = pointer_member(at, entry->key);
		const struct shape *item = shape->under ? shape->under(entry->key) : shape->item;
		if (shape->under && !item)
			return differs(check, &here, "is no member of a plan");
		if (shape->sorted && i > 0 && str_compare(entry[-1].key, entry->key) > 0)
			return differs(check, &here, "is not in its place");
		if (!check_value(check, item, &here, entry->value))
			return false;
	}
	return true;
}

size_t shape_find_row(const struct shape *shape, struct str name)
{
	size_t i = 0;

	while (i < shape->member_count && !str_eq(shape->members[i].name, name))
		i++;
	return i;
}

static bool check_names(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct map *members)
{
	for (size_t i = 0; i < members->len; i++) {
		const struct pointer here = pointer_member(at, members->entries[i].key);
		if (shape_find_row(shape, members->entries[i].key) == shape->member_count)
			return differs(check, &here, "is no member of a plan");
	}
	for (size_t i = 0; i < shape->member_count; i++) {
		const struct pointer here = pointer_member(at, shape->members[i].name);
		if (!shape->members[i].optional && !map_find(members, shape->members[i].name))
			return differs(check, &here, "is missing");
	}
	return true;
}

/* How many rows behind `row` the name's is; to the end when it is not there. */
static size_t find_from(const struct shape *shape, size_t row, struct str name)
{
	const size_t start = row;

	while (row < shape->member_count && !str_eq(shape->members[row].name, name))
		row++;
	return row - start;
}

/* Whether each member has its row behind the one before, and what is passed over may be missing:
 * then there is nothing to look up. */
static bool is_in_order(const struct shape *shape, const struct map *members)
{
	size_t row = 0;

	for (size_t i = 0; i < members->len; i++, row++) {
		while (row < shape->member_count && shape->members[row].optional &&
			!str_eq(shape->members[row].name, members->entries[i].key))
			row++;
		if (row == shape->member_count ||
			!str_eq(shape->members[row].name, members->entries[i].key))
			return false;
	}
	while (row < shape->member_count && shape->members[row].optional)
		row++;
	return row == shape->member_count;
}

static bool check_members(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct map *members)
{
	size_t last = 0;

	if (!is_in_order(shape, members) && !check_names(check, shape, at, members))
		return false;
	for (size_t i = 0; i < members->len; i++) {
		const struct map_entry *entry = &members->entries[i];
		const struct pointer here = pointer_member(at, entry->key);
		const size_t row = last + find_from(shape, last, entry->key);
		if (row == shape->member_count)
			return differs(check, &here, "is not in its place");
		last = row;
		if (!check_value(check, shape->members[row].shape, &here, entry->value))
			return false;
	}
	return true;
}

static bool check_inside(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct value *value)
{
	if (value->kind == VALUE_ARRAY)
		return check_items(check, shape, at, value);
	if (value->kind != VALUE_OBJECT)
		return true;
	if (shape->member_count > 0)
		return check_members(check, shape, at, value->members);
	return check_map(check, shape, at, value->members);
}

/* No shape: anything, but no deeper than a plan can be written. */
static bool check_value(struct check *check, const struct shape *shape, const struct pointer *at,
	const struct value *value)
{
	static const struct shape free_form = {0};

	if (shape && !fits(check->arena, shape, value))
		return must_be(check, at, shape->wanted);
	if (check->depth == JSON_OUT_DEPTH)
		return differs(check, at, "is nested too deep");
	check->depth++;
	const bool ok = check_inside(check, shape ? shape : &free_form, at, value);
	check->depth--;
	return ok;
}

bool shape_check(
	struct arena *arena, struct diags *diags, struct place place, const struct value *plan)
{
	struct check check = {arena, diags, place, 0};

	return check_value(&check, &shape_of_plan, NULL, plan);
}
