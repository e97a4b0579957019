/* SPDX-License-Identifier: MIT */
#include "actions/expression_lookup.h"

#include "actions/expression_compute.h"

#define MARKS_JOB_TOKEN ((unsigned)MARK_SECRET | MARK_JOB_TOKEN)
#define MARKS_OTHER_SECRET ((unsigned)MARK_SECRET | MARK_OTHER_SECRET)

static bool lookup(const struct ast *ast, const struct context_row *context,
	const struct scope *scope, const struct value **ret);

static bool found_or_null(
	const struct scope *scope, const struct value *found, const struct value **ret)
{
	*ret = found ? found : value_null(scope->arena, NULL);
	return *ret != NULL;
}

const struct context_row *reference_context(const struct ast *ast)
{
	while (ast->kind == AST_INDEX)
		ast = ast_operand(ast, 0);
	return ast->kind == AST_CONTEXT ? ast->context : NULL;
}

/* The known string by which a node is indexed; STR_NONE in *ret when it is not known. */
static bool index_text(const struct ast *index, const struct scope *scope, struct str *ret)
{
	const struct value *value;
	if (!ast_compute_known(index, scope, &value))
		return false;
	*ret = value ? value_to_string(scope->arena, value) : STR_NONE;
	return !value || ret->ptr;
}

/* A member that no scope may make known, whatever it was given. */
static bool is_secret_member(const struct context_row *context, struct str name)
{
	return context->source == CONTEXT_SECRETS ||
	       (context->job_token.ptr && str_eq_nocase(context->job_token, name));
}

static bool env_member(const struct scope *scope, struct str name, const struct value **ret)
{
	*ret = NULL;
	return !scope->env || found_or_null(scope, map_get(scope->env, name), ret);
}

/* The item of an array for an index of any kind; NULL: there is none. */
static const struct value *array_item(const struct value *array, const struct value *index)
{
	double number = 0;
	if (index->kind == VALUE_NUMBER)
		number = index->number;
	else if (index->kind == VALUE_BOOLEAN)
		number = index->boolean;
	else if (index->kind == VALUE_STRING && index->text.len > 0 &&
		 !number_parse(index->text, &number))
		return NULL;
	if (!(number >= 0 && number < (double)array->count))
		return NULL;
	return array->items[(size_t)number];
}

/* What stands under an index in a value that is known; indexing a scalar gives null. */
static bool member(const struct value *value, const struct ast *index, const struct scope *scope,
	bool whole, const struct value **ret)
{
	*ret = NULL;
	const struct value *key;
	if (!ast_compute_known(index, scope, &key))
		return false;
	if (!key)
		return true;
	if (value->kind == VALUE_ARRAY)
		return found_or_null(scope, array_item(value, key), ret);
	if (value->kind != VALUE_OBJECT)
		return found_or_null(scope, NULL, ret);
	const struct str name = value_to_string(scope->arena, key);
	if (!name.ptr)
		return false;
	*ret = value_member(value, name);
	return *ret || !whole || found_or_null(scope, NULL, ret);
}

static bool lookup_index(const struct ast *ast, const struct context_row *context,
	const struct scope *scope, const struct value **ret)
{
	const struct ast *base = ast_operand(ast, 0);
	const struct ast *index = ast_operand(ast, 1);
	*ret = NULL;
	if (base->kind == AST_CONTEXT) {
		struct str name;
		if (!index_text(index, scope, &name))
			return false;
		if (!name.ptr || is_secret_member(context, name))
			return true;
		if (context->source == CONTEXT_ENV)
			return env_member(scope, name, ret);
	}
	const struct value *value;
	if (!lookup(base, context, scope, &value))
		return false;
	if (!value || value->marks & MARK_UNKNOWN)
		return true;
	return member(value, index, scope, context->source != CONTEXT_PARTIAL, ret);
}

/* As reference_value, but with collections that the scope may hold in part. */
static bool lookup(const struct ast *ast, const struct context_row *context,
	const struct scope *scope, const struct value **ret)
{
	if (ast->kind == AST_INDEX)
		return lookup_index(ast, context, scope, ret);
	const enum context_source source = context->source;
	const bool given = source == CONTEXT_PARTIAL || source == CONTEXT_WHOLE;
	*ret = given && scope->contexts ? map_get(scope->contexts, context->name) : NULL;
	return true;
}

bool reference_value(const struct ast *reference, const struct context_row *context,
	const struct scope *scope, const struct value **ret)
{
	if (!lookup(reference, context, scope, ret))
		return false;
	if (*ret && context->source == CONTEXT_PARTIAL &&
		((*ret)->kind == VALUE_OBJECT || (*ret)->kind == VALUE_ARRAY))
		*ret = NULL;
	return true;
}

/* The marks of the member `name` (STR_NONE: any of them) of a context. */
static unsigned member_marks(
	const struct context_row *context, const struct scope *scope, struct str name)
{
	unsigned marks = 0;
	if (context->source == CONTEXT_ENV && scope->env && !name.ptr)
		for (size_t i = 0; i < scope->env->len; i++)
			marks |= value_marks(scope->env->entries[i].value);
	if (context->job_token.ptr && (!name.ptr || str_eq_nocase(context->job_token, name)))
		marks |= MARKS_JOB_TOKEN;
	else if (context->source == CONTEXT_SECRETS)
		marks |= MARKS_OTHER_SECRET;
	if (context->source == CONTEXT_SECRETS && !name.ptr)
		marks |= MARKS_OTHER_SECRET;
	return marks;
}

bool reference_marks(const struct ast *reference, const struct context_row *context,
	const struct scope *scope, unsigned *ret_marks, enum unknown_why *ret_why)
{
	const struct ast *at = reference;
	const struct value *value;
	struct str name = STR_NONE;
	*ret_why = context->why;
	*ret_marks = 0;
	for (; at->kind == AST_INDEX; at = ast_operand(at, 0)) {
		if (!lookup(at, context, scope, &value))
			return false;
		if (value) { /* the chain goes on into something that is unknown */
			*ret_marks = value_marks(value);
			if (value->marks & MARK_UNKNOWN)
				*ret_why = value->why;
			return true;
		}
		if (ast_operand(at, 0)->kind == AST_CONTEXT &&
			!index_text(ast_operand(at, 1), scope, &name))
			return false;
	}
	if (!lookup(at, context, scope, &value))
		return false;
	*ret_marks = member_marks(context, scope, name) | (value ? value_marks(value) : 0);
	return true;
}
