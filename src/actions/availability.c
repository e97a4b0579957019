/* SPDX-License-Identifier: MIT */
#include "actions/availability.h"

#include "actions/expression_ast.h"
#include "base/limits.h"

struct offer_row {
	struct str name;
	unsigned offer;
	const char *hint; /* of a function: where it may stand */
};

static const struct offer_row contexts[] = {
	{STR_ROW("github"), OFFER_GITHUB, NULL},
	{STR_ROW("env"), OFFER_ENV, NULL},
	{STR_ROW("vars"), OFFER_VARS, NULL},
	{STR_ROW("inputs"), OFFER_INPUTS, NULL},
	{STR_ROW("needs"), OFFER_NEEDS, NULL},
	{STR_ROW("strategy"), OFFER_STRATEGY, NULL},
	{STR_ROW("matrix"), OFFER_MATRIX, NULL},
	{STR_ROW("secrets"), OFFER_SECRETS, NULL},
	{STR_ROW("steps"), OFFER_STEPS, NULL},
	{STR_ROW("job"), OFFER_JOB, NULL},
	{STR_ROW("jobs"), OFFER_JOBS, NULL},
	{STR_ROW("runner"), OFFER_RUNNER, NULL},
};

/* All other functions may stand everywhere. */
static const struct offer_row functions[] = {
	{STR_ROW("hashFiles"), OFFER_HASH_FILES, "it may stand in steps alone"},
	{STR_ROW("always"), OFFER_STATUS, "it may stand in 'if' alone"},
	{STR_ROW("cancelled"), OFFER_STATUS, "it may stand in 'if' alone"},
	{STR_ROW("failure"), OFFER_STATUS, "it may stand in 'if' alone"},
	{STR_ROW("success"), OFFER_STATUS, "it may stand in 'if' alone"},
};

#define CONTEXTS (sizeof(contexts) / sizeof(contexts[0]))
#define FUNCTIONS (sizeof(functions) / sizeof(functions[0]))

struct survey {
	const struct checker *checker;
	const struct node *node;
	size_t offset;
	unsigned offers;
	unsigned missed; /* what was reported already */
	bool good;
};

static const struct offer_row *find_row(const struct offer_row *rows, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq_nocase(rows[i].name, name))
			return &rows[i];
	return NULL;
}

/* "github, inputs or vars" of the contexts in a set. */
static struct str contexts_text(struct arena *arena, unsigned offers)
{
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	unsigned left = offers;
	for (size_t i = 0; i < CONTEXTS; i++) {
		if (!(offers & contexts[i].offer))
			continue;
		left &= ~contexts[i].offer;
		const bool last = (left & (OFFER_HASH_FILES - 1u)) == 0;
		if (buf.len > 0)
			strbuf_add(&buf, last ? STR(" and ") : STR(", "));
		strbuf_add(&buf, contexts[i].name);
	}
	return strbuf_str(&buf);
}

static struct place place_of(const struct survey *survey, const struct ast *ast)
{
	return node_place_at(survey->checker->document, survey->node, survey->offset + ast->offset);
}

static bool miss(struct survey *survey, unsigned offer)
{
	const bool first = (survey->missed & offer) == 0;
	survey->missed |= offer;
	survey->good = false;
	return first;
}

static void look_at_context(struct survey *survey, const struct ast *ast)
{
	const struct checker *checker = survey->checker;
	const struct offer_row *row = find_row(contexts, CONTEXTS, ast->context->name);
	if (!row || (row->offer & survey->offers) || !miss(survey, row->offer))
		return;
	struct diag *diag = checker_add(checker, RULE_EXPRESSION, place_of(survey, ast),
		"context '%.*s' is not available here", STR_ARG(row->name));
	const struct str available = contexts_text(checker->arena, survey->offers);
	if (available.len > 0)
		diag_hint(checker->diags, diag, "available are %.*s", STR_ARG(available));
	else
		diag_hint(checker->diags, diag, "no expression may stand here");
}

static void look_at_call(struct survey *survey, const struct ast *ast)
{
	struct diags *diags = survey->checker->diags;
	const struct offer_row *row = find_row(functions, FUNCTIONS, ast->function->name);
	if (!row)
		return;
	if (!(row->offer & survey->offers)) {
		if (!miss(survey, row->offer))
			return;
		struct diag *diag =
			checker_add(survey->checker, RULE_EXPRESSION, place_of(survey, ast),
				"function '%.*s' is not available here", STR_ARG(row->name));
		diag_hint(diags, diag, "%s", row->hint);
		return;
	}
	if (row->offer == OFFER_STATUS && ast->operand_count > 0 &&
		!(survey->offers & OFFER_STATUS_NAMES)) {
		checker_add(survey->checker, RULE_EXPRESSION, place_of(survey, ast),
			"too many parameters supplied to '%.*s'", STR_ARG(row->name));
		survey->good = false;
	}
}

static void look_at(struct survey *survey, const struct ast *ast)
{
	if (ast->kind == AST_CONTEXT)
		look_at_context(survey, ast);
	if (ast->kind == AST_CALL)
		look_at_call(survey, ast);
	for (size_t i = 0; i < ast->operand_count; i++)
		look_at(survey, ast_operand(ast, i));
}

bool availability_check(const struct checker *checker, const struct node *node, size_t offset,
	const struct expression *expression, unsigned offers)
{
	struct survey survey = {
		.checker = checker,
		.node = node,
		.offset = offset,
		.offers = offers,
		.good = true,
	};
	look_at(&survey, expression->root);
	return survey.good;
}
