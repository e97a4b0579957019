/* SPDX-License-Identifier: MIT */
#include "yaml/path.h"

static bool is_at_or_before(const struct node *node, struct place at)
{
	return node->line < at.line || (node->line == at.line && node->column <= at.column);
}

static bool begins_at(const struct node *node, struct place at)
{
	return node->line == at.line && node->column == at.column;
}

/* Content that stands in front of what it is in was put there by an alias. */
static bool is_alias(const struct node *outer, const struct node *node)
{
	return node->start < outer->start;
}

/* The last member that begins at the place or before it; NULL: none. */
static const struct node_member *member_at(const struct node *mapping, struct place at)
{
	const struct node_member *found = NULL;

	for (size_t i = 0; i < mapping->count; i++) {
		if (!is_at_or_before(mapping->members[i].key, at))
			break;
		found = &mapping->members[i];
	}
	return found;
}

/* The index of the last item that begins at the place or before it; the count: none. */
static size_t item_at(const struct node *sequence, struct place at)
{
	size_t found = sequence->count;

	for (size_t i = 0; i < sequence->count; i++) {
		const struct node *const item = sequence->items[i];
		if (is_alias(sequence, item))
			continue;
		if (!is_at_or_before(item, at))
			break;
		found = i;
	}
	return found;
}

static void step_into(
	struct path *path, struct path_step step, const struct node *node, const struct node *key)
{
	path->steps[path->count++] = step;
	path->node = node;
	path->key = key;
}

/* Takes one step nearer to the place. False: this is as near as it gets. */
static bool approach(struct path *path, struct place at)
{
	const struct node *const node = path->node;

	if (node->kind == NODE_MAPPING) {
		const struct node_member *const member = member_at(node, at);
		if (!member)
			return false;
		const struct path_step step = {member->key->text, 0};
		step_into(path, step, member->value, member->key);
		return is_at_or_before(member->value, at) && !is_alias(member->key, member->value);
	}
	if (node->kind != NODE_SEQUENCE)
		return false;
	const size_t index = item_at(node, at);
	if (index == node->count)
		return false;
	step_into(path, (struct path_step){STR_NONE, index}, node->items[index], NULL);
	return true;
}

struct path path_find(const struct document *document, struct place at, enum path_end end)
{
	struct path path = {.node = document->root};

	while (path.count < LIMIT_YAML_DEPTH && approach(&path, at)) {
		if (end == PATH_OUTER && begins_at(path.node, at))
			break;
	}
	return path;
}

/* Whether the key can stand behind a dot as it is. */
static bool is_plain(struct str key)
{
	for (size_t i = 0; i < key.len; i++) {
		const char c = key.ptr[i];
		if (!char_is_alnum(c) && c != '_' && c != '-')
			return false;
	}
	return key.len > 0;
}

struct str path_text(struct arena *arena, const struct path *path)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	for (size_t i = 0; i < path->count; i++) {
		const struct path_step *const step = &path->steps[i];
		if (!step->key.ptr)
			strbuf_printf(&out, "[%zu]", step->index);
		else if (is_plain(step->key))
			strbuf_printf(&out, "%s%.*s", i ? "." : "", STR_ARG(step->key));
		else
			strbuf_printf(&out, "['%.*s']", STR_ARG(step->key));
	}
	return strbuf_str(&out);
}
