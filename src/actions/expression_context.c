/* SPDX-License-Identifier: MIT */
#include "actions/expression_term.h"

#define MARKS_JOB_TOKEN ((unsigned)MARK_SECRET | MARK_JOB_TOKEN)
#define MARKS_OTHER_SECRET ((unsigned)MARK_SECRET | MARK_OTHER_SECRET)

/* The secrets that a called workflow was handed; NULL: it has all. */
static const struct value *handed_secrets(const struct scope *scope)
{
	return scope->contexts ? map_get(scope->contexts, CONTEXT_HANDED) : NULL;
}

bool context_hides(const struct context_row *context, const struct scope *scope, struct str name)
{
	if (context->job_token.ptr && str_eq_nocase(context->job_token, name))
		return true;
	return context->source == CONTEXT_SECRETS && !handed_secrets(scope);
}

unsigned context_marks(
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

/* A name that the scope knows nothing of, and the secrets that may be in it. */
static bool nothing_known(struct reduction *r, const struct ast *ast,
	const struct context_row *context, unsigned marks, struct term *ret)
{
	*ret = (struct term){.left = ast,
		.context = context,
		.marks = marks | MARK_UNKNOWN,
		.why = context ? context->why : WHY_EXPRESSION,
		.secret_at = marks & MARK_SECRET ? r->origin : NULL};
	return true;
}

/* An unknown value that a name bears. */
static bool given_unknown(const struct ast *ast, const struct context_row *context,
	const struct value *given, struct term *ret)
{
	*ret = (struct term){.left = ast,
		.context = context,
		.given = given,
		.text = given->string || (context && context->source == CONTEXT_ENV),
		.marks = given->marks,
		.why = given->why,
		.secret_at = given->secret_at};
	return true;
}

/* `env` as a whole: the case of its names counts, but on Windows. */
static const struct value *env_object(const struct scope *scope)
{
	struct value *object = arena_alloc(scope->arena, sizeof(*object));
	if (object)
		*object = (struct value){
			.kind = VALUE_OBJECT, .exact = !scope->env->nocase, .members = scope->env};
	return object;
}

/* Of the secrets that were handed over the GITHUB_TOKEN is missing. */
static bool is_partial(const struct context_row *context, const struct value *value)
{
	return context->source == CONTEXT_SECRETS ||
	       (context->source == CONTEXT_PARTIAL && !value->whole);
}

bool context_reduce(struct reduction *r, const struct ast *ast, struct term *ret)
{
	const struct context_row *context = ast->context;
	const struct value *value = NULL;
	if (context->source == CONTEXT_ENV && r->scope->env) {
		value = env_object(r->scope);
		if (!value)
			return false;
	} else if (context->source == CONTEXT_SECRETS) {
		value = handed_secrets(r->scope);
	} else if (context->source != CONTEXT_ENV) {
		value = r->scope->contexts ? map_get(r->scope->contexts, context->name) : NULL;
	}
	if (value && value->marks & MARK_UNKNOWN)
		return given_unknown(ast, context, value, ret);
	if (!value)
		nothing_known(r, ast, context, context_marks(context, r->scope, STR_NONE), ret);
	else
		*ret = (struct term){.value = value,
			.left = ast,
			.context = context,
			.partial = is_partial(context, value)};
	ret->root = true;
	return true;
}

bool member_reduce(struct reduction *r, const struct ast *ast, const struct term *base,
	struct str name, const struct value *value, struct term *ret)
{
	const struct context_row *context = base->context;
	if (value && value->marks & MARK_UNKNOWN)
		return given_unknown(ast, base->root ? context : NULL, value, ret);
	if (!value && base->partial && !(base->root && context->source == CONTEXT_SECRETS))
		return nothing_known(r, ast, context,
			base->root ? context_marks(context, r->scope, name) : 0, ret);
	if (!value)
		return term_known(ret, ast, value_null(r->scope->arena, NULL));
	*ret = (struct term){.value = value,
		.left = ast,
		.context = context,
		.partial = base->partial && !r->scope->members_whole};
	return true;
}
