/* SPDX-License-Identifier: MIT */
#include "actions/function_rows.h"

/* What is left of a call: predicates that cannot be told, the values behind them, a default. */
struct choice {
	struct reduction *r;
	const struct ast *call;
	struct term *kept;
	size_t count;
};

/* Behind a predicate that cannot be told GitHub may evaluate the others or not. */
static bool reduce_argument(struct choice *choice, size_t index, struct term *ret)
{
	const struct ast *argument = ast_operand(choice->call, index);
	return choice->count > 0 ? ast_reduce_maybe(choice->r, argument, ret)
				 : ast_reduce(choice->r, argument, ret);
}

/* The last value: the whole when nothing is before it. */
static bool finish(struct choice *choice, size_t index, struct term *ret)
{
	struct term *last = &choice->kept[choice->count];
	if (!reduce_argument(choice, index, last))
		return false;
	if (choice->count == 0) {
		*ret = *last;
		return true;
	}
	return term_left(choice->r, choice->call, choice->kept, choice->count + 1, ret);
}

/* Keeps a predicate, and the value behind it. */
static bool keep(struct choice *choice, size_t index, const struct term *predicate)
{
	struct term *value = &choice->kept[choice->count + 1];
	choice->kept[choice->count] = *predicate;
	if (!ast_reduce_maybe(choice->r, ast_operand(choice->call, index + 1), value))
		return false;
	choice->count += 2;
	return true;
}

bool reduce_case(struct reduction *r, const struct ast *call, struct term *ret)
{
	const size_t count = call->operand_count;
	struct choice choice = {.r = r, .call = call};
	choice.kept = arena_array(r->scope->arena, count, sizeof(*choice.kept));
	if (!choice.kept)
		return false;
	for (size_t i = 0; i + 1 < count; i += 2) {
		struct term predicate;
		if (!reduce_argument(&choice, i, &predicate))
			return false;
		const struct value *value = predicate.value;
		const bool is_boolean = value && value->kind == VALUE_BOOLEAN;
		if (value && !is_boolean && choice.count == 0)
			return term_fail(
				r, ast_operand(call, i), "a predicate of 'case' must be a boolean");
		if (is_boolean && value->boolean)
			return finish(&choice, i + 1, ret);
		if (!is_boolean && !keep(&choice, i, &predicate))
			return false;
	}
	return finish(&choice, count - 1, ret);
}
