/* SPDX-License-Identifier: MIT */

/* Filters of events. */

#include "review/linting.h"

static const char *const filters[] = {"branches", "tags", "paths"};

static bool is_negative(const struct node *pattern)
{
	return str_starts(pattern->text, STR("!"));
}

/* The first pattern when there is one and each says what to leave out; else NULL. */
static const struct node *only_negative(const struct node *filter)
{
	if (filter->kind == NODE_STRING)
		return is_negative(filter) ? filter : NULL;
	if (filter->kind != NODE_SEQUENCE || filter->count == 0)
		return NULL;
	for (size_t i = 0; i < filter->count; i++)
		if (!is_negative(filter->items[i]))
			return NULL;
	return filter->items[0];
}

static void find_never(struct linting *linting, const struct node *event, const char *name)
{
	const struct node *filter = node_get(event, name);
	const struct node *pattern = filter ? only_negative(filter) : NULL;

	if (pattern)
		lint_hint(linting,
			lint_find(linting, node_place(linting->document, pattern),
				"'%s' lets nothing through: each of its patterns only leaves out",
				name),
			"write '%s-ignore' without the '!', or '**' as the first pattern", name);
}

void lint_filter_never(struct linting *linting)
{
	const struct node *on = linting->workflow->on;

	if (on->kind != NODE_MAPPING)
		return;
	for (size_t i = 0; i < on->count; i++)
		for (size_t k = 0; k < sizeof(filters) / sizeof(filters[0]); k++)
			find_never(linting, on->members[i].value, filters[k]);
}
