/* SPDX-License-Identifier: MIT */
#include "plan/making.h"

/* What the command line may give, with the names under which expressions see it. */
bool contexts_make(const struct making *making, struct map *contexts)
{
	static const char *const names[] = {"github", "vars", "inputs"};
	const struct value *given = making->input->context;

	map_init_nocase(contexts, making->arena);
	for (size_t i = 0; given && i < sizeof(names) / sizeof(names[0]); i++) {
		const struct value *value = value_member(given, str_of(names[i]));
		if (value && !map_put(contexts, str_of(names[i]), value))
			return false;
	}
	return true;
}

struct scope making_scope(const struct making *making, const struct map *contexts)
{
	return (struct scope){.arena = making->arena,
		.contexts = contexts,
		.files = making->input->files,
		.by_form = making->probing,
		.head = making->head,
		.parsed = making->workflow ? making->workflow->parsed : NULL,
		.diags = making->diags,
		.document = making->document};
}

static bool put_number(
	const struct making *making, struct map *members, const char *name, size_t number)
{
	const struct value *value = value_number(making->arena, (double)number, NULL);
	return value && map_put(members, str_of(name), value);
}

/* A member of `strategy` as it is given; one that is not known stays unknown. */
static bool put_given(const struct matrix *matrix, struct map *members, const char *name,
	const struct value *otherwise)
{
	const struct value *given =
		matrix->strategy ? value_member(matrix->strategy, str_of(name)) : NULL;
	const bool set = given && given->kind != VALUE_NULL;
	return otherwise && map_put(members, str_of(name), set ? given : otherwise);
}

/* Source: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
static bool put_strategy(const struct making *making, const struct matrix *matrix, size_t index,
	struct map *contexts)
{
	struct map *members = arena_alloc(making->arena, sizeof(*members));
	const struct value *fails_fast = value_boolean(making->arena, true, NULL);
	const struct value *all = value_number(making->arena, (double)matrix->count, NULL);
	const struct value *strategy;

	if (!members)
		return false;
	map_init_nocase(members, making->arena);
	if (!put_given(matrix, members, "fail-fast", fails_fast) ||
		!put_number(making, members, "job-index", index) ||
		!put_number(making, members, "job-total", matrix->count) ||
		!put_given(matrix, members, "max-parallel", all))
		return false;
	strategy = value_object(making->arena, members, NULL);
	return strategy && map_put(contexts, STR("strategy"), strategy);
}

bool contexts_of_leg(const struct making *making, const struct matrix *matrix, size_t index,
	struct map *contexts)
{
	const struct value *values = matrix->legs[index].values;

	if (!values)
		values = value_null(making->arena, NULL);
	if (!values || !map_copy(contexts, making->arena, &making->contexts))
		return false;
	/* How many legs an unknown matrix has is unknown, and so is which one this is. */
	if (!matrix->known)
		return true;
	return map_put(contexts, STR("matrix"), values) &&
	       put_strategy(making, matrix, index, contexts);
}
