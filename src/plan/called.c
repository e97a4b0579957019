/* SPDX-License-Identifier: MIT */
#include "plan/called.h"

#include "actions/context.h"
#include "actions/template.h"
#include "base/near.h"

/* A call while it is held against what it calls. */
struct handing {
	const struct calling *calling;
	const struct making *making; /* of the caller */
	const struct job *job;
	const struct local_workflow *called;
	const struct call_interface *takes;
};

static struct handing handing_of(const struct calling *calling, const struct local_workflow *called)
{
	return (struct handing){
		calling, calling->making, calling->leg->job, called, called->interface};
}

static bool is_mapping(const struct node *node)
{
	return node && node->kind == NODE_MAPPING;
}

static bool is_inherited(const struct node *secrets)
{
	return secrets && secrets->kind == NODE_STRING && str_is(secrets->text, "inherit");
}

/* A key that is an expression brings in names that nobody knows yet. */
static bool is_given(const struct node *mapping, struct str name)
{
	for (size_t i = 0; i < mapping->count; i++)
		if (str_eq_nocase(mapping->members[i].key->text, name) ||
			text_has_expression(mapping->members[i].key->text))
			return true;
	return false;
}

/* `what`: "input" or "secret"; `rows` begin with their names. GitHub reports it at the value. */
static bool refuse_name(const struct handing *h, const struct node_member *given, const char *what,
	const void *rows, size_t count, size_t size)
{
	const struct str name = given->key->text;
	struct diag *diag = diag_add(h->making->diags, RULE_CALL,
		node_place(h->making->document, given->value), "'%.*s' is no %s of '%.*s'",
		STR_ARG(name), what, STR_ARG(h->job->uses->text));
	const struct str near = near_row(name, rows, count, size);

	if (near.ptr)
		diag_hint(h->making->diags, diag, "did you mean '%.*s'?", STR_ARG(near));
	else
		diag_relate(h->making->diags, diag,
			node_place(h->called->document, h->called->workflow->on),
			"what it takes is here");
	return false;
}

static bool check_names(const struct handing *h)
{
	const struct node *with = h->job->with;
	const struct node *secrets = h->job->secrets;
	bool fits = true;

	for (size_t i = 0; is_mapping(with) && i < with->count; i++) {
		const struct node_member *given = &with->members[i];
		const struct str name = given->key->text;
		if (!text_has_expression(name) && !call_interface_input(h->takes, name))
			fits = refuse_name(h, given, "input", h->takes->inputs,
				h->takes->input_count, sizeof(h->takes->inputs[0]));
	}
	for (size_t i = 0; is_mapping(secrets) && i < secrets->count; i++) {
		const struct node_member *given = &secrets->members[i];
		const struct str name = given->key->text;
		if (!text_has_expression(name) && !call_interface_secret(h->takes, name))
			fits = refuse_name(h, given, "secret", h->takes->secrets,
				h->takes->secret_count, sizeof(h->takes->secrets[0]));
	}
	return fits;
}

static bool refuse_missing(
	const struct handing *h, const char *what, struct str name, const struct node *key)
{
	struct diag *diag = diag_add(h->making->diags, RULE_CALL, h->calling->at,
		"'%.*s' needs the %s '%.*s', which is not given", STR_ARG(h->job->uses->text), what,
		STR_ARG(name));

	diag_relate(h->making->diags, diag, node_place(h->called->document, key), "the %s is here",
		what);
	return false;
}

static bool check_required(const struct handing *h)
{
	const struct node *with = h->job->with;
	const struct node *secrets = h->job->secrets;
	bool fits = true;

	for (size_t i = 0; i < h->takes->input_count; i++) {
		const struct call_input *input = &h->takes->inputs[i];
		const bool known = !with || with->kind == NODE_MAPPING;
		if (input->required && known && !(with && is_given(with, input->name)))
			fits = refuse_missing(h, "input", input->name, input->key);
	}
	for (size_t i = 0; i < h->takes->secret_count; i++) {
		const struct call_secret *secret = &h->takes->secrets[i];
		const bool known = !secrets || secrets->kind == NODE_MAPPING;
		if (secret->required && known && !(secrets && is_given(secrets, secret->name)))
			fits = refuse_missing(h, "secret", secret->name, secret->key);
	}
	return fits;
}

bool called_check(const struct calling *calling, const struct local_workflow *called)
{
	const struct handing h = handing_of(calling, called);
	const bool names = check_names(&h);

	return check_required(&h) && names;
}

static const char *kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		[VALUE_NULL] = "null",
		[VALUE_BOOLEAN] = "a boolean",
		[VALUE_NUMBER] = "a number",
		[VALUE_STRING] = "a string",
		[VALUE_ARRAY] = "an array",
		[VALUE_OBJECT] = "an object",
	};
	return names[kind];
}

/* Whether there is text around an expression, so that the whole is a string whatever it says. */
static bool is_mixed(const struct node *node)
{
	struct span span;
	bool unclosed;

	return node->kind == NODE_STRING && text_has_expression(node->text) &&
	       span_next(node->text, 0, &span, &unclosed) && span.end != node->text.len;
}

/* GitHub makes a string of other scalars where one is wanted, and nothing else of a string. */
static const struct value *fit(const struct handing *h, const struct call_input *input,
	const struct node *node, const struct document *document, const struct value *value)
{
	const bool scalar = value->kind != VALUE_ARRAY && value->kind != VALUE_OBJECT;
	const bool open = value->marks & MARK_UNKNOWN && !is_mixed(node);
	struct diag *diag;

	if (input->type == VALUE_STRING && (open || scalar))
		return value_as_string(h->making->arena, value);
	if (open || value->kind == input->type)
		return value;
	diag = diag_add(h->making->diags, RULE_WRONG_TYPE, node_place(document, node),
		"'%.*s' is %s, not %s", STR_ARG(input->name), kind_name(input->type),
		kind_name(value->kind));
	diag_relate(h->making->diags, diag, node_place(h->called->document, input->key),
		"the input is here");
	return value;
}

/* A `with` that is an expression as a whole: each input is what it gives, as far as it is known. */
static const struct value *given_by_whole(const struct call_input *input, const struct value *whole)
{
	if (whole->marks & MARK_UNKNOWN)
		return whole;
	return whole->kind == VALUE_OBJECT ? value_member(whole, input->name) : NULL;
}

static bool put_given(const struct handing *h, struct map *inputs)
{
	const struct node *with = h->job->with;

	for (size_t i = 0; is_mapping(with) && i < with->count; i++) {
		const struct node_member *member = &with->members[i];
		const struct call_input *input = call_interface_input(h->takes, member->key->text);
		const struct value *value =
			template_value(h->making->document, member->value, &h->calling->leg->scope);
		if (value && input)
			value = fit(h, input, member->value, h->making->document, value);
		if (!value || (input && !map_put(inputs, input->name, value)))
			return false;
	}
	return true;
}

static bool put_from_whole(const struct handing *h, struct map *inputs)
{
	const struct node *with = h->job->with;
	const struct value *whole;

	if (!with || with->kind == NODE_MAPPING)
		return true;
	whole = template_value(h->making->document, with, &h->calling->leg->scope);
	for (size_t i = 0; whole && i < h->takes->input_count; i++) {
		const struct call_input *input = &h->takes->inputs[i];
		const struct value *value = given_by_whole(input, whole);
		if (value && !map_put(inputs, input->name, value))
			return false;
	}
	return whole != NULL;
}

static bool put_defaults(const struct handing *h, const struct map *contexts, struct map *inputs)
{
	struct arena *arena = h->making->arena;
	struct scope scope = making_scope(h->making, contexts);

	scope.document = h->called->document;
	for (size_t i = 0; i < h->takes->input_count; i++) {
		const struct call_input *input = &h->takes->inputs[i];
		const struct value *value;
		if (map_find(inputs, input->name))
			continue;
		value = input->standard
				? template_value(h->called->document, input->standard, &scope)
				: call_input_nothing(arena, input);
		if (value && input->standard)
			value = fit(h, input, input->standard, h->called->document, value);
		if (!value || !map_put(inputs, input->name, value))
			return false;
	}
	return true;
}

static struct map *new_map(const struct handing *h)
{
	struct map *map = arena_alloc(h->making->arena, sizeof(*map));

	if (map)
		map_init_nocase(map, h->making->arena);
	return map;
}

static bool put_object(
	const struct handing *h, struct map *contexts, struct str name, const struct map *members)
{
	struct value *object = arena_alloc(h->making->arena, sizeof(*object));

	if (!object)
		return false;
	*object = (struct value){.kind = VALUE_OBJECT, .whole = true, .members = members};
	return map_put(contexts, name, object);
}

static bool add_inputs(const struct handing *h, struct map *contexts)
{
	struct map *inputs = new_map(h);

	return inputs && put_given(h, inputs) && put_from_whole(h, inputs) &&
	       put_object(h, contexts, STR("inputs"), inputs) && put_defaults(h, contexts, inputs);
}

/* A secret that is not handed over is an empty one there. */
static bool add_secrets(const struct handing *h, struct map *contexts)
{
	const struct node *secrets = h->job->secrets;
	struct map *handed;

	if (secrets && secrets->kind != NODE_MAPPING)
		return is_inherited(secrets) || map_put(contexts, CONTEXT_HANDED, NULL);
	handed = new_map(h);
	for (size_t i = 0; handed && secrets && i < secrets->count; i++) {
		const struct node_member *member = &secrets->members[i];
		const struct value *value =
			template_value(h->making->document, member->value, &h->calling->leg->scope);
		if (!value || !map_put(handed, member->key->text, value))
			return false;
	}
	return handed && put_object(h, contexts, CONTEXT_HANDED, handed);
}

bool called_contexts(
	const struct calling *calling, const struct local_workflow *called, struct map *contexts)
{
	const struct handing h = handing_of(calling, called);

	return map_copy(contexts, h.making->arena, &h.making->contexts) &&
	       add_inputs(&h, contexts) && add_secrets(&h, contexts);
}
