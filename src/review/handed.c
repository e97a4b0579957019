/* SPDX-License-Identifier: MIT */
#include "review/handed.h"

#include "plan/checkout.h"

const struct handed *handed_to(const struct linting *linting, const struct read *read)
{
	struct str name;

	return linting->handed && read_is_input(read, &name) ? map_get(linting->handed, name)
							     : NULL;
}

bool handed_secret(const struct linting *linting, struct str text, struct place *ret_from)
{
	struct reads reads;

	*ret_from = (struct place){.line = 0};
	if (!reads_of(linting->arena, text, &reads))
		return false;
	if (reads_secret(&reads))
		return true;
	for (size_t i = 0; i < reads.count; i++) {
		const struct handed *handed = handed_to(linting, &reads.items[i]);
		if (!handed || !handed->secret.line)
			continue;
		*ret_from = handed->secret;
		return true;
	}
	return false;
}

static void put_first(struct place *place, struct place at, bool *ret_new)
{
	if (place->line)
		return;
	*place = at;
	*ret_new = true;
}

/* What one read of a value that is handed on says of it. */
static void add_read(struct linting *caller, const struct read *read, struct place at,
	struct handed *handed, bool *ret_new)
{
	const struct handed *before = handed_to(caller, read);
	const struct reads alone = {read, 1};

	if (reads_secret(&alone) || (before && before->secret.line))
		put_first(&handed->secret, at, ret_new);
	if (read_is_untrusted(read) || (before && before->untrusted.line))
		put_first(&handed->untrusted, at, ret_new);
	if (lint_chosen_input(caller, read) || (before && before->chosen.line))
		put_first(&handed->chosen, at, ret_new);
}

static bool add_input(struct linting *from, const struct node *value, struct str name,
	struct map *inputs, bool *ret_new)
{
	const struct handed *before = map_get(inputs, name);
	struct handed handed = before ? *before : (struct handed){.secret.line = 0};
	struct reads reads;
	bool more = !before;

	if (!value || !node_is_scalar(value))
		return true;
	if (!reads_of(from->arena, value->text, &reads))
		return false;
	for (size_t i = 0; i < reads.count; i++)
		add_read(from, &reads.items[i], node_place(from->document, value), &handed, &more);
	*ret_new |= more;
	before = more ? arena_copy(from->arena, &handed, sizeof(handed)) : before;
	return before && map_put(inputs, name, before);
}

bool handed_add(struct linting *caller, const struct step *step, const struct action *action,
	struct map *inputs, bool *ret_new)
{
	struct linting inside = *caller;

	/* A default stands in the action's file, and no input has a value there yet. */
	inside.document = action->document;
	inside.handed = inputs;
	*ret_new = false;
	for (size_t i = 0; i < action->input_count; i++) {
		const struct action_input *input = &action->inputs[i];
		const struct node *value = step_input(step, input->name);
		if (!add_input(value ? caller : &inside, value ? value : input->standard,
			    input->name, inputs, ret_new))
			return false;
	}
	return true;
}
