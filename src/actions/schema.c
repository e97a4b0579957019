/* SPDX-License-Identifier: MIT */
#include "actions/schema.h"

#include "actions/schema_spot.h"
#include "actions/template.h"
#include "actions/template_check.h"
#include "base/near.h"

const struct schema schema_any = {
	.kinds = KINDS_TEXT | KIND_SEQUENCE | KIND_MAPPING,
	.demands = IS_FREE,
	.values = &schema_any,
	.items = &schema_any,
};
const struct schema schema_elsewhere = {.demands = IS_FREE};
const struct schema schema_text = {.kinds = KINDS_TEXT};
const struct schema schema_word = {.kinds = KINDS_WORD, .demands = MUST_BE_FILLED};
const struct schema schema_words = {
	.kinds = KINDS_WORD | KIND_SEQUENCE, .demands = ONE_OR_MANY, .items = &schema_word};

struct schema_subject schema_key_subject(const struct node *key)
{
	return (struct schema_subject){"", key->text};
}

void schema_hint_near(const struct checker *checker, struct diag *diag, struct str name,
	const void *rows, size_t count, size_t size)
{
	const struct str near = near_row(name, rows, count, size);
	if (near.ptr)
		diag_hint(checker->diags, diag, "did you mean '%.*s'?", STR_ARG(near));
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

static bool check_node(const struct spot *around, const struct schema *schema,
	const struct node *node, struct schema_subject subject);

static bool check_value(
	const struct spot *spot, const struct schema *schema, const struct node_member *member)
{
	struct schema_subject subject = schema_key_subject(member->key);
	subject.label = schema->label ? schema->label : "";
	return check_node(spot, schema, member->value, subject);
}

static bool refuse_insert(const struct spot *spot, const struct node *key)
{
	checker_add(spot->checker, RULE_EXPRESSION, spot_place(spot, key),
		"an expression is not allowed here");
	return false;
}

/* A key that is an expression: nobody knows yet which one it becomes. */
static bool check_open_member(const struct spot *spot, const struct node_member *member)
{
	const struct schema *schema = spot->schema;
	const bool inserts = template_is_insert(member->key->text);
	if (inserts && spot->offers == OFFERS_NONE)
		return refuse_insert(spot, member->key);
	if (!inserts && !template_check(spot->checker, member->key, spot->offers))
		return false;
	const bool loose = !inserts && !schema->keys && schema->values;
	return check_value(spot, loose ? schema->values : &schema_any, member);
}

/* Of a mapping of several forms, the first of them that has a name near to it counts. */
static void hint_near_key(const struct spot *spot, struct diag *diag, struct str name)
{
	const struct schema *schema = spot->schema;
	schema_hint_near(spot->checker, diag, name, schema->keys, schema->key_count,
		sizeof(schema->keys[0]));
	for (size_t i = 0; diag && !diag->hint.ptr && i < schema->form_count; i++)
		schema_hint_near(spot->checker, diag, name, schema->forms[i]->keys,
			schema->forms[i]->key_count, sizeof(schema->keys[0]));
}

static bool report_unknown_key(const struct spot *spot, const struct node *key)
{
	const struct checker *checker = spot->checker;
	const struct schema *schema = spot->schema;
	const struct str owner = schema->noun ? str_of(schema->noun) : spot_name(spot);
	struct diag *diag = checker_add(checker, RULE_UNKNOWN_KEY, spot_place(spot, key),
		"'%.*s' is no key of %.*s", STR_ARG(key->text), STR_ARG(owner));
	hint_near_key(spot, diag, key->text);
	return false;
}

static bool check_member(const struct spot *spot, const struct node_member *member)
{
	const struct schema *schema = spot->schema;
	if (member->key->dollar && text_has_expression(member->key->text))
		return check_open_member(spot, member);
	const struct schema_key *key = find_key(schema, member->key->text);
	if (key)
		return check_value(spot, key->schema, member);
	if (!schema->values)
		return report_unknown_key(spot, member->key);
	if (member->key->text.len == 0 && !(schema->values->demands & IS_FREE))
		return spot_report_empty(spot, member->key, STR("a key"));
	return check_value(spot, schema->values, member);
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

static bool report_missing(const struct spot *spot, const struct node *node, struct str what)
{
	const struct str owner = spot_name(spot);
	checker_add(spot->checker, RULE_MISSING_KEY, spot_place(spot, node),
		"%.*s is missing in %.*s", STR_ARG(what), STR_ARG(owner));
	return false;
}

static bool check_mapping(const struct spot *spot, const struct node *node)
{
	const struct schema *schema = spot->schema;
	bool fits = true;
	for (size_t i = 0; i < schema->key_count; i++) {
		const struct schema_key *key = &schema->keys[i];
		if (key->need == KEY_OPTIONAL || has_key(node, key->name) || has_open_key(node))
			continue;
		fits = report_missing(
			spot, node, str_printf(spot->checker->arena, "'%.*s'", STR_ARG(key->name)));
	}
	for (size_t i = 0; i < node->count; i++)
		fits = check_member(spot, &node->members[i]) && fits;
	return fits;
}

/* The forms that have the key, a bit each. */
static unsigned forms_with(const struct schema *schema, unsigned open, struct str key)
{
	unsigned with = 0;
	for (unsigned i = 0; i < schema->form_count; i++)
		if ((open & 1u << i) && find_key(schema->forms[i], key))
			with |= 1u << i;
	return with;
}

/* The forms that the keys leave, a bit each; there is always one. */
static unsigned open_forms(const struct schema *schema, const struct node *node)
{
	unsigned open = (unsigned)((UINT64_C(1) << schema->form_count) - 1);
	for (size_t i = 0; i < node->count; i++) {
		const unsigned with = forms_with(schema, open, node->members[i].key->text);
		open = with ? with : open;
	}
	return open;
}

/* Of a mapping that may still be of several forms, each member that one of them has is checked. */
static bool check_ambiguous(const struct spot *spot, const struct node *node, unsigned open)
{
	struct spot inner = *spot;
	report_missing(spot, node, str_of(spot->schema->missing));
	for (size_t i = 0; i < node->count; i++) {
		const struct node_member *member = &node->members[i];
		const unsigned with = forms_with(spot->schema, open, member->key->text);
		unsigned form = 0;
		while (with && !(with & 1u << form))
			form++;
		inner.schema = with ? spot->schema->forms[form] : spot->schema;
		(void)check_member(&inner, member);
	}
	return false;
}

static bool check_forms(const struct spot *spot, const struct node *node)
{
	struct spot inner = *spot;
	const unsigned open = open_forms(spot->schema, node);
	if (open & (open - 1))
		return check_ambiguous(spot, node, open);
	unsigned form = 0;
	while (!(open & 1u << form))
		form++;
	inner.schema = spot->schema->forms[form];
	return check_mapping(&inner, node);
}

/* How messages call an item of a sequence. */
static struct schema_subject item_subject(const struct spot *spot)
{
	const struct schema *items = spot->schema->items;
	if (items->noun)
		return (struct schema_subject){items->noun, STR_NONE};
	return (struct schema_subject){"an item of ", spot->subject.name};
}

static bool check_sequence(const struct spot *spot, const struct node *node)
{
	const struct schema_subject item = item_subject(spot);
	bool fits = true;
	for (size_t i = 0; i < node->count; i++)
		fits = check_node(spot, spot->schema->items, node->items[i], item) && fits;
	return fits;
}

/* A scalar that stands for a sequence of one. */
static bool check_single(const struct spot *spot, const struct node *node)
{
	const struct schema *items = spot->schema->items;
	if (node->kind == NODE_NULL || !(spot->schema->kinds & (1u << node->kind)))
		return spot_check_kind(spot, node);
	return check_node(spot, items, node, items->noun ? item_subject(spot) : spot->subject);
}

static bool check_node(const struct spot *around, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	const struct spot spot = {
		around->checker, schema, subject, around->offers | schema->offers};
	if (schema == &schema_elsewhere)
		return true;
	if (node_is_scalar(node))
		return (schema->demands & ONE_OR_MANY) ? check_single(&spot, node)
						       : spot_check_scalar(&spot, node);
	if (!spot_check_kind(&spot, node) || !spot_check_demands(&spot, node))
		return false;
	if (node->kind == NODE_SEQUENCE)
		return check_sequence(&spot, node);
	return schema->form_count > 0 ? check_forms(&spot, node) : check_mapping(&spot, node);
}

bool schema_check(const struct checker *checker, const struct schema *schema,
	const struct node *node, struct schema_subject subject)
{
	const struct spot outside = {.checker = checker};
	return check_node(&outside, schema, node, subject);
}
