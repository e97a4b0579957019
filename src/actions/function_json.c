/* SPDX-License-Identifier: MIT */
#include "actions/function_rows.h"
#include "actions/json_text.h"
#include "actions/json_value.h"
#include "base/limits.h"

bool reduce_to_json(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct term term;
	struct strbuf out;
	if (!ast_reduce(r, ast_operand(call, 0), &term))
		return false;
	const struct value *value = term_whole(&term);
	if (!value || value_is_unknown(value))
		return term_left(r, call, &term, 1, ret);
	strbuf_init(&out, r->scope->arena, LIMIT_TEXT_BYTES);
	json_text(&out, value, JSON_TEXT_PRETTY);
	return term_text(r, call, &out, ret);
}

bool reduce_from_json(struct reduction *r, const struct ast *call, struct term *ret)
{
	struct arena *arena = r->scope->arena;
	struct term term;
	struct str problem;
	if (!ast_reduce(r, ast_operand(call, 0), &term))
		return false;
	if (!term.value)
		return term_left(r, call, &term, 1, ret);
	const struct str text = value_to_string(arena, term.value);
	const struct value *value = text.ptr ? json_from_text(arena, text, &problem) : NULL;
	if (!value && (!text.ptr || !problem.ptr))
		return false;
	if (!value)
		return term_fail(r, ast_operand(call, 0), "not JSON: %.*s", STR_ARG(problem));
	return term_known(ret, call, value);
}
