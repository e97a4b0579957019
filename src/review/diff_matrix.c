/* SPDX-License-Identifier: MIT */
#include "review/diff_making.h"

/* The next axis from `from` on that the other leg has not got. */
static size_t next_extra(const struct map *axes, size_t from, const struct map *other)
{
	while (from < axes->len && map_find(other, axes->entries[from].key))
		from++;
	return from;
}

/* Whether the axes that each leg has alone are as many, with the same values in order. */
static bool are_renamed(const struct map *old, const struct map *now)
{
	size_t gone = next_extra(old, 0, now);
	size_t new = next_extra(now, 0, old);

	while (gone < old->len && new < now->len) {
		if (!diff_same(old->entries[gone].value, now->entries[new].value))
			return false;
		gone = next_extra(old, gone + 1, now);
		new = next_extra(now, new + 1, old);
	}
	return gone == old->len && new == now->len;
}

static bool add_renamed(struct differ *differ, struct diff_spot spot, const struct map_entry *old,
	const struct map_entry *now)
{
	const struct pointer old_at = pointer_member(spot.old, old->key);
	const struct pointer now_at = pointer_member(spot.now, now->key);
	const struct value *axis = now->value;
	const struct value *old_name = value_string(differ->arena, old->key, NULL);
	const struct value *now_name = value_string(differ->arena, now->key, axis->origin);

	return old_name && now_name &&
	       diff_add(differ, CHANGE_RENAMED, (struct diff_spot){&old_at, &now_at}, old_name,
		       now_name);
}

static bool compare_axes(
	struct differ *differ, struct diff_spot spot, const struct map *old, const struct map *now)
{
	size_t gone = next_extra(old, 0, now);

	for (size_t i = 0; i < now->len; i++) {
		const struct map_entry *axis = &now->entries[i];
		const struct pointer old_at = pointer_member(spot.old, axis->key);
		const struct pointer now_at = pointer_member(spot.now, axis->key);
		const struct map_entry *before = map_find(old, axis->key);
		bool done;
		if (before) {
			done = diff_values(differ, (struct diff_spot){&old_at, &now_at},
				before->value, axis->value, false);
		} else {
			done = add_renamed(differ, spot, &old->entries[gone], axis);
			gone = next_extra(old, gone + 1, now);
		}
		if (!done)
			return false;
	}
	return true;
}

bool diff_matrix(struct differ *differ, struct diff_spot spot, const struct value *old,
	const struct value *now)
{
	if (!old || !now || old->kind != VALUE_OBJECT || now->kind != VALUE_OBJECT ||
		!are_renamed(old->members, now->members))
		return diff_values(differ, spot, old, now, false);
	return compare_axes(differ, spot, old->members, now->members);
}
