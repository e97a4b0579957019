/* SPDX-License-Identifier: MIT */
#include "review/diff_trigger.h"

#include "review/diff_making.h"

/* A filter of an event: what is taken, or what is left out; and the other filter of its kind. */
struct filter_row {
	const char *name;
	bool ignores;
	const char *other; /* NULL: none */
};

static const struct filter_row filter_rows[] = {
	{"branches", false, "branches-ignore"},
	{"branches-ignore", true, "branches"},
	{"tags", false, "tags-ignore"},
	{"tags-ignore", true, "tags"},
	{"paths", false, "paths-ignore"},
	{"paths-ignore", true, "paths"},
	{"types", false, NULL},
	{"workflows", false, NULL},
	{"names", false, NULL},
	{"versions", false, NULL},
};

struct str diff_trigger_event(struct str path, struct str *ret_filter)
{
	const struct str rest = str_slice(path, sizeof("workflow.triggers.") - 1, path.len);
	const size_t dot = str_find_char(rest, '.', 0);

	*ret_filter = dot == STR_NOWHERE ? STR("") : str_slice(rest, dot + 1, rest.len);
	return str_slice(rest, 0, dot);
}

static const struct filter_row *find_filter(struct str name)
{
	for (size_t i = 0; i < sizeof(filter_rows) / sizeof(filter_rows[0]); i++) {
		if (str_is(name, filter_rows[i].name))
			return &filter_rows[i];
	}
	return NULL;
}

static bool has(const struct value *event, const char *filter)
{
	return filter && diff_part(event, filter);
}

/* Of a push with a filter for branches alone, tags start nothing; and the other way round. */
static bool other_kind(const struct filter_row *row, const struct value *event)
{
	if (str_starts(str_of(row->name), STR("branches")))
		return has(event, "tags") || has(event, "tags-ignore");
	if (str_starts(str_of(row->name), STR("tags")))
		return has(event, "branches") || has(event, "branches-ignore");
	return false;
}

/* What a pull request's workflow runs for when it names no types. */
static bool is_standard_type(const struct value *type)
{
	return diff_text_is(type, "opened") || diff_text_is(type, "synchronize") ||
	       diff_text_is(type, "reopened");
}

static bool adds_types(struct str event, const struct value *types)
{
	if (!str_starts(event, STR("pull_request")) || types->kind != VALUE_ARRAY)
		return false;
	for (size_t i = 0; i < types->count; i++) {
		if (!is_standard_type(types->items[i]))
			return true;
	}
	return false;
}

static bool filter_added(const struct filter_row *row, struct str event, const struct value *old,
	const struct value *filter)
{
	if (row->other && has(old, row->other))
		return row->ignores;
	if (str_is(str_of(row->name), "types"))
		return adds_types(event, filter);
	return other_kind(row, old);
}

static bool filter_removed(const struct filter_row *row, const struct value *now)
{
	return !(row->other && has(now, row->other)) && !other_kind(row, now);
}

static bool is_exclusion(const struct value *pattern)
{
	return pattern && pattern->kind == VALUE_STRING && str_starts(pattern->text, STR("!"));
}

static bool has_exclusion(const struct value *patterns)
{
	for (size_t i = 0; patterns->kind == VALUE_ARRAY && i < patterns->count; i++) {
		if (is_exclusion(patterns->items[i]))
			return true;
	}
	return false;
}

static bool pattern_widens(const struct filter_row *row, const struct change *change)
{
	if (change->kind == CHANGE_ORDER)
		return has_exclusion(change->now);
	if (row->ignores)
		return change->old != NULL;
	return (change->now && !is_exclusion(change->now)) || is_exclusion(change->old);
}

static bool is_list(const struct value *value)
{
	return value && value->kind == VALUE_ARRAY;
}

bool trigger_widens(const struct value *old, const struct value *now, const struct change *change)
{
	struct str filter;
	const struct str event = diff_trigger_event(change->path, &filter);
	const struct filter_row *row = find_filter(filter);
	const struct value *old_event = old ? map_get(old->members, event) : NULL;
	const struct value *now_event = now ? map_get(now->members, event) : NULL;

	if (!filter.len)
		return change->kind == CHANGE_ADDED && !old_event;
	if (!row)
		return false;
	if (change->kind == CHANGE_ADDED && is_list(change->now))
		return filter_added(row, event, old_event, change->now);
	if (change->kind == CHANGE_REMOVED && is_list(change->old))
		return filter_removed(row, now_event);
	return pattern_widens(row, change);
}
