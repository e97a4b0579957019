/* SPDX-License-Identifier: MIT */
#include "actions/call_interface.h"

#define CALL "workflow_call"

static const struct {
	const char *name;
	enum value_kind kind;
} type_rows[] = {
	{"boolean", VALUE_BOOLEAN},
	{"number", VALUE_NUMBER},
	{"string", VALUE_STRING},
};

/* Without a type GitHub goes by the default, as far as it reads such a file at all. */
static enum value_kind type_of(const struct node *type, const struct node *standard)
{
	for (size_t i = 0; type && i < sizeof(type_rows) / sizeof(type_rows[0]); i++)
		if (str_is(type->text, type_rows[i].name))
			return type_rows[i].kind;
	if (!type && standard && standard->kind == NODE_BOOLEAN)
		return VALUE_BOOLEAN;
	if (!type && standard && standard->kind == NODE_NUMBER)
		return VALUE_NUMBER;
	return VALUE_STRING;
}

static bool is_on(const struct node *flag)
{
	if (!flag)
		return false;
	return flag->kind == NODE_BOOLEAN ? flag->boolean : str_is(flag->text, "true");
}

static const struct node *filled(const struct node *node)
{
	return node && node->kind != NODE_NULL ? node : NULL;
}

static struct call_input read_input(const struct node_member *member)
{
	const struct node *standard = filled(node_get(member->value, "default"));

	return (struct call_input){
		.name = member->key->text,
		.key = member->key,
		.type = type_of(filled(node_get(member->value, "type")), standard),
		.required = is_on(node_get(member->value, "required")),
		.standard = standard,
	};
}

static size_t member_count(const struct node *mapping)
{
	return mapping && mapping->kind == NODE_MAPPING ? mapping->count : 0;
}

static bool read_inputs(
	struct arena *arena, struct call_interface *interface, const struct node *mapping)
{
	const size_t count = member_count(mapping);
	struct call_input *inputs = arena_array(arena, count, sizeof(*inputs));

	for (size_t i = 0; inputs && i < count; i++)
		inputs[i] = read_input(&mapping->members[i]);
	interface->inputs = inputs;
	interface->input_count = count;
	return inputs != NULL;
}

static bool read_secrets(
	struct arena *arena, struct call_interface *interface, const struct node *mapping)
{
	const size_t count = member_count(mapping);
	struct call_secret *secrets = arena_array(arena, count, sizeof(*secrets));

	for (size_t i = 0; secrets && i < count; i++) {
		const struct node_member *member = &mapping->members[i];
		secrets[i] = (struct call_secret){
			member->key->text, member->key, is_on(node_get(member->value, "required"))};
	}
	interface->secrets = secrets;
	interface->secret_count = count;
	return secrets != NULL;
}

bool call_interface_exists(const struct node *on)
{
	if (on->kind == NODE_SEQUENCE) {
		for (size_t i = 0; i < on->count; i++)
			if (str_is(on->items[i]->text, CALL))
				return true;
		return false;
	}
	if (on->kind != NODE_MAPPING)
		return str_is(on->text, CALL);
	for (size_t i = 0; i < on->count; i++)
		if (str_is(on->members[i].key->text, CALL))
			return true;
	return false;
}

const struct call_interface *call_interface_read(struct arena *arena, const struct node *on)
{
	struct call_interface *interface = arena_alloc(arena, sizeof(*interface));
	const struct node *settings = node_get(on, CALL);

	if (!interface ||
		!read_inputs(arena, interface, settings ? node_get(settings, "inputs") : NULL) ||
		!read_secrets(arena, interface, settings ? node_get(settings, "secrets") : NULL))
		return NULL;
	return interface;
}

const struct call_input *call_interface_input(
	const struct call_interface *interface, struct str name)
{
	for (size_t i = 0; i < interface->input_count; i++)
		if (str_eq_nocase(interface->inputs[i].name, name))
			return &interface->inputs[i];
	return NULL;
}

const struct call_secret *call_interface_secret(
	const struct call_interface *interface, struct str name)
{
	for (size_t i = 0; i < interface->secret_count; i++)
		if (str_eq_nocase(interface->secrets[i].name, name))
			return &interface->secrets[i];
	return NULL;
}

const struct value *call_input_nothing(struct arena *arena, const struct call_input *input)
{
	if (input->type == VALUE_BOOLEAN)
		return value_boolean(arena, false, NULL);
	if (input->type == VALUE_NUMBER)
		return value_number(arena, 0, NULL);
	return value_string(arena, STR(""), NULL);
}
