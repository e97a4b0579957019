/* SPDX-License-Identifier: MIT */
#include "review/diff_merge.h"

#include "base/limits.h"
#include "review/diff_member.h"

/* A change, and the builds that have it, each with the draft that says it of the build. */
struct merged {
	struct change change;
	struct vec builds; /* struct str * */
	struct vec drafts; /* struct change * */
};

void merging_init(struct merging *merging, struct arena *arena)
{
	merging->arena = arena;
	map_init(&merging->seen, arena);
	vec_init(&merging->merged, arena);
	map_init(&merging->touched, arena);
}

static void add_place(struct json_out *json, const struct change_place *place)
{
	json_out_integer(json, place->at.line);
	json_out_integer(json, place->at.column);
}

static void add_value(struct json_out *json, const struct value *value)
{
	if (value)
		value_json(json, value);
	else
		json_out_null(json);
}

/* The beginning of both keys: drafts that differ in it are never one change. */
static void start_key(
	struct json_out *json, struct strbuf *out, struct arena *arena, const struct change *draft)
{
	strbuf_init(out, arena, (size_t)2 * LIMIT_PLAN_BYTES);
	json_out_init(json, out);
	json_out_open_array(json);
	json_out_integer(json, draft->kind);
	json_out_integer(json, draft->widening);
	json_out_integer(json, draft->cost);
	json_out_string(json, draft->path);
	json_out_string(json, draft->note);
}

/* What drafts have in common that say the same. */
static struct str key_of_values(struct arena *arena, const struct change *draft)
{
	struct strbuf out;
	struct json_out json;

	start_key(&json, &out, arena, draft);
	add_value(&json, draft->old);
	add_value(&json, draft->now);
	json_out_close_array(&json);
	return strbuf_str(&out);
}

static bool is_placed(const struct change *draft)
{
	return draft->kind <= CHANGE_REMOVED && (!draft->old || draft->was.at.line) &&
	       (!draft->now || draft->is.at.line);
}

/* The job's id of a build's; empty of none. */
static struct str job_of(const struct value *id)
{
	return id ? str_slice(id->text, 0, str_find_char(id->text, ' ', 0)) : STR("");
}

/* What drafts have in common that are of legs of one job, which came, went or were renamed. */
static struct str key_of_jobs(struct arena *arena, const struct change *draft)
{
	struct strbuf out;
	struct json_out json;

	start_key(&json, &out, arena, draft);
	json_out_string(&json, job_of(draft->old));
	json_out_string(&json, job_of(draft->now));
	json_out_boolean(&json, true); /* no two values are this */
	json_out_close_array(&json);
	return strbuf_str(&out);
}

/* What drafts have in common that one line says. */
static struct str key_of_places(struct arena *arena, const struct change *draft)
{
	struct strbuf out;
	struct json_out json;

	start_key(&json, &out, arena, draft);
	add_place(&json, &draft->was);
	add_place(&json, &draft->is);
	json_out_integer(&json, -1); /* no two values are this */
	json_out_close_array(&json);
	return strbuf_str(&out);
}

static struct merged *find(const struct merging *m, struct str key)
{
	const struct map_entry *entry = key.ptr ? map_find(&m->seen, key) : NULL;

	return entry ? (struct merged *)(uintptr_t)entry->value : NULL;
}

static struct merged *make(struct merging *m, const struct change *draft)
{
	struct merged *merged = arena_alloc(m->arena, sizeof(*merged));

	if (!merged)
		return NULL;
	merged->change = *draft;
	vec_init(&merged->builds, m->arena);
	vec_init(&merged->drafts, m->arena);
	return vec_push(&m->merged, merged) ? merged : NULL;
}

/* The change that the draft is of, under both of its keys from now on; NULL when exhausted. */
static struct merged *find_merged(struct merging *m, const struct change *draft)
{
	const struct str values = key_of_values(m->arena, draft);
	struct str places = values;
	struct merged *merged = find(m, values);

	if (is_placed(draft))
		places = key_of_places(m->arena, draft);
	else if (draft->kind >= CHANGE_BUILD_ADDED)
		places = key_of_jobs(m->arena, draft);
	if (!values.ptr || !places.ptr)
		return NULL;
	if (!merged)
		merged = find(m, places);
	if (!merged)
		merged = make(m, draft);
	return merged && map_put(&m->seen, values, merged) && map_put(&m->seen, places, merged)
		       ? merged
		       : NULL;
}

/* Equal elements of one list are one change of their build. */
static bool add_build(
	struct merging *m, struct merged *merged, const struct change *draft, const struct str *id)
{
	const size_t len = merged->builds.len;

	if (!id || (len && merged->builds.items[len - 1] == id))
		return true;
	return vec_push(&merged->builds, id) && vec_push(&merged->drafts, draft) &&
	       map_put(&m->touched, *id, id);
}

bool merging_add(struct merging *m, const struct vec *drafts, const struct str *id)
{
	for (size_t i = 0; i < drafts->len; i++) {
		const struct change *draft = drafts->items[i];
		struct merged *merged = find_merged(m, draft);
		if (!merged || !add_build(m, merged, draft, id))
			return false;
	}
	return true;
}

static int by_weight(const void *a, const void *b)
{
	const struct change *left = &((const struct merged *)a)->change;
	const struct change *right = &((const struct merged *)b)->change;
	const int widening =
		(left->widening == WIDENS_NOTHING) - (right->widening == WIDENS_NOTHING);

	return widening ? widening : (int)left->cost - (int)right->cost;
}

static bool values_vary(const struct merged *merged)
{
	for (size_t i = 0; i < merged->drafts.len; i++) {
		const struct change *draft = merged->drafts.items[i];
		if (!diff_same(draft->old, merged->change.old) ||
			!diff_same(draft->now, merged->change.now))
			return true;
	}
	return false;
}

/* How many lines of the file say it. */
static bool count_places(struct arena *arena, const struct merged *merged, size_t *ret)
{
	struct map places;

	map_init(&places, arena);
	for (size_t i = 0; i < merged->drafts.len; i++) {
		const struct change *draft = merged->drafts.items[i];
		const struct place *at = draft->now ? &draft->is.at : &draft->was.at;
		const struct str key = str_printf(arena, "%u:%u", at->line, at->column);
		if (!key.ptr || (at->line && !map_put(&places, key, draft)))
			return false;
	}
	*ret = places.len;
	return true;
}

static bool flatten(struct arena *arena, const struct merged *merged, struct change *ret)
{
	const size_t count = merged->builds.len;
	struct str *ids = arena_array(arena, count, sizeof(*ids));
	struct change_values *values = arena_array(arena, count, sizeof(*values));

	if (!ids || !values)
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct change *draft = merged->drafts.items[i];
		ids[i] = *(const struct str *)merged->builds.items[i];
		values[i] = (struct change_values){
			draft->old, draft->now, draft->now ? draft->is : draft->was};
	}
	*ret = merged->change;
	ret->builds = ids;
	ret->build_count = count;
	ret->values = values;
	ret->values_vary = values_vary(merged);
	return count_places(arena, merged, &ret->place_count);
}

/* Changes of the workflow itself are of all its builds. */
static size_t count_touched(const struct merging *m, const struct diff *diff)
{
	const struct plan *plan = diff->now.plan ? diff->now.plan : diff->old.plan;

	for (size_t i = 0; plan && i < m->merged.len; i++) {
		if (!((const struct merged *)m->merged.items[i])->builds.len)
			return plan->build_count;
	}
	return m->touched.len;
}

bool merging_finish(struct merging *m, struct diff *diff)
{
	struct change *changes = arena_array(m->arena, m->merged.len, sizeof(*changes));

	if (!changes || !vec_sort(&m->merged, by_weight))
		return false;
	for (size_t i = 0; i < m->merged.len; i++) {
		if (!flatten(m->arena, m->merged.items[i], &changes[i]))
			return false;
		diff->widening_count += changes[i].widening != WIDENS_NOTHING;
	}
	diff->changes = changes;
	diff->count = m->merged.len;
	diff->build_count = count_touched(m, diff);
	return true;
}
