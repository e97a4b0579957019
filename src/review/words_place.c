/* SPDX-License-Identifier: MIT */

/* Where a change stands, and of which builds it is. */

#include "base/utf8.h"
#include "review/words.h"

/* How a place is written: with the file's name in front, or without. */
enum place_form {
	PLACE_WHOLE,
	PLACE_SHORT
};

static void add_at(struct strbuf *out, const struct change_place *place, enum place_form form)
{
	if (form == PLACE_WHOLE) {
		utf8_show(out, place->at.file);
		strbuf_add_char(out, ':');
	}
	strbuf_printf(out, "%u:%u", place->at.line, place->at.column);
}

/* A value that no line gives is a default, which may stand in place of one that a line gave. */
static void add_default(struct strbuf *out, const struct change *change, enum place_form form)
{
	const bool gone = !change->now || change->now->kind == VALUE_NULL;

	if (!gone || !change->was.at.line)
		strbuf_add(out, STR("default"));
	if (!change->was.at.line)
		return;
	if (!gone)
		strbuf_add(out, STR(", in place of "));
	if (form == PLACE_SHORT)
		strbuf_add(out, STR("old "));
	add_at(out, &change->was, form);
}

/* " and 2 more places" */
static void add_others(struct strbuf *out, size_t places)
{
	if (places > 1)
		strbuf_printf(out, " and %zu more place%s", places - 1, places == 2 ? "" : "s");
}

static void add_place(struct strbuf *out, const struct diff *diff, const struct change *change,
	enum place_form form)
{
	const bool is_new = change->now || (change->kind == CHANGE_REMOVED && change->is.at.line);
	const struct change_place *place = is_new ? &change->is : &change->was;
	const struct diff_side *side = is_new ? &diff->now : &diff->old;

	if (form == PLACE_SHORT && !is_new)
		strbuf_add(out, STR("old "));
	if (side->is_plan) {
		if (form == PLACE_WHOLE) {
			utf8_show(out, side->name);
			strbuf_add_char(out, '#');
		}
		utf8_show(out, place->pointer);
	} else if (place->at.line) {
		add_at(out, place, form);
		add_others(out, change->place_count);
	} else if (place->at.file.ptr) {
		utf8_show(out, place->at.file);
	} else {
		add_default(out, change, form);
	}
}

void words_place(struct strbuf *out, const struct diff *diff, const struct change *change)
{
	add_place(out, diff, change, PLACE_WHOLE);
}

void words_short_place(struct strbuf *out, const struct diff *diff, const struct change *change)
{
	add_place(out, diff, change, PLACE_SHORT);
}

bool words_names_builds(const struct diff *diff, const struct change *change)
{
	const bool several = (diff->old.plan && diff->old.plan->build_count > 1) ||
			     (diff->now.plan && diff->now.plan->build_count > 1);

	if (change->kind > CHANGE_EVENTS)
		return change->build_count > 1;
	return several && change->build_count;
}

void words_count_builds(struct strbuf *out, const struct change *change)
{
	if (change->kind > CHANGE_EVENTS)
		strbuf_printf(out, "%zu builds: ", change->build_count);
	else if (change->build_count == 1)
		strbuf_add(out, STR("in "));
	else
		strbuf_printf(out, "in %zu builds%s: ", change->build_count,
			change->values_vary ? ", each its own" : "");
}

void words_builds(
	struct strbuf *out, const struct diff *diff, const struct change *change, size_t names)
{
	const size_t shown = change->build_count < names ? change->build_count : names;

	if (!words_names_builds(diff, change))
		return;
	strbuf_add(out, STR(", "));
	words_count_builds(out, change);
	for (size_t i = 0; i < shown; i++) {
		if (i)
			strbuf_add(out, STR(", "));
		utf8_show(out, change->builds[i]);
	}
	if (shown < change->build_count)
		strbuf_printf(out, " and %zu more", change->build_count - shown);
}
