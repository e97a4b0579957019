/* SPDX-License-Identifier: MIT */
#include "actions/schema.h"

#include "actions/template.h"
#include "base/limits.h"
#include "base/near.h"

const struct schema schema_any = {.kinds = KINDS_TEXT | KIND_SEQUENCE | KIND_MAPPING};
const struct schema schema_text = {.kinds = KINDS_TEXT};
const struct schema schema_word = {.kinds = KINDS_WORD, .demands = MUST_BE_FILLED};
const struct schema schema_words = {.kinds = KINDS_WORD | KIND_SEQUENCE, .items = &schema_word};

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

struct schema_subject schema_key_subject(const struct node *key)
{
	return (struct schema_subject){"", key->text, key};
}

static struct str subject_text(const struct checker *checker, struct schema_subject subject)
{
	if (!subject.name.ptr)
		return str_of(subject.label);
	return str_printf(checker->arena, "%s'%.*s'", subject.label, STR_ARG(subject.name));
}

void schema_hint_near(const struct checker *checker, struct diag *diag, struct str name,
	const void *rows, size_t count, size_t size)
{
	const struct str near = near_row(name, rows, count, size);
	if (near.ptr)
		diag_hint(checker->diags, diag, "did you mean '%.*s'?", STR_ARG(near));
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
	const unsigned shown =
		(kinds & KINDS_WORD) == KINDS_WORD ? (kinds & ~(KINDS_TEXT)) | KIND_STRING : kinds;
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

/* Whether the scalar is one `${{ }}` and nothing else. One without an end is reported elsewhere. */
static bool is_expression(const struct node *node)
{
	if (node->kind != NODE_STRING)
		return false;
	const struct str text = str_trim(node->text);
	struct span span;
	bool unclosed = false;
	if (!span_next(text, 0, &span, &unclosed))
		return unclosed;
	return unclosed || (span.is_expression && span.end == text.len);
}

static bool check_kind(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	if (schema->kinds & (1u << node->kind))
		return true;
	const struct str name = subject_text(checker, subject);
	const struct str wanted = kinds_text(checker->arena, schema->kinds);
	diag_add(checker->diags, RULE_WRONG_TYPE, node_place(checker->document, node),
		"%.*s is %.*s, not %s", STR_ARG(name), STR_ARG(wanted), node_kind_name(node->kind));
	return false;
}

static bool check_filled(
	const struct checker *checker, const struct node *node, struct schema_subject subject)
{
	const size_t size = node_is_scalar(node) ? node->text.len : node->count;
	if (size > 0)
		return true;
	const struct str name = subject_text(checker, subject);
	diag_add(checker->diags, RULE_VALUE_RANGE, node_place(checker->document, node),
		"%.*s is empty", STR_ARG(name));
	return false;
}

static bool check_number(const struct checker *checker, unsigned demands, const struct node *node,
	struct schema_subject subject)
{
	const bool positive = (demands & MUST_BE_POSITIVE) != 0;
	if (positive ? node->number > 0 : node->number >= 0)
		return true;
	const struct str name = subject_text(checker, subject);
	diag_add(checker->diags, RULE_VALUE_RANGE, node_place(checker->document, node),
		"'%.*s' is no %.*s: %s", STR_ARG(node->text), STR_ARG(name),
		positive ? "a number above 0" : "a number from 0 on");
	return false;
}

static bool check_words(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	struct strbuf buf;
	strbuf_init(&buf, checker->arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < schema->word_count; i++) {
		if (str_eq(node->text, schema->words[i]))
			return true;
		add_alternative(&buf, schema->words[i], i, schema->word_count);
	}
	if (text_has_expression(node->text))
		return true;
	const struct str name = subject_text(checker, subject);
	const struct str wanted = strbuf_str(&buf);
	struct diag *diag = diag_add(checker->diags, RULE_VALUE_RANGE,
		node_place(checker->document, node), "'%.*s' is no %.*s: %.*s", STR_ARG(node->text),
		STR_ARG(name), STR_ARG(wanted));
	schema_hint_near(checker, diag, node->text, schema->words, schema->word_count,
		sizeof(schema->words[0]));
	return false;
}

static bool check_demands(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	const unsigned numeric = (unsigned)MUST_BE_POSITIVE | MUST_NOT_BE_NEGATIVE;
	if ((schema->demands & MUST_BE_FILLED) && !check_filled(checker, node, subject))
		return false;
	if (node->kind == NODE_NUMBER && (schema->demands & numeric))
		return check_number(checker, schema->demands, node, subject);
	if (node->kind == NODE_STRING && schema->words)
		return check_words(checker, schema, node, subject);
	return true;
}

static const struct schema_key *find_key(const struct schema *mapping, struct str name)
{
	for (size_t i = 0; i < mapping->key_count; i++)
		if (str_eq(mapping->keys[i].name, name))
			return &mapping->keys[i];
	return NULL;
}

const struct schema *schema_member(const struct schema *mapping, struct str name)
{
	const struct schema_key *key = find_key(mapping, name);
	return key ? key->schema : mapping->values;
}

static bool check_member(const struct checker *checker, const struct schema *mapping,
	const struct node_member *member, struct schema_subject subject)
{
	const struct node *key = member->key;
	const struct schema *schema = schema_member(mapping, key->text);
	if (schema) {
		struct schema_subject value = schema_key_subject(key);
		value.label = schema->label ? schema->label : "";
		return schema_check(checker, schema, member->value, value);
	}
	if (!mapping->keys || text_has_expression(key->text))
		return true;
	const struct str owner =
		mapping->noun ? str_of(mapping->noun) : subject_text(checker, subject);
	struct diag *diag =
		diag_add(checker->diags, RULE_UNKNOWN_KEY, node_place(checker->document, key),
			"'%.*s' is no key of %.*s", STR_ARG(key->text), STR_ARG(owner));
	schema_hint_near(checker, diag, key->text, mapping->keys, mapping->key_count,
		sizeof(mapping->keys[0]));
	return false;
}

static bool has_key(const struct node *mapping, struct str name)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (str_eq(mapping->members[i].key->text, name))
			return true;
	return false;
}

/* Whether a key is an expression, `${{ insert }}`, which brings in keys that nobody knows yet. */
static bool has_open_key(const struct node *mapping)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (text_has_expression(mapping->members[i].key->text))
			return true;
	return false;
}

static bool report_missing(const struct checker *checker, const struct node *node, struct str what,
	struct schema_subject subject)
{
	const struct node *at = subject.at ? subject.at : node;
	const struct str owner = subject_text(checker, subject);
	diag_add(checker->diags, RULE_MISSING_KEY, node_place(checker->document, at),
		"%.*s is missing in %.*s", STR_ARG(what), STR_ARG(owner));
	return false;
}

static bool check_mapping(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	bool fits = true;
	for (size_t i = 0; i < schema->key_count; i++) {
		const struct schema_key *key = &schema->keys[i];
		if (key->need == KEY_OPTIONAL || has_key(node, key->name) || has_open_key(node))
			continue;
		const struct str quoted = str_printf(checker->arena, "'%.*s'", STR_ARG(key->name));
		fits = report_missing(checker, node, quoted, subject);
	}
	for (size_t i = 0; i < node->count; i++)
		fits = check_member(checker, schema, &node->members[i], subject) && fits;
	return fits;
}

static bool check_forms(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	for (size_t i = 0; i < schema->form_count; i++) {
		const struct schema_form *form = &schema->forms[i];
		if (!form->key.ptr || has_key(node, form->key))
			return check_mapping(checker, form->schema, node, subject);
	}
	return report_missing(checker, node, str_of(schema->missing), subject);
}

static bool check_sequence(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	struct schema_subject item = {"an item of ", subject.name, NULL};
	if (schema->items->noun)
		item = (struct schema_subject){schema->items->noun, STR_NONE, NULL};
	bool fits = true;
	for (size_t i = 0; i < node->count; i++)
		fits = schema_check(checker, schema->items, node->items[i], item) && fits;
	return fits;
}

bool schema_check(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	if ((schema->kinds & KIND_EXPRESSION) && is_expression(node))
		return true;
	if (!check_kind(checker, schema, node, subject) ||
		!check_demands(checker, schema, node, subject))
		return false;
	if (node->kind == NODE_SEQUENCE && schema->items)
		return check_sequence(checker, schema, node, subject);
	if (node->kind != NODE_MAPPING)
		return true;
	if (schema->form_count > 0)
		return check_forms(checker, schema, node, subject);
	return check_mapping(checker, schema, node, subject);
}
