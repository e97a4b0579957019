/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "review/diff_making.h"

/* The members' names of a pointer, joined with '.': elements, and "builds" with its index, are left
 * out, so that a path is the same for every build; that of a build itself is empty. */
static void add_path(struct strbuf *out, const struct pointer *pointer)
{
	if (!pointer || (!pointer->up && str_is(pointer->key, "builds")))
		return;
	add_path(out, pointer->up);
	if (!pointer->key.ptr)
		return;
	if (out->len)
		strbuf_add_char(out, '.');
	strbuf_add(out, pointer->key);
}

static struct str path_text(struct arena *arena, const struct pointer *pointer)
{
	struct strbuf out;

	strbuf_init(&out, arena, LIMIT_TEXT_BYTES);
	add_path(&out, pointer);
	return strbuf_str(&out);
}

/* The place of a value; of one that has none, of the first that is in it. */
static const struct place *place_of(const struct value *value)
{
	const struct place *found = value->origin;

	if (found && found->line)
		return found;
	for (size_t i = 0; value->kind == VALUE_ARRAY && i < value->count; i++) {
		const struct place *inner = place_of(value->items[i]);
		if (inner && inner->line)
			return inner;
	}
	for (size_t i = 0; value->kind == VALUE_OBJECT && i < value->members->len; i++) {
		const struct place *inner = place_of(value->members->entries[i].value);
		if (inner && inner->line)
			return inner;
	}
	return found;
}

static struct change_place change_place_of(
	struct arena *arena, const struct pointer *pointer, const struct value *value)
{
	const struct place *at = value ? place_of(value) : NULL;

	if (!value)
		return (struct change_place){STR_NONE, place_of_file(STR_NONE)};
	return (struct change_place){
		pointer_text(arena, pointer), at ? *at : place_of_file(STR_NONE)};
}

struct change *diff_add(struct differ *differ, enum change_kind kind, struct diff_spot spot,
	const struct value *old, const struct value *now)
{
	struct change *draft = arena_alloc(differ->arena, sizeof(*draft));

	if (!draft)
		return NULL;
	*draft = (struct change){
		.kind = kind,
		.path = path_text(differ->arena, now ? spot.now : spot.old),
		.old = old,
		.now = now,
		.was = change_place_of(differ->arena, spot.old, old),
		.is = change_place_of(differ->arena, spot.now, now),
	};
	if (!draft->path.len)
		draft->path = STR("builds");
	if (kind == CHANGE_REMOVED)
		draft->is.at = diff_spelled_out(differ, draft->path);
	if (differ->arena->exhausted || !vec_push(&differ->drafts, draft))
		return NULL;
	diff_cost(differ, draft);
	if (!diff_widens(differ, draft))
		draft->widening = WIDENS_NOTHING;
	return draft;
}

static bool compare_members(
	struct differ *differ, struct diff_spot spot, const struct map *old, const struct map *now)
{
	for (size_t i = 0; i < now->len; i++) {
		const struct map_entry *entry = &now->entries[i];
		const struct pointer old_at = pointer_member(spot.old, entry->key);
		const struct pointer now_at = pointer_member(spot.now, entry->key);
		if (!diff_values(differ, (struct diff_spot){&old_at, &now_at},
			    map_get(old, entry->key), entry->value, false))
			return false;
	}
	for (size_t i = 0; i < old->len; i++) {
		const struct map_entry *entry = &old->entries[i];
		const struct pointer old_at = pointer_member(spot.old, entry->key);
		if (!map_find(now, entry->key) &&
			!diff_values(differ, (struct diff_spot){&old_at, NULL}, entry->value, NULL,
				false))
			return false;
	}
	return true;
}

/* How often an element stands in one list and not, so far, in the other. */
struct tally {
	size_t count;
};

static struct str element_key(struct arena *arena, const struct value *value)
{
	struct strbuf out;
	struct json_out json;

	strbuf_init(&out, arena, LIMIT_PLAN_BYTES);
	json_out_init(&json, &out);
	value_json(&json, value);
	strbuf_add(&out, value_is_unknown(value) ? STR("?") : STR(""));
	return strbuf_str(&out);
}

static struct tally *tally_of(struct arena *arena, struct map *tallies, const struct value *value)
{
	const struct str key = element_key(arena, value);
	const struct map_entry *entry = key.ptr ? map_find(tallies, key) : NULL;
	struct tally *tally = entry ? (struct tally *)(uintptr_t)entry->value : NULL;

	if (tally || !key.ptr)
		return tally;
	tally = arena_alloc(arena, sizeof(*tally));
	return tally && map_put(tallies, key, tally) ? tally : NULL;
}

/* The elements of `list`, by index, that `other` has not got, or not so often. */
static bool list_extras(struct arena *arena, const struct value *list, const struct value *other,
	size_t *ret, size_t *ret_count)
{
	struct map tallies;

	map_init(&tallies, arena);
	for (size_t i = 0; i < other->count; i++) {
		struct tally *tally = tally_of(arena, &tallies, other->items[i]);
		if (!tally)
			return false;
		tally->count++;
	}
	for (size_t i = 0; i < list->count; i++) {
		struct tally *tally = tally_of(arena, &tallies, list->items[i]);
		if (!tally)
			return false;
		if (tally->count)
			tally->count--;
		else
			ret[(*ret_count)++] = i;
	}
	return true;
}

static bool compare_item(struct differ *differ, struct diff_spot spot, const struct value *old,
	size_t old_index, const struct value *now, size_t now_index)
{
	const struct pointer old_at = pointer_item(spot.old, old_index);
	const struct pointer now_at = pointer_item(spot.now, now_index);

	return diff_values(differ, (struct diff_spot){&old_at, &now_at},
		old ? old->items[old_index] : NULL, now ? now->items[now_index] : NULL, false);
}

/* By element. As many that are gone as are new took their places, in order. */
static bool compare_lists(struct differ *differ, struct diff_spot spot, const struct value *old,
	const struct value *now)
{
	size_t *gone = arena_array(differ->arena, old->count, sizeof(*gone));
	size_t *new = arena_array(differ->arena, now->count, sizeof(*new));
	size_t gone_count = 0;
	size_t new_count = 0;
	bool done = true;

	if (!gone || !new || !list_extras(differ->arena, old, now, gone, &gone_count) ||
		!list_extras(differ->arena, now, old, new, &new_count))
		return false;
	if (!gone_count && !new_count)
		return diff_add(differ, CHANGE_ORDER, spot, old, now) != NULL;
	if (gone_count == new_count) {
		for (size_t i = 0; done && i < new_count; i++)
			done = compare_item(differ, spot, old, gone[i], now, new[i]);
		return done;
	}
	for (size_t i = 0; done && i < new_count; i++)
		done = compare_item(differ, spot, NULL, 0, now, new[i]);
	for (size_t i = 0; done && i < gone_count; i++)
		done = compare_item(differ, spot, old, gone[i], NULL, 0);
	return done;
}

bool diff_values(struct differ *differ, struct diff_spot spot, const struct value *old,
	const struct value *now, bool whole)
{
	enum change_kind kind = CHANGE_VALUE;

	if (diff_same(old, now))
		return true;
	if (!whole && old && now && old->kind == VALUE_OBJECT && now->kind == VALUE_OBJECT)
		return compare_members(differ, spot, old->members, now->members);
	if (!whole && old && now && old->kind == VALUE_ARRAY && now->kind == VALUE_ARRAY)
		return compare_lists(differ, spot, old, now);
	if (!old)
		kind = CHANGE_ADDED;
	else if (!now)
		kind = CHANGE_REMOVED;
	return diff_add(differ, kind, spot, old, now) != NULL;
}

struct change *diff_draft(const struct differ *differ, const char *path)
{
	for (size_t i = 0; i < differ->drafts.len; i++) {
		const struct change *draft = differ->drafts.items[i];
		if (str_is(draft->path, path))
			return (struct change *)(uintptr_t)draft;
	}
	return NULL;
}

const struct value *diff_part(const struct value *object, const char *name)
{
	return object && object->kind == VALUE_OBJECT ? map_get(object->members, str_of(name))
						      : NULL;
}

bool diff_text_is(const struct value *value, const char *text)
{
	return value && value->kind == VALUE_STRING && str_is(value->text, text);
}
