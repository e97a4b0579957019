/* SPDX-License-Identifier: MIT */
#include "actions/schema_spot.h"
#include "actions/template.h"
#include "actions/template_check.h"
#include "base/limits.h"

/* For messages alone: a string may hold one anyway. */
#define KIND_EXPRESSION (1u << 6)

/* The words for a set of kinds, in the order in which a message lists them. */
static const struct {
	unsigned kind;
	const char *words;
} kind_rows[] = {
	{KIND_NULL, "null"},
	{KIND_BOOLEAN, "a boolean"},
	{KIND_NUMBER, "a number"},
	{KIND_STRING, "a string"},
	{KIND_SEQUENCE, "a sequence"},
	{KIND_MAPPING, "a mapping"},
	{KIND_EXPRESSION, "an expression"},
};

#define KIND_ROWS (sizeof(kind_rows) / sizeof(kind_rows[0]))

struct str spot_name(const struct spot *spot)
{
	const struct schema_subject *subject = &spot->subject;
	if (!subject->name.ptr)
		return str_of(subject->label);
	return str_printf(spot->checker->arena, "%s'%.*s'", subject->label, STR_ARG(subject->name));
}

/* Appends one of `count` alternatives: "a, b or c". */
static void add_alternative(struct strbuf *buf, struct str word, size_t index, size_t count)
{
	if (index > 0)
		strbuf_add(buf, index + 1 == count ? STR(" or ") : STR(", "));
	strbuf_add(buf, word);
}

/* "a string, a sequence or an expression"; a place for text is one for a string in messages. */
static struct str kinds_text(struct arena *arena, unsigned kinds)
{
	const bool text = (kinds & KINDS_WORD) == KINDS_WORD;
	const unsigned shown =
		text ? (kinds & ~(KINDS_TEXT | KIND_EXPRESSION)) | KIND_STRING : kinds;
	size_t count = 0;
	for (size_t i = 0; i < KIND_ROWS; i++)
		count += (shown & kind_rows[i].kind) != 0;
	struct strbuf buf;
	strbuf_init(&buf, arena, LIMIT_TEXT_BYTES);
	size_t index = 0;
	for (size_t i = 0; i < KIND_ROWS; i++)
		if (shown & kind_rows[i].kind)
			add_alternative(&buf, str_of(kind_rows[i].words), index++, count);
	return strbuf_str(&buf);
}

struct place spot_place(const struct spot *spot, const struct node *node)
{
	return node_place(spot->checker->document, node);
}

bool spot_check_kind(const struct spot *spot, const struct node *node)
{
	const struct checker *checker = spot->checker;
	if (spot->schema->kinds & (1u << node->kind))
		return true;
	const unsigned open = spot->offers != OFFERS_NONE ? KIND_EXPRESSION : 0;
	const struct str name = spot_name(spot);
	const struct str wanted = kinds_text(checker->arena, spot->schema->kinds | open);
	checker_add(checker, RULE_WRONG_TYPE, spot_place(spot, node), "%.*s is %.*s, not %s",
		STR_ARG(name), STR_ARG(wanted), node_kind_name(node->kind));
	return false;
}

bool spot_report_empty(const struct spot *spot, const struct node *node, struct str what)
{
	checker_add(spot->checker, RULE_VALUE_RANGE, spot_place(spot, node), "%.*s is empty",
		STR_ARG(what));
	return false;
}

static bool check_filled(const struct spot *spot, const struct node *node)
{
	const size_t size = node_is_scalar(node) ? node->text.len : node->count;
	return size > 0 || spot_report_empty(spot, node, spot_name(spot));
}

static bool check_number(const struct spot *spot, const struct node *node)
{
	const struct checker *checker = spot->checker;
	const bool positive = (spot->schema->demands & MUST_BE_POSITIVE) != 0;
	if (positive ? node->number > 0 : node->number >= 0)
		return true;
	const struct str name = spot_name(spot);
	checker_add(checker, RULE_VALUE_RANGE, spot_place(spot, node), "'%.*s' is no %.*s: %s",
		STR_ARG(node->text), STR_ARG(name),
		positive ? "a number above 0" : "a number from 0 on");
	return false;
}

static bool check_words(const struct spot *spot, const struct node *node)
{
	const struct checker *checker = spot->checker;
	const struct schema *schema = spot->schema;
	for (size_t i = 0; i < schema->word_count; i++)
		if (str_eq(node->text, schema->words[i]))
			return true;
	struct strbuf wanted;
	strbuf_init(&wanted, checker->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < schema->word_count; i++)
		add_alternative(&wanted, schema->words[i], i, schema->word_count);
	const struct str words = strbuf_str(&wanted);
	const struct str name = spot_name(spot);
	struct diag *diag = checker_add(checker, RULE_VALUE_RANGE, spot_place(spot, node),
		"'%.*s' is no %.*s: %.*s", STR_ARG(node->text), STR_ARG(name), STR_ARG(words));
	schema_hint_near(checker, diag, node->text, schema->words, schema->word_count,
		sizeof(schema->words[0]));
	return false;
}

bool spot_check_demands(const struct spot *spot, const struct node *node)
{
	const struct schema *schema = spot->schema;
	const unsigned numeric = (unsigned)MUST_BE_POSITIVE | MUST_NOT_BE_NEGATIVE;
	if ((schema->demands & MUST_BE_FILLED) && !check_filled(spot, node))
		return false;
	if (node->kind == NODE_NUMBER && (schema->demands & numeric))
		return check_number(spot, node);
	if (node->kind == NODE_STRING && schema->words)
		return check_words(spot, node);
	return true;
}

/* A string with an expression in it: of any kind, unless it is a literal string in disguise. */
static bool check_expression(const struct spot *spot, const struct node *node)
{
	struct str literal;
	if (!template_check(spot->checker, node, spot->offers))
		return false;
	if (!template_literal(spot->checker->arena, node->text, &literal))
		return true;
	struct node plain = *node;
	plain.text = literal;
	return spot_check_kind(spot, &plain) && spot_check_demands(spot, &plain);
}

bool spot_check_scalar(const struct spot *spot, const struct node *node)
{
	if (spot->schema->demands & IS_CONDITION)
		return spot_check_kind(spot, node) &&
		       template_check_condition(spot->checker, node, spot->offers);
	if (node->dollar && node->kind == NODE_STRING && text_has_expression(node->text))
		return check_expression(spot, node);
	return spot_check_kind(spot, node) && spot_check_demands(spot, node);
}
