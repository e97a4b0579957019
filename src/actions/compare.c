/* SPDX-License-Identifier: MIT */
#include "actions/compare.h"

#include <math.h>

#include "actions/letters.h"
#include "yaml/node.h"

/* YAML's .inf and .nan are no numbers here; GitHub spells the infinity that it reads out. */
static double text_to_number(struct str text)
{
	const struct str trimmed = letters_trim(text);
	double number = 0.0;
	if (trimmed.len == 0)
		return 0.0;
	if (str_is(trimmed, "Infinity") || str_is(trimmed, "+Infinity"))
		return (double)INFINITY;
	if (str_is(trimmed, "-Infinity"))
		return -(double)INFINITY;
	if (!number_parse(trimmed, &number))
		return (double)NAN;
	if (!isfinite(number) && char_is_alpha(trimmed.ptr[trimmed.len - 1]))
		return (double)NAN;
	return number;
}

double value_to_number(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		return 0.0;
	case VALUE_BOOLEAN:
		return value->boolean ? 1.0 : 0.0;
	case VALUE_NUMBER:
		return value->number;
	case VALUE_STRING:
		return text_to_number(value->text);
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		break;
	}
	return (double)NAN;
}

/* Not `==`: the warning about comparing floating point numbers is a good one elsewhere. */
static bool same_number(double a, double b)
{
	return a <= b && a >= b;
}

bool value_equal(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return same_number(value_to_number(a), value_to_number(b));
	switch (a->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_BOOLEAN:
		return a->boolean == b->boolean;
	case VALUE_NUMBER:
		return same_number(a->number, b->number);
	case VALUE_STRING:
		return letters_equal(a->text, b->text);
	case VALUE_ARRAY:
		return a == b || (a->count > 0 && a->items == b->items);
	case VALUE_OBJECT:
		return a->members == b->members;
	}
	return false;
}

bool value_less(const struct value *a, const struct value *b)
{
	if (a->kind == VALUE_STRING && b->kind == VALUE_STRING)
		return letters_compare(a->text, b->text) < 0;
	return value_to_number(a) < value_to_number(b);
}

bool value_is_true(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_BOOLEAN:
		return value->boolean;
	case VALUE_NUMBER:
		return value->number != 0 && !isnan(value->number);
	case VALUE_STRING:
		return value->text.len > 0;
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		break;
	}
	return true;
}
