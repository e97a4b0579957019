/* SPDX-License-Identifier: MIT */
#include "precache/eval_context.h"

#include "actions/expression_lex.h"
#include "actions/value.h"
#include "precache/context.h"

/* The members of a context over those that are there already; any other value takes its place. */
static const struct value *merge(
	struct arena *arena, const struct value *before, const struct value *given)
{
	struct map *members = arena_alloc(arena, sizeof(*members));

	if (!before || before->kind != VALUE_OBJECT || given->kind != VALUE_OBJECT)
		return given;
	if (!members || !map_copy(members, arena, before->members))
		return NULL;
	for (size_t i = 0; i < given->members->len; i++)
		if (!map_put(members, given->members->entries[i].key,
			    given->members->entries[i].value))
			return NULL;
	return value_object(arena, members, given->origin);
}

static bool take_all(const struct invocation *in, struct map *contexts, const struct value *given)
{
	for (size_t i = 0; given && i < given->members->len; i++) {
		const struct map_entry *entry = &given->members->entries[i];
		if (!text_is_name(entry->key))
			continue; /* no expression can name it */
		const struct value *value =
			merge(in->arena, map_get(contexts, entry->key), entry->value);
		if (!value || !map_put(contexts, entry->key, value))
			return false;
	}
	return given != NULL;
}

/* What a file says of a context is all of it: a member that it lacks is null, as GitHub has it. */
static bool take_file(
	const struct invocation *in, struct map *contexts, struct map *files, struct str path)
{
	const struct value *given = context_read(in, path);

	for (size_t i = 0; given && i < given->members->len; i++)
		if (!map_put(files, given->members->entries[i].key, given))
			return false;
	return take_all(in, contexts, given);
}

static bool make_whole(const struct invocation *in, struct map *contexts, const struct map *files)
{
	for (size_t i = 0; i < contexts->len; i++) {
		const struct value *value = contexts->entries[i].value;
		if (!map_find(files, contexts->entries[i].key) || value->kind != VALUE_OBJECT)
			continue;
		struct value *whole = arena_copy(in->arena, value, sizeof(*value));
		if (!whole)
			return false;
		whole->whole = true;
		contexts->entries[i].value = whole;
	}
	return true;
}

static bool take_runner(const struct invocation *in, struct map *contexts)
{
	const struct value *root = NULL;
	return context_take_runner(in, &root) && (!root || take_all(in, contexts, root));
}

static int take_option(const struct invocation *in, struct map *contexts, struct str option)
{
	const size_t equals = str_find_char(option, '=', 0);
	const struct str path = str_slice(option, 0, equals);
	const struct str name = str_slice(path, 0, str_find_char(path, '.', 0));
	const struct value *root = NULL;
	const struct value *before = map_get(contexts, name);

	if (equals == STR_NOWHERE || !text_is_name(name) || str_ends(path, STR(".")))
		return usage_error(in,
			"'%.*s' is no context value; write NAME=VALUE or NAME.MEMBER=VALUE",
			STR_ARG(option));
	if (before) {
		struct map *members = arena_alloc(in->arena, sizeof(*members));
		if (!members)
			return EXIT_SURROUNDINGS;
		map_init_nocase(members, in->arena);
		if (!map_put(members, name, before))
			return EXIT_SURROUNDINGS;
		root = value_object(in->arena, members, NULL);
	}
	if (!context_set(in, &root, path, str_slice(option, equals + 1, option.len)) ||
		!map_put(contexts, name, value_member(root, name)))
		return EXIT_SURROUNDINGS;
	return EXIT_DONE;
}

int eval_contexts(const struct invocation *in, struct map *ret)
{
	struct map files; /* the contexts that files say */

	map_init_nocase(ret, in->arena);
	map_init_nocase(&files, in->arena);
	if (is_given(in->args, OPT_CONTEXT_FROM_RUNNER) && !take_runner(in, ret))
		return EXIT_INPUT;
	for (size_t i = 0; i < in->args->count; i++) {
		const struct arg *arg = &in->args->items[i];
		int code = EXIT_DONE;
		if (is_option(arg, OPT_CONTEXT_FILE) && !take_file(in, ret, &files, arg->value))
			return EXIT_INPUT;
		if (is_option(arg, OPT_CONTEXT))
			code = take_option(in, ret, arg->value);
		if (code)
			return code;
	}
	return make_whole(in, ret, &files) ? EXIT_DONE : EXIT_SURROUNDINGS;
}
