/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"
#include "base/limits.h"
#include "review/diff.h"

/* What a program reads: the same words as people do, and each value whole. */

static void write_text(struct json_out *json, const char *key, struct str text)
{
	json_out_key(json, str_of(key));
	if (text.ptr)
		json_out_string(json, text);
	else
		json_out_null(json);
}

static void write_side(struct json_out *json, const char *key, const struct diff_side *side)
{
	json_out_key(json, str_of(key));
	json_out_open_object(json);
	write_text(json, "name", side->name);
	write_text(json, "plan_id", side->plan ? side->plan->id : STR_NONE);
	json_out_close_object(json);
}

static struct str kind_name(enum change_kind kind)
{
	static const struct str names[] = {
		[CHANGE_VALUE] = STR_ROW("changed"),
		[CHANGE_ADDED] = STR_ROW("added"),
		[CHANGE_REMOVED] = STR_ROW("removed"),
		[CHANGE_RENAMED] = STR_ROW("renamed"),
		[CHANGE_ORDER] = STR_ROW("reordered"),
		[CHANGE_EVENTS] = STR_ROW("changed"),
		[CHANGE_BUILD_ADDED] = STR_ROW("build-added"),
		[CHANGE_BUILD_REMOVED] = STR_ROW("build-removed"),
		[CHANGE_BUILD_RENAMED] = STR_ROW("build-renamed"),
	};
	return names[kind];
}

static void write_place(struct json_out *json, const struct change_place *place)
{
	write_text(json, "pointer", place->pointer);
	if (place->at.file.ptr)
		write_text(json, "file", place->at.file);
	if (place->at.line) {
		json_out_key(json, STR("line"));
		json_out_integer(json, place->at.line);
		json_out_key(json, STR("column"));
		json_out_integer(json, place->at.column);
	}
}

/* A value and where it stands; left out when there is none on that side. */
static void write_value(struct json_out *json, const char *key, const struct value *value,
	const struct change_place *place)
{
	if (!value)
		return;
	json_out_key(json, str_of(key));
	json_out_open_object(json);
	json_out_key(json, STR("value"));
	value_json(json, value);
	write_place(json, place);
	json_out_close_object(json);
}

static void write_builds(struct json_out *json, const struct change *change)
{
	json_out_key(json, STR("builds"));
	json_out_open_array(json);
	for (size_t i = 0; i < change->build_count; i++)
		json_out_string(json, change->builds[i]);
	json_out_close_array(json);
}

/* Where builds have values or places of their own: what the first one's stand for. */
static void write_values(struct json_out *json, const struct change *change)
{
	json_out_key(json, STR("values"));
	json_out_open_array(json);
	for (size_t i = 0; i < change->build_count; i++) {
		const struct change_values *values = &change->values[i];
		json_out_open_object(json);
		if (values->old) {
			json_out_key(json, STR("old"));
			value_json(json, values->old);
		}
		if (values->now) {
			json_out_key(json, STR("new"));
			value_json(json, values->now);
		}
		write_place(json, &values->at);
		json_out_close_object(json);
	}
	json_out_close_array(json);
}

static void write_change(struct json_out *json, const struct change *change)
{
	json_out_open_object(json);
	write_text(json, "kind", kind_name(change->kind));
	write_text(json, "path", change->path);
	write_builds(json, change);
	write_value(json, "old", change->old, &change->was);
	write_value(json, "new", change->now, &change->is);
	if (change->values_vary || change->place_count > 1)
		write_values(json, change);
	write_text(json, "cost", cost_name(change->cost));
	if (change->reason)
		write_text(json, "reason", str_of(change->reason));
	if (change->widening != WIDENS_NOTHING)
		write_text(json, "widens", widening_name(change->widening));
	if (change->note.ptr)
		write_text(json, "note", change->note);
	json_out_close_object(json);
}

struct str diff_json(struct arena *arena, const struct diff *diff)
{
	struct strbuf out;
	struct strbuf headline;
	struct json_out json;

	strbuf_init(&out, arena, (size_t)4 * LIMIT_PLAN_BYTES);
	strbuf_init(&headline, arena, LIMIT_TEXT_BYTES);
	diff_headline(&headline, diff);
	json_out_init(&json, &out);
	json_out_open_object(&json);
	write_text(&json, "schema", STR(DIFF_SCHEMA));
	write_text(&json, "headline", strbuf_str(&headline));
	write_side(&json, "old", &diff->old);
	write_side(&json, "new", &diff->now);
	json_out_key(&json, STR("changes"));
	json_out_open_array(&json);
	for (size_t i = 0; i < diff->count; i++)
		write_change(&json, &diff->changes[i]);
	json_out_close_array(&json);
	json_out_close_object(&json);
	json_out_finish(&json);
	return strbuf_str(&out);
}
