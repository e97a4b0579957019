/* SPDX-License-Identifier: MIT */
#include "plan/surroundings.h"

#include "actions/template.h"
#include "plan/fact_value.h"

/* What is being made, and what of. */
struct object {
	const struct making *making;
	const struct value *given; /* what the workflow says: a text, or an object */
	const struct value *made;
	struct map *members;
};

/* False when exhausted. */
static bool begin(const struct making *making, const struct node *node, const struct scope *scope,
	struct object *ret)
{
	ret->making = making;
	ret->given = template_value(making->document, node, scope);
	ret->made = fact_object(making, &ret->members);
	return ret->given && ret->made;
}

static bool is_object(const struct object *object)
{
	return object->given->kind == VALUE_OBJECT;
}

/* Adds a member that the workflow gives, as `make` has it. */
static bool add(struct object *object, const char *name,
	const struct value *(*make)(const struct making *making, const struct value *value))
{
	const struct value *given = value_member(object->given, str_of(name));
	const struct value *value = given ? make(object->making, given) : NULL;

	return !given || (value && map_put(object->members, str_of(name), value));
}

/* Always false. */
static bool lacks(const struct object *object, const char *name)
{
	const struct str said =
		str_printf(object->making->arena, "the expression gives no '%s'", name);

	if (said.ptr)
		fact_refuse(object->making, object->given, RULE_MISSING_KEY, said.ptr);
	return false;
}

/* Adds the member that a text alone is short for. Without it there is nothing to name. */
static bool add_named(struct object *object, const char *name)
{
	const struct value *given =
		is_object(object) ? value_member(object->given, str_of(name)) : object->given;
	const struct value *text;

	if (!given)
		return lacks(object, name);
	text = fact_text(object->making, given);
	return text && map_put(object->members, str_of(name), text);
}

/* Whether an expression leaves nothing to name, as `container: ${{ matrix.image }}` may do. */
static bool is_nothing(const struct object *object, const char *name)
{
	const struct value *value = map_get(object->members, str_of(name));

	return !is_object(object) && !value_is_unknown(value) && !value->text.len;
}

const struct value *concurrency_value(
	const struct making *making, const struct node *node, const struct scope *scope)
{
	const struct value *cancels;
	struct object object;

	if (!begin(making, node, scope, &object) || !add_named(&object, "group"))
		return NULL;
	cancels = value_member(object.given, STR("cancel-in-progress"));
	if (!cancels)
		cancels = value_boolean(making->arena, false, NULL);
	cancels = fact_flag(making, cancels);
	if (!cancels || !map_put(object.members, STR("cancel_in_progress"), cancels))
		return NULL;
	return object.made;
}

const struct value *environment_value(
	const struct making *making, const struct node *node, const struct scope *scope)
{
	struct object object;

	if (!begin(making, node, scope, &object) || !add_named(&object, "name") ||
		!add(&object, "url", fact_text))
		return NULL;
	return is_nothing(&object, "name") ? NULL : object.made;
}

/* A map of texts; whatever its order, it is the same. */
static const struct value *env_of(const struct making *making, const struct value *given)
{
	struct map *members;
	const struct value *env;

	if (given->kind != VALUE_OBJECT)
		return fact_text(making, given);
	env = fact_object(making, &members);
	for (size_t i = 0; env && i < given->members->len; i++) {
		const struct map_entry *entry = &given->members->entries[i];
		const struct value *text = fact_text(making, entry->value);
		if (!text || !map_put(members, entry->key, text))
			return NULL;
	}
	return env && map_sort(members) ? env : NULL;
}

const struct value *container_value(
	const struct making *making, const struct node *node, const struct scope *scope)
{
	struct object object;

	if (!begin(making, node, scope, &object) || !add_named(&object, "image") ||
		!add(&object, "env", env_of) || !add(&object, "ports", fact_texts) ||
		!add(&object, "volumes", fact_texts) || !add(&object, "options", fact_text))
		return NULL;
	return is_nothing(&object, "image") ? NULL : object.made;
}
